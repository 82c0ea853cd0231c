//! The order of the best documents, by what costs more to look at.

use super::constraint::Allowed;
use super::likelihood::Language;
use super::lookup::Resolved;
use super::names::{self, Names};
use super::proximity;
use super::query::Query;
use super::rank::{Ranked, sort_sections};
use super::rows::Word;
use super::store::Store;
use super::weights;
use crate::sort;

/// Adds what likelihood, neighbouring words, similar documents and names are
/// worth.
pub(super) fn refine(
    store: &Store,
    query: &Query,
    resolved: &[Resolved<'_>],
    words: &[Word],
    allowed: &Allowed,
    ranked: &mut [Ranked],
) {
    let names: Vec<_> = ranked
        .iter()
        .map(|of| names::names(query, resolved, words, of.doc))
        .collect();
    let language = Language::new(words, store);
    for (document, names) in ranked.iter_mut().zip(&names) {
        document.likelihood = language.likelihood(words, document.doc);
        let gain = proximity::gain(query, resolved, words, document.doc);
        for (section, score) in &mut document.sections {
            *score += gain.of_section(*section);
        }
        sort_sections(&mut document.sections);
        document.whole += gain.document;
        document.mix();
        let best = document.sections.first();
        document.story.near_in_section = best.map_or(0.0, |&(section, _)| gain.of_section(section));
        document.story.near_in_whole = gain.document;
        document.story.title = 1.0 + weights::TITLE * names.title;
        document.score *= document.story.title;
    }
    if query.wants_neighbours() {
        smooth(store, allowed, ranked);
    }
    prefer_kinds(store, &names, ranked);
    lead(store, &names, ranked);
    follow(ranked);
}

/// Lets the scores of similar documents count for each other: what answers a
/// long query is rarely alone, and the documents around it say the same in
/// other words.
fn smooth(store: &Store, allowed: &Allowed, ranked: &mut [Ranked]) {
    let mut scores: Vec<(u32, f32)> = ranked.iter().map(|of| (of.doc, of.score)).collect();
    sort::by_key(&mut scores, |&(doc, _)| doc);
    for document in ranked {
        let (mut sum, mut all) = (0.0, 0.0);
        for &(doc, like) in store.neighbours(document.doc) {
            if allowed.has(doc) {
                let found = scores.binary_search_by_key(&doc, |&(doc, _)| doc);
                // The third power: of ten neighbours few are of the same matter.
                let like = f32::from(like);
                let like = like * like * like;
                sum += like * found.map_or(0.0, |n| scores[n].1);
                all += like;
            }
        }
        // A document unlike all others is not to lose by that.
        if all > 0.0 {
            let average = sum / all;
            let share = weights::NEIGHBOURS;
            document.score = (1.0 - share) * document.score + share * average;
            document.story.neighbours = Some(average);
        }
    }
}

/// While someone searches an alert or a symptom, runbooks lead.
fn prefer_kinds(store: &Store, names: &[Names], ranked: &mut [Ranked]) {
    let urgent = |names: &Names| names.is_named() || names.symptom;
    if !names.iter().any(urgent) {
        return;
    }
    for (document, names) in ranked.iter_mut().zip(names) {
        if is_runbook(store, document.doc) {
            document.story.kind = weights::RUNBOOK;
            if names.symptom {
                document.story.kind *= weights::SYMPTOM;
            }
            document.score *= document.story.kind;
        }
    }
}

fn is_runbook(store: &Store, doc: u32) -> bool {
    store.manifest.kind_of(doc) == Some("runbook")
}

/// Lifts what the query names above everything else, runbooks highest.
fn lead(store: &Store, names: &[Names], ranked: &mut [Ranked]) {
    let scores = ranked.iter().map(|document| document.score);
    let top = scores.fold(0.0, f32::max);
    for (document, names) in ranked.iter_mut().zip(names) {
        if names.is_named() {
            let mut lead = weights::NAMED + names.named;
            if is_runbook(store, document.doc) {
                lead += weights::NAMED_RUNBOOK;
            }
            document.story.named = top * lead;
            document.score += document.story.named;
            document.complete = true;
        }
    }
}

/// Presses documents that lack a word below those that have all, in their
/// order, so that scores tell the order.
fn follow(ranked: &mut [Ranked]) {
    let complete = ranked.iter().filter(|document| document.complete);
    let lowest = complete
        .map(|document| document.score)
        .fold(f32::INFINITY, f32::min);
    if lowest.is_finite() && lowest > 0.0 {
        for document in ranked.iter_mut().filter(|document| !document.complete) {
            document.score = lowest * document.score / (lowest + document.score);
            document.story.pressed = true;
        }
    }
}
