//! From the terms of a query to entries of the dictionary.

use super::forms::{is_scanned, scan_prefix};
use super::phrase::{self, Occurrence};
use super::query::Slot;
use super::store::{Missing, Store};
use super::weights;
use crate::analysis::stem;
use crate::pack::{Columns, Entry, Positions, Term, TermsBlock};
use crate::sort;

/// Most blocks scanned for a prefix in a small and in a large pack.
const PREFIX_BLOCKS: (u32, u32) = (16, 4);
/// Blocks in a small pack, at most.
const SMALL: usize = 512;
/// Most terms that a prefix stands for.
const EXPANSIONS: usize = 24;

/// A term found in the dictionary.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found<'a> {
    /// The term as it stands in the dictionary.
    pub(crate) text: &'a str,
    /// Its record.
    pub(crate) term: &'a Term,
    /// The columns of its block.
    pub(crate) columns: &'a Columns,
    /// The positions that they refer to.
    pub(crate) positions: &'a Positions,
    /// What it counts against the word as typed.
    pub(crate) factor: f32,
}

impl<'a> Found<'a> {
    fn new(block: &'a TermsBlock, (text, term): (&'a str, &'a Term), factor: f32) -> Self {
        Self {
            text,
            term,
            columns: &block.columns,
            positions: &block.positions,
            factor,
        }
    }

    /// The postings that stand with the term, by document and section.
    pub(crate) fn entries(&self) -> &'a [Entry] {
        self.columns.entries(self.term.entries.clone())
    }

    /// All documents that it is found in: first those of which all is known,
    /// then the others, each ascending; some more than once.
    pub(crate) fn docs(&self) -> impl Iterator<Item = u32> {
        let entries = self.entries().iter().map(|entry| entry.doc);
        entries.chain(self.term.coarse.iter().map(|&(doc, _)| doc))
    }

    /// Those of one document.
    pub(crate) fn entries_of(&self, doc: u32) -> &'a [Entry] {
        let entries = self.entries();
        let start = entries.partition_point(|entry| entry.doc < doc);
        let count = entries[start..].partition_point(|entry| entry.doc == doc);
        &entries[start..start + count]
    }
}

/// What a slot of the query stands for.
#[derive(Debug, Default)]
pub(crate) struct Resolved<'a> {
    /// The term and the other forms of its stem.
    pub(crate) strong: Vec<Found<'a>>,
    /// Terms that start with it.
    pub(crate) weak: Vec<Found<'a>>,
    /// Phrases that mean the same: where they stand, and what each counts
    /// against the word as typed.
    pub(crate) phrases: Vec<(Vec<Occurrence>, f32)>,
    /// The words of those phrases.
    pub(crate) phrase_words: Vec<&'a str>,
}

impl Resolved<'_> {
    /// Number of postings that gathering it visits.
    pub(crate) fn postings(&self) -> usize {
        let found = self.strong.iter().chain(&self.weak);
        let found = found.map(|found| found.entries().len() + found.term.coarse.len());
        let phrases = self.phrases.iter().map(|(found, _)| found.len());
        found.chain(phrases).sum()
    }
}

impl Store {
    /// A term of the dictionary, ranked or filter.
    pub(crate) fn term(&self, text: &str, missing: &mut Missing) -> Option<Found<'_>> {
        let number = self.manifest.block_of(text)?;
        let block = self.terms(number, missing)?;
        Some(Found::new(block, block.term(block.find(text)?)?, 1.0))
    }

    /// Everything that a slot stands for.
    pub(crate) fn resolve(&self, slot: &Slot, missing: &mut Missing) -> Resolved<'_> {
        let mut resolved = Resolved::default();
        resolved.strong.extend(self.term(&slot.text, missing));
        self.forms(&slot.text, &mut resolved.strong, missing);
        for also in &slot.also {
            if let [(word, _)] = &also.phrase[..] {
                self.add(word, also.factor, &mut resolved.strong, missing);
                continue;
            }
            let found = phrase::occurrences(self, &also.phrase, missing);
            if !found.is_empty() {
                resolved.phrases.push((found, also.factor));
                let words = also.phrase.iter();
                let words = words.filter_map(|(word, _)| self.term(word, missing));
                resolved.phrase_words.extend(words.map(|found| found.text));
            }
        }
        resolved.strong.retain(|found| found.term.is_ranked());
        if slot.prefix {
            resolved.weak = self.expand(&slot.text, missing);
            let strong = &resolved.strong;
            resolved
                .weak
                .retain(|weak| strong.iter().all(|found| found.text != weak.text));
        }
        resolved
    }

    /// Adds another word, with its forms, to what a slot stands for.
    fn add<'a>(
        &'a self,
        word: &str,
        factor: f32,
        strong: &mut Vec<Found<'a>>,
        missing: &mut Missing,
    ) {
        let mut found = Vec::new();
        found.extend(self.term(word, missing));
        self.forms(word, &mut found, missing);
        found.retain(|found| strong.iter().all(|known| known.text != found.text));
        strong.extend(found.into_iter().map(|found| Found {
            factor: found.factor * factor,
            ..found
        }));
    }

    /// The other forms of a term's stem.
    fn forms<'a>(&'a self, term: &str, found: &mut Vec<Found<'a>>, missing: &mut Missing) {
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
                    found.push(Found::new(block, (text, form), weights::FORM));
                }
            }
        }
        for listed in self
            .manifest
            .listed_forms(&stem_of_term)
            .filter(|form| *form != term)
        {
            if let Some(form) = self.term(listed, missing) {
                found.push(Found {
                    factor: weights::FORM,
                    ..form
                });
            }
        }
    }

    /// The most frequent terms that start with a prefix.
    fn expand(&self, prefix: &str, missing: &mut Missing) -> Vec<Found<'_>> {
        let blocks = self.manifest.blocks_with_prefix(prefix);
        let most = if self.manifest.first_terms.len() <= SMALL {
            PREFIX_BLOCKS.0
        } else {
            PREFIX_BLOCKS.1
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
            found.extend(terms.map(|term| Found::new(block, term, 1.0)));
        }
        sort::by(&mut found, |a, b| {
            let frequency = b.term.all_docs().cmp(&a.term.all_docs());
            frequency.then_with(|| a.text.cmp(b.text))
        });
        found.truncate(EXPANSIONS);
        found
    }
}
