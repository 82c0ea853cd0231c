//! A ranked document and the breakdown of its score.

use crate::scoring::weights;
use crate::sort;

/// A document with its score.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RankedDoc {
    /// Number of the document.
    pub(crate) doc: u32,
    /// The score; higher is better.
    pub(crate) score: f32,
    /// Ordinals and scores of the matching sections, best first.
    pub(crate) sections: Vec<(u32, f32)>,
    /// Score of the document as a whole.
    pub(crate) document_score: f32,
    /// Log likelihood of the query, see [`likelihood`](super::likelihood); 0
    /// until it is computed.
    pub(crate) likelihood: f32,
    /// Whether it is ranked with the documents that contain all content words.
    pub(crate) has_all_terms: bool,
    /// The steps from the term scores to the score.
    pub(crate) breakdown: ScoreBreakdown,
}

/// The steps from the term scores of a document to its score, in the order in
/// which they are applied.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ScoreBreakdown {
    /// Number of content words of the query in the document, and in the pack.
    pub(crate) found: (usize, usize),
    /// Factor for missing content words.
    pub(crate) missing_factor: f32,
    /// Proximity bonus of the best section.
    pub(crate) section_proximity: f32,
    /// Proximity bonus of the document as a whole.
    pub(crate) document_proximity: f32,
    /// Summand for the query likelihood.
    pub(crate) likelihood_share: f32,
    /// Factor for a title that the query covers.
    pub(crate) title_factor: f32,
    /// Average score of the most similar documents, if it was used.
    pub(crate) neighbours: Option<f32>,
    /// Factor for the kind of the document.
    pub(crate) kind_factor: f32,
    /// Summand for a document that the query names.
    pub(crate) name_bonus: f32,
    /// Whether the score was lowered below those of documents with all content
    /// words.
    pub(crate) demoted: bool,
}

impl Default for ScoreBreakdown {
    fn default() -> Self {
        Self {
            found: (0, 0),
            missing_factor: 1.0,
            section_proximity: 0.0,
            document_proximity: 0.0,
            likelihood_share: 0.0,
            title_factor: 1.0,
            neighbours: None,
            kind_factor: 1.0,
            name_bonus: 0.0,
            demoted: false,
        }
    }
}

impl RankedDoc {
    /// A document without a score, represented by its first section.
    pub(crate) fn unscored(doc: u32) -> Self {
        Self {
            doc,
            score: 0.0,
            sections: vec![(0, 0.0)],
            document_score: 0.0,
            likelihood: 0.0,
            has_all_terms: true,
            breakdown: ScoreBreakdown::default(),
        }
    }

    /// Combines the scores of the two best sections, the score of the document
    /// as a whole and the likelihood.
    pub(super) fn combine_scores(&mut self) {
        let mut best = self.sections.iter().map(|&(_, score)| score);
        let first = best.next().unwrap_or(0.0);
        let second = best.next().unwrap_or(0.0);
        let of_sections = first + weights::SECOND_SECTION * second;
        let share = weights::SECTION_SHARE;
        let mixed = share * of_sections + (1.0 - share) * self.document_score;
        // The likelihood of a long document can be so low that nothing would
        // remain.
        let least = (weights::MIN_REMAINING_SHARE - 1.0) * mixed;
        self.breakdown.likelihood_share = (weights::LIKELIHOOD * self.likelihood).max(least);
        self.score = (mixed + self.breakdown.likelihood_share) * self.breakdown.missing_factor;
    }
}

/// Sorts by descending score, then in reading order.
pub(super) fn sort_sections(sections: &mut [(u32, f32)]) {
    sort::by(sections, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
}
