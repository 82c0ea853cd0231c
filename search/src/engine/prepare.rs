//! From a request to words with their documents: what searching, counting
//! facets and explaining begin with.

use std::ops::Range;
use std::rc::Rc;

use super::constraint::Conditions;
use super::lookup::Resolved;
use super::model::{Correction, Request, Unknown};
use super::query::{Also, Condition, Constraint, MAX_SLOTS, Query};
use super::store::{Missing, Store};
use super::synonymy;
use super::typos::{self, Corrected};
use super::weights;
use crate::language::{self, Clause, ClauseKind};
use crate::paste::{self, Pasted};

/// Blocks of a pack in which every word of a long query may be looked up to
/// choose the rarest; in a larger one the longest are taken.
const SMALL: usize = 512;

/// A request, understood and looked up.
#[derive(Debug)]
pub(crate) struct Prepared<'a> {
    /// The query, corrected.
    pub(crate) query: Query,
    /// What each of its slots stands for.
    pub(crate) resolved: Vec<Resolved<'a>>,
    /// What its conditions allow.
    pub(crate) conditions: Rc<Conditions>,
    /// Words taken for others.
    pub(crate) corrections: Vec<Correction>,
    /// Words that stay unknown.
    pub(crate) unknown: Vec<Unknown>,
    /// What a paste was understood as.
    pub(crate) understood: Option<Pasted>,
}

/// What is known of a request from an earlier call for it.
#[derive(Debug, Default)]
pub(crate) struct Known {
    conditions: Option<Rc<Conditions>>,
    corrected: Option<Corrected>,
    /// Whether this call went through long lists of words: enough for one.
    pub(crate) looked: bool,
}

/// Prepares a request; `None` after noting what is missing.
pub(crate) fn prepare<'a>(
    store: &'a Store,
    request: &Request,
    known: &mut Known,
    missing: &mut Missing,
) -> Option<Prepared<'a>> {
    let (mut query, understood) = understand(request);
    trim(store, &mut query, missing);
    if !missing.is_empty() {
        return None;
    }
    synonymy::expand(&mut query, &store.manifest.synonyms);
    let resolved = resolve(store, &query, missing);
    let conditions = match known.conditions.take() {
        Some(conditions) => conditions,
        None => Rc::new(store.conditions(&query, missing)),
    };
    if query.wants_neighbours() {
        store.want_neighbours(missing);
    }
    if !missing.is_empty() {
        return None;
    }
    known.conditions = Some(Rc::clone(&conditions));
    let is_new = known.corrected.is_none();
    let corrected = if let Some(corrected) = known.corrected.take() {
        corrected
    } else if understood.is_some() {
        // Machines do not mistype.
        Corrected::default()
    } else {
        let text = &request.query;
        typos::correct(store, text, &query, &resolved, request.literal, missing)
    };
    if !missing.is_empty() {
        return None;
    }
    known.looked |= is_new && corrected.has_looked(store);
    known.corrected = Some(corrected.clone());
    let mut prepared = Prepared {
        query,
        resolved,
        conditions,
        corrections: corrected.corrections,
        unknown: corrected.unknown,
        understood,
    };
    if corrected.text.is_none() && corrected.also.is_empty() {
        return Some(prepared);
    }
    let also = corrected.also.into_iter();
    let also: Vec<(String, String)> = also
        .map(|(slot, word)| (prepared.query.slots[slot].text.clone(), word))
        .collect();
    if let Some(text) = corrected.text {
        let constraints = std::mem::take(&mut prepared.query.constraints);
        prepared.query = Query::parse(&text, request.prefix);
        trim(store, &mut prepared.query, missing);
        if !missing.is_empty() {
            return None;
        }
        // Conditions are as they were, and so are their places in the text.
        prepared.query.constraints = constraints;
    }
    synonymy::expand(&mut prepared.query, &store.manifest.synonyms);
    for (rare, word) in also {
        let mut slots = prepared.query.slots.iter_mut();
        if let Some(slot) = slots.find(|slot| slot.text == rare) {
            slot.also.push(Also::corrected(word));
        }
    }
    prepared.resolved = resolve(store, &prepared.query, missing);
    missing.is_empty().then_some(prepared)
}

/// What stands between the filters of a text: clauses and bytes; `None` if
/// nothing does.
fn between_filters(text: &str, clauses: &[Clause]) -> Option<(Range<usize>, Range<usize>)> {
    let inner = language::between_filters(clauses);
    let (first, last) = (
        clauses[inner.clone()].first()?,
        clauses[inner.clone()].last()?,
    );
    // Brackets and the like around the words are no clauses.
    let start = inner
        .start
        .checked_sub(1)
        .map_or(0, |n| clauses[n].end)
        .min(first.start);
    let end = clauses.get(inner.end).map_or(text.len(), |of| of.start);
    Some((inner, start..end.max(last.end)))
}

/// Whether a query must be read to know if it was pasted.
pub(super) fn may_be_pasted(text: &str) -> bool {
    let inner = between_filters(text, &language::parse(text).clauses);
    inner.is_some_and(|(_, bytes)| !paste::is_plain(&text[bytes]))
}

/// Reads a query: words, or a paste between filters.
fn understand(request: &Request) -> (Query, Option<Pasted>) {
    let text = &request.query;
    let clauses = language::parse(text).clauses;
    let inner = between_filters(text, &clauses);
    let pasted = inner.and_then(|(inner, bytes)| {
        let start = bytes.start;
        Some((inner, start, paste::understand(&text[bytes])?))
    });
    let Some((inner, start, mut pasted)) = pasted else {
        return (Query::parse(text, request.prefix), None);
    };
    for part in &mut pasted.parts {
        part.start += start;
        part.end += start;
    }
    let filters = clauses[..inner.start].iter().chain(&clauses[inner.end..]);
    let constraints = filters.filter_map(|clause| match &clause.kind {
        ClauseKind::Filter(filter) => Some(Constraint {
            start: clause.start,
            end: clause.end,
            kind: Condition::Filter(filter.clone()),
        }),
        _ => None,
    });
    let parts = pasted.ignoring(&request.ignored).parts;
    (Query::of_parts(&parts, constraints.collect()), Some(pasted))
}

/// Resolves all slots.
fn resolve<'a>(store: &'a Store, query: &Query, missing: &mut Missing) -> Vec<Resolved<'a>> {
    let slots = query.slots.iter();
    slots.map(|slot| store.resolve(slot, missing)).collect()
}

/// Keeps the best part of a long query: in a small pack the rarest words, in
/// a large one, where looking all up would cost too much, the longest.
fn trim(store: &Store, query: &mut Query, missing: &mut Missing) {
    if query.slots.len() <= MAX_SLOTS {
        return;
    }
    let documents = store.manifest.stats.documents;
    let worth: Vec<f32> = query
        .slots
        .iter()
        .map(|slot| {
            if store.manifest.first_terms.len() > SMALL {
                return slot.text.chars().count() as f32;
            }
            let found = store.term(&slot.text, missing);
            found.map_or(0.0, |found| weights::idf(found.term.all_docs(), documents))
        })
        .collect();
    if missing.is_empty() {
        query.trim(|slot| worth[slot]);
    }
}
