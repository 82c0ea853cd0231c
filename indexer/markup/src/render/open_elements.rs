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
