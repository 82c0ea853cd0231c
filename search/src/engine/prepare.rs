//! From a request to words with their documents: what searching, counting
//! facets and explaining begin with.

use super::constraint::Conditions;
use super::lookup::Resolved;
use super::model::{Correction, Request, Unknown};
use super::query::{Also, MAX_SLOTS, Query};
use super::store::{Missing, Store};
use super::typos;
use super::weights;

/// Blocks of a pack in which every word of a long query may be looked up to
/// choose the rarest; in a larger one the longest are taken.
const SMALL: usize = 256;

/// A request, understood and looked up.
#[derive(Debug)]
pub(crate) struct Prepared<'a> {
    /// The query, corrected.
    pub(crate) query: Query,
    /// What each of its slots stands for.
    pub(crate) resolved: Vec<Resolved<'a>>,
    /// What its conditions allow.
    pub(crate) conditions: Conditions,
    /// Words taken for others.
    pub(crate) corrections: Vec<Correction>,
    /// Words that stay unknown.
    pub(crate) unknown: Vec<Unknown>,
}

/// Prepares a request; `None` after noting what is missing.
pub(crate) fn prepare<'a>(
    store: &'a Store,
    request: &Request,
    missing: &mut Missing,
) -> Option<Prepared<'a>> {
    let mut query = Query::parse(&request.query, request.prefix);
    trim(store, &mut query, missing);
    if !missing.is_empty() {
        return None;
    }
    let resolved = resolve(store, &query, missing);
    let conditions = store.conditions(&query, missing);
    if !missing.is_empty() {
        return None;
    }
    let text = &request.query;
    let corrected = typos::correct(store, text, &query, &resolved, request.literal, missing);
    if !missing.is_empty() {
        return None;
    }
    let mut prepared = Prepared {
        query,
        resolved,
        conditions,
        corrections: corrected.corrections,
        unknown: corrected.unknown,
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
    for (rare, word) in also {
        let mut slots = prepared.query.slots.iter_mut();
        if let Some(slot) = slots.find(|slot| slot.text == rare) {
            slot.also.push(Also::corrected(word));
        }
    }
    prepared.resolved = resolve(store, &prepared.query, missing);
    missing.is_empty().then_some(prepared)
}

/// Resolves all slots. Positions matter where there are several words.
fn resolve<'a>(store: &'a Store, query: &Query, missing: &mut Missing) -> Vec<Resolved<'a>> {
    let positions = query.is_near();
    query
        .slots
        .iter()
        .map(|slot| store.resolve(slot, positions, missing))
        .collect()
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
