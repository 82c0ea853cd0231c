//! Which forms of a stem a reader cannot find by scanning the stem's block.

use super::parallel;
use crate::analysis::stem;
use crate::engine::forms::is_scanned;
use crate::pack::manifest::Manifest;

/// Pairs of stem and term, sorted. `terms` are the ranked terms with the
/// number of their block; `manifest` knows the blocks' first terms.
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
