//! Bundles: several chunks in one file, for prefetching.

use super::bytes::{Cursor, ReadResult, put_bytes, put_varint};
use super::chunk::ChunkId;

/// Target size of a bundle in bytes, before compression. Decoding one must not
/// block the page.
const TARGET_BYTES: usize = 128 << 10;

/// Packs chunks into bundles, in order.
pub(crate) fn encode<'a>(chunks: impl Iterator<Item = &'a (ChunkId, Vec<u8>)>) -> Vec<Vec<u8>> {
    let mut bundles = Vec::new();
    let mut body = Vec::new();
    let mut count = 0;
    let mut close = |body: &mut Vec<u8>, count: &mut u64| {
        if *count > 0 {
            let mut bundle = Vec::with_capacity(body.len() + 5);
            put_varint(&mut bundle, std::mem::take(count));
            bundle.append(body);
            bundles.push(bundle);
        }
    };
    for (id, payload) in chunks {
        if body.len() + payload.len() > TARGET_BYTES {
            close(&mut body, &mut count);
        }
        let (kind, number) = id.parts();
        body.push(kind);
        put_varint(&mut body, u64::from(number));
        put_bytes(&mut body, payload);
        count += 1;
    }
    close(&mut body, &mut count);
    bundles
}

/// The chunks of a bundle. Kinds of later versions are skipped.
pub(crate) fn decode(payload: &[u8]) -> ReadResult<Vec<(ChunkId, &[u8])>> {
    let mut cursor = Cursor::new(payload);
    let mut chunks = Vec::new();
    for _ in 0..cursor.count(cursor.left())? {
        let (kind, number) = (cursor.u8()?, cursor.varint()?);
        let payload = cursor.stream()?;
        let chunk = ChunkId::from_parts(kind, number);
        // A nested bundle could be a decompression bomb.
        let chunk = chunk.filter(|chunk| !matches!(chunk, ChunkId::Bundle(_)));
        chunks.extend(chunk.map(|chunk| (chunk, payload)));
    }
    Ok(chunks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundles_round_trip() {
        let chunks: Vec<(ChunkId, Vec<u8>)> = (0..9)
            .map(|n| (ChunkId::DocSummaries(n), vec![n as u8; 40_000]))
            .collect();
        let bundles = encode(chunks.iter());
        assert_eq!(bundles.len(), 3, "three chunks fit into each");
        let read = bundles
            .iter()
            .flat_map(|bundle| decode(bundle).expect("sound"));
        assert!(read.eq(chunks.iter().map(|(id, payload)| (*id, &payload[..]))));
        assert!(encode([].iter()).is_empty());
    }

    #[test]
    fn damage_and_bombs_are_refused() {
        let chunks = [
            (ChunkId::Bundle(0), vec![1, 2, 3]),
            (ChunkId::Docs(4), vec![7]),
        ];
        let bundle = &encode(chunks.iter())[0];
        assert_eq!(
            decode(bundle).expect("sound"),
            [(ChunkId::Docs(4), &[7][..])]
        );
        assert!(decode(&bundle[..bundle.len() - 1]).is_err());
    }
}
