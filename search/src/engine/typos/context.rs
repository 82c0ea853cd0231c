//! Which of several words is meant, judged by the rest of the query.

use super::candidates::Candidate;
use super::{BEHIND, COMPARED};
use crate::engine::bits::Bits;
use crate::engine::lookup::Resolved;
use crate::engine::store::{Missing, Store};
use crate::engine::weights;
use crate::sort;

/// Words of the query looked at beside the one in doubt.
const OTHERS: usize = 8;
/// Most bits that one other word gives or takes.
const MOST: f32 = 3.0;

/// The documents of the query's words.
pub(super) struct Context<'a> {
    store: &'a Store,
    /// Slot, documents that have it, and their share of all.
    others: Vec<(usize, Bits, f32)>,
}

impl<'a> Context<'a> {
    /// Gathers the words that are found, rarest first.
    pub(super) fn new(store: &'a Store, resolved: &[Resolved<'_>]) -> Self {
        let documents = store.manifest.stats.documents;
        let mut counts: Vec<(u32, usize)> = Vec::new();
        for (slot, of) in resolved.iter().enumerate() {
            let docs: u32 = of.strong.iter().map(|found| found.term.all_docs()).sum();
            if docs > 0 {
                counts.push((docs, slot));
            }
        }
        sort::sort(&mut counts);
        counts.truncate(OTHERS);
        let others = counts.into_iter().map(|(_, slot)| {
            let docs = resolved[slot].strong.iter().flat_map(|found| found.docs());
            let bits = Bits::of(docs, documents);
            let share = bits.count() as f32 / documents.max(1) as f32;
            (slot, bits, share)
        });
        Self {
            store,
            others: others.collect(),
        }
    }

    /// The likeliest candidate beside the other words; `None` while what
    /// decides is missing.
    pub(super) fn choose(
        &self,
        found: &[Candidate],
        slot: usize,
        missing: &mut Missing,
    ) -> Option<String> {
        let best = found.first()?;
        let near = found.iter().take(COMPARED);
        let near = near.take_while(|other| other.bits + BEHIND >= best.bits);
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

    /// How much likelier a word is for what it is found with: the pointwise
    /// mutual information with the others, smoothed.
    fn bits(&self, word: &str, slot: usize, missing: &mut Missing) -> f32 {
        let Some(found) = self.store.term(word, missing) else {
            return 0.0;
        };
        let docs = Bits::of(found.docs(), self.store.manifest.stats.documents);
        let count = docs.count() as f32;
        let others = self.others.iter().filter(|(other, ..)| *other != slot);
        let of = |(_, bits, share): &(usize, Bits, f32)| {
            let together = (docs.common(bits) as f32 + share) / (count + 1.0);
            weights::log2(together / share).clamp(-MOST, MOST)
        };
        others.map(of).sum()
    }
}
