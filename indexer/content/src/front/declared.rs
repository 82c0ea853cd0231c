//! What a document declares in its front matter.

use std::ops::Range;

use model::{FrontMatter, Kind};

use super::block::Format;
use super::located::{Located, RawSuspect};

/// What a document says of itself.
#[derive(Debug, Default)]
pub(crate) struct Front {
    pub(crate) title: Option<String>,
    pub(crate) kind: Option<Kind>,
    pub(crate) slug: Option<Located>,
    pub(crate) aliases: Vec<Located>,
    pub(crate) draft: bool,
    /// Whether an audience is declared that cannot be read.
    pub(crate) hidden_audience: bool,
    pub(crate) alerts: Vec<String>,
    pub(crate) related: Vec<Located>,
    pub(crate) suspects: Vec<RawSuspect>,
    pub(crate) public: FrontMatter,
    /// Where the body begins.
    pub(crate) body: usize,
    /// Front matter that could not be read: its format and place.
    pub(crate) unread: Option<(Format, Range<usize>)>,
}
