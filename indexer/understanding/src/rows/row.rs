//! The rows of a document.

use std::ops::Range;

/// The kind of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A heading of this level.
    Heading(u8),
    /// The first line of a list item, with the state of its checkbox, if it has one.
    Item(Option<bool>),
    /// The first line of a paragraph.
    Para,
    /// A further line of the item or paragraph before it.
    More,
    /// A row of a table.
    Cells {
        /// Whether the row is the header of the table.
        header: bool,
        /// The cells of the row.
        cells: Vec<Cell>,
    },
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Plain text.
    pub text: String,
    /// The URLs that the cell links to.
    pub links: Vec<String>,
}

/// A line of a document with its kind and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub kind: Kind,
    /// How many lists the row is nested in.
    pub depth: u8,
    /// Plain text, trimmed.
    pub text: String,
    /// Line number in the file.
    pub line: usize,
    /// Byte range in the file.
    pub span: Range<usize>,
    /// The URLs that the row links to.
    pub links: Vec<String>,
    /// How many bytes at the beginning of `text` are bold.
    pub strong: usize,
    /// Byte ranges of `text` that are code; empty for tables.
    pub code: Vec<Range<usize>>,
    /// Whether some of the text is struck out.
    pub struck: bool,
    /// Whether the row is in a block quotation.
    pub quoted: bool,
}

impl Row {
    /// Whether the row starts a block, that is, whether it is not a further line.
    pub fn begins(&self) -> bool {
        self.kind != Kind::More
    }

    pub fn is_item(&self) -> bool {
        matches!(self.kind, Kind::Item(_))
    }

    pub fn level(&self) -> Option<u8> {
        match self.kind {
            Kind::Heading(level) => Some(level),
            _ => None,
        }
    }
}
