//! Incremental work on a request.
//!
//! Collecting the postings of a term that occurs in tens of thousands of
//! documents takes milliseconds. A call visits about [`POSTINGS_PER_STEP`]
//! postings and then returns, so that the browser stays responsive; the next
//! call for the same request continues. The query is parsed in the first call
//! only. A call for another request starts a new job, but reuses the collected
//! terms that both have in common: successive key presses change only the last
//! term, and facets are counted for the query without its filters. Only
//! finished parts are kept, so that the result does not depend on how the work
//! was divided.

use super::dictionary::MatchedTerm;
use super::model::{EmptiedBy, Request};
use super::prepare::Preparation;
use super::ranked_doc::RankedDoc;
use super::resolve::ResolvedTerm;
use super::store::ChunkStore;
use super::term_matches::TermMatches;

/// Approximate number of postings visited per call; a single term can have
/// more.
const POSTINGS_PER_STEP: usize = 24_000;

/// Maximum number of terms kept from previous requests. Each can have as many
/// section matches as the pack has sections.
const MAX_REUSABLE: usize = 16;

/// The state of a request.
#[derive(Debug, Default)]
pub(crate) struct SearchJob {
    request: Request,
    /// The parsed query.
    pub(crate) preparation: Preparation,
    terms: Vec<TermMatches>,
    /// The dictionary entries that each of the terms was collected from.
    sources: Vec<MatchSource>,
    /// Terms of previous requests that this one has not used yet.
    reusable: Vec<(MatchSource, TermMatches)>,
    ranked: Option<RankedResults>,
}

/// The dictionary entries of collected postings. A pack is immutable, so the
/// same entries have the same postings. `None` if synonyms of several words are
/// included, which are no dictionary entries.
type MatchSource = Option<Vec<SourceTerm>>;

/// A dictionary entry of collected postings.
#[derive(Debug, PartialEq)]
struct SourceTerm {
    text: String,
    factor: f32,
    /// Whether it matches only as a prefix.
    prefix_only: bool,
}

/// The ranked documents.
#[derive(Debug, Clone, Default)]
pub(crate) struct RankedResults {
    /// The best documents in descending order of score.
    pub(crate) ranked: Vec<RankedDoc>,
    /// Number of matching documents.
    pub(crate) total: usize,
    /// The conditions that exclude all matching documents, if there are no
    /// others.
    pub(crate) emptied_by: Vec<EmptiedBy>,
}

impl SearchJob {
    /// Continues the job if it is for the same request, else starts a new one.
    pub(crate) fn resume(request: &Request, before: Option<Self>) -> Self {
        let before = before.unwrap_or_default();
        if before.request == *request {
            return before;
        }
        let mut reusable: Vec<_> = before.sources.into_iter().zip(before.terms).collect();
        reusable.extend(before.reusable);
        reusable.retain(|(source, _)| source.is_some());
        reusable.truncate(MAX_REUSABLE);
        Self {
            request: request.clone(),
            reusable,
            ..Self::default()
        }
    }

    /// Collects the postings of query terms, up to the limit of a call. Returns
    /// whether all terms are collected and ranking may follow in the same call.
    pub(crate) fn collect_terms(
        &mut self,
        store: &ChunkStore,
        resolved: &[ResolvedTerm<'_>],
    ) -> bool {
        let documents = store.manifest.stats.documents;
        let mut visited = 0;
        while let Some(next) = resolved.get(self.terms.len()) {
            let source = source(next);
            if let Some(n) = self
                .reusable
                .iter()
                .position(|reusable| reusable.0 == source)
            {
                let (source, term) = self.reusable.swap_remove(n);
                self.sources.push(source);
                self.terms.push(term);
                continue;
            }
            let postings = next.postings();
            if visited > 0 && visited + postings > POSTINGS_PER_STEP {
                return false;
            }
            visited += postings;
            self.sources.push(source);
            self.terms
                .push(TermMatches::collect(next, &store.averages, documents));
        }
        // Ranking visits all postings again, so it takes a call of its own.
        visited < POSTINGS_PER_STEP
    }

    /// The collected terms.
    pub(crate) fn terms(&mut self) -> &mut Vec<TermMatches> {
        &mut self.terms
    }

    /// The ranking, if it was computed.
    pub(crate) fn results(&self) -> Option<&RankedResults> {
        self.ranked.as_ref()
    }

    /// Stores the ranking.
    pub(crate) fn set_results(&mut self, results: RankedResults) {
        self.ranked = Some(results);
        self.reusable = Vec::new();
    }
}

/// The dictionary entries that a term is collected from.
fn source(of: &ResolvedTerm<'_>) -> MatchSource {
    let term = |found: &MatchedTerm<'_>, prefix_only| SourceTerm {
        text: found.text.to_owned(),
        factor: found.factor,
        prefix_only,
    };
    let full_matches = of.full_matches.iter().map(|found| term(found, false));
    let prefix_matches = of.prefix_matches.iter().map(|found| term(found, true));
    of.phrases
        .is_empty()
        .then(|| full_matches.chain(prefix_matches).collect())
}
