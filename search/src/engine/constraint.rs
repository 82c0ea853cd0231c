//! Which documents may be answers: filters, exclusions, phrases.

use std::collections::BTreeMap;

use super::phrase;
use super::query::{Filter, Query};
use super::store::{Missing, Store};

/// The documents that may be answers, or all.
#[derive(Debug, Default)]
pub(crate) struct Allowed(Option<Vec<bool>>);

impl Allowed {
    /// Whether a document may be an answer.
    pub(crate) fn has(&self, doc: u32) -> bool {
        match &self.0 {
            None => true,
            Some(allowed) => allowed.get(doc as usize).is_some_and(|&allowed| allowed),
        }
    }

    /// Keeps documents of a list, or with `keep` false those outside it.
    fn narrow(&mut self, docs: &[u32], keep: bool, documents: u32) {
        let mut listed = vec![!keep; documents as usize];
        for &doc in docs {
            if let Some(slot) = listed.get_mut(doc as usize) {
                *slot = keep;
            }
        }
        match &mut self.0 {
            None => self.0 = Some(listed),
            Some(allowed) => {
                for (allowed, listed) in allowed.iter_mut().zip(listed) {
                    *allowed &= listed;
                }
            }
        }
    }
}

impl Store {
    /// Whether a term is one of the pack's filters; false while its block is
    /// missing.
    pub(crate) fn is_filter(&self, term: &str, missing: &mut Missing) -> bool {
        let found = self.term(term, missing);
        found.is_some_and(|found| !found.term.filter.is_empty())
    }

    /// The documents that a query's filters, exclusions and phrases allow.
    pub(crate) fn allowed(&self, query: &Query, missing: &mut Missing) -> Allowed {
        let documents = self.manifest.stats.documents;
        let mut allowed = Allowed::default();
        for (docs, keep) in self.filtered(&query.filters, missing) {
            allowed.narrow(&docs, keep, documents);
        }
        for term in &query.excluded {
            if let Some(found) = self.term(term, missing) {
                let mut docs: Vec<u32> = found.entries().iter().map(|entry| entry.doc).collect();
                docs.extend(found.term.coarse.iter().map(|&(doc, _)| doc));
                allowed.narrow(&docs, false, documents);
            }
        }
        for phrase in &query.phrases {
            let docs = phrase::documents(self, phrase, missing);
            allowed.narrow(&docs, true, documents);
        }
        allowed
    }

    /// Lists of documents to keep or leave out. Filters with one key are
    /// alternatives.
    fn filtered(&self, filters: &[Filter], missing: &mut Missing) -> Vec<(Vec<u32>, bool)> {
        let mut lists: BTreeMap<(&str, bool), Vec<u32>> = BTreeMap::new();
        for filter in filters {
            let list = lists.entry((filter.key(), filter.negated)).or_default();
            if let Some(found) = self.term(&filter.term, missing) {
                list.extend(&found.term.filter);
            }
        }
        lists
            .into_iter()
            .map(|((_, negated), docs)| (docs, !negated))
            .collect()
    }
}
