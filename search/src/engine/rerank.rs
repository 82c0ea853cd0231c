//! Reranking of the best documents by features that are more expensive to
//! compute.

use super::conditions::AllowedDocs;
use super::likelihood::CollectionModel;
use super::name_match::{self, NameMatch};
use super::proximity;
use super::query::Query;
use super::ranked_doc::{RankedDoc, sort_sections};
use super::resolve::ResolvedTerm;
use super::store::ChunkStore;
use super::term_matches::TermMatches;
use crate::scoring::weights;
use crate::sort;

/// Adds query likelihood, proximity, similar documents, kind and names to the
/// scores.
pub(super) fn rerank(
    store: &ChunkStore,
    query: &Query,
    resolved: &[ResolvedTerm<'_>],
    terms: &[TermMatches],
    allowed: &AllowedDocs,
    ranked: &mut [RankedDoc],
) {
    let names: Vec<_> = ranked
        .iter()
        .map(|of| name_match::match_names(query, resolved, terms, of.doc))
        .collect();
    let model = CollectionModel::new(terms, store);
    for (document, names) in ranked.iter_mut().zip(&names) {
        document.likelihood = model.likelihood(terms, document.doc);
        let bonus = proximity::proximity_bonus(query, resolved, terms, document.doc);
        for (section, score) in &mut document.sections {
            *score += bonus.of_section(*section);
        }
        sort_sections(&mut document.sections);
        document.document_score += bonus.document;
        document.combine_scores();
        let best = document.sections.first();
        document.breakdown.section_proximity =
            best.map_or(0.0, |&(section, _)| bonus.of_section(section));
        document.breakdown.document_proximity = bonus.document;
        document.breakdown.title_factor = 1.0 + weights::TITLE_COVERED * names.title;
        document.score *= document.breakdown.title_factor;
    }
    if query.wants_neighbours() {
        smooth_by_neighbours(store, allowed, ranked);
    }
    prefer_kinds(store, &names, ranked);
    boost_named(store, &names, ranked);
    demote_followers(ranked);
}

/// Smooths each score by the scores of the most similar documents. Relevant
/// documents for a long query are rarely alone; similar documents say the same
/// in other words.
fn smooth_by_neighbours(store: &ChunkStore, allowed: &AllowedDocs, ranked: &mut [RankedDoc]) {
    let mut scores: Vec<(u32, f32)> = ranked.iter().map(|of| (of.doc, of.score)).collect();
    sort::by_key(&mut scores, |&(doc, _)| doc);
    for document in ranked {
        let (mut sum, mut all) = (0.0, 0.0);
        for &(doc, similarity) in store.neighbours(document.doc) {
            if allowed.contains(doc) {
                let found = scores.binary_search_by_key(&doc, |&(doc, _)| doc);
                // The cube, because few of ten neighbours have the same
                // subject.
                let similarity = f32::from(similarity);
                let similarity = similarity * similarity * similarity;
                sum += similarity * found.map_or(0.0, |n| scores[n].1);
                all += similarity;
            }
        }
        // A document without similar documents keeps its score.
        if all > 0.0 {
            let average = sum / all;
            let share = weights::NEIGHBOUR_SHARE;
            document.score = (1.0 - share) * document.score + share * average;
            document.breakdown.neighbours = Some(average);
        }
    }
}

/// Raises runbooks if the query names an alert or a symptom.
fn prefer_kinds(store: &ChunkStore, names: &[NameMatch], ranked: &mut [RankedDoc]) {
    let urgent = |names: &NameMatch| names.is_named() || names.symptom;
    if !names.iter().any(urgent) {
        return;
    }
    for (document, names) in ranked.iter_mut().zip(names) {
        if is_runbook(store, document.doc) {
            document.breakdown.kind_factor = weights::RUNBOOK;
            if names.symptom {
                document.breakdown.kind_factor *= weights::SYMPTOM;
            }
            document.score *= document.breakdown.kind_factor;
        }
    }
}

fn is_runbook(store: &ChunkStore, doc: u32) -> bool {
    store.manifest.kind_of(doc) == Some("runbook")
}

/// Ranks the documents that the query names first, runbooks before others.
fn boost_named(store: &ChunkStore, names: &[NameMatch], ranked: &mut [RankedDoc]) {
    let scores = ranked.iter().map(|document| document.score);
    let top = scores.fold(0.0, f32::max);
    for (document, names) in ranked.iter_mut().zip(names) {
        if names.is_named() {
            let mut boost = weights::NAMED + names.named;
            if is_runbook(store, document.doc) {
                boost += weights::NAMED_RUNBOOK;
            }
            document.breakdown.name_bonus = top * boost;
            document.score += document.breakdown.name_bonus;
            document.has_all_terms = true;
        }
    }
}

/// Lowers the scores of documents that lack a content word below those of all
/// complete ones, preserving their order, so that the scores agree with the
/// ranking.
fn demote_followers(ranked: &mut [RankedDoc]) {
    let complete = ranked.iter().filter(|document| document.has_all_terms);
    let lowest = complete
        .map(|document| document.score)
        .fold(f32::INFINITY, f32::min);
    if lowest.is_finite() && lowest > 0.0 {
        for document in ranked.iter_mut().filter(|document| !document.has_all_terms) {
            document.score = lowest * document.score / (lowest + document.score);
            document.breakdown.demoted = true;
        }
    }
}
