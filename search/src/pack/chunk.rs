//! Chunks and their common frame.

use super::bytes::Cursor;
use super::checksum::crc32;
use super::error::{Malformed, PackError, lazy_message, malformed};

/// A file of the pack other than the manifest, by its number within its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChunkId {
    /// A block of the term dictionary with postings and positions.
    Terms(u32),
    /// Documents with URLs, titles, headings and text.
    Docs(u32),
    /// Documents without text; only in bundles.
    DocSummaries(u32),
    /// The low-impact postings of a frequent term, with positions.
    LowImpactPostings(u32),
    /// A word list for spelling correction.
    Words(u32),
    /// Facet columns of a run of documents.
    Facets(u32),
    /// The most similar documents of each document of a run.
    Neighbours(u32),
    /// Several chunks, for prefetching.
    Bundle(u32),
}

impl ChunkId {
    /// File name of the chunk in the folder of the pack.
    #[must_use]
    pub fn file_name(self) -> String {
        let (kind, index) = self.parts();
        format!("{}{index}.kbc", char::from(kind))
    }

    /// The letter of the kind, and the number within the kind.
    pub(crate) fn parts(self) -> (u8, u32) {
        match self {
            Self::Terms(n) => (b't', n),
            Self::Docs(n) => (b'd', n),
            Self::DocSummaries(n) => (b'h', n),
            Self::LowImpactPostings(n) => (b'z', n),
            Self::Words(n) => (b'w', n),
            Self::Facets(n) => (b'f', n),
            Self::Neighbours(n) => (b'n', n),
            Self::Bundle(n) => (b'b', n),
        }
    }

    /// The inverse of [`Self::parts`]; `None` for a kind of a later version.
    pub(crate) fn from_parts(kind: u8, index: u32) -> Option<Self> {
        Some(match kind {
            b't' => Self::Terms(index),
            b'd' => Self::Docs(index),
            b'h' => Self::DocSummaries(index),
            b'z' => Self::LowImpactPostings(index),
            b'w' => Self::Words(index),
            b'f' => Self::Facets(index),
            b'n' => Self::Neighbours(index),
            b'b' => Self::Bundle(index),
            _ => return None,
        })
    }
}

/// Magic number of a chunk.
const MAGIC: [u8; 4] = *b"KBC1";
/// Length of the header in bytes: magic, kind, three zeros, number, pack,
/// checksum.
const HEADER: usize = 24;

/// Adds the header to a payload, reusing its memory.
pub(crate) fn frame(id: ChunkId, pack: u64, mut payload: Vec<u8>) -> Vec<u8> {
    let (kind, index) = id.parts();
    let mut header = Vec::with_capacity(HEADER);
    header.extend_from_slice(&MAGIC);
    header.extend_from_slice(&[kind, 0, 0, 0]);
    header.extend_from_slice(&index.to_le_bytes());
    header.extend_from_slice(&pack.to_le_bytes());
    let checksum = crc32(&[&header, &payload]);
    header.extend_from_slice(&checksum.to_le_bytes());
    payload.reserve_exact(HEADER);
    payload.splice(..0, header);
    payload
}

/// Verifies the header and returns the payload. Later minor versions may append
/// to a payload, so trailing bytes are ignored.
pub(crate) fn unframe(id: ChunkId, pack: u64, bytes: &[u8]) -> Result<&[u8], PackError> {
    let corrupt = |what: Malformed| what.within(|| id.file_name());
    let mut cursor = Cursor::new(bytes);
    if cursor.bytes(4).map_err(corrupt)? != MAGIC {
        return Err(corrupt(malformed("not a chunk")));
    }
    let [kind, ..] = cursor.u32().map_err(corrupt)?.to_le_bytes();
    let index = cursor.u32().map_err(corrupt)?;
    if cursor.u64().map_err(corrupt)? != pack {
        return Err(PackError::Foreign {
            chunk: lazy_message(|| id.file_name()),
        });
    }
    if id.parts() != (kind, index) {
        return Err(corrupt(malformed("holds another chunk")));
    }
    let expected = cursor.u32().map_err(corrupt)?;
    let payload = cursor.bytes(cursor.left()).map_err(corrupt)?;
    if crc32(&[&bytes[..HEADER - 4], payload]) != expected {
        return Err(corrupt(malformed("checksum differs")));
    }
    Ok(payload)
}
