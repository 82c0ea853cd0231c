//! Tails: the postings of a frequent term that are not among its best.

use std::ops::Range;

use super::bytes::{Cursor, Read, put_varint};
use super::columns::{Columns, ColumnsReader, ColumnsWriter, Occurrence};
use super::positions::Positions;

/// Writes a tail's payload: number of documents, columns, positions.
pub(crate) fn encode(
    postings: &[Occurrence],
    positions: &[u32],
    doc_length: impl Fn(u32) -> u8,
) -> Vec<u8> {
    let mut columns = ColumnsWriter::default();
    let docs = columns.push(postings, positions, doc_length);
    let mut payload = Vec::new();
    put_varint(&mut payload, u64::from(docs));
    columns.finish(&mut payload);
    payload
}

/// A decoded tail.
#[derive(Debug)]
pub(crate) struct Tail {
    /// The postings.
    pub(crate) columns: Columns,
    /// Range of all entries.
    pub(crate) entries: Range<u32>,
    /// Their positions.
    pub(crate) positions: Positions,
}

impl Tail {
    /// Reads a payload of a pack with so many documents.
    pub(crate) fn decode(payload: &[u8], documents: u32) -> Read<Self> {
        let mut payload = Cursor::new(payload);
        let docs = payload.varint()?;
        let mut columns = ColumnsReader::new(&mut payload, documents)?;
        let positions = payload.stream()?;
        let entries = columns.term(docs)?;
        let columns = columns.finish()?;
        Ok(Self {
            positions: Positions::new(positions, &columns)?,
            columns,
            entries,
        })
    }
}
