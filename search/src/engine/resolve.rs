//! From query terms to dictionary entries.

use super::dictionary::MatchedTerm;
use super::phrase::{self, PhraseOccurrence};
use super::query::QueryTerm;
use super::store::{ChunkStore, MissingChunks};
use crate::analysis::stem;
use crate::pack::inflections::{is_scanned, scan_prefix};
use crate::scoring::weights;
use crate::sort;

/// Maximum number of blocks scanned for a prefix, in a small and in a large
/// pack.
const MAX_PREFIX_BLOCKS: (u32, u32) = (16, 4);
/// Maximum number of blocks of a small pack.
const MAX_SMALL_BLOCKS: usize = 512;
/// Maximum number of dictionary terms that match a prefix.
const MAX_EXPANSIONS: usize = 24;

/// The dictionary entries that match a query term.
#[derive(Debug, Default)]
pub(crate) struct ResolvedTerm<'a> {
    /// The term, its inflections, and its synonyms and corrections of one word.
    pub(crate) full_matches: Vec<MatchedTerm<'a>>,
    /// Terms with the query term as a prefix.
    pub(crate) prefix_matches: Vec<MatchedTerm<'a>>,
    /// Occurrences of synonyms that are phrases, with the factor of their
    /// frequencies.
    pub(crate) phrases: Vec<(Vec<PhraseOccurrence>, f32)>,
    /// The terms of those phrases.
    pub(crate) phrase_terms: Vec<&'a str>,
}

impl ResolvedTerm<'_> {
    /// Number of postings to visit.
    pub(crate) fn postings(&self) -> usize {
        let found = self.full_matches.iter().chain(&self.prefix_matches);
        let found = found.map(|found| found.entries().len() + found.term.coarse.len());
        let phrases = self.phrases.iter().map(|(found, _)| found.len());
        found.chain(phrases).sum()
    }
}

impl ChunkStore {
    /// Looks up a query term; missing chunks are recorded.
    pub(crate) fn resolve(
        &self,
        query_term: &QueryTerm,
        missing: &mut MissingChunks,
    ) -> ResolvedTerm<'_> {
        let mut resolved = ResolvedTerm::default();
        resolved
            .full_matches
            .extend(self.term(&query_term.text, missing));
        self.forms(&query_term.text, &mut resolved.full_matches, missing);
        for alternative in &query_term.alternatives {
            if let [(word, _)] = &alternative.phrase[..] {
                self.add(
                    word,
                    alternative.factor,
                    &mut resolved.full_matches,
                    missing,
                );
                continue;
            }
            let found = phrase::occurrences(self, &alternative.phrase, missing);
            if !found.is_empty() {
                resolved.phrases.push((found, alternative.factor));
                let words = alternative.phrase.iter();
                let words = words.filter_map(|(word, _)| self.term(word, missing));
                resolved.phrase_terms.extend(words.map(|found| found.text));
            }
        }
        resolved.full_matches.retain(|found| found.term.is_ranked());
        if query_term.prefix {
            resolved.prefix_matches = self.expand(&query_term.text, missing);
            let full_matches = &resolved.full_matches;
            resolved
                .prefix_matches
                .retain(|other| full_matches.iter().all(|found| found.text != other.text));
        }
        resolved
    }

    /// Adds the entries of an alternative and its inflections.
    fn add<'a>(
        &'a self,
        word: &str,
        factor: f32,
        full_matches: &mut Vec<MatchedTerm<'a>>,
        missing: &mut MissingChunks,
    ) {
        let mut found = Vec::new();
        found.extend(self.term(word, missing));
        self.forms(word, &mut found, missing);
        found.retain(|found| full_matches.iter().all(|known| known.text != found.text));
        full_matches.extend(found.into_iter().map(|found| MatchedTerm {
            factor: found.factor * factor,
            ..found
        }));
    }

    /// The inflections of a term, see
    /// [`inflections`](crate::pack::inflections).
    fn forms<'a>(
        &'a self,
        term: &str,
        found: &mut Vec<MatchedTerm<'a>>,
        missing: &mut MissingChunks,
    ) {
        if !term.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return;
        }
        let stem_of_term = stem(term);
        if let Some(number) = self.manifest.block_of(&stem_of_term)
            && let Some(block) = self.terms(number, missing)
        {
            let scanned = block.with_prefix(scan_prefix(&stem_of_term));
            for (text, form) in scanned.filter_map(|index| block.term(index)) {
                if text != term && is_scanned(&stem_of_term, text) && stem(text) == stem_of_term {
                    found.push(MatchedTerm::new(block, (text, form), weights::INFLECTION));
                }
            }
        }
        for listed in self
            .manifest
            .listed_forms(&stem_of_term)
            .filter(|form| *form != term)
        {
            if let Some(form) = self.term(listed, missing) {
                found.push(MatchedTerm {
                    factor: weights::INFLECTION,
                    ..form
                });
            }
        }
    }

    /// The most frequent terms with a prefix.
    fn expand(&self, prefix: &str, missing: &mut MissingChunks) -> Vec<MatchedTerm<'_>> {
        let blocks = self.manifest.blocks_with_prefix(prefix);
        let most = if self.manifest.first_terms.len() <= MAX_SMALL_BLOCKS {
            MAX_PREFIX_BLOCKS.0
        } else {
            MAX_PREFIX_BLOCKS.1
        };
        let mut found = Vec::new();
        for number in blocks.take(most as usize) {
            let Some(block) = self.terms(number, missing) else {
                continue;
            };
            let terms = block
                .with_prefix(prefix)
                .filter_map(|index| block.term(index));
            let terms = terms.filter(|(_, term)| term.is_ranked());
            found.extend(terms.map(|term| MatchedTerm::new(block, term, 1.0)));
        }
        sort::by(&mut found, |a, b| {
            let frequency = b.term.all_docs().cmp(&a.term.all_docs());
            frequency.then_with(|| a.text.cmp(b.text))
        });
        found.truncate(MAX_EXPANSIONS);
        found
    }
}
