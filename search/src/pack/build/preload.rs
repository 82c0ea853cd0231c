//! What a small pack's readers may fetch before anyone asks.

use crate::pack::chunk::ChunkId;

/// Most bytes, not deflated, worth fetching ahead.
const BYTES: usize = 3 << 20;
/// Most files worth fetching ahead.
const FILES: usize = 150;

/// Chooses whole kinds of chunks, those needed first first, while they fit.
pub(super) fn choose(chunks: &[(ChunkId, Vec<u8>)]) -> Vec<(u8, u32, u32)> {
    let (mut bytes, mut files) = (0, 0);
    let mut ranges = Vec::new();
    for kind in *b"tdpnwfx" {
        let of_kind = || chunks.iter().filter(|(id, _)| id.parts().0 == kind);
        let count = of_kind().count();
        bytes += of_kind().map(|(_, payload)| payload.len()).sum::<usize>();
        files += count;
        if bytes > BYTES || files > FILES {
            break;
        }
        if count > 0 {
            ranges.push((kind, 0, count as u32));
        }
    }
    ranges
}
