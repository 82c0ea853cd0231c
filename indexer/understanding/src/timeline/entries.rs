//! Makes entries of the rows of a timeline section.

use std::ops::Range;

use super::columns::TimelineColumns;
use super::split;
use crate::rows::{Kind, Row};
use crate::sections::Part;
use crate::time::stamp::{self, Stamp};
use crate::wording;
use model::incident::UnparsedEntry;

/// An entry before its day and zone are inferred.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub stamp: Stamp,
    pub text: String,
    pub line: usize,
    pub span: Range<usize>,
    /// Whether it is not an event but the day of the events below it.
    pub is_day: bool,
    /// Whether it is a heading.
    is_heading: bool,
}

/// The content of a timeline section.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub entries: Vec<Entry>,
    pub unparsed: Vec<UnparsedEntry>,
}

/// The entry to which further words are appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sink {
    None,
    Entry(usize),
    UnparsedEntry(usize),
}

/// How the last entry started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Under {
    Nothing,
    Heading,
    Item(u8),
    Paragraph,
    Table,
}

/// Reads the entries of consecutive `parts`.
pub(super) fn read(rows: &[Row], parts: &[Part]) -> Read {
    let mut reader = Reader {
        out: Read::default(),
        sink: Sink::None,
        under: Under::Nothing,
        columns: TimelineColumns::default(),
        in_entry_paragraph: false,
        opens: false,
    };
    for part in parts {
        if let (Some(head), Some(stamp)) = (part.head, &part.stamp) {
            reader.heading(&rows[head], stamp);
        } else {
            (reader.sink, reader.under) = (Sink::None, Under::Nothing);
        }
        // Under a bold line that serves as a heading, the further lines start a new paragraph.
        reader.opens = true;
        for row in &rows[part.rows.clone()] {
            reader.row(row);
            reader.opens = false;
        }
    }
    mark_days(&mut reader.out);
    let mut read = reader.out;
    // If headings are the entries, items of lists are not.
    if read.entries.iter().any(|entry| entry.is_heading) {
        for left in &mut read.unparsed {
            left.entry &= stamp::parse(&left.text).is_some();
        }
    }
    read
}

/// Marks a day without a time as the day of the next entries, if they have times but no days.
fn mark_days(read: &mut Read) {
    for index in 0..read.entries.len() {
        let entry = &read.entries[index];
        if entry.stamp.has_time() || !entry.stamp.has_day() {
            continue;
        }
        let next = read.entries.get(index + 1);
        let leads = next.is_some_and(|next| {
            next.stamp.has_time()
                && next.stamp.day.is_none()
                && (entry.is_heading || entry.text.is_empty())
        });
        if leads {
            let entry = &mut read.entries[index];
            entry.is_day = true;
            if !entry.text.is_empty() {
                read.unparsed.push(UnparsedEntry {
                    text: entry.text.clone(),
                    entry: false,
                    line: entry.line,
                    span: entry.span.clone(),
                });
            }
        }
    }
    read.unparsed.sort_by_key(|left| left.line);
}

struct Reader {
    out: Read,
    sink: Sink,
    under: Under,
    columns: TimelineColumns,
    /// Whether the current paragraph started with an entry.
    in_entry_paragraph: bool,
    /// Whether the next row is the first below its heading.
    opens: bool,
}

impl Reader {
    fn heading(&mut self, row: &Row, stamp: &Stamp) {
        if stamp.is_blank() {
            self.leftover(row, &row.text, true);
        } else {
            self.entry(stamp.clone(), row.text[stamp.rest..].trim(), row, true);
        }
        self.under = Under::Heading;
    }

    fn row(&mut self, row: &Row) {
        match &row.kind {
            // This heading is inside the timeline and is not a time.
            Kind::Heading(_) => (self.sink, self.under) = (Sink::None, Under::Nothing),
            Kind::Cells { header, cells } => {
                if *header {
                    self.columns = TimelineColumns::new(row).unwrap_or_default();
                    // A table without a header starts with an entry.
                    if !stamp::parse(&row.text).is_some_and(|stamp| stamp.has_time()) {
                        return;
                    }
                }
                let (when, what) = self.columns.read(cells);
                self.cells(row, &when, &what);
            }
            _ if row.quoted => self.more(row),
            Kind::Item(_) => {
                self.in_entry_paragraph = false;
                let pieces = split::pieces(&row.text, &row.code);
                let fits = pieces
                    .first()
                    .is_some_and(|piece| begins_item(&piece.stamp, piece.text));
                if fits {
                    self.pieces(pieces, row, Under::Item(row.depth));
                } else {
                    self.plain_item(row);
                }
            }
            Kind::Para | Kind::More => self.line(row),
        }
    }

    fn pieces(&mut self, pieces: Vec<split::Piece<'_>>, row: &Row, under: Under) {
        for piece in pieces {
            self.entry(piece.stamp, piece.text, row, false);
        }
        self.under = under;
        self.in_entry_paragraph = true;
    }

    fn cells(&mut self, row: &Row, when: &str, what: &str) {
        self.under = Under::Table;
        let stamp = stamp::parse(when).filter(|stamp| !stamp.is_blank());
        match stamp {
            Some(mut stamp) if !wording::is_template(what) || stamp.has_time() => {
                if stamp.zone.is_none() {
                    stamp.zone.clone_from(&self.columns.zone);
                }
                let aside = when[stamp.rest..].trim();
                let text = if aside.is_empty() {
                    what.to_owned()
                } else {
                    format!("{aside} \u{2014} {what}")
                };
                self.entry(stamp, &text, row, false);
            }
            _ => {
                // A row without a time continues the row above.
                if when.trim().is_empty() && matches!(self.sink, Sink::Entry(_)) && !what.is_empty()
                {
                    self.append(what, "\n");
                } else {
                    self.leftover(row, &row.text, !wording::is_template(what));
                }
            }
        }
    }

    /// Reads an item that does not start with a time.
    fn plain_item(&mut self, row: &Row) {
        let deeper = match self.under {
            Under::Item(depth) => row.depth > depth,
            Under::Heading => true,
            Under::Paragraph => matches!(self.sink, Sink::Entry(_)),
            Under::Table | Under::Nothing => false,
        };
        if deeper && self.sink != Sink::None {
            self.append(&row.text, "\n");
        } else {
            let blank = stamp::parse(&row.text).is_some_and(|stamp| stamp.is_blank());
            let list = matches!(self.under, Under::Item(_) | Under::Nothing | Under::Table);
            self.leftover(row, &row.text, list || blank);
            if self.under == Under::Nothing {
                self.under = Under::Item(row.depth);
            }
        }
    }

    /// Reads a line of a paragraph.
    fn line(&mut self, row: &Row) {
        let first = row.kind == Kind::Para || self.opens;
        if first {
            self.in_entry_paragraph = false;
        }
        // This row is from a table that lost its delimiter row.
        if row.text.starts_with('|') {
            let cells: Vec<_> = row
                .text
                .trim_matches('|')
                .split('|')
                .map(str::trim)
                .collect();
            if cells[0].chars().all(|c| matches!(c, '-' | ':' | ' ')) {
                return;
            }
            self.cells(row, cells[0], &cells[1..].join(" \u{2014} "));
            return;
        }
        let pieces = split::pieces(&row.text, &row.code);
        let fits = pieces.first().is_some_and(|piece| {
            let stamp = &piece.stamp;
            let labelled = stamp.separated || piece.text.is_empty();
            // In a paragraph of entries, each line starts like the one before.
            let alike = first || (self.in_entry_paragraph && self.begins_alike(piece.text));
            let timed = stamp.has_time() && (labelled || (alike && self.under != Under::Heading));
            timed
                || (stamp.has_day()
                    && labelled
                    && piece.text.len() < 4
                    && (first || self.under != Under::Heading))
        });
        if fits && (first || self.under != Under::Heading) {
            let depth = row.depth;
            let under = if depth > 0 {
                Under::Item(depth)
            } else {
                Under::Paragraph
            };
            self.pieces(pieces, row, under);
            return;
        }
        self.more(row);
    }

    /// Whether the words start like those of the last entry.
    ///
    /// A wrapped line that happens to start with a time does not.
    fn begins_alike(&self, text: &str) -> bool {
        let Sink::Entry(index) = self.sink else {
            return false;
        };
        let before = &self.out.entries[index].text;
        text.starts_with(char::is_uppercase) || !before.starts_with(char::is_uppercase)
    }

    /// Reads a row that continues the entry before it, or is between entries.
    fn more(&mut self, row: &Row) {
        let continues = match (&row.kind, self.sink) {
            (_, Sink::None) => false,
            (Kind::More, _) => true,
            _ => match self.under {
                Under::Heading | Under::Paragraph => true,
                Under::Item(_) => row.depth > 0,
                Under::Table | Under::Nothing => false,
            },
        };
        if continues {
            self.append(&row.text, if row.kind == Kind::More { " " } else { "\n" });
        } else {
            self.leftover(row, &row.text, false);
            self.under = Under::Nothing;
        }
    }

    fn entry(&mut self, stamp: Stamp, text: &str, row: &Row, is_heading: bool) {
        self.sink = Sink::Entry(self.out.entries.len());
        // The start of `T+5m` is inferred, so the text keeps the author's words.
        let text = if stamp.offset.is_some() && row.text.ends_with(text) {
            row.text.as_str()
        } else {
            text
        };
        self.out.entries.push(Entry {
            stamp,
            text: text.to_owned(),
            line: row.line,
            span: row.span.clone(),
            is_day: false,
            is_heading,
        });
    }

    fn leftover(&mut self, row: &Row, text: &str, entry: bool) {
        self.sink = Sink::UnparsedEntry(self.out.unparsed.len());
        // `HH:MM UTC: Short event description` is the help of a template and not an entry.
        let words = stamp::parse(text)
            .filter(Stamp::is_blank)
            .map_or(text, |stamp| &text[stamp.rest..]);
        self.out.unparsed.push(UnparsedEntry {
            text: text.to_owned(),
            entry: entry && !wording::is_template(words),
            line: row.line,
            span: row.span.clone(),
        });
    }

    fn append(&mut self, words: &str, joint: &str) {
        let text = match self.sink {
            Sink::Entry(index) => &mut self.out.entries[index].text,
            Sink::UnparsedEntry(index) => &mut self.out.unparsed[index].text,
            Sink::None => return,
        };
        if !text.is_empty() {
            text.push_str(joint);
        }
        text.push_str(words);
    }
}

/// Whether an item that starts with this time is an entry.
fn begins_item(stamp: &Stamp, text: &str) -> bool {
    if stamp.is_blank() {
        return false;
    }
    stamp.has_time() || stamp.separated || text.is_empty() || text.starts_with(char::is_uppercase)
}
