//! Values of front matter with their positions in the file.

use std::ops::Range;

/// A text with its bytes in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Located {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

/// A candidate cause whose Markdown is not rendered yet.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawSuspect {
    pub(crate) cause: Option<Located>,
    pub(crate) check: Option<Located>,
    pub(crate) confirms: Option<Located>,
    pub(crate) rules_out: Option<Located>,
    pub(crate) then: Option<Located>,
}
