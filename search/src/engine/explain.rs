//! Score explanations.

use super::Engine;
use super::dictionary::MatchedTerm;
use super::model::{Hit, Progress, Request};
use super::prepare::prepare;
use super::query::QueryTerm;
use super::rank::term_score;
use super::ranked_doc::RankedDoc;
use super::resolve::ResolvedTerm;
use super::search::{load_hits, needs, ranked_results};
use super::search_job::SearchJob;
use super::store::{ChunkStore, MissingChunks};
use super::term_matches::{self, TermMatches};
use crate::analysis::stem;
use crate::pack::{Field, PackError, fieldnorm_length};
use crate::scoring::weights;

/// How the score of a hit was computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The hit as [`Engine::search`] returns it.
    pub hit: Hit,
    /// The contribution of each query term, in the order of the query. Terms
    /// that add nothing are left out.
    pub terms: Vec<TermContribution>,
    /// The proximity bonus: in the score of the best section, and in that of
    /// the document as a whole.
    pub proximity: (f32, f32),
    /// The steps from the term scores to the final score.
    pub steps: Vec<ScoreStep>,
}

/// The contribution of a query term to the score of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct TermContribution {
    /// The term as looked up: a word, an identifier or a part of one.
    pub term: String,
    /// Its weight in the query: 1 for a plain word.
    pub weight: f32,
    /// Its inverse document frequency; reduced if the document matches only by
    /// prefix.
    pub idf: f32,
    /// Its share of the score of the best section.
    pub in_section: f32,
    /// Its share of the score of the document as a whole.
    pub in_document: f32,
    /// The dictionary terms in the document that match it.
    pub forms: Vec<FormContribution>,
}

/// A dictionary term in the document that matches a query term.
#[derive(Debug, Clone, PartialEq)]
pub struct FormContribution {
    /// The term as stored in the dictionary.
    pub term: String,
    /// How it matches.
    pub how: MatchKind,
    /// Factor of its term frequencies, relative to the term as typed.
    pub factor: f32,
    /// Its occurrences; empty if the pack stores only the impact for this
    /// document, as it does for very frequent terms.
    pub fields: Vec<FieldContribution>,
}

/// How a dictionary term matches a query term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchKind {
    /// The same term.
    Literal,
    /// Another inflection with the same stem.
    Stem,
    /// The query term is a prefix of it.
    Prefix,
    /// It corrects the spelling of the query term.
    SpellingCorrection,
    /// It is a synonym.
    Synonym,
}

impl MatchKind {
    /// The name in lower case, as in the JSON output of `kb search --explain`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Literal => "literal",
            Self::Stem => "stem",
            Self::Prefix => "prefix",
            Self::SpellingCorrection => "corrected",
            Self::Synonym => "synonym",
        }
    }
}

/// Occurrences of a term in one field of one section.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldContribution {
    /// Ordinal of the section in the document. Fields of the document as a
    /// whole are indexed with one section.
    pub section: u32,
    /// The field.
    pub field: Field,
    /// Term frequency.
    pub tf: u32,
    /// Field length in terms, rounded as stored in the pack.
    pub length: u32,
    /// Weight of the field.
    pub weight: f32,
    /// Weighted term frequency, normalised by field length, before saturation.
    pub counts: f32,
}

/// A step from the term scores to the final score.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreStep {
    /// What the step accounts for.
    pub reason: ScoreReason,
    /// The summand or the factor, see [`ScoreReason::is_factor`].
    pub value: f32,
    /// The score after this step.
    pub score: f32,
}

/// What a step of an explanation accounts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreReason {
    /// Summand: the share of the best section, including its proximity bonus.
    BestSection,
    /// Summand: the share of the second best section.
    SecondSection,
    /// Summand: the share of the document as a whole.
    Document,
    /// Summand: the query likelihood. Positive if the document is more likely
    /// to contain the query than the collection is.
    Likelihood,
    /// Factor: content words of a sentence are missing.
    MissingWords,
    /// Factor: the query covers the title.
    Title,
    /// Summand: smoothing by the scores of similar documents, positive if they
    /// are higher.
    Neighbours,
    /// Factor: a runbook, for a query that names an alert or a symptom.
    Runbook,
    /// Summand: the query names the document.
    Named,
    /// Summand, negative: the document lacks a content word and is ranked after
    /// all documents that have every one.
    Demoted,
    /// Summand: a tie of postmortems, broken by date and severity.
    Tie,
}

impl ScoreReason {
    /// A short description for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BestSection => "best section",
            Self::SecondSection => "second best section",
            Self::Document => "document as a whole",
            Self::Likelihood => "likely to say the query",
            Self::MissingWords => "lacks words of the sentence",
            Self::Title => "query covers the title",
            Self::Neighbours => "similar documents",
            Self::Runbook => "runbook for an alert or symptom",
            Self::Named => "named by the query",
            Self::Demoted => "behind documents with all words",
            Self::Tie => "tie settled by date and severity",
        }
    }

    /// Whether the value of the step is a factor; otherwise it is a summand.
    #[must_use]
    pub fn is_factor(self) -> bool {
        matches!(self, Self::MissingWords | Self::Title | Self::Runbook)
    }
}

/// Explains the hits of a search, in their order.
pub(super) fn explain(
    engine: &Engine,
    request: &Request,
) -> Result<Progress<Vec<Explanation>>, PackError> {
    let mut job = SearchJob::resume(request, engine.job.take());
    let progress = explain_hits(engine, request, &mut job);
    engine.job.replace(Some(job));
    progress
}

fn explain_hits(
    engine: &Engine,
    request: &Request,
    job: &mut SearchJob,
) -> Result<Progress<Vec<Explanation>>, PackError> {
    let store = &engine.store;
    let reader = engine.paste_reader;
    let mut missing = MissingChunks::new();
    let Some(prepared) = prepare(store, reader, request, &mut job.preparation, &mut missing) else {
        return Ok(needs(missing));
    };
    while !job.collect_terms(store, &prepared.resolved) {}
    let results = ranked_results(store, request, &prepared, job);
    let Some(hits) = load_hits(store, &results.ranked, &mut missing)? else {
        return Ok(needs(missing));
    };
    let matches = job.terms();
    let explanation = |hit: Hit| {
        let ranked = results.ranked.iter().find(|ranked| ranked.doc == hit.doc)?;
        let terms = prepared.query.terms.iter();
        let terms = terms.zip(&prepared.resolved).zip(matches.iter());
        let terms = terms.map(|((term, resolved), matches)| {
            contribution(store, term, resolved, matches, ranked)
        });
        let breakdown = &ranked.breakdown;
        Some(Explanation {
            terms: terms.filter(|term| term.in_document > 0.0).collect(),
            proximity: (breakdown.section_proximity, breakdown.document_proximity),
            steps: steps(ranked, hit.score),
            hit,
        })
    };
    let explanations = hits.into_iter().filter_map(explanation);
    Ok(Progress::Ready(explanations.collect()))
}

/// The contribution of a query term to the score of a document.
fn contribution(
    store: &ChunkStore,
    query_term: &QueryTerm,
    resolved: &ResolvedTerm<'_>,
    term: &TermMatches,
    ranked: &RankedDoc,
) -> TermContribution {
    let doc = ranked.doc;
    let section_matches = term.section_matches_of(doc);
    let best = ranked.sections.first().map_or(0, |&(section, _)| section);
    let weighted_idf = term.weighted_idf(section_matches);
    let x = term_matches::in_document(section_matches, &store.averages);
    let is_prefix_only = term_matches::is_prefix_only(section_matches);
    let terms = if is_prefix_only {
        &resolved.prefix_matches
    } else {
        &resolved.full_matches
    };
    let forms = terms.iter().filter_map(|found| {
        let how = if is_prefix_only {
            MatchKind::Prefix
        } else {
            how(query_term, found)
        };
        form(store, found, how, doc)
    });
    TermContribution {
        term: query_term.text.clone(),
        weight: term.weight,
        idf: if term.weight > 0.0 {
            weighted_idf / term.weight
        } else {
            0.0
        },
        in_section: term_score(term, doc, best),
        in_document: if section_matches.is_empty() {
            0.0
        } else {
            weighted_idf * weights::saturate_document(x)
        },
        forms: forms.collect(),
    }
}

/// How a dictionary term matches a query term.
fn how(query_term: &QueryTerm, found: &MatchedTerm<'_>) -> MatchKind {
    if found.text == query_term.text {
        return MatchKind::Literal;
    }
    let stem_of_term = stem(found.text);
    if stem_of_term == stem(&query_term.text) {
        return MatchKind::Stem;
    }
    let corrected = query_term.alternatives.iter().any(|alternative| {
        let mut terms = alternative.phrase.iter();
        alternative.factor == weights::CORRECTED
            && terms.any(|(term, _)| stem(term) == stem_of_term)
    });
    if corrected {
        MatchKind::SpellingCorrection
    } else {
        MatchKind::Synonym
    }
}

/// The occurrences of a dictionary term in a document; `None` if it has none.
fn form(
    store: &ChunkStore,
    found: &MatchedTerm<'_>,
    how: MatchKind,
    doc: u32,
) -> Option<FormContribution> {
    let mut fields = Vec::new();
    for entry in found.entries_of(doc) {
        for field in found.columns.fields(entry) {
            let counts = store.averages.in_field(field.field, field.tf, field.length);
            fields.push(FieldContribution {
                section: entry.ordinal,
                field: Field::ALL[usize::from(field.field & 7)],
                tf: field.tf,
                length: fieldnorm_length(field.length),
                weight: weights::FIELDS[usize::from(field.field & 7)].weight,
                counts: counts * found.factor,
            });
        }
    }
    let coarse = &found.term.coarse;
    let is_coarse = coarse.binary_search_by_key(&doc, |&(doc, _)| doc).is_ok();
    (is_coarse || !fields.is_empty()).then(|| FormContribution {
        term: found.text.to_owned(),
        how,
        factor: found.factor,
        fields,
    })
}

/// The steps that led to a score.
fn steps(ranked: &RankedDoc, score: f32) -> Vec<ScoreStep> {
    let breakdown = &ranked.breakdown;
    let mut steps = StepList::default();
    let section = |n: usize| ranked.sections.get(n).map_or(0.0, |&(_, score)| score);
    let share = weights::SECTION_SHARE;
    steps.add(ScoreReason::BestSection, share * section(0));
    steps.add(
        ScoreReason::SecondSection,
        share * weights::SECOND_SECTION * section(1),
    );
    steps.add(ScoreReason::Document, (1.0 - share) * ranked.document_score);
    steps.add(ScoreReason::Likelihood, breakdown.likelihood_share);
    steps.multiply(ScoreReason::MissingWords, breakdown.missing_factor);
    steps.multiply(ScoreReason::Title, breakdown.title_factor);
    if let Some(average) = breakdown.neighbours {
        let change = weights::NEIGHBOUR_SHARE * (average - steps.score);
        steps.add(ScoreReason::Neighbours, change);
    }
    steps.multiply(ScoreReason::Runbook, breakdown.kind_factor);
    steps.add(ScoreReason::Named, breakdown.name_bonus);
    if breakdown.demoted {
        let change = ranked.score - steps.score;
        steps.add(ScoreReason::Demoted, change);
    }
    // Documents listed by filters alone have no scores.
    if ranked.score > 0.0 && score != ranked.score {
        steps.add(ScoreReason::Tie, score - ranked.score);
    }
    steps.taken
}

#[derive(Default)]
struct StepList {
    taken: Vec<ScoreStep>,
    score: f32,
}

impl StepList {
    fn add(&mut self, reason: ScoreReason, value: f32) {
        if value != 0.0 {
            self.take(reason, value, self.score + value);
        }
    }

    fn multiply(&mut self, reason: ScoreReason, value: f32) {
        if value != 1.0 {
            self.take(reason, value, self.score * value);
        }
    }

    fn take(&mut self, reason: ScoreReason, value: f32, score: f32) {
        self.score = score;
        self.taken.push(ScoreStep {
            reason,
            value,
            score,
        });
    }
}
