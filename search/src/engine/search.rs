//! From a request to a response.

use super::Engine;
use super::constraint::Allowed;
use super::lookup::Resolved;
use super::matches::{self, Matches};
use super::model::{Hit, Progress, Request, Response, SectionHit, Unknown};
use super::prepare::{Prepared, prepare};
use super::query::{Constraint, Query};
use super::rank::{self, Ranked};
use super::roles;
use super::rows::Word;
use super::slices::{Outcome, Slices};
use super::store::{Missing, Store};
use super::ties;
use super::weights;
use crate::analysis::stopwords::is_stopword;
use crate::pack::{ChunkId, DocEntry, PackError, told};

/// Most terms reported for highlighting.
const TERMS: usize = 64;

/// Hits that are seen first.
const IN_SIGHT: usize = 5;

/// Finds the best documents for a query.
pub(super) fn search(engine: &Engine, request: &Request) -> Result<Progress<Response>, PackError> {
    let mut slices = Slices::of(request, engine.slices.take());
    let progress = go_on(engine, request, &mut slices, request.limit);
    engine.slices.replace(Some(slices));
    progress
}

/// The first hits of a search that waits for the others only: those that none of
/// the others can come before.
pub(super) fn in_sight(engine: &Engine, request: &Request) -> Result<Option<Response>, PackError> {
    let mut slices = Slices::of(request, engine.slices.take());
    let ranked = slices.outcome().map_or(&[][..], |outcome| &outcome.ranked);
    let progress = match settled(&engine.store, ranked) {
        0 => Ok(Progress::Working),
        count => go_on(engine, request, &mut slices, count),
    };
    engine.slices.replace(Some(slices));
    Ok(match progress? {
        Progress::Ready(response) => Some(response),
        _ => None,
    })
}

/// How many of the first documents keep their places when those behind them are
/// known: a newer postmortem comes before one of nearly its score.
fn settled(store: &Store, ranked: &[Ranked]) -> usize {
    if ranked.len() <= IN_SIGHT {
        return 0;
    }
    let may_tie = |of: &Ranked| {
        let kind = store.manifest.kind_of(of.doc);
        kind.is_none_or(|kind| kind == "postmortem")
    };
    let apart = |count: &usize| {
        let [last, next] = [&ranked[count - 1], &ranked[*count]];
        next.score < last.score * (1.0 - weights::TIE) || !may_tie(last) || !may_tie(next)
    };
    (1..=IN_SIGHT).rev().find(apart).unwrap_or(0)
}

/// Does the next slice of the work; gives at most so many hits.
fn go_on(
    engine: &Engine,
    request: &Request,
    slices: &mut Slices,
    most: usize,
) -> Result<Progress<Response>, PackError> {
    let store = &engine.store;
    let mut missing = Missing::new();
    let Some(prepared) = prepare(store, request, &mut slices.known, &mut missing) else {
        return Ok(needs(missing));
    };
    if std::mem::take(&mut slices.known.looked) || !slices.gather(store, &prepared.resolved) {
        return Ok(Progress::Working);
    }
    if slices.outcome().is_none() {
        let outcome = find(store, request, &prepared, slices.words());
        slices.keep(outcome);
    }
    let outcome = slices.outcome().cloned().unwrap_or_default();
    let loosened = prepared.conditions.loosened.iter().map(|&n| {
        let Constraint { start, end, .. } = prepared.query.constraints[n];
        Unknown {
            start,
            end,
            typed: request.query.get(start..end).unwrap_or_default().to_owned(),
            nearest: Vec::new(),
        }
    });
    let unknown = loosened.chain(prepared.unknown.iter().cloned()).collect();
    let ranked = &outcome.ranked[..most.min(outcome.ranked.len())];
    let Some(hits) = respond(store, ranked, &mut missing)? else {
        // The best first: whoever waits may look at them already.
        let mut chunks: Vec<ChunkId> = Vec::new();
        for chunk in ranked.iter().map(|ranked| store.chunk_of(ranked.doc)) {
            if missing.has(chunk) && !chunks.contains(&chunk) {
                chunks.push(chunk);
            }
        }
        return Ok(Progress::Needs(chunks));
    };
    Ok(Progress::Ready(Response {
        hits,
        total: outcome.total,
        documents: store.manifest.stats.documents as usize,
        terms: terms(&prepared.query, &prepared.resolved, slices.words()),
        corrections: prepared.corrections,
        unknown,
        emptied_by: outcome.emptied_by,
        understood: prepared.understood,
    }))
}

/// The documents found, before their entries are read.
pub(super) struct Answer<'a> {
    /// The request, understood.
    pub(super) prepared: Prepared<'a>,
    /// Where the words of its query occur.
    pub(super) words: Vec<Word>,
    /// The best documents.
    pub(super) ranked: Vec<Ranked>,
}

/// Finds and ranks in one go; `None` after noting what is missing.
pub(super) fn answer<'a>(
    store: &'a Store,
    request: &Request,
    missing: &mut Missing,
) -> Option<Answer<'a>> {
    let mut slices = Slices::of(request, None);
    let prepared = prepare(store, request, &mut slices.known, missing)?;
    while !slices.gather(store, &prepared.resolved) {}
    let outcome = find(store, request, &prepared, slices.words());
    Some(Answer {
        prepared,
        words: std::mem::take(slices.words()),
        ranked: outcome.ranked,
    })
}

/// The hits of documents found; `None` after noting what is missing.
pub(super) fn respond(
    store: &Store,
    ranked: &[Ranked],
    missing: &mut Missing,
) -> Result<Option<Vec<Hit>>, PackError> {
    let mut hits = Vec::with_capacity(ranked.len());
    for ranked in ranked {
        match store.head(ranked.doc, missing) {
            Some(entry) => hits.push(hit(ranked, entry)),
            None if missing.is_empty() => return Err(damaged(ranked.doc)),
            None => {}
        }
    }
    ties::settle(&mut hits);
    Ok(missing.is_empty().then_some(hits))
}

/// Ranks the documents that match.
fn find(store: &Store, request: &Request, prepared: &Prepared<'_>, words: &mut [Word]) -> Outcome {
    let documents = store.manifest.stats.documents;
    let Prepared {
        query, resolved, ..
    } = prepared;
    let allowed = prepared.conditions.allowed(|_| false);
    roles::weigh(query, words);
    let (ranked, total) = if query.is_browsing() {
        browse(documents, &allowed, request.limit)
    } else {
        rank::rank(store, query, resolved, words, &allowed, request.limit)
    };
    let emptied_by = if total == 0 && !query.constraints.is_empty() {
        let matches = if query.is_browsing() {
            Matches::everything(documents)
        } else {
            Matches::new(query, words, documents)
        };
        matches::emptied_by(prepared, &matches, &request.query)
    } else {
        Vec::new()
    };
    Outcome {
        ranked,
        total,
        emptied_by,
    }
}

/// Chunks to ask for.
pub(super) fn needs<T>(missing: Missing) -> Progress<T> {
    Progress::Needs(missing.into_chunks())
}

/// A document that its chunk should hold is not there.
fn damaged(doc: u32) -> PackError {
    PackError::Corrupt {
        part: told(|| "documents".to_owned()),
        detail: told(|| format!("document {doc} is missing from its chunk")),
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

fn hit(ranked: &Ranked, entry: &DocEntry) -> Hit {
    let section = |&(section, score): &(u32, f32)| {
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
        sections: ranked.sections.iter().map(section).collect(),
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
        let found = resolved.strong.iter().chain(&resolved.weak);
        let words = found.map(|found| found.text);
        for word in words.chain(resolved.phrase_words.iter().copied()) {
            if terms.len() < TERMS && !terms.iter().any(|term| term == word) {
                terms.push(word.to_owned());
            }
        }
    }
    terms
}
