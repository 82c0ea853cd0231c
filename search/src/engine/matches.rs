//! The documents that match, without an order.

use super::bits::Bits;
use super::constraint::Allowed;
use super::model::EmptiedBy;
use super::prepare::Prepared;
use super::query::Query;
use super::roles;
use super::rows::Word;

/// The documents that have any of the words, or all if there are only
/// conditions.
#[derive(Debug)]
pub(crate) struct Matches {
    /// Documents that have a unit of the query.
    met: Bits,
    /// Documents that have at least a part of one.
    any: Bits,
}

impl Matches {
    /// Collects them.
    pub(crate) fn new(query: &Query, words: &[Word], documents: u32) -> Self {
        if query.is_browsing() {
            return Self::everything(documents);
        }
        let mut found = vec![0_u64; documents as usize];
        for (slot, word) in words.iter().enumerate() {
            for of in &word.docs {
                found[of.doc as usize] |= 1 << slot;
            }
        }
        let covers = roles::covers(query, words);
        let mut matches = Self {
            met: Bits::none(documents),
            any: Bits::none(documents),
        };
        for (doc, &found) in found.iter().enumerate().filter(|&(_, &found)| found != 0) {
            matches.any.add(doc as u32);
            if covers.iter().any(|cover| cover.is_met(found)) {
                matches.met.add(doc as u32);
            }
        }
        matches
    }

    /// All documents.
    pub(crate) fn everything(documents: u32) -> Self {
        let all = Bits::all(documents);
        Self {
            met: all.clone(),
            any: all,
        }
    }

    /// Those that are allowed. A part of an identifier is no match where
    /// something is.
    pub(crate) fn among(&self, allowed: &Allowed) -> Bits {
        let met = allowed.of(&self.met);
        if met.count() > 0 {
            met
        } else {
            allowed.of(&self.any)
        }
    }
}

/// Which conditions leave nothing of the documents that match: those without
/// which there is something or, if there is none such, each that leaves
/// nothing on its own.
pub(crate) fn emptied_by(prepared: &Prepared<'_>, matches: &Matches, text: &str) -> Vec<EmptiedBy> {
    let constraints = &prepared.query.constraints;
    let count = |left_out: &dyn Fn(usize) -> bool| {
        let allowed = prepared.conditions.allowed(left_out);
        matches.among(&allowed).count()
    };
    let report = |n: usize, without: usize| {
        let (start, end) = (constraints[n].start, constraints[n].end);
        EmptiedBy {
            start,
            end,
            clause: text.get(start..end).unwrap_or_default().to_owned(),
            without,
        }
    };
    let numbers = 0..constraints.len();
    let helpful: Vec<EmptiedBy> = numbers
        .clone()
        .map(|n| report(n, count(&|other| other == n)))
        .filter(|of| of.without > 0)
        .collect();
    if !helpful.is_empty() || count(&|_| true) == 0 {
        return helpful;
    }
    let alone = numbers.filter(|&n| count(&|other| other != n) == 0);
    alone.map(|n| report(n, 0)).collect()
}
