//! What a small pack's readers may fetch before anyone asks.

use crate::pack::bundle;
use crate::pack::chunk::ChunkId;

/// Most bytes, not deflated, worth fetching ahead.
const BYTES: usize = 6 << 20;

/// Chooses whole kinds of chunks, those needed first first, while they fit, and
/// gives them in bundles.
pub(super) fn choose(chunks: &[(ChunkId, Vec<u8>)]) -> Vec<(ChunkId, Vec<u8>)> {
    let mut bytes = 0;
    let mut chosen = Vec::new();
    for kind in *b"tdpnwfx" {
        let of_kind = || chunks.iter().filter(|(id, _)| id.parts().0 == kind);
        bytes += of_kind().map(|(_, payload)| payload.len()).sum::<usize>();
        if bytes > BYTES {
            break;
        }
        chosen.extend(of_kind());
    }
    let bundles = bundle::encode(chosen.into_iter()).into_iter().enumerate();
    bundles
        .map(|(n, payload)| (ChunkId::Bundle(n as u32), payload))
        .collect()
}
