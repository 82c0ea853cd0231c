//! Inflections that a scan of the dictionary misses.

use super::parallel;
use crate::analysis::stem;
use crate::pack::inflections::is_scanned;
use crate::pack::manifest::Manifest;

/// Pairs of stem and term, ascending. `terms` are the ranked terms with the
/// number of their block; `manifest` has the first terms of the blocks.
pub(super) fn listed(terms: &[(&str, u32)], manifest: &Manifest) -> Vec<(String, String)> {
    let pairs = parallel::map(terms, |&(term, block)| {
        let stem = stem(term);
        let listed =
            stem != term && !(manifest.block_of(&stem) == Some(block) && is_scanned(&stem, term));
        listed.then(|| (stem, term.to_owned()))
    });
    let mut pairs: Vec<(String, String)> = pairs.into_iter().flatten().collect();
    pairs.sort_unstable();
    pairs
}
