//! Work in slices: what a call leaves for the next.
//!
//! A word in tens of thousands of documents takes milliseconds to gather. A
//! call gathers words until it has visited [`BUDGET`] postings and then gives
//! the browser a turn; the next call for the same request goes on from there.
//! A call for another request drops what was gathered. Only finished parts
//! are kept, so that an answer is the same however it was cut.

use super::lookup::Resolved;
use super::model::{EmptiedBy, Request};
use super::prepare::Known;
use super::rank::Ranked;
use super::rows::Word;
use super::store::Store;

/// Postings visited in a call, about; a single word may have more.
const BUDGET: usize = 24_000;

/// What was done for a request so far.
#[derive(Debug, Default)]
pub(crate) struct Slices {
    request: Request,
    /// What preparing found out.
    pub(crate) known: Known,
    words: Vec<Word>,
    ranked: Option<Outcome>,
}

/// The documents found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Outcome {
    /// The best.
    pub(crate) ranked: Vec<Ranked>,
    /// Number of all.
    pub(crate) total: usize,
    /// What left nothing.
    pub(crate) emptied_by: Vec<EmptiedBy>,
}

impl Slices {
    /// What was done for this request, or a beginning.
    pub(crate) fn of(request: &Request, before: Option<Self>) -> Self {
        let same = before.filter(|slices| slices.request == *request);
        same.unwrap_or_else(|| Self {
            request: request.clone(),
            ..Self::default()
        })
    }

    /// Gathers words within the budget; whether all are there.
    pub(crate) fn gather(&mut self, store: &Store, resolved: &[Resolved<'_>]) -> bool {
        let documents = store.manifest.stats.documents;
        let mut visited = 0;
        while let Some(next) = resolved.get(self.words.len()) {
            let postings = next.postings();
            if visited > 0 && visited + postings > BUDGET {
                return false;
            }
            visited += postings;
            self.words
                .push(Word::collect(next, &store.averages, documents));
        }
        // Ranking visits them all again: it has a call of its own.
        visited < BUDGET
    }

    /// The words, once all are gathered.
    pub(crate) fn words(&mut self) -> &mut Vec<Word> {
        &mut self.words
    }

    /// The documents found, once ranked.
    pub(crate) fn outcome(&self) -> Option<&Outcome> {
        self.ranked.as_ref()
    }

    /// Keeps the documents found.
    pub(crate) fn keep(&mut self, outcome: Outcome) {
        self.ranked = Some(outcome);
    }
}
