//! Words that were mistyped.
//!
//! A word is taken for another if it is absent, or added to by another if it
//! is rare and that one is much more frequent. Words that may be meant come
//! from the pack's word lists, which are fetched only then. Among them the
//! likeliest is taken: frequent, few and usual slips ([`distance`]), and
//! found together with the query's other words.

mod candidates;
mod context;
mod distance;

use super::lookup::Resolved;
use super::model::{Correction, Unknown};
use super::query::{Also, Query, Unit, readable};
use super::store::{Missing, Store};
use super::weights;
use crate::analysis::case::{is_upper, upper};
use crate::pack::words::is_word;
use crate::sort;
use candidates::{Candidate, candidates};

/// Candidates that are compared by what they are found with.
const COMPARED: usize = 4;
/// How many bits less likely than the first a candidate may be.
const BEHIND: f32 = 8.0;
/// Most documents of a word that counts as rare.
const RARE: usize = 2;
/// How much more frequent another must be, in quarters of a doubling.
const MORE_FREQUENT: u8 = 20;
/// A word is rare only in so many times as many documents.
const RARE_AMONG: usize = 128;
/// Shortest word that is added to for being rare.
const RARE_LENGTH: usize = 5;
/// Most words offered for an unknown one.
const NEAREST: usize = 4;
/// Most unknown words reported.
const UNKNOWN: usize = 8;

/// What was made of a query.
#[derive(Debug, Clone, Default)]
pub(crate) struct Corrected {
    /// The text with its words replaced, if any was.
    pub(crate) text: Option<String>,
    /// Slots of the query as typed that something is added to.
    pub(crate) also: Vec<(usize, String)>,
    /// Words taken for others.
    pub(crate) corrections: Vec<Correction>,
    /// Words that stay unknown.
    pub(crate) unknown: Vec<Unknown>,
}

impl Corrected {
    /// Whether long lists of words were gone through for it.
    pub(crate) fn has_looked(&self, store: &Store) -> bool {
        let words = !(self.corrections.is_empty() && self.unknown.is_empty());
        words && !store.manifest.words_by_end.is_empty()
    }
}

/// A word to look at.
struct Doubt {
    slot: usize,
    /// Documents that have it.
    docs: usize,
}

/// Corrects a query whose slots are resolved. With `literal`, and for all but
/// the words chosen, it only says what is unknown.
pub(crate) fn correct(
    store: &Store,
    text: &str,
    query: &Query,
    resolved: &[Resolved<'_>],
    literal: bool,
    missing: &mut Missing,
) -> Corrected {
    let text = readable(text);
    let mut corrected = Corrected::default();
    let documents = store.manifest.stats.documents as usize;
    let doubts = doubts(query, resolved, documents / RARE_AMONG);
    let found: Vec<Vec<Candidate>> = doubts
        .iter()
        .map(|doubt| {
            let slot = &query.slots[doubt.slot];
            if doubt.docs > 0 && literal {
                return Vec::new();
            }
            candidates(store, &slot.text, slot.prefix, missing)
        })
        .collect();
    if !missing.is_empty() {
        return corrected;
    }
    let context = context::Context::new(store, resolved);
    let mut replaced: Vec<(usize, usize, String)> = Vec::new();
    for (doubt, mut found) in doubts.iter().zip(found) {
        let word = &query.slots[doubt.slot].text;
        let nearest = || {
            found
                .iter()
                .take(NEAREST)
                .map(|near| near.text.clone())
                .collect()
        };
        let places = query.places.iter().filter(|place| place.0 == doubt.slot);
        let mut places = places.map(|&(_, start, end)| (start, end));
        let Some((start, end)) = places.next() else {
            continue;
        };
        let typed = text.get(start..end).unwrap_or_default().to_owned();
        if literal || !is_worth_it(word, &found) {
            if doubt.docs == 0 && corrected.unknown.len() < UNKNOWN {
                corrected.unknown.push(Unknown {
                    start,
                    end,
                    typed,
                    nearest: nearest(),
                });
            }
            continue;
        }
        if doubt.docs > 0 {
            let floor = crate::pack::words::level(doubt.docs as u32).saturating_add(MORE_FREQUENT);
            found.retain(|other| other.edits == 1 && other.level >= floor);
        }
        let Some(used) = context.choose(&found, doubt.slot, missing) else {
            continue;
        };
        corrected.corrections.push(Correction {
            start,
            end,
            typed: typed.clone(),
            used: used.clone(),
            also: doubt.docs > 0,
        });
        if doubt.docs > 0 {
            corrected.also.push((doubt.slot, used));
            continue;
        }
        for (start, end) in std::iter::once((start, end)).chain(places) {
            let typed = text.get(start..end).unwrap_or_default();
            replaced.push((start, end, in_case_of(typed, &used)));
        }
    }
    sort::by_key(&mut corrected.corrections, |correction| correction.start);
    if missing.is_empty() && !replaced.is_empty() {
        corrected.text = Some(replace(text, replaced));
    }
    corrected
}

impl Also {
    /// A word added to a rare one.
    pub(crate) fn corrected(word: String) -> Self {
        Self {
            phrase: vec![(word, 0)],
            factor: weights::CORRECTED,
        }
    }
}

/// The words of a query that are absent or rare. Of an identifier that is
/// absent the whole is looked at if it is of letters alone, and else its
/// parts; digits are never doubted.
fn doubts(query: &Query, resolved: &[Resolved<'_>], rare: usize) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = Vec::new();
    let docs = |slot: usize| -> usize {
        let found = resolved[slot].strong.iter().chain(&resolved[slot].weak);
        found.map(|found| found.term.all_docs() as usize).sum()
    };
    let mut doubt = |slot: usize, most: usize| {
        let word = &query.slots[slot].text;
        let docs = docs(slot);
        let is_name = resolved[slot]
            .strong
            .iter()
            .any(|found| found.term.is_name());
        let length = word.chars().count();
        let doubtful = docs == 0 || docs <= most && !is_name && length >= RARE_LENGTH;
        if doubtful && is_word(word) && !doubts.iter().any(|known| known.slot == slot) {
            doubts.push(Doubt { slot, docs });
        }
    };
    for unit in query.units.iter().filter(|unit| !unit.unspaced) {
        let Unit { whole, leaves, .. } = unit;
        let rare = if leaves.is_empty() { RARE.min(rare) } else { 0 };
        if let Some(whole) = *whole {
            let parts_known = !leaves.is_empty() && leaves.iter().all(|&leaf| docs(leaf) > 0);
            if docs(whole) > 0 || (is_word(&query.slots[whole].text) && !parts_known) {
                doubt(whole, rare);
            }
            if docs(whole) > 0 {
                continue;
            }
        }
        leaves.iter().for_each(|&leaf| doubt(leaf, 0));
    }
    doubts
}

/// Whether the likeliest word is likely enough: a short one, or one with two
/// edits, should be found in more than one document.
fn is_worth_it(word: &str, found: &[Candidate]) -> bool {
    let Some(best) = found.first() else {
        return false;
    };
    let weak = word.chars().count() < 5 || best.edits > 1;
    best.level >= if weak { 4 } else { 0 }
}

/// The word with a capital where the typed one has one, so that the humps of
/// an identifier stay.
fn in_case_of(typed: &str, used: &str) -> String {
    let mut chars = used.chars();
    match (typed.chars().next(), chars.next()) {
        (Some(first), Some(c)) if is_upper(first) => {
            let capital = std::iter::once(upper(c).unwrap_or(c));
            capital.chain(chars).collect()
        }
        _ => used.to_owned(),
    }
}

/// Replaces ranges of a text; of ranges that overlap the first.
fn replace(text: &str, mut ranges: Vec<(usize, usize, String)>) -> String {
    sort::sort(&mut ranges);
    let mut out = String::with_capacity(text.len() + 16);
    let mut at = 0;
    for (start, end, with) in ranges {
        if start >= at {
            out.push_str(&text[at..start]);
            out.push_str(&with);
            at = end;
        }
    }
    out.push_str(&text[at..]);
    out
}
