//! Weights of the terms of a query, and which terms a document must contain.

use super::filler_words::{self, is_filler};
use super::query::{Query, QueryUnit};
use super::term_matches::TermMatches;
use crate::analysis::stopwords::is_stopword;
use crate::scoring::weights;

/// Sets the weights of the terms of a query.
///
/// Parts of an identifier have full weight if the whole is unknown, and a low
/// one if it is known; a part that is also a plain word of the query has full
/// weight. Filler words of a sentence have a low weight. In a paste the weight
/// grows with the idf: otherwise its many common words would outweigh the rare
/// ones in long documents.
pub(crate) fn set_term_weights(query: &Query, terms: &mut [TermMatches]) {
    let mut weight = vec![0.0_f32; terms.len()];
    let fillers = is_filler_only(query, terms);
    for (unit, is_filler_only) in query.units.iter().zip(fillers) {
        let known = |slot: &usize| terms[*slot].has_matches();
        let whole = unit.whole.filter(known).is_some();
        let inner = unit.inner.iter().any(known);
        let part_weight = |slot: usize| {
            let text = &query.terms[slot].text;
            // A number in a name of a log occurs in many other names.
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
        // The extra weight of a name does not apply to its parts.
        let from_parts = unit.weight.min(1.0);
        let mut set = |slot: usize, value: f32| weight[slot] = weight[slot].max(value);
        let whole_weight = if is_filler_only { weights::FILLER } else { 1.0 };
        unit.whole
            .into_iter()
            .for_each(|slot| set(slot, whole_weight * unit.weight));
        unit.inner
            .iter()
            .for_each(|&slot| set(slot, inner_weight * from_parts));
        unit.leaves
            .iter()
            .for_each(|&slot| set(slot, leaf_weight * part_weight(slot) * from_parts));
    }
    for (term, weight) in terms.iter_mut().zip(weight) {
        term.weight = weight;
        if query.pasted {
            term.weight *= (term.own_idf() / weights::PASTE_IDF).sqrt();
        }
    }
}

/// For each word of the query, whether it is only a filler word of a sentence.
fn is_filler_only(query: &Query, terms: &[TermMatches]) -> Vec<bool> {
    let is_filler_only = |unit: &QueryUnit| {
        let is_word = unit.leaves.is_empty() && unit.inner.is_empty();
        is_word
            && unit
                .whole
                .is_some_and(|slot| is_filler(&query.terms[slot].text))
    };
    let mut fillers: Vec<bool> = query.units.iter().map(is_filler_only).collect();
    let is_content = |(unit, is_filler_only): (&QueryUnit, &bool)| {
        let mut slots = unit.whole.iter().chain(&unit.inner).chain(&unit.leaves);
        !is_filler_only && slots.any(|&slot| terms[slot].has_matches())
    };
    if query.dropped_stopwords == 0 || !query.units.iter().zip(&fillers).any(is_content) {
        fillers.fill(false);
    }
    fillers
}

/// The slots that make a word or identifier of the query count as matched, one
/// bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MatchRequirement {
    /// Any of these is sufficient.
    any: u64,
    /// All of these together are sufficient.
    all: u64,
    /// Whether it is a negation: documents without it count as complete.
    pub(crate) denies: bool,
}

impl MatchRequirement {
    /// Whether the slots that a document contains meet the requirement.
    pub(crate) fn is_met(self, found: u64) -> bool {
        found & self.any != 0 || (self.all != 0 && found & self.all == self.all)
    }
}

/// The requirements of the words and identifiers that the pack contains,
/// without filler words of a sentence.
pub(crate) fn requirements(query: &Query, terms: &[TermMatches]) -> Vec<MatchRequirement> {
    let bits = |slots: &mut dyn Iterator<Item = usize>| {
        let known = slots.filter(|&slot| terms[slot].has_matches());
        known.fold(0_u64, |bits, slot| bits | 1 << slot)
    };
    let denies = |unit: &QueryUnit| {
        let whole = unit.whole.filter(|_| unit.leaves.is_empty());
        whole.is_some_and(|slot| filler_words::is_negation(&query.terms[slot].text))
    };
    let requirement = |unit: &QueryUnit| {
        let pairs = bits(&mut unit.inner.iter().copied());
        MatchRequirement {
            any: bits(&mut unit.whole.into_iter()),
            all: match pairs {
                0 => bits(&mut unit.leaves.iter().copied()),
                pairs if unit.unspaced => pairs,
                _ => bits(&mut unit.leaves.iter().copied()),
            },
            denies: denies(unit),
        }
    };
    let units = query.units.iter().zip(is_filler_only(query, terms));
    let units = units.filter(|(_, is_filler_only)| !is_filler_only);
    let mut requirements: Vec<MatchRequirement> =
        units.map(|(unit, _)| requirement(unit)).collect();
    requirements.retain(|requirement| requirement.any | requirement.all != 0);
    requirements
}
