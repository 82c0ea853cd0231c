//! Low-impact postings: those of a frequent term that are not in its block.

use std::ops::Range;

use super::bytes::{Cursor, ReadResult, put_varint};
use super::columns::{Columns, ColumnsReader, ColumnsWriter, FieldOccurrence};
use super::positions::Positions;

/// Encodes a payload: number of documents, columns, positions.
pub(crate) fn encode(
    postings: &[FieldOccurrence],
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

/// A decoded chunk.
#[derive(Debug)]
pub(crate) struct LowImpactPostings {
    /// The postings.
    pub(crate) columns: Columns,
    /// Range of all postings in the columns.
    pub(crate) entries: Range<u32>,
    /// Their positions.
    pub(crate) positions: Positions,
}

impl LowImpactPostings {
    /// Decodes a payload of a pack of `documents` documents.
    pub(crate) fn decode(payload: &[u8], documents: u32) -> ReadResult<Self> {
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
