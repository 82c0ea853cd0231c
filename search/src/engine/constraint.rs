//! Which documents may be answers: filters, exclusions, phrases.

use super::bits::Bits;
use super::phrase;
use super::query::{self, Condition, Constraint, Query, Slot};
use super::store::{Missing, Store};
use crate::language::{Filter, Key};
use crate::pack::{Facet, Field};

/// The documents that may be answers, or all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Allowed(Option<Bits>);

impl Allowed {
    /// Whether a document may be an answer.
    pub(crate) fn has(&self, doc: u32) -> bool {
        self.0.as_ref().is_none_or(|bits| bits.has(doc))
    }

    /// Those of a set that may be answers.
    pub(crate) fn of(&self, bits: &Bits) -> Bits {
        let mut kept = bits.clone();
        if let Some(allowed) = &self.0 {
            kept.and(allowed);
        }
        kept
    }

    fn narrow(&mut self, bits: &Bits) {
        match &mut self.0 {
            None => self.0 = Some(bits.clone()),
            Some(allowed) => allowed.and(bits),
        }
    }
}

/// What each condition of a query says of the documents.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    /// Of each: the key if it is one of several alternatives, and the
    /// documents it lets through.
    of: Vec<(Option<Key>, Bits)>,
    /// Quoted words of a long line that stand nowhere like that, by the number
    /// of their condition, which lets everything through.
    pub(crate) loosened: Vec<usize>,
}

impl Conditions {
    /// The documents that all conditions allow, but for those left out.
    /// Filters with one key are alternatives, unless they exclude.
    pub(crate) fn allowed(&self, left_out: impl Fn(usize) -> bool) -> Allowed {
        let mut allowed = Allowed::default();
        let mut alternatives: Vec<(Key, Bits)> = Vec::new();
        let of = self.of.iter().enumerate();
        for (_, (key, bits)) in of.filter(|&(n, _)| !left_out(n)) {
            let Some(key) = *key else {
                allowed.narrow(bits);
                continue;
            };
            match alternatives.iter_mut().find(|(found, _)| *found == key) {
                Some((_, any)) => any.or(bits),
                None => alternatives.push((key, bits.clone())),
            }
        }
        alternatives
            .iter()
            .for_each(|(_, bits)| allowed.narrow(bits));
        allowed
    }
}

/// Words beside a quotation from which a query is a line that was pasted: there
/// programs quote, and mean nothing by it.
const LINE: usize = 4;

/// Whether so much stands beside a condition.
fn is_line(query: &Query, of: &Constraint) -> bool {
    let beside = |&&(_, start, end): &&(usize, usize, usize)| end <= of.start || start >= of.end;
    let mut slots: Vec<usize> = Vec::new();
    for (slot, ..) in query.places.iter().filter(beside) {
        if !slots.contains(slot) {
            slots.push(*slot);
        }
    }
    slots.len() >= LINE
}

impl Store {
    /// Looks at the conditions of a query.
    pub(crate) fn conditions(&self, query: &Query, missing: &mut Missing) -> Conditions {
        let mut conditions = Conditions::default();
        for constraint in &query.constraints {
            let (key, bits) = match &constraint.kind {
                Condition::Phrase(phrase) => {
                    let mut bits = self.with_phrase(phrase, missing);
                    if bits.count() == 0 && is_line(query, constraint) {
                        conditions.loosened.push(conditions.of.len());
                        bits.invert();
                    }
                    (None, bits)
                }
                Condition::Exclude(phrase) => {
                    let mut bits = self.with_phrase(phrase, missing);
                    bits.invert();
                    (None, bits)
                }
                Condition::Filter(filter) => {
                    let mut bits = self.filtered(filter, missing);
                    if filter.negated {
                        bits.invert();
                    }
                    ((!filter.negated).then_some(filter.key), bits)
                }
            };
            conditions.of.push((key, bits));
        }
        conditions
    }

    /// The documents with a phrase or a single term.
    fn with_phrase(&self, phrase: &[(String, u32)], missing: &mut Missing) -> Bits {
        let documents = self.manifest.stats.documents;
        let [(term, _)] = phrase else {
            return Bits::of(phrase::documents(self, phrase, missing), documents);
        };
        let mut bits = Bits::none(documents);
        if let Some(found) = self.term(term, missing) {
            found.docs().for_each(|doc| bits.add(doc));
        }
        bits
    }

    /// The documents that fit a filter, negation left aside.
    fn filtered(&self, filter: &Filter, missing: &mut Missing) -> Bits {
        let documents = self.manifest.stats.documents;
        match filter.key {
            Key::Severity => {
                let fits = |value: &str| filter.fits_severity(value);
                self.with_facet(Facet::Severity, &fits, missing)
            }
            Key::After | Key::Before => {
                self.with_facet(Facet::Date, &|value| filter.fits_date(value), missing)
            }
            Key::Title => self.titled(&filter.value, missing),
            Key::Type | Key::Service | Key::Tag | Key::Owner | Key::Alert => {
                let found = self.term(&filter.term(), missing);
                let docs = found.map_or(&[][..], |found| &found.term.filter);
                Bits::of(docs.iter().copied(), documents)
            }
        }
    }

    /// The documents with a value of a facet that fits.
    fn with_facet(&self, facet: Facet, fits: &dyn Fn(&str) -> bool, missing: &mut Missing) -> Bits {
        let documents = self.manifest.stats.documents;
        let mut bits = Bits::none(documents);
        for (first, count, run) in self.runs() {
            let Some(column) = self.facet(run, facet, missing) else {
                continue;
            };
            let fitting: Vec<bool> = column.values.iter().map(|value| fits(value)).collect();
            for doc in 0..count {
                if column.of(doc as usize).iter().any(|&n| fitting[n as usize]) {
                    bits.add(first + doc);
                }
            }
        }
        bits
    }

    /// The runs that facets are cut into: first document, count, number.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (u32, u32, u32)> + use<> {
        let documents = self.manifest.stats.documents;
        let run = self.manifest.facets.map_or(u32::MAX, |of| of.docs_per_run);
        let firsts = (0..documents).step_by(run as usize).enumerate();
        firsts.map(move |(n, first)| (first, run.min(documents - first), n as u32))
    }

    /// The documents that have all words of a text in their titles, in any
    /// form of each. Of a word in more documents than a pack lists in full,
    /// the best are known, and a title makes a document one of those.
    fn titled(&self, text: &str, missing: &mut Missing) -> Bits {
        let documents = self.manifest.stats.documents;
        let mut bits = Bits::all(documents);
        for (term, _) in query::phrase(text) {
            let slot = Slot {
                text: term,
                ..Slot::default()
            };
            let mut with = Bits::none(documents);
            for found in self.resolve(&slot, missing).strong {
                for entry in found.entries() {
                    let mut fields = found.columns.fields(entry).iter();
                    if fields.any(|of| of.field == Field::Title as u8) {
                        with.add(entry.doc);
                    }
                }
            }
            bits.and(&with);
        }
        bits
    }
}
