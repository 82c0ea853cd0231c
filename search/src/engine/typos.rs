//! Spelling correction.
//!
//! A word that is not in the dictionary is replaced; a rare word with a
//! similar, much more frequent one is searched together with that. Candidates
//! come from the word lists of the pack, which are fetched only in this case.
//! The most likely candidate is chosen: a noisy channel model of word frequency
//! and edit costs ([`distance`]), and co-occurrence with the other terms of the
//! query.

mod candidates;
mod context;
mod distance;

use super::model::{Correction, UnknownWord};
use super::query::{Alternative, Query, QueryUnit, truncated};
use super::resolve::ResolvedTerm;
use super::store::{ChunkStore, MissingChunks};
use crate::analysis::case::{is_upper, upper};
use crate::pack::word_list::is_word;
use crate::scoring::weights;
use crate::sort;
use candidates::{SpellingCandidate, candidates};

/// Maximum number of candidates compared by co-occurrence.
const MAX_COMPARED: usize = 4;
/// Maximum difference in likelihood to the best candidate, in bits.
const MAX_BITS_BEHIND: f32 = 8.0;
/// Maximum document frequency of a rare word.
const MAX_RARE_DOCS: usize = 2;
/// Minimum difference in frequency between a rare word and its correction, in
/// quarters of an octave.
const MIN_LEVEL_GAP: u8 = 20;
/// Minimum number of documents in the pack per document of a rare word.
const MIN_DOCS_PER_RARE_DOC: usize = 128;
/// Minimum length of a rare word in characters.
const MIN_RARE_CHARS: usize = 5;
/// Maximum number of suggestions for an unknown word.
const MAX_NEAREST: usize = 4;
/// Maximum number of unknown words reported.
const MAX_UNKNOWN: usize = 8;

/// The result of spelling correction.
#[derive(Debug, Clone, Default)]
pub(crate) struct CorrectedQuery {
    /// The corrected text, if any word was replaced.
    pub(crate) text: Option<String>,
    /// Corrections to search in addition to a term, by its slot in the query as
    /// typed.
    pub(crate) added: Vec<(usize, String)>,
    /// The corrections, in the order of the query.
    pub(crate) corrections: Vec<Correction>,
    /// Words without a match and without a correction.
    pub(crate) unknown: Vec<UnknownWord>,
}

impl CorrectedQuery {
    /// Whether long word lists were scanned.
    pub(crate) fn scanned_word_lists(&self, store: &ChunkStore) -> bool {
        let words = !(self.corrections.is_empty() && self.unknown.is_empty());
        words && !store.manifest.words_by_end.is_empty()
    }
}

/// A term that may be misspelled.
struct DoubtfulTerm {
    slot: usize,
    /// Number of documents that contain it.
    docs: usize,
}

/// Corrects the spelling of a query whose terms are resolved. With `literal`,
/// words without a match are only reported.
pub(crate) fn correct(
    store: &ChunkStore,
    text: &str,
    query: &Query,
    resolved: &[ResolvedTerm<'_>],
    literal: bool,
    missing: &mut MissingChunks,
) -> CorrectedQuery {
    let text = truncated(text);
    let mut corrected = CorrectedQuery::default();
    let documents = store.manifest.stats.documents as usize;
    let doubtful_terms = doubtful_terms(query, resolved, documents / MIN_DOCS_PER_RARE_DOC);
    let found: Vec<Vec<SpellingCandidate>> = doubtful_terms
        .iter()
        .map(|doubtful| {
            let term = &query.terms[doubtful.slot];
            if doubtful.docs > 0 && literal {
                return Vec::new();
            }
            candidates(store, &term.text, term.prefix, missing)
        })
        .collect();
    if !missing.is_empty() {
        return corrected;
    }
    let context = context::QueryContext::new(store, resolved);
    let mut replaced: Vec<(usize, usize, String)> = Vec::new();
    for (doubtful, mut found) in doubtful_terms.iter().zip(found) {
        let word = &query.terms[doubtful.slot].text;
        let nearest = || {
            found
                .iter()
                .take(MAX_NEAREST)
                .map(|near| near.text.clone())
                .collect()
        };
        let spans = query.spans.iter().filter(|span| span.0 == doubtful.slot);
        let mut spans = spans.map(|&(_, start, end)| (start, end));
        let Some((start, end)) = spans.next() else {
            continue;
        };
        let typed = text.get(start..end).unwrap_or_default().to_owned();
        if literal || !is_plausible(word, &found) {
            if doubtful.docs == 0 && corrected.unknown.len() < MAX_UNKNOWN {
                corrected.unknown.push(UnknownWord {
                    start,
                    end,
                    typed,
                    nearest: nearest(),
                });
            }
            continue;
        }
        if doubtful.docs > 0 {
            let floor =
                crate::pack::word_list::level(doubtful.docs as u32).saturating_add(MIN_LEVEL_GAP);
            found.retain(|other| other.edits == 1 && other.level >= floor);
        }
        let Some(used) = context.choose(&found, doubtful.slot, missing) else {
            continue;
        };
        corrected.corrections.push(Correction {
            start,
            end,
            typed: typed.clone(),
            used: used.clone(),
            keeps_typed: doubtful.docs > 0,
        });
        if doubtful.docs > 0 {
            corrected.added.push((doubtful.slot, used));
            continue;
        }
        for (start, end) in std::iter::once((start, end)).chain(spans) {
            let typed = text.get(start..end).unwrap_or_default();
            replaced.push((start, end, match_case(typed, &used)));
        }
    }
    sort::by_key(&mut corrected.corrections, |correction| correction.start);
    if missing.is_empty() && !replaced.is_empty() {
        corrected.text = Some(replace(text, replaced));
    }
    corrected
}

impl Alternative {
    /// A correction that is searched in addition to a rare term.
    pub(crate) fn corrected(word: String) -> Self {
        Self {
            phrase: vec![(word, 0)],
            factor: weights::CORRECTED,
        }
    }
}

/// The terms that are not in the dictionary or rare. Of an unknown identifier,
/// the whole is corrected if it consists of letters, else its parts. Numbers
/// are never corrected.
fn doubtful_terms(query: &Query, resolved: &[ResolvedTerm<'_>], rare: usize) -> Vec<DoubtfulTerm> {
    let mut doubtful_terms: Vec<DoubtfulTerm> = Vec::new();
    let docs = |slot: usize| -> usize {
        let found = resolved[slot]
            .full_matches
            .iter()
            .chain(&resolved[slot].prefix_matches);
        found.map(|found| found.term.all_docs() as usize).sum()
    };
    let mut add_if_doubtful = |slot: usize, most: usize| {
        let word = &query.terms[slot].text;
        let docs = docs(slot);
        let is_name = resolved[slot]
            .full_matches
            .iter()
            .any(|found| found.term.is_name());
        let length = word.chars().count();
        let doubtful = docs == 0 || docs <= most && !is_name && length >= MIN_RARE_CHARS;
        if doubtful && is_word(word) && !doubtful_terms.iter().any(|known| known.slot == slot) {
            doubtful_terms.push(DoubtfulTerm { slot, docs });
        }
    };
    for unit in query.units.iter().filter(|unit| !unit.unspaced) {
        let QueryUnit { whole, leaves, .. } = unit;
        let rare = if leaves.is_empty() {
            MAX_RARE_DOCS.min(rare)
        } else {
            0
        };
        if let Some(whole) = *whole {
            let parts_known = !leaves.is_empty() && leaves.iter().all(|&leaf| docs(leaf) > 0);
            if docs(whole) > 0 || (is_word(&query.terms[whole].text) && !parts_known) {
                add_if_doubtful(whole, rare);
            }
            if docs(whole) > 0 {
                continue;
            }
        }
        leaves.iter().for_each(|&leaf| add_if_doubtful(leaf, 0));
    }
    doubtful_terms
}

/// Whether the best candidate is likely enough. A correction of a short word or
/// by two edits must occur in more than one document.
fn is_plausible(word: &str, found: &[SpellingCandidate]) -> bool {
    let Some(best) = found.first() else {
        return false;
    };
    let prefix_matches = word.chars().count() < 5 || best.edits > 1;
    best.level >= if prefix_matches { 4 } else { 0 }
}

/// The correction, capitalised if the typed word is, so that parts of a
/// camel-case identifier stay apart.
fn match_case(typed: &str, used: &str) -> String {
    let mut chars = used.chars();
    match (typed.chars().next(), chars.next()) {
        (Some(first), Some(c)) if is_upper(first) => {
            let capital = std::iter::once(upper(c).unwrap_or(c));
            capital.chain(chars).collect()
        }
        _ => used.to_owned(),
    }
}

/// Replaces byte ranges of a text. Of overlapping ranges, the first is
/// replaced.
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
