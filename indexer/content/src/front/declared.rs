//! The declarations in a document's front matter.

use std::ops::Range;

use model::{FrontMatter, Kind};

use super::block::Format;
use super::located::{Located, RawSuspect};

/// The front matter of one document.
#[derive(Debug, Default)]
pub(crate) struct Front {
    pub(crate) title: Option<String>,
    pub(crate) kind: Option<Kind>,
    pub(crate) slug: Option<Located>,
    pub(crate) aliases: Vec<Located>,
    pub(crate) draft: bool,
    /// Whether an audience is declared in front matter that cannot be parsed.
    pub(crate) hidden_audience: bool,
    pub(crate) alerts: Vec<String>,
    pub(crate) related: Vec<Located>,
    pub(crate) suspects: Vec<RawSuspect>,
    pub(crate) public: FrontMatter,
    /// Byte at which the body begins.
    pub(crate) body: usize,
    /// Format and bytes of front matter that could not be parsed.
    pub(crate) unread: Option<(Format, Range<usize>)>,
}
