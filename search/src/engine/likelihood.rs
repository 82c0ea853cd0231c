//! Query likelihood.
//!
//! The score of a language model with Dirichlet smoothing (Zhai and Lafferty,
//! "A study of smoothing methods for language models applied to ad hoc
//! information retrieval", SIGIR 2001):
//!
//! ```text
//! L(document) = sum over terms of ln(1 + tf / (μ · p(term))) − ln(1 + length / μ)
//! ```
//!
//! Unlike BM25F it penalises a document for what else it contains: each missing
//! query term lowers the score, the more the longer the document is, so that a
//! long page of program output does not match every paste. Two models with
//! different errors rank better together (Fox and Shaw, "Combination of
//! multiple searches", TREC-2, 1994). Query term weights are not applied here;
//! BM25F applies them.

use super::store::ChunkStore;
use super::term_matches::{self, TermMatches};
use crate::scoring::weights::{self, DIRICHLET_PRIOR};

/// The language model of the collection, for the terms of a query.
pub(crate) struct CollectionModel {
    /// For each query term μ · p(term); 0 if the term is unknown.
    smoothing: Vec<f32>,
    /// μ, in terms.
    mu: f32,
    /// Average document length in terms.
    average: f32,
}

impl CollectionModel {
    /// Estimates the collection probabilities of the query terms.
    pub(crate) fn new(terms: &[TermMatches], store: &ChunkStore) -> Self {
        let average = store.averages.document();
        // μ · p(term) = share · average · frequency / (documents · average)
        let share = DIRICHLET_PRIOR / store.manifest.stats.documents as f32;
        let of_term = |term: &TermMatches| share * term.frequency;
        Self {
            smoothing: terms.iter().map(of_term).collect(),
            mu: DIRICHLET_PRIOR * average,
            average,
        }
    }

    /// The log likelihood of the query, relative to that of the collection.
    pub(crate) fn likelihood(&self, terms: &[TermMatches], doc: u32) -> f32 {
        if self.mu <= 0.0 {
            return 0.0;
        }
        let mut length = self.average;
        let (mut sum, mut count) = (0.0, 0.0);
        for (term, &smoothing) in terms.iter().zip(&self.smoothing) {
            if smoothing <= 0.0 {
                continue;
            }
            count += 1.0;
            let section_matches = term.section_matches_of(doc);
            length = section_matches
                .iter()
                .find_map(term_matches::SectionMatch::length)
                .unwrap_or(length);
            if !section_matches.is_empty() {
                sum += ln_of_1_and(term_matches::frequency(section_matches) / smoothing);
            }
        }
        sum - count * ln_of_1_and(length / self.mu)
    }
}

fn ln_of_1_and(value: f32) -> f32 {
    weights::ln(1.0 + f64::from(value)) as f32
}
