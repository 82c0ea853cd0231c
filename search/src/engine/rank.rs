//! The order of documents.
//!
//! Candidates are scored as wholes first, then by their sections; the best
//! are refined by what costs more to look at (how likely they are to say the
//! query, neighbouring words, names, similar documents). All weights are in
//! [`weights`].

use std::cmp::Ordering;

use super::constraint::Allowed;
use super::lookup::Resolved;
use super::query::Query;
use super::refine::refine;
use super::roles::{self, Cover};
use super::rows::{self, Row, UNKNOWN, Word};
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
    pub(crate) whole: f32,
    /// How likely it is to say the query; 0 before that was looked at.
    pub(crate) likelihood: f32,
    /// Whether it ranks with those that have all content words.
    pub(crate) complete: bool,
    /// How the score came about.
    pub(crate) story: Story,
}

/// The steps from the words of a document to its score, in their order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Story {
    /// Content words of the query found, and all that are known.
    pub(crate) found: (usize, usize),
    /// Factor for content words that are missing.
    pub(crate) missing: f32,
    /// What neighbouring words gain in the best section.
    pub(crate) near_in_section: f32,
    /// What neighbouring words gain in the document's own fields.
    pub(crate) near_in_whole: f32,
    /// What its likelihood adds to the shares of the best section, the second
    /// best and the whole.
    pub(crate) likely: f32,
    /// Factor for a title that the query covers.
    pub(crate) title: f32,
    /// Average score of the documents most like it, if that was looked at.
    pub(crate) neighbours: Option<f32>,
    /// Factor of its kind.
    pub(crate) kind: f32,
    /// What it gains because the query names it.
    pub(crate) named: f32,
    /// Whether it was pressed below the documents that have all words.
    pub(crate) pressed: bool,
}

impl Default for Story {
    fn default() -> Self {
        Self {
            found: (0, 0),
            missing: 1.0,
            near_in_section: 0.0,
            near_in_whole: 0.0,
            likely: 0.0,
            title: 1.0,
            neighbours: None,
            kind: 1.0,
            named: 0.0,
            pressed: false,
        }
    }
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
    let mut found = documents(store, words, allowed, &covers, Lack::of(query, &covers));
    let total = found.len();
    keep_best(&mut found, CANDIDATES.max(limit), Candidate::order);
    let candidates = found.iter();
    let mut ranked: Vec<Ranked> = candidates
        .map(|candidate| {
            let mut document = candidate.ranked(sections(words, candidate.doc), covers.len());
            document.mix();
            document
        })
        .collect();
    keep_best(&mut ranked, FINALISTS.max(limit), order);
    refine(store, query, resolved, words, allowed, &mut ranked);
    sort::by(&mut ranked, order);
    ranked.truncate(limit);
    for document in &mut ranked {
        document.sections.truncate(SECTIONS);
    }
    (ranked, total)
}

/// What becomes of a document that lacks a content word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    /// It ranks behind all that have every word.
    Behind,
    /// It loses a little.
    Less,
    /// Its score tells enough.
    Nothing,
}

impl Lack {
    fn of(query: &Query, covers: &[Cover]) -> Self {
        let is_sentence = query.dropped >= weights::SENTENCE;
        match covers.len() {
            count if count > weights::ALL_WORDS_LIMIT => Self::Nothing,
            count if count >= weights::SENTENCE_WORDS && is_sentence => Self::Less,
            _ => Self::Behind,
        }
    }
}

/// Best first; ties by number.
fn order(a: &Ranked, b: &Ranked) -> Ordering {
    let complete = b.complete.cmp(&a.complete);
    complete
        .then(b.score.total_cmp(&a.score))
        .then(a.doc.cmp(&b.doc))
}

fn keep_best<T>(ranked: &mut Vec<T>, count: usize, order: impl Fn(&T, &T) -> Ordering) {
    if ranked.len() > count {
        sort::select(ranked, count, order);
        ranked.truncate(count);
    }
}

/// A document that matches, as a whole. A common word has it thousands of times.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    doc: u32,
    /// Content words of the query found.
    met: u32,
    /// Its score, and what is left of that for want of words.
    whole: f32,
    score: f32,
    /// Factor for content words that are missing.
    missing: f32,
    /// Whether it ranks with those that have all content words.
    complete: bool,
}

impl Candidate {
    /// As [`order`].
    fn order(&self, other: &Self) -> Ordering {
        let complete = other.complete.cmp(&self.complete);
        complete
            .then(other.score.total_cmp(&self.score))
            .then(self.doc.cmp(&other.doc))
    }

    /// The document with its sections, not yet mixed; `known` content words of the
    /// query are.
    fn ranked(&self, sections: Vec<(u32, f32)>, known: usize) -> Ranked {
        Ranked {
            doc: self.doc,
            score: self.score,
            sections,
            whole: self.whole,
            likelihood: 0.0,
            complete: self.complete,
            story: Story {
                found: (self.met as usize, known),
                missing: self.missing,
                ..Story::default()
            },
        }
    }
}

/// All matching documents with their score as wholes.
fn documents(
    store: &Store,
    words: &[Word],
    allowed: &Allowed,
    covers: &[Cover],
    lack: Lack,
) -> Vec<Candidate> {
    let documents = store.manifest.stats.documents as usize;
    let mut scores = vec![0.0_f32; documents];
    let mut found = vec![0_u64; documents];
    for (slot, word) in words.iter().enumerate() {
        for of_doc in &word.docs {
            let doc = of_doc.doc as usize;
            scores[doc] += word.worth_in(of_doc);
            found[doc] |= 1 << slot;
        }
    }
    let matches = found.iter().zip(scores).enumerate();
    let matches = matches.filter(|&(doc, (&found, _))| found != 0 && allowed.has(doc as u32));
    let mut matches: Vec<Candidate> = matches
        .map(|(doc, (&found, whole))| {
            let met = covers.iter().filter(|cover| cover.is_met(found)).count();
            let all = covers
                .iter()
                .all(|cover| cover.denies || cover.is_met(found));
            let missing = match lack {
                Lack::Less if !all => weights::INCOMPLETE,
                _ => 1.0,
            };
            Candidate {
                doc: doc as u32,
                met: met as u32,
                whole,
                score: whole * missing,
                missing,
                complete: all || lack != Lack::Behind,
            }
        })
        .collect();
    // A part of an identifier is no match where something is.
    if matches.iter().any(|of| of.met > 0) {
        matches.retain(|of| of.met > 0);
    }
    matches
}

/// The matching sections of a document with their BM25F scores, best first.
pub(crate) fn sections(words: &[Word], doc: u32) -> Vec<(u32, f32)> {
    let mut sections: Vec<(u32, f32)> = Vec::new();
    let mut own = Vec::new();
    let here = words.iter().map(|word| (word, word.rows_of(doc)));
    let here: Vec<(&Word, &[Row])> = here.filter(|(_, rows)| !rows.is_empty()).collect();
    for (_, rows) in &here {
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
    for (word, rows) in here {
        let worth = word.worth(rows);
        let every = rows::in_every_section(rows);
        for (section, score) in &mut sections {
            *score += worth * weights::saturate(every + own_of(rows, *section));
        }
    }
    sort_sections(&mut sections);
    sections
}

/// What a word is worth in a section of a document.
pub(crate) fn of_word(word: &Word, doc: u32, section: u32) -> f32 {
    let rows = word.rows_of(doc);
    if rows.is_empty() {
        return 0.0;
    }
    let x = rows::in_every_section(rows) + own_of(rows, section);
    word.worth(rows) * weights::saturate(x)
}

/// What a word counts in a section's own fields, from its rows in the document.
fn own_of(rows: &[Row], section: u32) -> f32 {
    let row = rows.binary_search_by_key(&section, |row| row.section);
    row.map_or(0.0, |n| rows[n].own())
}

/// Best first; ties in reading order.
pub(super) fn sort_sections(sections: &mut [(u32, f32)]) {
    sort::by(sections, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
}

impl Ranked {
    /// A document listed without a score, by its first section.
    pub(crate) fn unscored(doc: u32) -> Self {
        Self {
            doc,
            score: 0.0,
            sections: vec![(0, 0.0)],
            whole: 0.0,
            likelihood: 0.0,
            complete: true,
            story: Story::default(),
        }
    }

    /// Mixes the scores of the best sections with that of the whole, and with
    /// the likelihood.
    pub(super) fn mix(&mut self) {
        let mut best = self.sections.iter().map(|&(_, score)| score);
        let first = best.next().unwrap_or(0.0);
        let second = best.next().unwrap_or(0.0);
        let of_sections = first + weights::SECOND_SECTION * second;
        let share = weights::SECTION_SHARE;
        let mixed = share * of_sections + (1.0 - share) * self.whole;
        // A long document may be so unlikely that nothing would be left.
        let least = (weights::LEAST - 1.0) * mixed;
        self.story.likely = (weights::LIKELIHOOD * self.likelihood).max(least);
        self.score = (mixed + self.story.likely) * self.story.missing;
    }
}
