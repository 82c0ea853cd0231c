//! The most similar documents of each document.

use super::bytes::{Cursor, ReadResult, put_bytes, put_varint};
use super::error::malformed;

/// Number of documents per chunk.
pub(crate) const DOCS_PER_CHUNK: u32 = 512;
/// Maximum number of neighbours that a reader accepts for a document.
const MAX_NEIGHBOURS: u32 = 64;

/// The neighbours of a document: document number and similarity from 1 to 15.
pub(crate) type Neighbours = Vec<(u32, u8)>;

/// Encodes the neighbours of a run of documents, each ascending by document.
pub(crate) fn encode(docs: &[Neighbours]) -> Vec<u8> {
    let mut streams = [Vec::new(), Vec::new(), Vec::new()];
    let [counts, numbers, similarities] = &mut streams;
    for neighbours in docs {
        put_varint(counts, neighbours.len() as u64);
        let mut next = 0;
        for &(doc, similarity) in neighbours {
            put_varint(numbers, u64::from(doc - next));
            next = doc + 1;
            similarities.push(similarity);
        }
    }
    let mut payload = Vec::new();
    put_varint(&mut payload, docs.len() as u64);
    for stream in &streams {
        put_bytes(&mut payload, stream);
    }
    payload
}

/// Decodes what [`encode`] wrote, in a pack of `documents` documents.
pub(crate) fn decode(payload: &[u8], documents: u32) -> ReadResult<Vec<Neighbours>> {
    let mut payload = Cursor::new(payload);
    let count = payload.count(payload.left())?;
    let mut counts = Cursor::new(payload.stream()?);
    let mut numbers = Cursor::new(payload.stream()?);
    let mut similarities = Cursor::new(payload.stream()?);
    let mut docs = Vec::with_capacity(count);
    for _ in 0..count {
        let neighbour_count = counts.varint()?;
        if neighbour_count > MAX_NEIGHBOURS {
            return Err(malformed("too many neighbours"));
        }
        let mut neighbours = Vec::with_capacity(neighbour_count as usize);
        let mut next = 0_u32;
        for _ in 0..neighbour_count {
            let doc = next.saturating_add(numbers.varint()?);
            if doc >= documents {
                return Err(malformed("document beyond the last"));
            }
            neighbours.push((doc, similarities.u8()?));
            next = doc + 1;
        }
        docs.push(neighbours);
    }
    Ok(docs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_come_back() {
        let docs = vec![vec![(0, 3), (7, 15), (8, 1)], vec![], vec![(9, 2)]];
        assert_eq!(decode(&encode(&docs), 10).expect("sound"), docs);
        assert!(decode(&encode(&docs), 9).is_err());
        assert!(decode(&encode(&docs)[..5], 10).is_err());
    }
}
