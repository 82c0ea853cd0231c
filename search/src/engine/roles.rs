//! What each term of a query is worth beside the others.

use super::filler::{self, is_filler};
use super::query::{Query, Unit};
use super::rows::Word;
use super::weights;
use crate::analysis::stopwords::is_stopword;

/// Sets the weights of the words by their roles.
///
/// A part of an identifier counts fully if the whole is unknown, little if
/// the whole is known; a word that is plain elsewhere in the query counts
/// fully there. Of a sentence, words that only carry it count little. Of a
/// paste, rare words count more than their rarity alone gives them: its many
/// common words would outweigh them in long documents.
pub(crate) fn weigh(query: &Query, words: &mut [Word]) {
    let mut weight = vec![0.0_f32; words.len()];
    let carries = carries(query, words);
    for (unit, carries) in query.units.iter().zip(carries) {
        let known = |slot: &usize| words[*slot].is_known();
        let whole = unit.whole.filter(known).is_some();
        let inner = unit.inner.iter().any(known);
        let part = |slot: usize| {
            let text = &query.slots[slot].text;
            // A number that a log has in a name stands in many other names.
            let digits = query.pasted && text.bytes().all(|byte| byte.is_ascii_digit());
            if digits || is_stopword(text) {
                weights::STOPWORD
            } else {
                1.0
            }
        };
        let (inner_weight, leaf_weight) = match (unit.unspaced, whole, inner) {
            (true, true, _) => (weights::PART, weights::CHARACTER),
            (true, _, true) => (1.0, weights::CHARACTER),
            (_, true, _) => (weights::PART, weights::PART),
            (_, _, true) => (1.0, weights::PART),
            (_, false, false) => (1.0, 1.0),
        };
        // What a name says beyond words, its parts do not.
        let of_parts = unit.weight.min(1.0);
        let mut set = |slot: usize, value: f32| weight[slot] = weight[slot].max(value);
        let of_whole = if carries { weights::FILLER } else { 1.0 };
        unit.whole
            .into_iter()
            .for_each(|slot| set(slot, of_whole * unit.weight));
        unit.inner
            .iter()
            .for_each(|&slot| set(slot, inner_weight * of_parts));
        unit.leaves
            .iter()
            .for_each(|&slot| set(slot, leaf_weight * part(slot) * of_parts));
    }
    for (word, weight) in words.iter_mut().zip(weight) {
        word.weight = weight;
        if query.pasted {
            word.weight *= (word.rarity() / weights::RARE).sqrt();
        }
    }
}

/// Of each unit, whether it only carries a sentence.
fn carries(query: &Query, words: &[Word]) -> Vec<bool> {
    let carries = |unit: &Unit| {
        let is_word = unit.leaves.is_empty() && unit.inner.is_empty();
        is_word
            && unit
                .whole
                .is_some_and(|slot| is_filler(&query.slots[slot].text))
    };
    let mut carries: Vec<bool> = query.units.iter().map(carries).collect();
    let tells = |(unit, carries): (&Unit, &bool)| {
        let mut slots = unit.whole.iter().chain(&unit.inner).chain(&unit.leaves);
        !carries && slots.any(|&slot| words[slot].is_known())
    };
    if query.dropped == 0 || !query.units.iter().zip(&carries).any(tells) {
        carries.fill(false);
    }
    carries
}

/// Sets of slots, one bit each, that make a unit count as found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cover {
    /// Any of these is enough.
    any: u64,
    /// All of these together are enough.
    all: u64,
    /// Whether a document without it has all that is asked for.
    pub(crate) denies: bool,
}

impl Cover {
    /// Whether the slots found in a document cover the unit.
    pub(crate) fn is_met(self, found: u64) -> bool {
        found & self.any != 0 || (self.all != 0 && found & self.all == self.all)
    }
}

/// The covers of the units that are known to the dictionary; without words
/// that only carry a sentence.
pub(crate) fn covers(query: &Query, words: &[Word]) -> Vec<Cover> {
    let bits = |slots: &mut dyn Iterator<Item = usize>| {
        let known = slots.filter(|&slot| words[slot].is_known());
        known.fold(0_u64, |bits, slot| bits | 1 << slot)
    };
    let denies = |unit: &Unit| {
        let whole = unit.whole.filter(|_| unit.leaves.is_empty());
        whole.is_some_and(|slot| filler::is_negation(&query.slots[slot].text))
    };
    let cover = |unit: &Unit| {
        let pairs = bits(&mut unit.inner.iter().copied());
        Cover {
            any: bits(&mut unit.whole.into_iter()),
            all: match pairs {
                0 => bits(&mut unit.leaves.iter().copied()),
                pairs if unit.unspaced => pairs,
                _ => bits(&mut unit.leaves.iter().copied()),
            },
            denies: denies(unit),
        }
    };
    let units = query.units.iter().zip(carries(query, words));
    let units = units.filter(|(_, carries)| !carries);
    let mut covers: Vec<Cover> = units.map(|(unit, _)| cover(unit)).collect();
    covers.retain(|cover| cover.any | cover.all != 0);
    covers
}
