//! Work in slices: what a call leaves for the next.
//!
//! A word in tens of thousands of documents takes milliseconds to gather. A
//! call gathers words until it has visited [`BUDGET`] postings and then gives
//! the browser a turn; the next call for the same request goes on from there.
//! A call for another request begins anew, but for the words that both have: with
//! each key only the last word is another, and what counts facets asks in between.
//! Only finished parts are kept, so that an answer is the same however it was cut.

use super::lookup::{Found, Resolved};
use super::model::{EmptiedBy, Request};
use super::prepare::Known;
use super::rank::Ranked;
use super::rows::Word;
use super::store::Store;

/// Postings visited in a call, about; a single word may have more.
const BUDGET: usize = 24_000;

/// Words of the request before that are kept, at most: each may have as many rows
/// as the pack has sections.
const SPARE: usize = 16;

/// What was done for a request so far.
#[derive(Debug, Default)]
pub(crate) struct Slices {
    request: Request,
    /// What preparing found out.
    pub(crate) known: Known,
    words: Vec<Word>,
    /// What each of the words was gathered from.
    sources: Vec<Source>,
    /// Words of requests before that were not needed yet.
    spare: Vec<(Source, Word)>,
    ranked: Option<Outcome>,
}

/// What a word is gathered from. A pack does not change, so the same terms give
/// the same word; none for a word that phrases stand for, which are not terms.
type Source = Option<Vec<SourceTerm>>;

/// A term that stands for a word.
#[derive(Debug, PartialEq)]
struct SourceTerm {
    text: String,
    factor: f32,
    /// Whether it only starts with the word.
    weak: bool,
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
        let before = before.unwrap_or_default();
        if before.request == *request {
            return before;
        }
        let mut spare: Vec<_> = before.sources.into_iter().zip(before.words).collect();
        spare.extend(before.spare);
        spare.retain(|(source, _)| source.is_some());
        spare.truncate(SPARE);
        Self {
            request: request.clone(),
            spare,
            ..Self::default()
        }
    }

    /// Gathers words within the budget; whether all are there.
    pub(crate) fn gather(&mut self, store: &Store, resolved: &[Resolved<'_>]) -> bool {
        let documents = store.manifest.stats.documents;
        let mut visited = 0;
        while let Some(next) = resolved.get(self.words.len()) {
            let source = source(next);
            if let Some(n) = self.spare.iter().position(|spare| spare.0 == source) {
                let (source, word) = self.spare.swap_remove(n);
                self.sources.push(source);
                self.words.push(word);
                continue;
            }
            let postings = next.postings();
            if visited > 0 && visited + postings > BUDGET {
                return false;
            }
            visited += postings;
            self.sources.push(source);
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
        self.spare = Vec::new();
    }
}

/// What a word is gathered from.
fn source(of: &Resolved<'_>) -> Source {
    let term = |found: &Found<'_>, weak| SourceTerm {
        text: found.text.to_owned(),
        factor: found.factor,
        weak,
    };
    let strong = of.strong.iter().map(|found| term(found, false));
    let weak = of.weak.iter().map(|found| term(found, true));
    of.phrases.is_empty().then(|| strong.chain(weak).collect())
}
