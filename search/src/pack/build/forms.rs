//! Which forms of a stem a reader cannot find by scanning the stem's block.

use crate::analysis::stem;
use crate::engine::forms::is_scanned;
use crate::pack::manifest::Manifest;

/// Pairs of stem and term, sorted. `terms` are the ranked terms with the
/// number of their block; `manifest` knows the blocks' first terms.
pub(super) fn listed<'a>(
    terms: impl Iterator<Item = (&'a str, u32)>,
    manifest: &Manifest,
) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = terms
        .filter_map(|(term, block)| {
            let stem = stem(term);
            let scanned = manifest.block_of(&stem) == Some(block) && is_scanned(&stem, term);
            (stem != term && !scanned).then(|| (stem, term.to_owned()))
        })
        .collect();
    pairs.sort_unstable();
    pairs
}
