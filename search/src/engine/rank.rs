//! The order of documents.

use super::constraint::Allowed;
use super::lookup::Resolved;
use super::names::{self, Naming};
use super::proximity;
use super::query::Query;
use super::roles::{self, Cover};
use super::rows::{self, UNKNOWN, Word};
use super::store::Store;
use super::weights;
use crate::sort;

/// Documents whose sections are looked at.
const CANDIDATES: usize = 512;
/// Documents whose positions and names are looked at.
const FINALISTS: usize = 128;
/// Sections reported of a document.
const SECTIONS: usize = 4;

/// A document and its score.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ranked {
    /// Document.
    pub(crate) doc: u32,
    /// Score.
    pub(crate) score: f32,
    /// Best sections with their scores.
    pub(crate) sections: Vec<(u32, f32)>,
    /// Score of the document as a whole.
    whole: f32,
    /// Whether all content words were found.
    complete: bool,
}

/// Ranks the documents that match; gives the best and the number of all.
pub(crate) fn rank(
    store: &Store,
    query: &Query,
    resolved: &[Resolved<'_>],
    words: &[Word],
    allowed: &Allowed,
    limit: usize,
) -> (Vec<Ranked>, usize) {
    let covers = roles::covers(query, words);
    let strict = covers.len() <= weights::ALL_WORDS_LIMIT;
    let mut ranked = documents(store, words, allowed, &covers, strict);
    let total = ranked.len();
    keep_best(&mut ranked, CANDIDATES.max(limit));
    for document in &mut ranked {
        document.sections = sections(words, document.doc);
        document.mix();
    }
    keep_best(&mut ranked, FINALISTS.max(limit));
    refine(store, query, resolved, words, &mut ranked);
    sort::by(&mut ranked, order);
    ranked.truncate(limit);
    for document in &mut ranked {
        document.sections.truncate(SECTIONS);
    }
    (ranked, total)
}

/// Best first; ties by number.
fn order(a: &Ranked, b: &Ranked) -> std::cmp::Ordering {
    let complete = b.complete.cmp(&a.complete);
    complete
        .then(b.score.total_cmp(&a.score))
        .then(a.doc.cmp(&b.doc))
}

fn keep_best(ranked: &mut Vec<Ranked>, count: usize) {
    if ranked.len() > count {
        sort::select(ranked, count, order);
        ranked.truncate(count);
    }
}

/// All matching documents with their score as wholes.
fn documents(
    store: &Store,
    words: &[Word],
    allowed: &Allowed,
    covers: &[Cover],
    strict: bool,
) -> Vec<Ranked> {
    let documents = store.manifest.stats.documents as usize;
    let mut scores = vec![0.0_f32; documents];
    let mut found = vec![0_u64; documents];
    for (slot, word) in words.iter().enumerate() {
        for of_doc in word.rows.chunk_by(|a, b| a.doc == b.doc) {
            let doc = of_doc[0].doc;
            let x = rows::in_document(of_doc, &store.averages);
            scores[doc as usize] += word.worth(doc) * weights::saturate(x);
            found[doc as usize] |= 1 << slot;
        }
    }
    let matches = found.iter().zip(scores).enumerate();
    let matches = matches.filter(|&(doc, (&found, _))| found != 0 && allowed.has(doc as u32));
    let matches = matches.map(|(doc, (&found, score))| {
        let met = covers.iter().filter(|cover| cover.is_met(found)).count();
        let ranked = Ranked {
            doc: doc as u32,
            score,
            sections: Vec::new(),
            whole: score,
            complete: !strict || met == covers.len(),
        };
        (met > 0, ranked)
    });
    let mut matches: Vec<(bool, Ranked)> = matches.collect();
    // A part of an identifier is no match where something is.
    if matches.iter().any(|&(met, _)| met) {
        matches.retain(|&(met, _)| met);
    }
    matches.into_iter().map(|(_, ranked)| ranked).collect()
}

/// The matching sections of a document with their BM25F scores, best first.
pub(crate) fn sections(words: &[Word], doc: u32) -> Vec<(u32, f32)> {
    let mut sections: Vec<(u32, f32)> = Vec::new();
    let mut own = Vec::new();
    for word in words {
        let rows = word.rows_of(doc);
        for row in rows.iter().filter(|row| row.section != UNKNOWN) {
            sections.push((row.section, 0.0));
            if row.own() > 0.0 {
                own.push(row.section);
            }
        }
    }
    // Sections that only repeat the title are not answers of their own.
    if !own.is_empty() {
        sections.retain(|(section, _)| own.contains(section));
    }
    sort::by_key(&mut sections, |&(section, _)| section);
    sections.dedup_by_key(|&mut (section, _)| section);
    if own.is_empty() {
        sections.truncate(1);
    }
    if sections.is_empty() {
        sections.push((0, 0.0));
    }
    for word in words {
        let rows = word.rows_of(doc);
        if rows.is_empty() {
            continue;
        }
        let everywhere = rows::in_every_section(rows);
        let worth = word.worth(doc);
        for (section, score) in &mut sections {
            let row = rows.binary_search_by_key(section, |row| row.section);
            let x = everywhere + row.map_or(0.0, |n| rows[n].own());
            *score += worth * weights::saturate(x);
        }
    }
    sort::by(&mut sections, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    sections
}

impl Ranked {
    /// A document listed without a score, by its first section.
    pub(crate) fn unscored(doc: u32) -> Self {
        Self {
            doc,
            score: 0.0,
            sections: vec![(0, 0.0)],
            whole: 0.0,
            complete: true,
        }
    }

    /// Mixes the score of the best section with that of the whole.
    fn mix(&mut self) {
        let best = self.sections.first().map_or(0.0, |&(_, score)| score);
        self.score = weights::SECTION_SHARE * best + (1.0 - weights::SECTION_SHARE) * self.whole;
    }
}

/// Adds what neighbouring words and names are worth.
fn refine(
    store: &Store,
    query: &Query,
    resolved: &[Resolved<'_>],
    words: &[Word],
    ranked: &mut [Ranked],
) {
    let names: Vec<_> = ranked
        .iter()
        .map(|of| names::names(query, resolved, words, of.doc))
        .collect();
    let urgent = names
        .iter()
        .any(|names| names.naming > Naming::None || names.symptom);
    for (document, names) in ranked.iter_mut().zip(&names) {
        let gain = proximity::gain(store, query, resolved, words, document.doc);
        for (section, score) in &mut document.sections {
            *score += gain.of_section(*section);
        }
        sort::by(&mut document.sections, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        document.whole += gain.document;
        document.mix();
        document.score *= 1.0 + weights::TITLE * names.title;
        if urgent && store.manifest.kind_of(document.doc) == Some("runbook") {
            document.score *= weights::RUNBOOK;
        }
    }
    lead(ranked, names.iter().map(|names| names.naming));
    follow(ranked);
}

/// Lifts what the query names above everything else.
fn lead(ranked: &mut [Ranked], namings: impl Iterator<Item = Naming>) {
    let top = ranked
        .iter()
        .map(|document| document.score)
        .fold(0.0, f32::max);
    for (document, naming) in ranked.iter_mut().zip(namings) {
        let steps = naming as u8;
        if steps > 0 {
            document.score += top * f32::from(steps);
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
        }
    }
}
