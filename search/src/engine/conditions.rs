//! Filters, exclusions and phrases: which documents may be hits.

use super::doc_set::DocSet;
use super::phrase;
use super::query::{self, Condition, Constraint, Query, QueryTerm};
use super::store::{ChunkStore, MissingChunks};
use crate::language::{Filter, Key};
use crate::pack::{Facet, Field};

/// The documents that may be hits; `None` means all.
#[derive(Debug, Clone, Default)]
pub(crate) struct AllowedDocs(Option<DocSet>);

impl AllowedDocs {
    /// Whether a document may be a hit.
    pub(crate) fn contains(&self, doc: u32) -> bool {
        self.0.as_ref().is_none_or(|docs| docs.contains(doc))
    }

    /// The members of a set that may be hits.
    pub(crate) fn filter(&self, docs: &DocSet) -> DocSet {
        let mut kept = docs.clone();
        if let Some(allowed) = &self.0 {
            kept.intersect_with(allowed);
        }
        kept
    }

    fn restrict(&mut self, docs: &DocSet) {
        match &mut self.0 {
            None => self.0 = Some(docs.clone()),
            Some(allowed) => allowed.intersect_with(docs),
        }
    }
}

/// The documents that each condition of a query allows.
#[derive(Debug, Default)]
pub(crate) struct ConditionResults {
    /// For each condition, in the order of the query: its key if filters with
    /// the same key are alternatives, and the documents that it allows.
    results: Vec<(Option<Key>, DocSet)>,
    /// Indexes of phrase conditions in a pasted line that match nowhere. They
    /// allow all documents.
    pub(crate) loosened: Vec<usize>,
}

impl ConditionResults {
    /// The documents that all conditions allow, except those left out. Filters
    /// with the same key are alternatives, unless they are negated.
    pub(crate) fn allowed(&self, excluded: impl Fn(usize) -> bool) -> AllowedDocs {
        let mut allowed = AllowedDocs::default();
        let mut alternatives: Vec<(Key, DocSet)> = Vec::new();
        let results = self.results.iter().enumerate();
        for (_, (key, docs)) in results.filter(|&(n, _)| !excluded(n)) {
            let Some(key) = *key else {
                allowed.restrict(docs);
                continue;
            };
            match alternatives.iter_mut().find(|(found, _)| *found == key) {
                Some((_, any)) => any.union_with(docs),
                None => alternatives.push((key, docs.clone())),
            }
        }
        alternatives
            .iter()
            .for_each(|(_, docs)| allowed.restrict(docs));
        allowed
    }
}

/// Number of query terms outside a quotation from which the query counts as a
/// pasted line. Programs quote values in their messages without asking for a
/// phrase.
const MIN_LINE_TERMS: usize = 4;

/// Whether a condition is part of a pasted line.
fn is_pasted_line(query: &Query, of: &Constraint) -> bool {
    let beside = |&&(_, start, end): &&(usize, usize, usize)| end <= of.start || start >= of.end;
    let mut slots: Vec<usize> = Vec::new();
    for (slot, ..) in query.spans.iter().filter(beside) {
        if !slots.contains(slot) {
            slots.push(*slot);
        }
    }
    slots.len() >= MIN_LINE_TERMS
}

impl ChunkStore {
    /// Evaluates the conditions of a query.
    pub(crate) fn conditions(
        &self,
        query: &Query,
        missing: &mut MissingChunks,
    ) -> ConditionResults {
        let mut conditions = ConditionResults::default();
        for constraint in &query.constraints {
            let (key, docs) = match &constraint.kind {
                Condition::Phrase(phrase) => {
                    let mut docs = self.with_phrase(phrase, missing);
                    if docs.len() == 0 && is_pasted_line(query, constraint) {
                        conditions.loosened.push(conditions.results.len());
                        docs.invert();
                    }
                    (None, docs)
                }
                Condition::Exclude(phrase) => {
                    let mut docs = self.with_phrase(phrase, missing);
                    docs.invert();
                    (None, docs)
                }
                Condition::Filter(filter) => {
                    let mut docs = self.with_filter(filter, missing);
                    if filter.negated {
                        docs.invert();
                    }
                    ((!filter.negated).then_some(filter.key), docs)
                }
            };
            conditions.results.push((key, docs));
        }
        conditions
    }

    /// The documents that contain a phrase or a single term.
    fn with_phrase(&self, phrase: &[(String, u32)], missing: &mut MissingChunks) -> DocSet {
        let documents = self.manifest.stats.documents;
        let [(term, _)] = phrase else {
            return DocSet::from_docs(phrase::documents(self, phrase, missing), documents);
        };
        let mut docs = DocSet::empty(documents);
        if let Some(found) = self.term(term, missing) {
            found.docs().for_each(|doc| docs.insert(doc));
        }
        docs
    }

    /// The documents that match a filter, ignoring negation.
    fn with_filter(&self, filter: &Filter, missing: &mut MissingChunks) -> DocSet {
        let documents = self.manifest.stats.documents;
        match filter.key {
            Key::Severity => {
                let matches = |value: &str| filter.matches_severity(value);
                self.with_facet(Facet::Severity, &matches, missing)
            }
            Key::After | Key::Before => {
                self.with_facet(Facet::Date, &|value| filter.matches_date(value), missing)
            }
            Key::Title => self.with_title_words(&filter.value, missing),
            Key::Type | Key::Service | Key::Tag | Key::Owner | Key::Alert => {
                let found = self.term(&filter.term(), missing);
                let docs = found.map_or(&[][..], |found| &found.term.filter);
                DocSet::from_docs(docs.iter().copied(), documents)
            }
        }
    }

    /// The documents with a matching value of a facet.
    fn with_facet(
        &self,
        facet: Facet,
        matches: &dyn Fn(&str) -> bool,
        missing: &mut MissingChunks,
    ) -> DocSet {
        let documents = self.manifest.stats.documents;
        let mut docs = DocSet::empty(documents);
        for (first, count, run) in self.runs() {
            let Some(column) = self.facet(run, facet, missing) else {
                continue;
            };
            let matching: Vec<bool> = column.values.iter().map(|value| matches(value)).collect();
            for doc in 0..count {
                if column
                    .of(doc as usize)
                    .iter()
                    .any(|&n| matching[n as usize])
                {
                    docs.insert(first + doc);
                }
            }
        }
        docs
    }

    /// The runs of documents that facet columns are cut into: first document,
    /// number of documents, number of the run.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (u32, u32, u32)> + use<> {
        let documents = self.manifest.stats.documents;
        let run = self.manifest.facets.map_or(u32::MAX, |of| of.docs_per_run);
        let firsts = (0..documents).step_by(run as usize).enumerate();
        firsts.map(move |(n, first)| (first, run.min(documents - first), n as u32))
    }

    /// The documents whose titles contain all words of a text, in any
    /// inflection. Of a tiered term only the documents with full postings are
    /// known; a title match gives a document such a high impact that it is
    /// among them.
    fn with_title_words(&self, text: &str, missing: &mut MissingChunks) -> DocSet {
        let documents = self.manifest.stats.documents;
        let mut docs = DocSet::all(documents);
        for (term, _) in query::phrase(text) {
            let title_word = QueryTerm {
                text: term,
                ..QueryTerm::default()
            };
            let mut with = DocSet::empty(documents);
            for found in self.resolve(&title_word, missing).full_matches {
                for entry in found.entries() {
                    let mut fields = found.columns.fields(entry).iter();
                    if fields.any(|of| of.field == Field::Title as u8) {
                        with.insert(entry.doc);
                    }
                }
            }
            docs.intersect_with(&with);
        }
        docs
    }
}
