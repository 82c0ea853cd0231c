//! Collects the score of every document.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// Collects the scores of the documents of a single segment; a document that does
/// not match has the score 0.
pub(super) struct AllScores(pub(super) usize);

impl Collector for AllScores {
    type Fruit = Vec<Score>;
    type Child = Scores;

    fn for_segment(&self, _: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<Scores> {
        Ok(Scores(vec![0.0; self.0]))
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Vec<Score>>) -> tantivy::Result<Vec<Score>> {
        Ok(fruits
            .into_iter()
            .next()
            .unwrap_or_else(|| vec![0.0; self.0]))
    }
}

/// The scores collected so far.
pub(super) struct Scores(Vec<Score>);

impl SegmentCollector for Scores {
    type Fruit = Vec<Score>;

    fn collect(&mut self, document: DocId, score: Score) {
        if let Some(slot) = self.0.get_mut(document as usize) {
            *slot = score;
        }
    }

    fn harvest(self) -> Vec<Score> {
        self.0
    }
}
