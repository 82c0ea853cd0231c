//! Chunks: the files beside the manifest, and their common frame.

use super::bytes::Cursor;
use super::checksum::crc32;
use super::error::{Malformed, PackError, malformed, told};

/// A file of the pack beside the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChunkId {
    /// A block of the term dictionary with its postings and their positions.
    Terms(u32),
    /// A few documents: addresses, titles, headings, text.
    Docs(u32),
    /// Documents without their text; in bundles only.
    Heads(u32),
    /// Postings and positions of a frequent term that are not among its best.
    Tail(u32),
    /// A list of words, to correct typos by.
    Words(u32),
    /// Facets of a run of documents: kinds, services, tags and the like.
    Facets(u32),
    /// The documents most like each document of a run.
    Neighbours(u32),
    /// Several other chunks, to fetch ahead in one request.
    Bundle(u32),
}

impl ChunkId {
    /// File name of the chunk inside the pack's folder.
    #[must_use]
    pub fn file_name(self) -> String {
        let (kind, index) = self.parts();
        format!("{}{index}.kbc", char::from(kind))
    }

    /// The letter that stands for the kind, and the number within the kind.
    pub(crate) fn parts(self) -> (u8, u32) {
        match self {
            Self::Terms(n) => (b't', n),
            Self::Docs(n) => (b'd', n),
            Self::Heads(n) => (b'h', n),
            Self::Tail(n) => (b'z', n),
            Self::Words(n) => (b'w', n),
            Self::Facets(n) => (b'f', n),
            Self::Neighbours(n) => (b'n', n),
            Self::Bundle(n) => (b'b', n),
        }
    }

    /// The inverse of [`Self::parts`].
    pub(crate) fn from_parts(kind: u8, index: u32) -> Option<Self> {
        Some(match kind {
            b't' => Self::Terms(index),
            b'd' => Self::Docs(index),
            b'h' => Self::Heads(index),
            b'z' => Self::Tail(index),
            b'w' => Self::Words(index),
            b'f' => Self::Facets(index),
            b'n' => Self::Neighbours(index),
            b'b' => Self::Bundle(index),
            _ => return None,
        })
    }
}

/// First bytes of every chunk.
const MAGIC: [u8; 4] = *b"KBC1";
/// Bytes before the payload: magic, kind, three zeros, index, pack, checksum.
const HEADER: usize = 24;

/// Puts the frame around a chunk's payload, where it is: two copies of a whole
/// pack would be too many.
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

/// Checks the frame and gives the payload. What a payload holds beyond what
/// this version knows is for later minor versions and not looked at.
pub(crate) fn unframe(id: ChunkId, pack: u64, bytes: &[u8]) -> Result<&[u8], PackError> {
    let broken = |what: Malformed| what.within(|| id.file_name());
    let mut cursor = Cursor::new(bytes);
    if cursor.bytes(4).map_err(broken)? != MAGIC {
        return Err(broken(malformed("not a chunk")));
    }
    let [kind, ..] = cursor.u32().map_err(broken)?.to_le_bytes();
    let index = cursor.u32().map_err(broken)?;
    if cursor.u64().map_err(broken)? != pack {
        return Err(PackError::Foreign {
            chunk: told(|| id.file_name()),
        });
    }
    if id.parts() != (kind, index) {
        return Err(broken(malformed("holds another chunk")));
    }
    let expected = cursor.u32().map_err(broken)?;
    let payload = cursor.bytes(cursor.left()).map_err(broken)?;
    if crc32(&[&bytes[..HEADER - 4], payload]) != expected {
        return Err(broken(malformed("checksum differs")));
    }
    Ok(payload)
}
