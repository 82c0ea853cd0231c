//! Builds rows from events of the parser.

use std::ops::Range;

use super::row::{Cell, Kind, Row};
use markup::{Fate, Prepared, Tag};
use model::finding::Lines;

/// Builds rows; at most one row is open.
pub(super) struct Builder<'p> {
    prepared: &'p Prepared,
    lines: &'p Lines,
    done: Vec<Row>,
    open: Option<Row>,
    /// The start of an item whose first words have not been read yet.
    item: Option<usize>,
    task: Option<bool>,
    depth: u8,
    quotes: u8,
    bold: u8,
    /// Whether all words of the open row so far are bold.
    all_bold: bool,
}

impl<'p> Builder<'p> {
    pub(super) fn new(prepared: &'p Prepared, lines: &'p Lines) -> Self {
        Self {
            prepared,
            lines,
            done: Vec::new(),
            open: None,
            item: None,
            task: None,
            depth: 0,
            quotes: 0,
            bold: 0,
            all_bold: true,
        }
    }

    /// Whether a tag is not HTML but text in angle brackets.
    pub(super) fn is_text(&self, tag: &Tag<'_>) -> bool {
        self.prepared.inventory.fate(tag) == Some(Fate::Unknown)
    }

    /// Opens a row at `at`, in bytes of the prepared text.
    pub(super) fn open(&mut self, kind: Kind, at: usize) {
        self.close();
        let start = self.prepared.map.source(at);
        self.all_bold = true;
        self.open = Some(Row {
            kind,
            depth: self.depth,
            text: String::new(),
            line: self.lines.line(start),
            span: start..start,
            links: Vec::new(),
            strong: 0,
            code: Vec::new(),
            struck: false,
            quoted: self.quotes > 0,
        });
    }

    /// Closes the open row, if there is one.
    pub(super) fn close(&mut self) {
        self.begin_item();
        if let Some(mut row) = self.open.take() {
            let end = row.text.trim_end().len();
            row.text.truncate(end);
            row.strong = row.strong.min(end);
            if let Kind::Cells { cells, .. } = &mut row.kind {
                for cell in cells.iter_mut() {
                    cell.text = cell.text.trim().to_owned();
                }
                let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
                row.text = texts.join(" | ");
            }
            if !row.text.is_empty() {
                self.done.push(row);
            }
        }
    }

    pub(super) fn finish(mut self) -> Vec<Row> {
        self.close();
        self.done
    }

    pub(super) fn list(&mut self, begins: bool) {
        self.close();
        self.depth = if begins {
            self.depth.saturating_add(1)
        } else {
            self.depth.saturating_sub(1)
        };
    }

    pub(super) fn item(&mut self, at: usize) {
        self.close();
        self.item = Some(at);
        self.task = None;
    }

    pub(super) fn task(&mut self, done: bool) {
        self.task = Some(done);
    }

    /// Starts an item of HTML, which may be outside a list.
    pub(super) fn html_item(&mut self, at: usize) {
        self.close();
        let depth = self.depth;
        self.depth = depth.max(1);
        self.open(Kind::Item(None), at);
        self.depth = depth;
    }

    fn begin_item(&mut self) {
        if let Some(at) = self.item.take() {
            let task = self.task.take();
            self.open(Kind::Item(task), at);
        }
    }

    pub(super) fn paragraph(&mut self, at: usize) {
        if self.item.is_none() {
            self.open(Kind::Para, at);
        }
    }

    pub(super) fn quote(&mut self, begins: bool) {
        self.close();
        self.quotes = if begins {
            self.quotes.saturating_add(1)
        } else {
            self.quotes.saturating_sub(1)
        };
    }

    pub(super) fn table_row(&mut self, header: bool, at: usize) {
        let cells = Vec::new();
        self.open(Kind::Cells { header, cells }, at);
    }

    pub(super) fn cell(&mut self) {
        if let Some(Row {
            kind: Kind::Cells { cells, .. },
            ..
        }) = &mut self.open
        {
            cells.push(Cell::default());
        }
    }

    pub(super) fn strong(&mut self, begins: bool) {
        self.bold = if begins {
            self.bold.saturating_add(1)
        } else {
            self.bold.saturating_sub(1)
        };
    }

    pub(super) fn struck(&mut self) {
        self.begin_item();
        if let Some(row) = &mut self.open {
            row.struck = true;
        }
    }

    pub(super) fn link(&mut self, url: &str) {
        self.begin_item();
        if let Some(row) = &mut self.open {
            row.links.push(url.to_owned());
            if let Kind::Cells { cells, .. } = &mut row.kind
                && let Some(cell) = cells.last_mut()
            {
                cell.links.push(url.to_owned());
            }
        }
    }

    /// Adds inline code.
    pub(super) fn code(&mut self, words: &str, range: &Range<usize>) {
        self.text(words, range);
        if let Some(row) = &mut self.open {
            let end = row.text.len();
            row.code.push(end.saturating_sub(words.len())..end);
        }
    }

    /// Adds words at `range`, in bytes of the prepared text.
    pub(super) fn text(&mut self, words: &str, range: &Range<usize>) {
        self.begin_item();
        if words.trim().is_empty() && self.open.is_none() {
            return;
        }
        if self.open.is_none() {
            self.open(Kind::Para, range.start);
        }
        let source = self.prepared.map.span(range);
        let bold = self.bold > 0;
        let Some(row) = &mut self.open else {
            return;
        };
        if row.text.is_empty() && row.kind == Kind::More {
            row.line = self.lines.line(source.start);
            row.span.start = source.start;
        }
        row.span.end = row.span.end.max(source.end);
        if let Kind::Cells { cells, .. } = &mut row.kind {
            if let Some(cell) = cells.last_mut() {
                cell.text.push_str(words);
            }
            row.text.push_str(words);
            return;
        }
        let words = if row.text.is_empty() {
            words.trim_start()
        } else {
            words
        };
        row.text.push_str(words);
        self.all_bold = self.all_bold && (bold || words.trim().is_empty());
        if self.all_bold {
            row.strong = row.text.len();
        }
    }

    /// Starts a new line for the next words.
    pub(super) fn line_break(&mut self) {
        match &mut self.open {
            Some(Row {
                kind: Kind::Cells { cells, .. },
                ..
            }) => {
                if let Some(cell) = cells.last_mut() {
                    cell.text.push(' ');
                }
            }
            Some(row) if matches!(row.kind, Kind::Heading(_)) => row.text.push(' '),
            Some(row) => {
                let at = row.span.clone();
                self.close();
                self.open(Kind::More, 0);
                if let Some(row) = &mut self.open {
                    row.span = at.end..at.end;
                }
            }
            None => {}
        }
    }
}
