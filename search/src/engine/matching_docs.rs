//! The set of matching documents, unranked.

use super::conditions::AllowedDocs;
use super::doc_set::DocSet;
use super::model::EmptiedBy;
use super::prepare::PreparedQuery;
use super::query::Query;
use super::term_matches::TermMatches;
use super::term_weights;

/// The documents that contain any query term, or all documents if the query
/// consists of conditions.
#[derive(Debug)]
pub(crate) struct MatchingDocs {
    /// Documents that match at least one word or identifier of the query.
    full: DocSet,
    /// Documents that match at least a part of one.
    partial: DocSet,
}

impl MatchingDocs {
    /// Collects the documents that contain the terms.
    pub(crate) fn new(query: &Query, terms: &[TermMatches], documents: u32) -> Self {
        if query.is_browsing() {
            return Self::everything(documents);
        }
        let mut found = vec![0_u64; documents as usize];
        for (slot, term) in terms.iter().enumerate() {
            for of in &term.docs {
                found[of.doc as usize] |= 1 << slot;
            }
        }
        let requirements = term_weights::requirements(query, terms);
        let mut matches = Self {
            full: DocSet::empty(documents),
            partial: DocSet::empty(documents),
        };
        for (doc, &found) in found.iter().enumerate().filter(|&(_, &found)| found != 0) {
            matches.partial.insert(doc as u32);
            if requirements
                .iter()
                .any(|requirement| requirement.is_met(found))
            {
                matches.full.insert(doc as u32);
            }
        }
        matches
    }

    /// All documents.
    pub(crate) fn everything(documents: u32) -> Self {
        let all = DocSet::all(documents);
        Self {
            full: all.clone(),
            partial: all,
        }
    }

    /// The matching documents that are allowed. Documents that match only a
    /// part of an identifier count only if there are no others.
    pub(crate) fn among(&self, allowed: &AllowedDocs) -> DocSet {
        let full = allowed.filter(&self.full);
        if full.len() > 0 {
            full
        } else {
            allowed.filter(&self.partial)
        }
    }
}

/// The conditions that exclude all matching documents: those whose removal
/// leaves some or, if there are none, each that excludes all of them alone.
pub(crate) fn emptied_by(
    prepared: &PreparedQuery<'_>,
    matches: &MatchingDocs,
    text: &str,
) -> Vec<EmptiedBy> {
    let constraints = &prepared.query.constraints;
    let count = |left_out: &dyn Fn(usize) -> bool| {
        let allowed = prepared.conditions.allowed(left_out);
        matches.among(&allowed).len()
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
