//! Posting lists in columns, as in blocks of terms and chunks of low-impact
//! postings.
//!
//! The postings of a term are grouped by document, then by section, then by
//! field. Each kind of number has a stream of its own, in which similar numbers
//! are adjacent and compress well.

use std::ops::Range;

use super::bytes::{Cursor, ReadResult, put_bytes, put_varint};
use super::error::malformed;

/// Number of streams.
const STREAMS: usize = 7;

/// A posting to be written: a term in one field of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldOccurrence {
    /// Number of the document.
    pub(crate) doc: u32,
    /// Ordinal of the section in the document.
    pub(crate) ordinal: u32,
    /// Number of the field.
    pub(crate) field: u8,
    /// Length code of the field in this section.
    pub(crate) length: u8,
    /// Range of its positions among those of the term, ascending.
    pub(crate) positions: Range<u32>,
}

impl FieldOccurrence {
    /// Term frequency.
    pub(crate) fn tf(&self) -> u32 {
        self.positions.end - self.positions.start
    }
}

/// Writes the columns of several terms, followed by their positions.
#[derive(Debug, Default)]
pub(crate) struct ColumnsWriter {
    streams: [Vec<u8>; STREAMS],
    positions: Vec<u8>,
}

impl ColumnsWriter {
    /// Appends the postings of a term, sorted by document, section and field.
    /// They refer to `positions`; `doc_length` returns the length code of a
    /// document. Returns the number of documents.
    pub(crate) fn push(
        &mut self,
        postings: &[FieldOccurrence],
        positions: &[u32],
        doc_length: impl Fn(u32) -> u8,
    ) -> u32 {
        let [docs, sections, doc_lengths, ordinals, masks, tfs, lengths] = &mut self.streams;
        let mut next_doc = 0;
        let mut count = 0;
        for of_doc in postings.chunk_by(|a, b| a.doc == b.doc) {
            let doc = of_doc[0].doc;
            put_varint(docs, u64::from(doc - next_doc));
            next_doc = doc + 1;
            count += 1;
            doc_lengths.push(doc_length(doc));
            let mut next_ordinal = 0;
            let mut sections_of_doc = 0_u64;
            for of_section in of_doc.chunk_by(|a, b| a.ordinal == b.ordinal) {
                let ordinal = of_section[0].ordinal;
                put_varint(ordinals, u64::from(ordinal - next_ordinal));
                next_ordinal = ordinal + 1;
                sections_of_doc += 1;
                masks.push(of_section.iter().fold(0, |mask, of| mask | 1 << of.field));
                for posting in of_section {
                    put_varint(tfs, u64::from(posting.tf()));
                    lengths.push(posting.length);
                    let mut before = 0;
                    let Range { start, end } = posting.positions;
                    for &position in &positions[start as usize..end as usize] {
                        put_varint(&mut self.positions, u64::from(position - before));
                        before = position;
                    }
                }
            }
            put_varint(sections, sections_of_doc - 1);
        }
        count
    }

    /// Length so far in bytes, without positions.
    pub(crate) fn len(&self) -> usize {
        self.streams.iter().map(Vec::len).sum()
    }

    /// Appends the streams to a payload.
    pub(crate) fn finish(self, payload: &mut Vec<u8>) {
        for stream in self.streams.iter().chain([&self.positions]) {
            put_bytes(payload, stream);
        }
    }
}

/// The postings of a term in one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SectionPosting {
    /// Number of the document.
    pub(crate) doc: u32,
    /// Ordinal of the section in the document.
    pub(crate) ordinal: u32,
    /// Length code of the document.
    pub(crate) doc_length: u8,
    /// Bit mask of the fields that contain the term.
    mask: u8,
    /// Index of the first field.
    first: u32,
}

/// A decoded posting: a term in one field of one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FieldPostingEntry {
    /// Number of the field.
    pub(crate) field: u8,
    /// Term frequency.
    pub(crate) tf: u32,
    /// Length code of the field in this section.
    pub(crate) length: u8,
    /// Index of its first position among the positions of the block.
    pub(crate) position: u32,
}

/// Decoded columns.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    entries: Vec<SectionPosting>,
    fields: Vec<FieldPostingEntry>,
    positions: u32,
}

impl Columns {
    /// The postings of a term, by document and section.
    pub(crate) fn entries(&self, range: Range<u32>) -> &[SectionPosting] {
        self.entries
            .get(range.start as usize..range.end as usize)
            .unwrap_or_default()
    }

    /// The fields of a section that contain the term, by number.
    pub(crate) fn fields(&self, entry: &SectionPosting) -> &[FieldPostingEntry] {
        let first = entry.first as usize;
        let count = entry.mask.count_ones() as usize;
        self.fields.get(first..first + count).unwrap_or_default()
    }

    /// Total number of positions.
    pub(crate) fn positions(&self) -> u32 {
        self.positions
    }
}

/// Decodes the columns of several terms.
#[derive(Debug)]
pub(crate) struct ColumnsReader<'a> {
    streams: [Cursor<'a>; STREAMS],
    columns: Columns,
    documents: u32,
}

impl<'a> ColumnsReader<'a> {
    /// Takes the streams from a payload, in a pack of `documents` documents.
    pub(crate) fn new(payload: &mut Cursor<'a>, documents: u32) -> ReadResult<Self> {
        let mut streams = [Cursor::default(); STREAMS];
        for stream in &mut streams {
            *stream = Cursor::new(payload.stream()?);
        }
        Ok(Self {
            streams,
            columns: Columns::default(),
            documents,
        })
    }

    /// Decodes the next term, which occurs in `docs` documents. Returns the
    /// range of its postings.
    pub(crate) fn term(&mut self, docs: u32) -> ReadResult<Range<u32>> {
        let start = self.columns.entries.len() as u32;
        let mut next_doc = 0_u32;
        for _ in 0..docs {
            let doc = step(next_doc, self.streams[0].varint()?)?;
            if doc >= self.documents {
                return Err(malformed("document beyond the last"));
            }
            next_doc = doc + 1;
            let sections = u64::from(self.streams[1].varint()?) + 1;
            let doc_length = self.streams[2].u8()?;
            let mut next_ordinal = 0_u32;
            for _ in 0..sections {
                let ordinal = step(next_ordinal, self.streams[3].varint()?)?;
                next_ordinal = step(ordinal, 1)?;
                self.entry(doc, ordinal, doc_length)?;
            }
        }
        Ok(start..self.columns.entries.len() as u32)
    }

    fn entry(&mut self, doc: u32, ordinal: u32, doc_length: u8) -> ReadResult<()> {
        let mask = self.streams[4].u8()?;
        self.columns.entries.push(SectionPosting {
            doc,
            ordinal,
            doc_length,
            mask,
            first: self.columns.fields.len() as u32,
        });
        for field in (0..8).filter(|field| mask >> field & 1 == 1) {
            let tf = self.streams[5].varint()?;
            self.columns.fields.push(FieldPostingEntry {
                field,
                tf,
                length: self.streams[6].u8()?,
                position: self.columns.positions,
            });
            self.columns.positions = step(self.columns.positions, tf)?;
        }
        Ok(())
    }

    /// The decoded columns; fails if bytes remain.
    pub(crate) fn finish(self) -> ReadResult<Columns> {
        for stream in self.streams {
            stream.finish()?;
        }
        Ok(self.columns)
    }
}

/// Checked addition.
pub(crate) fn step(from: u32, distance: u32) -> ReadResult<u32> {
    from.checked_add(distance)
        .ok_or(malformed("number too large"))
}
