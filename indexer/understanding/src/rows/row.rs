//! The rows of a document.

use std::ops::Range;

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A heading of this level.
    Heading(u8),
    /// The first line of a list item; with its check mark, if it has one.
    Item(Option<bool>),
    /// The first line of a paragraph.
    Para,
    /// A further line of the item or paragraph before.
    More,
    /// A row of a table.
    Cells {
        /// Whether it is the table's header.
        header: bool,
        /// Its cells.
        cells: Vec<Cell>,
    },
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Plain text.
    pub text: String,
    /// Addresses it links to.
    pub links: Vec<String>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub kind: Kind,
    /// How many lists it is in.
    pub depth: u8,
    /// Plain text, trimmed.
    pub text: String,
    /// Line in the file.
    pub line: usize,
    /// Bytes of the file.
    pub span: Range<usize>,
    /// Addresses it links to.
    pub links: Vec<String>,
    /// How many bytes of the text at its beginning are bold.
    pub strong: usize,
    /// Bytes of the text that are code; not kept for tables.
    pub code: Vec<Range<usize>>,
    /// Whether some of it is struck out.
    pub struck: bool,
    /// Whether it is in a quotation.
    pub quoted: bool,
}

impl Row {
    /// Whether it begins something of its own: anything but a further line.
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
