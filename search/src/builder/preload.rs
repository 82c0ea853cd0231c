//! Selection of the chunks worth prefetching.

use crate::pack::bundle;
use crate::pack::chunk::ChunkId;

/// Maximum total size in bytes, before compression.
const MAX_BYTES: usize = 6 << 20;

/// A chunk with its payload.
type Chunk = (ChunkId, Vec<u8>);

/// Selects whole kinds of chunks in the order in which a search needs them, as
/// far as they fit, and packs them into bundles. Documents are included with
/// their text if all of it fits, else as `summaries`.
pub(super) fn choose(chunks: &[Chunk], summaries: &[Chunk]) -> Vec<Chunk> {
    let of_kind = |kind: u8| chunks.iter().filter(move |(id, _)| id.parts().0 == kind);
    let size = |chunks: &[&Chunk]| {
        chunks
            .iter()
            .map(|(_, payload)| payload.len())
            .sum::<usize>()
    };
    let whole: Vec<&Chunk> = b"tnwfd".iter().flat_map(|&kind| of_kind(kind)).collect();
    let mut chosen = Vec::new();
    if size(&whole) <= MAX_BYTES {
        chosen = whole;
    } else {
        let kinds: [Vec<&Chunk>; 5] = [
            of_kind(b't').collect(),
            summaries.iter().collect(),
            of_kind(b'n').collect(),
            of_kind(b'w').collect(),
            of_kind(b'f').collect(),
        ];
        let mut room = MAX_BYTES;
        // The terms of a large pack do not fit, but titles and word lists still
        // save each search a round trip.
        for kind in kinds {
            if let Some(left) = room.checked_sub(size(&kind)) {
                room = left;
                chosen.extend(kind);
            }
        }
    }
    let bundles = bundle::encode(chosen.into_iter()).into_iter().enumerate();
    bundles
        .map(|(n, payload)| (ChunkId::Bundle(n as u32), payload))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: usize, terms: usize) -> Vec<ChunkId> {
        let chunks = [
            (ChunkId::Terms(0), vec![0; terms]),
            (ChunkId::Docs(0), vec![0; text]),
            (ChunkId::Facets(0), vec![0]),
        ];
        let summaries = [(ChunkId::DocSummaries(0), vec![0; 9])];
        let bundles = choose(&chunks, &summaries);
        let inner = |(_, payload): &Chunk| {
            let inner = bundle::decode(payload).expect("sound").into_iter();
            inner.map(|(id, _)| id).collect::<Vec<_>>()
        };
        bundles.iter().flat_map(inner).collect()
    }

    #[test]
    fn all_that_fits_with_text_if_that_does() {
        let [t, h, d] = [
            ChunkId::Terms(0),
            ChunkId::DocSummaries(0),
            ChunkId::Docs(0),
        ];
        let f = ChunkId::Facets(0);
        assert_eq!(kinds(9, 9), [t, f, d]);
        assert_eq!(kinds(MAX_BYTES, 9), [t, h, f]);
        assert_eq!(kinds(9, MAX_BYTES), [t]);
        assert_eq!(kinds(9, MAX_BYTES + 1), [h, f]);
    }
}
