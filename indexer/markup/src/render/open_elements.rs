//! Elements that are open while a page is rendered.

/// How an open quote will be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    Plain,
    Admonition,
    Folding,
}

impl Quote {
    pub(super) fn close(self) -> &'static str {
        match self {
            Self::Plain => "</blockquote>\n",
            Self::Admonition => "</div>\n",
            Self::Folding => "</details>\n",
        }
    }
}

/// An open item of a decision path.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Branch {
    /// Index of the event of text in which the condition ends, and the byte after it.
    pub(super) condition: Option<(usize, usize)>,
    /// Index of the list that is folded under it.
    pub(super) nested: Option<usize>,
}

/// An open list or item.
#[derive(Debug, Clone, Copy)]
pub(super) enum Level {
    /// A list; whether it is a decision path.
    List(bool),
    /// An item.
    Item(Branch),
}

/// A list that is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenList {
    /// What the author gave the first item.
    pub(super) first: u64,
    /// What the author gave the item before.
    pub(super) written: Option<u64>,
    /// What Markdown gives the next item.
    pub(super) next: u64,
    pub(super) numbered: bool,
    /// Whether its items are steps.
    pub(super) steps: bool,
}
