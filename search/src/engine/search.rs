//! From a request to a response.

use super::Engine;
use super::constraint::Allowed;
use super::lookup::Resolved;
use super::matches::{self, Matches};
use super::model::{Hit, Progress, Request, Response, SectionHit};
use super::prepare::{Prepared, prepare};
use super::query::Query;
use super::rank::{self, Ranked};
use super::roles;
use super::rows::Word;
use super::store::Missing;
use crate::analysis::stopwords::is_stopword;
use crate::pack::{DocEntry, PackError};

/// Most terms reported for highlighting.
const TERMS: usize = 64;

/// Finds the best documents for a query.
pub(super) fn search(engine: &Engine, request: &Request) -> Result<Progress<Response>, PackError> {
    let store = &engine.store;
    let documents = store.manifest.stats.documents;
    let mut missing = Missing::new();
    let Some(prepared) = prepare(store, request, &mut missing) else {
        return Ok(needs(missing));
    };
    let Prepared {
        query, resolved, ..
    } = &prepared;
    let allowed = prepared.conditions.allowed(|_| false);
    let collect = |resolved| Word::collect(resolved, &store.averages, documents);
    let mut words: Vec<Word> = resolved.iter().map(collect).collect();
    roles::weigh(query, &mut words);
    let (ranked, total) = if query.is_browsing() {
        browse(documents, &allowed, request.limit)
    } else {
        rank::rank(store, query, resolved, &words, &allowed, request.limit)
    };
    let emptied_by = if total == 0 && !query.constraints.is_empty() {
        let matches = Matches::new(query, &words, documents);
        matches::emptied_by(&prepared, &matches, &request.query)
    } else {
        Vec::new()
    };
    let mut hits = Vec::with_capacity(ranked.len());
    for ranked in ranked {
        match store.doc(ranked.doc, &mut missing) {
            Some(entry) => hits.push(hit(ranked, entry)),
            None if missing.is_empty() => return Err(damaged(ranked.doc)),
            None => {}
        }
    }
    if !missing.is_empty() {
        return Ok(needs(missing));
    }
    Ok(Progress::Ready(Response {
        hits,
        total,
        documents: documents as usize,
        terms: terms(query, resolved, &words),
        corrections: prepared.corrections,
        unknown: prepared.unknown,
        emptied_by,
        understood: prepared.understood,
    }))
}

/// Chunks to ask for.
pub(super) fn needs<T>(missing: Missing) -> Progress<T> {
    Progress::Needs(missing.into_iter().collect())
}

/// A document that its chunk should hold is not there.
fn damaged(doc: u32) -> PackError {
    PackError::Corrupt {
        part: "documents".to_owned(),
        detail: format!("document {doc} is missing from its chunk"),
    }
}

/// A query of filters alone lists what they keep.
fn browse(documents: u32, allowed: &Allowed, limit: usize) -> (Vec<Ranked>, usize) {
    let kept = || (0..documents).filter(|&doc| allowed.has(doc));
    (
        kept().take(limit).map(Ranked::unscored).collect(),
        kept().count(),
    )
}

fn hit(ranked: Ranked, entry: &DocEntry) -> Hit {
    let section = |(section, score): (u32, f32)| {
        let of = entry.sections.get(section as usize);
        let (heading, anchor) = of.map_or(("", ""), |of| (&of.heading, &of.anchor));
        SectionHit {
            section,
            heading: heading.to_owned(),
            url: match anchor {
                "" => entry.url.clone(),
                anchor => format!("{}#{anchor}", entry.url),
            },
            score,
        }
    };
    Hit {
        doc: ranked.doc,
        path: entry.path.clone(),
        url: entry.url.clone(),
        kind: entry.kind.clone(),
        title: entry.title.clone(),
        date: entry.date.clone(),
        severity: entry.severity.clone(),
        services: entry.services.clone(),
        score: ranked.score,
        sections: ranked.sections.into_iter().map(section).collect(),
    }
}

/// The terms that were matched, in the order of the query.
fn terms(query: &Query, resolved: &[Resolved<'_>], words: &[Word]) -> Vec<String> {
    let mut silent = vec![false; words.len()];
    for unit in &query.units {
        let known = |slot: &usize| words[*slot].is_known();
        let has_pairs = unit.whole.is_some_and(|slot| known(&slot)) || unit.inner.iter().any(known);
        for &leaf in &unit.leaves {
            let stopword = is_stopword(&query.slots[leaf].text);
            silent[leaf] |= stopword || (unit.unspaced && has_pairs);
        }
    }
    let mut terms: Vec<String> = Vec::new();
    for (resolved, _) in resolved.iter().zip(silent).filter(|&(_, silent)| !silent) {
        for found in resolved.strong.iter().chain(&resolved.weak) {
            if terms.len() < TERMS && !terms.iter().any(|term| term == found.text) {
                terms.push(found.text.to_owned());
            }
        }
    }
    terms
}
