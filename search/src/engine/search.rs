//! From a request to a response.

use super::Engine;
use super::conditions::AllowedDocs;
use super::matching_docs::{self, MatchingDocs};
use super::model::{Hit, Progress, Request, Response, SectionHit, UnknownWord};
use super::prepare::{PreparedQuery, prepare};
use super::query::{Constraint, Query};
use super::rank;
use super::ranked_doc::RankedDoc;
use super::resolve::ResolvedTerm;
use super::search_job::{RankedResults, SearchJob};
use super::store::{ChunkStore, MissingChunks};
use super::term_matches::TermMatches;
use super::term_weights;
use super::tie_break;
use crate::analysis::stopwords::is_stopword;
use crate::pack::{ChunkId, DocEntry, PackError, lazy_message};
use crate::scoring::weights;

/// Maximum number of terms reported for highlighting.
const MAX_HIGHLIGHT_TERMS: usize = 64;

/// Maximum number of hits returned before all are loaded.
const MAX_STABLE_HITS: usize = 5;

/// Returns the best documents for a query.
pub(super) fn search(engine: &Engine, request: &Request) -> Result<Progress<Response>, PackError> {
    let mut job = SearchJob::resume(request, engine.job.take());
    let progress = advance(engine, request, &mut job, request.limit);
    engine.job.replace(Some(job));
    progress
}

/// Returns the first hits of a ranked search whose rank cannot change any more.
pub(super) fn stable_top_hits(
    engine: &Engine,
    request: &Request,
) -> Result<Option<Response>, PackError> {
    let mut job = SearchJob::resume(request, engine.job.take());
    let ranked = job.results().map_or(&[][..], |results| &results.ranked);
    let progress = match stable_count(&engine.store, ranked) {
        0 => Ok(Progress::Working),
        count => advance(engine, request, &mut job, count),
    };
    engine.job.replace(Some(job));
    Ok(match progress? {
        Progress::Ready(response) => Some(response),
        _ => None,
    })
}

/// How many of the first documents keep their rank when the others are loaded.
/// Ties between postmortems are broken by date, which is not known before.
fn stable_count(store: &ChunkStore, ranked: &[RankedDoc]) -> usize {
    if ranked.len() <= MAX_STABLE_HITS {
        return 0;
    }
    let may_tie = |of: &RankedDoc| {
        let kind = store.manifest.kind_of(of.doc);
        kind.is_none_or(|kind| kind == "postmortem")
    };
    let apart = |count: &usize| {
        let [last, next] = [&ranked[count - 1], &ranked[*count]];
        next.score < last.score * (1.0 - weights::TIE) || !may_tie(last) || !may_tie(next)
    };
    (1..=MAX_STABLE_HITS).rev().find(apart).unwrap_or(0)
}

/// Does the next part of the work. Returns at most `limit` hits.
fn advance(
    engine: &Engine,
    request: &Request,
    job: &mut SearchJob,
    limit: usize,
) -> Result<Progress<Response>, PackError> {
    let store = &engine.store;
    let mut missing = MissingChunks::new();
    let reader = engine.paste_reader;
    let Some(prepared) = prepare(store, reader, request, &mut job.preparation, &mut missing) else {
        return Ok(needs(missing));
    };
    if std::mem::take(&mut job.preparation.scanned_word_lists)
        || !job.collect_terms(store, &prepared.resolved)
    {
        return Ok(Progress::Working);
    }
    let results = ranked_results(store, request, &prepared, job);
    let loosened = prepared.conditions.loosened.iter().map(|&n| {
        let Constraint { start, end, .. } = prepared.query.constraints[n];
        UnknownWord {
            start,
            end,
            typed: request.query.get(start..end).unwrap_or_default().to_owned(),
            nearest: Vec::new(),
        }
    });
    let unknown = loosened.chain(prepared.unknown.iter().cloned()).collect();
    let ranked = &results.ranked[..limit.min(results.ranked.len())];
    let Some(hits) = load_hits(store, ranked, &mut missing)? else {
        // In descending order of score, so that the first hits can be shown
        // early.
        let mut chunks: Vec<ChunkId> = Vec::new();
        for chunk in ranked.iter().map(|ranked| store.chunk_of(ranked.doc)) {
            if missing.contains(chunk) && !chunks.contains(&chunk) {
                chunks.push(chunk);
            }
        }
        return Ok(Progress::Needs(chunks));
    };
    Ok(Progress::Ready(Response {
        hits,
        total: results.total,
        documents: store.manifest.stats.documents as usize,
        terms: highlight_terms(&prepared.query, &prepared.resolved, job.terms()),
        corrections: prepared.corrections,
        unknown,
        emptied_by: results.emptied_by,
        paste: prepared.paste,
    }))
}

/// Loads the summaries of ranked documents; `None` after recording missing
/// chunks.
pub(super) fn load_hits(
    store: &ChunkStore,
    ranked: &[RankedDoc],
    missing: &mut MissingChunks,
) -> Result<Option<Vec<Hit>>, PackError> {
    let mut hits = Vec::with_capacity(ranked.len());
    for ranked in ranked {
        match store.summary(ranked.doc, missing) {
            Some(entry) => hits.push(hit(ranked, entry)),
            None if missing.is_empty() => return Err(missing_document(ranked.doc)),
            None => {}
        }
    }
    tie_break::break_ties(&mut hits);
    Ok(missing.is_empty().then_some(hits))
}

/// The ranking of a job whose terms are collected; computed once.
pub(super) fn ranked_results(
    store: &ChunkStore,
    request: &Request,
    prepared: &PreparedQuery<'_>,
    job: &mut SearchJob,
) -> RankedResults {
    if job.results().is_none() {
        let results = rank_matches(store, request, prepared, job.terms());
        job.set_results(results);
    }
    job.results().cloned().unwrap_or_default()
}

/// Ranks the matching documents.
fn rank_matches(
    store: &ChunkStore,
    request: &Request,
    prepared: &PreparedQuery<'_>,
    terms: &mut [TermMatches],
) -> RankedResults {
    let documents = store.manifest.stats.documents;
    let PreparedQuery {
        query, resolved, ..
    } = prepared;
    let allowed = prepared.conditions.allowed(|_| false);
    term_weights::set_term_weights(query, terms);
    let (ranked, total) = if query.is_browsing() {
        browse(documents, &allowed, request.limit)
    } else {
        rank::rank(store, query, resolved, terms, &allowed, request.limit)
    };
    let emptied_by = if total == 0 && !query.constraints.is_empty() {
        let matches = if query.is_browsing() {
            MatchingDocs::everything(documents)
        } else {
            MatchingDocs::new(query, terms, documents)
        };
        matching_docs::emptied_by(prepared, &matches, &request.query)
    } else {
        Vec::new()
    };
    RankedResults {
        ranked,
        total,
        emptied_by,
    }
}

/// The progress of a call that lacks chunks.
pub(super) fn needs<T>(missing: MissingChunks) -> Progress<T> {
    Progress::Needs(missing.into_chunks())
}

/// The error for a document that is missing from its chunk.
fn missing_document(doc: u32) -> PackError {
    PackError::Corrupt {
        part: lazy_message(|| "documents".to_owned()),
        detail: lazy_message(|| format!("document {doc} is missing from its chunk")),
    }
}

/// The documents that a query of conditions alone allows, in pack order.
fn browse(documents: u32, allowed: &AllowedDocs, limit: usize) -> (Vec<RankedDoc>, usize) {
    let kept = || (0..documents).filter(|&doc| allowed.contains(doc));
    (
        kept().take(limit).map(RankedDoc::unscored).collect(),
        kept().count(),
    )
}

fn hit(ranked: &RankedDoc, entry: &DocEntry) -> Hit {
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

/// The dictionary terms that matched, in the order of the query.
fn highlight_terms(
    query: &Query,
    resolved: &[ResolvedTerm<'_>],
    terms: &[TermMatches],
) -> Vec<String> {
    let mut is_hidden = vec![false; terms.len()];
    for unit in &query.units {
        let known = |slot: &usize| terms[*slot].has_matches();
        let has_pairs = unit.whole.is_some_and(|slot| known(&slot)) || unit.inner.iter().any(known);
        for &leaf in &unit.leaves {
            let stopword = is_stopword(&query.terms[leaf].text);
            is_hidden[leaf] |= stopword || (unit.unspaced && has_pairs);
        }
    }
    let mut shown: Vec<String> = Vec::new();
    for (resolved, _) in resolved
        .iter()
        .zip(is_hidden)
        .filter(|&(_, is_hidden)| !is_hidden)
    {
        let found = resolved.full_matches.iter().chain(&resolved.prefix_matches);
        let texts = found.map(|found| found.text);
        for text in texts.chain(resolved.phrase_terms.iter().copied()) {
            if shown.len() < MAX_HIGHLIGHT_TERMS && !shown.iter().any(|known| known == text) {
                shown.push(text.to_owned());
            }
        }
    }
    shown
}
