//! Selection of a candidate by the other terms of the query.

use super::candidates::SpellingCandidate;
use super::{MAX_BITS_BEHIND, MAX_COMPARED};
use crate::engine::doc_set::DocSet;
use crate::engine::resolve::ResolvedTerm;
use crate::engine::store::{ChunkStore, MissingChunks};
use crate::scoring::weights;
use crate::sort;

/// Maximum number of other query terms considered.
const MAX_OTHERS: usize = 8;
/// Maximum bonus or penalty for co-occurrence with one other term, in bits.
const MAX_BITS: f32 = 3.0;

/// The documents of the query terms.
pub(super) struct QueryContext<'a> {
    store: &'a ChunkStore,
    /// Slot, documents with the term, and their share of the pack.
    others: Vec<(usize, DocSet, f32)>,
}

impl<'a> QueryContext<'a> {
    /// Collects the documents of the rarest query terms.
    pub(super) fn new(store: &'a ChunkStore, resolved: &[ResolvedTerm<'_>]) -> Self {
        let documents = store.manifest.stats.documents;
        let mut counts: Vec<(u32, usize)> = Vec::new();
        for (slot, of) in resolved.iter().enumerate() {
            let docs: u32 = of
                .full_matches
                .iter()
                .map(|found| found.term.all_docs())
                .sum();
            if docs > 0 {
                counts.push((docs, slot));
            }
        }
        sort::sort(&mut counts);
        counts.truncate(MAX_OTHERS);
        let others = counts.into_iter().map(|(_, slot)| {
            let docs = resolved[slot]
                .full_matches
                .iter()
                .flat_map(|found| found.docs());
            let bits = DocSet::from_docs(docs, documents);
            let share = bits.len() as f32 / documents.max(1) as f32;
            (slot, bits, share)
        });
        Self {
            store,
            others: others.collect(),
        }
    }

    /// The most likely candidate, given the other terms; `None` after recording
    /// missing chunks.
    pub(super) fn choose(
        &self,
        found: &[SpellingCandidate],
        slot: usize,
        missing: &mut MissingChunks,
    ) -> Option<String> {
        let best = found.first()?;
        let near = found.iter().take(MAX_COMPARED);
        let near = near.take_while(|other| other.bits + MAX_BITS_BEHIND >= best.bits);
        let alone = near.clone().count() == 1 || self.others.iter().all(|of| of.0 == slot);
        if alone {
            return Some(best.text.clone());
        }
        let mut chosen: Option<(f32, &str)> = None;
        for candidate in near {
            let bits = candidate.bits + self.bits(&candidate.text, slot, missing);
            if chosen.is_none_or(|(most, _)| bits > most) {
                chosen = Some((bits, &candidate.text));
            }
        }
        chosen
            .filter(|_| missing.is_empty())
            .map(|(_, text)| text.to_owned())
    }

    /// Smoothed pointwise mutual information with the other terms, in bits.
    fn bits(&self, word: &str, slot: usize, missing: &mut MissingChunks) -> f32 {
        let Some(found) = self.store.term(word, missing) else {
            return 0.0;
        };
        let docs = DocSet::from_docs(found.docs(), self.store.manifest.stats.documents);
        let count = docs.len() as f32;
        let others = self.others.iter().filter(|(other, ..)| *other != slot);
        let of = |(_, bits, share): &(usize, DocSet, f32)| {
            let together = (docs.intersection_len(bits) as f32 + share) / (count + 1.0);
            weights::log2(together / share).clamp(-MAX_BITS, MAX_BITS)
        };
        others.map(of).sum()
    }
}
