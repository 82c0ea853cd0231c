//! Ranking.
//!
//! All matching documents are scored as a whole. The best of them are scored by
//! section, and the best of those are reranked by features that are more
//! expensive: query likelihood, proximity, names, similar documents. All
//! weights are in [`weights`].

use std::cmp::Ordering;

use super::conditions::AllowedDocs;
use super::query::Query;
use super::ranked_doc::{RankedDoc, ScoreBreakdown, sort_sections};
use super::rerank::rerank;
use super::resolve::ResolvedTerm;
use super::store::ChunkStore;
use super::term_matches::{self, SectionMatch, TermMatches, UNKNOWN};
use super::term_weights::{self, MatchRequirement};
use crate::scoring::weights;
use crate::sort;

/// Number of documents whose sections are scored.
const MAX_CANDIDATES: usize = 512;
/// Number of documents that are reranked.
const MAX_RERANKED: usize = 128;
/// Maximum number of sections of a hit.
const MAX_SECTIONS: usize = 4;

/// Ranks the matching documents. Returns the best `limit` and the number of
/// all.
pub(crate) fn rank(
    store: &ChunkStore,
    query: &Query,
    resolved: &[ResolvedTerm<'_>],
    terms: &[TermMatches],
    allowed: &AllowedDocs,
    limit: usize,
) -> (Vec<RankedDoc>, usize) {
    let requirements = term_weights::requirements(query, terms);
    let mut found = score_documents(
        store,
        terms,
        allowed,
        &requirements,
        MissingTermPolicy::of(query, &requirements),
    );
    let total = found.len();
    keep_best(&mut found, MAX_CANDIDATES.max(limit), CandidateDoc::order);
    let candidates = found.iter();
    let mut ranked: Vec<RankedDoc> = candidates
        .map(|candidate| {
            let mut document =
                candidate.ranked(score_sections(terms, candidate.doc), requirements.len());
            document.combine_scores();
            document
        })
        .collect();
    keep_best(&mut ranked, MAX_RERANKED.max(limit), order);
    rerank(store, query, resolved, terms, allowed, &mut ranked);
    sort::by(&mut ranked, order);
    ranked.truncate(limit);
    for document in &mut ranked {
        document.sections.truncate(MAX_SECTIONS);
    }
    (ranked, total)
}

/// How documents that lack a content word of the query are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MissingTermPolicy {
    /// After all documents that contain every content word.
    Demote,
    /// With a penalty.
    Penalise,
    /// By their score alone.
    Ignore,
}

impl MissingTermPolicy {
    fn of(query: &Query, requirements: &[MatchRequirement]) -> Self {
        let is_sentence = query.dropped_stopwords >= weights::MIN_SENTENCE_STOPWORDS;
        match requirements.len() {
            count if count > weights::ALL_WORDS_LIMIT => Self::Ignore,
            count if count >= weights::MIN_SENTENCE_WORDS && is_sentence => Self::Penalise,
            _ => Self::Demote,
        }
    }
}

/// By descending score, then by document number.
fn order(a: &RankedDoc, b: &RankedDoc) -> Ordering {
    let complete_first = b.has_all_terms.cmp(&a.has_all_terms);
    complete_first
        .then(b.score.total_cmp(&a.score))
        .then(a.doc.cmp(&b.doc))
}

fn keep_best<T>(ranked: &mut Vec<T>, count: usize, order: impl Fn(&T, &T) -> Ordering) {
    if ranked.len() > count {
        sort::select(ranked, count, order);
        ranked.truncate(count);
    }
}

/// A matching document, scored as a whole. Frequent terms have many thousands.
#[derive(Debug, Clone, Copy)]
struct CandidateDoc {
    doc: u32,
    /// Number of content words of the query in the document.
    matched: u32,
    /// Score of the document as a whole, and the same after the penalty for
    /// missing words.
    document_score: f32,
    score: f32,
    /// Factor for missing content words.
    missing: f32,
    /// Whether it is ranked with the documents that contain all content words.
    has_all_terms: bool,
}

impl CandidateDoc {
    /// The same order as [`order`].
    fn order(&self, other: &Self) -> Ordering {
        let complete_first = other.has_all_terms.cmp(&self.has_all_terms);
        complete_first
            .then(other.score.total_cmp(&self.score))
            .then(self.doc.cmp(&other.doc))
    }

    /// The document with its section scores, not yet combined. `known` is the
    /// number of content words of the query that the pack contains.
    fn ranked(&self, sections: Vec<(u32, f32)>, known: usize) -> RankedDoc {
        RankedDoc {
            doc: self.doc,
            score: self.score,
            sections,
            document_score: self.document_score,
            likelihood: 0.0,
            has_all_terms: self.has_all_terms,
            breakdown: ScoreBreakdown {
                found: (self.matched as usize, known),
                missing_factor: self.missing,
                ..ScoreBreakdown::default()
            },
        }
    }
}

/// All matching documents, scored as a whole.
fn score_documents(
    store: &ChunkStore,
    terms: &[TermMatches],
    allowed: &AllowedDocs,
    requirements: &[MatchRequirement],
    policy: MissingTermPolicy,
) -> Vec<CandidateDoc> {
    let documents = store.manifest.stats.documents as usize;
    let mut scores = vec![0.0_f32; documents];
    let mut found = vec![0_u64; documents];
    for (slot, term) in terms.iter().enumerate() {
        for doc_match in &term.docs {
            let doc = doc_match.doc as usize;
            scores[doc] += term.document_score(doc_match);
            found[doc] |= 1 << slot;
        }
    }
    let matches = found.iter().zip(scores).enumerate();
    let matches = matches.filter(|&(doc, (&found, _))| found != 0 && allowed.contains(doc as u32));
    let mut matches: Vec<CandidateDoc> = matches
        .map(|(doc, (&found, document_score))| {
            let matched = requirements
                .iter()
                .filter(|requirement| requirement.is_met(found))
                .count();
            let all = requirements
                .iter()
                .all(|requirement| requirement.denies || requirement.is_met(found));
            let missing = match policy {
                MissingTermPolicy::Penalise if !all => weights::INCOMPLETE_SENTENCE,
                _ => 1.0,
            };
            CandidateDoc {
                doc: doc as u32,
                matched: matched as u32,
                document_score,
                score: document_score * missing,
                missing,
                has_all_terms: all || policy != MissingTermPolicy::Demote,
            }
        })
        .collect();
    // Documents that match only a part of an identifier count only if there are
    // no others.
    if matches.iter().any(|of| of.matched > 0) {
        matches.retain(|of| of.matched > 0);
    }
    matches
}

/// The matching sections of a document with their BM25F scores, best first.
pub(crate) fn score_sections(terms: &[TermMatches], doc: u32) -> Vec<(u32, f32)> {
    let mut sections: Vec<(u32, f32)> = Vec::new();
    let mut own_sections = Vec::new();
    let matching_terms = terms
        .iter()
        .map(|term| (term, term.section_matches_of(doc)));
    let matching_terms: Vec<(&TermMatches, &[SectionMatch])> = matching_terms
        .filter(|(_, section_matches)| !section_matches.is_empty())
        .collect();
    for (_, section_matches) in &matching_terms {
        for section_match in section_matches
            .iter()
            .filter(|section_match| section_match.section != UNKNOWN)
        {
            sections.push((section_match.section, 0.0));
            if section_match.own_fields() > 0.0 {
                own_sections.push(section_match.section);
            }
        }
    }
    // A section that matches by its title alone is no hit of its own.
    if !own_sections.is_empty() {
        sections.retain(|(section, _)| own_sections.contains(section));
    }
    sort::by_key(&mut sections, |&(section, _)| section);
    sections.dedup_by_key(|&mut (section, _)| section);
    if own_sections.is_empty() {
        sections.truncate(1);
    }
    if sections.is_empty() {
        sections.push((0, 0.0));
    }
    for (term, section_matches) in matching_terms {
        let weighted_idf = term.weighted_idf(section_matches);
        let document_tf = term_matches::document_tf(section_matches);
        for (section, score) in &mut sections {
            *score += weighted_idf
                * weights::saturate(document_tf + own_fields_tf(section_matches, *section));
        }
    }
    sort_sections(&mut sections);
    sections
}

/// The BM25F score of a term in a section.
pub(crate) fn term_score(term: &TermMatches, doc: u32, section: u32) -> f32 {
    let section_matches = term.section_matches_of(doc);
    if section_matches.is_empty() {
        return 0.0;
    }
    let x = term_matches::document_tf(section_matches) + own_fields_tf(section_matches, section);
    term.weighted_idf(section_matches) * weights::saturate(x)
}

/// The weighted frequency of a term in the own fields of a section.
fn own_fields_tf(section_matches: &[SectionMatch], section: u32) -> f32 {
    let section_match =
        section_matches.binary_search_by_key(&section, |section_match| section_match.section);
    section_match.map_or(0.0, |n| section_matches[n].own_fields())
}
