//! How likely a document is to say the query.
//!
//! The query likelihood of a language model with Dirichlet smoothing (Zhai and
//! Lafferty, "A study of smoothing methods for language models applied to ad
//! hoc information retrieval", SIGIR 2001):
//!
//! ```text
//! L(document) = sum over words of ln(1 + tf / (μ · p(word))) − ln(1 + length / μ)
//! ```
//!
//! Unlike BM25F it counts what a document says besides: each word of the query
//! that it lacks counts against it, the more the longer it is, so that a long
//! page full of output does not answer every paste. Two models that err
//! differently rank better together (Fox and Shaw, "Combination of multiple
//! searches", TREC-2, 1994). Words count alike here whatever their role: the
//! other model weighs them.

use super::rows::{self, Word};
use super::store::Store;
use super::weights::{self, SMOOTHING};

/// The language of all documents.
pub(crate) struct Language {
    /// Of each word of the query, μ · p(word); 0 for one that is unknown.
    smoothing: Vec<f32>,
    /// μ, in words.
    mu: f32,
    /// Average length of a document.
    average: f32,
}

impl Language {
    /// Learns how frequent the words of a query are.
    pub(crate) fn new(words: &[Word], store: &Store) -> Self {
        let average = store.averages.document();
        // μ · p(word) = share · average · frequency / (documents · average)
        let share = SMOOTHING / store.manifest.stats.documents as f32;
        let of_word = |word: &Word| share * word.frequency;
        Self {
            smoothing: words.iter().map(of_word).collect(),
            mu: SMOOTHING * average,
            average,
        }
    }

    /// The logarithm of the likelihood, against that of text at large.
    pub(crate) fn likelihood(&self, words: &[Word], doc: u32) -> f32 {
        if self.mu <= 0.0 {
            return 0.0;
        }
        let mut length = self.average;
        let (mut sum, mut count) = (0.0, 0.0);
        for (word, &smoothing) in words.iter().zip(&self.smoothing) {
            if smoothing <= 0.0 {
                continue;
            }
            count += 1.0;
            let rows = word.rows_of(doc);
            length = rows.iter().find_map(rows::Row::length).unwrap_or(length);
            if !rows.is_empty() {
                sum += ln_of_1_and(rows::frequency(rows) / smoothing);
            }
        }
        sum - count * ln_of_1_and(length / self.mu)
    }
}

fn ln_of_1_and(value: f32) -> f32 {
    weights::ln(1.0 + f64::from(value)) as f32
}
