//! Which incidents are like which, by tantivy's more-like-this.
//!
//! Every postmortem becomes one tantivy document of four fields; what a
//! postmortem says in a field becomes a more-like-this query over that field:
//! its telling terms (frequent in it, rare elsewhere), each weighted by tf·idf.
//! The scores of the fields are added with these weights:
//!
//! | field | holds | weight |
//! |---|---|---|
//! | cause | the author's names of causes and their categories, each as one term | 4 |
//! | service | services, each as one term | 3 |
//! | symptoms | symptoms, title, impact and detection in words | 2 |
//! | story | root cause, summary, lessons and tags in words | 2 |
//!
//! Each field's score is first divided by the score that a postmortem reaches
//! with itself, so that a long field does not drown a short one: an incident
//! with the same causes, services and words would reach the sum of the weights.
//! Below [`LEAST`] of that sum nothing is called similar.
//!
//! The same content gives the same answer: one segment, terms of a query in
//! the order of their weight, every document scored (no pruning), scores rounded
//! to thousandths before they are compared, ties in the order of the content.

mod scores;

use std::collections::{BTreeMap, BTreeSet};

use app::model::Kind;
use rayon::prelude::*;
use search::analysis;
use tantivy::directory::RamDirectory;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::query::MoreLikeThisQuery;
use tantivy::schema::{
    Field, IndexRecordOption, OwnedValue, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, Searcher, TantivyDocument};

use crate::content::{Document, slug};
use crate::index::IndexError;
use crate::understand::Canonical;
use scores::AllScores;

/// Most incidents called similar to one.
const MOST: usize = 5;
/// Least share of the greatest possible score, in thousandths.
const LEAST: u32 = 60;
/// A term in more documents than this tells nothing about any.
const COMMON: u64 = 300;
/// Words named as a reason.
const WORDS: usize = 4;
/// Memory that tantivy may plan with, in bytes: its least.
const WRITER_MEMORY: usize = 15_000_000;

/// Fields with their weights.
const WEIGHTS: [(&str, f64); 4] = [
    ("cause", 4.0),
    ("service", 3.0),
    ("symptoms", 2.0),
    ("story", 2.0),
];

/// Another incident, and why it is similar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Like {
    /// Number of the document.
    pub number: usize,
    /// In words: `same cause: connection leak; same words: pool, idle`.
    pub reason: String,
}

/// For every document the incidents that are like it, most similar first.
#[derive(Debug, Default)]
pub struct Similar(BTreeMap<usize, Vec<Like>>);

impl Similar {
    /// Compares all postmortems with each other.
    ///
    /// # Errors
    /// When tantivy fails.
    pub fn new(documents: &[Document]) -> Result<Self, IndexError> {
        let numbers: Vec<usize> = (0..documents.len())
            .filter(|number| documents[*number].kind == Kind::Postmortem)
            .collect();
        if numbers.len() < 2 {
            return Ok(Self::default());
        }
        let profiles: Vec<Profile> = numbers
            .par_iter()
            .map(|number| Profile::new(&documents[*number]))
            .collect();
        let index = Incidents::new(&profiles)?;
        let frequencies = frequencies(&profiles);
        let similar = numbers
            .par_iter()
            .enumerate()
            .map(|(own, number)| {
                let found = index.like(own, &profiles)?;
                let likes = found.into_iter().map(|other| Like {
                    number: numbers[other],
                    reason: profiles[own].reason(&profiles[other], &frequencies),
                });
                Ok((*number, likes.collect()))
            })
            .collect::<Result<_, IndexError>>()?;
        Ok(Self(similar))
    }

    /// Whether `other` is among the incidents that are like document `number`.
    #[must_use]
    pub fn is_like(&self, number: usize, other: usize) -> bool {
        self.of(number).iter().any(|like| like.number == other)
    }

    /// The incidents that are like document `number`.
    #[must_use]
    pub fn of(&self, number: usize) -> &[Like] {
        self.0.get(&number).map_or(&[], Vec::as_slice)
    }
}

/// The terms of a postmortem, field by field.
struct Profile {
    terms: [Vec<String>; WEIGHTS.len()],
    /// Names of causes and services for people, by their term.
    names: BTreeMap<String, String>,
}

impl Profile {
    fn new(document: &Document) -> Self {
        let front = &document.front;
        let found = &document.understood;
        let mut names = BTreeMap::new();
        let mut whole = |values: Vec<&String>| {
            let mut terms = Vec::new();
            for value in values {
                let term = slug::slug(value);
                names
                    .entry(term.clone())
                    .or_insert_with(|| value.replace(['-', '_'], " "));
                terms.push(term);
            }
            terms
        };
        // `connection-leak` is the author's word; others say `capacity` for the same kind.
        let mut named: Vec<String> = Vec::new();
        for cause in &found.causes {
            let category = cause.category.map(|category| category.name().to_owned());
            for name in std::iter::once(cause.name.clone()).chain(category) {
                if !named.contains(&name) {
                    named.push(name);
                }
            }
        }
        let causes = whole(named.iter().collect());
        let services = whole(front.services.iter().collect());
        let sections = |wanted: &[Canonical]| -> Vec<&String> {
            let roles = found.sections.iter();
            let lines: BTreeSet<usize> = roles
                .filter(|role| role.canonical.iter().any(|one| wanted.contains(one)))
                .map(|role| role.line)
                .collect();
            let sections = document.sections.iter();
            sections
                .filter(|section| lines.contains(&section.line))
                .map(|section| &section.prose)
                .collect()
        };
        let mut symptoms: Vec<&String> = front.symptoms.iter().collect();
        symptoms.push(&document.title);
        symptoms.extend(&front.impact);
        symptoms.extend(sections(&[Canonical::Impact, Canonical::Detection]));
        let mut story: Vec<&String> = front.tags.iter().collect();
        story.extend(&front.root_cause);
        story.extend(&front.summary);
        story.extend(sections(&[
            Canonical::RootCause,
            Canonical::Trigger,
            Canonical::Summary,
        ]));
        story.extend(found.lessons.iter().map(|lesson| &lesson.text));
        Self {
            terms: [causes, services, words(&symptoms), words(&story)],
            names,
        }
    }

    /// What two incidents have in common, in words.
    fn reason(&self, other: &Self, frequencies: &BTreeMap<&str, usize>) -> String {
        let common = |field: usize| -> Vec<&String> {
            let mut seen = BTreeSet::new();
            self.terms[field]
                .iter()
                .filter(|term| other.terms[field].contains(term) && seen.insert(*term))
                .collect()
        };
        let mut reasons = Vec::new();
        for (field, label) in [(0, "same cause"), (1, "same service")] {
            let names: Vec<&str> = common(field)
                .into_iter()
                .map(|term| self.names.get(term).map_or(term.as_str(), String::as_str))
                .collect();
            if !names.is_empty() {
                reasons.push(format!("{label}: {}", names.join(", ")));
            }
        }
        let shared = self.shared_words(other, frequencies);
        if !shared.is_empty() {
            reasons.push(format!("same words: {}", shared.join(", ")));
        }
        reasons.join("; ")
    }

    /// The words of the text fields in common that tell most: those that
    /// the fewest incidents have.
    fn shared_words(&self, other: &Self, frequencies: &BTreeMap<&str, usize>) -> Vec<String> {
        let own = self.words();
        let shared = other.words();
        let mut shared: Vec<(usize, &str)> = own
            .intersection(&shared)
            .map(|term| (frequencies.get(term).copied().unwrap_or(0), *term))
            .collect();
        shared.sort_by_key(|(frequency, term)| (*frequency, std::cmp::Reverse(term.len()), *term));
        shared.truncate(WORDS);
        shared
            .into_iter()
            .map(|(_, term)| term.to_owned())
            .collect()
    }

    /// The words of the text fields that can stand for a reason.
    fn words(&self) -> BTreeSet<&str> {
        let terms = self.terms[2].iter().chain(&self.terms[3]);
        terms
            .map(String::as_str)
            .filter(|term| term.len() > 4 && term.chars().all(char::is_alphabetic))
            .collect()
    }
}

/// In how many incidents each word stands.
fn frequencies(profiles: &[Profile]) -> BTreeMap<&str, usize> {
    let mut frequencies = BTreeMap::new();
    for term in profiles.iter().flat_map(Profile::words) {
        *frequencies.entry(term).or_insert(0) += 1;
    }
    frequencies
}

/// The words of texts as the search index has them, without those that every
/// text has.
fn words(texts: &[&String]) -> Vec<String> {
    texts
        .iter()
        .flat_map(|text| analysis::tokenize(text))
        .map(|token| token.text)
        .filter(|term| term.len() > 2 && !STOP_WORDS.contains(&term.as_str()))
        .collect()
}

/// Words that hold sentences together, and those of every postmortem.
const STOP_WORDS: [&str; 62] = [
    "about", "after", "again", "all", "already", "also", "and", "any", "are", "because", "been",
    "before", "between", "but", "can", "could", "did", "does", "each", "for", "from", "had", "has",
    "have", "how", "incident", "into", "its", "just", "more", "not", "now", "only", "other", "our",
    "out", "over", "own", "same", "should", "some", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "was", "were", "what", "when", "where", "which", "while",
    "who", "will", "with", "would",
];

/// The index of all postmortems.
struct Incidents {
    searcher: Searcher,
    fields: Vec<Field>,
}

impl Incidents {
    fn new(profiles: &[Profile]) -> Result<Self, IndexError> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic);
        let options = TextOptions::default().set_indexing_options(indexing);
        let fields: Vec<Field> = WEIGHTS
            .iter()
            .map(|(name, _)| schema.add_text_field(name, options.clone()))
            .collect();
        let mut writer: SingleSegmentIndexWriter<TantivyDocument> = Index::builder()
            .schema(schema.build())
            .single_segment_index_writer(RamDirectory::create(), WRITER_MEMORY)?;
        for profile in profiles {
            let mut document = TantivyDocument::default();
            for (field, terms) in fields.iter().zip(&profile.terms) {
                if !terms.is_empty() {
                    document.add_pre_tokenized_text(*field, tokenized(terms));
                }
            }
            writer.add_document(document)?;
        }
        let searcher = writer.finalize()?.reader()?.searcher();
        Ok(Self { searcher, fields })
    }

    /// The profiles most like `own`, most similar first.
    fn like(&self, own: usize, profiles: &[Profile]) -> Result<Vec<usize>, IndexError> {
        let mut total = vec![0.0; profiles.len()];
        let all: f64 = WEIGHTS.iter().map(|(_, weight)| weight).sum();
        for (at, (_, weight)) in WEIGHTS.iter().enumerate() {
            let terms = &profiles[own].terms[at];
            if terms.is_empty() {
                continue;
            }
            let scores = self.scores(self.fields[at], terms, profiles.len())?;
            let best = f64::from(scores[own]);
            if best > 0.0 {
                for (sum, score) in total.iter_mut().zip(&scores) {
                    *sum += weight * (f64::from(*score) / best).min(1.0);
                }
            }
        }
        let mut ranked: Vec<(u32, usize)> = total
            .into_iter()
            .enumerate()
            .filter(|(other, _)| *other != own)
            .map(|(other, sum)| ((sum / all * 1000.0).round() as u32, other))
            .filter(|(score, _)| *score >= LEAST)
            .collect();
        ranked.sort_by_key(|(score, other)| (std::cmp::Reverse(*score), *other));
        ranked.truncate(MOST);
        Ok(ranked.into_iter().map(|(_, other)| other).collect())
    }

    /// The score of every document for more like `terms` in a field.
    fn scores(
        &self,
        field: Field,
        terms: &[String],
        documents: usize,
    ) -> Result<Vec<f32>, IndexError> {
        let value = OwnedValue::PreTokStr(tokenized(terms));
        let query = MoreLikeThisQuery::builder()
            .with_min_doc_frequency(1)
            .with_max_doc_frequency(COMMON.max(documents as u64 / 10))
            .with_min_term_frequency(1)
            // No cut: which of equal terms it left out would be chance.
            .with_max_query_terms(usize::MAX)
            .with_boost_factor(1.0)
            .with_document_fields(vec![(field, vec![value])]);
        Ok(self.searcher.search(&query, &AllScores(documents))?)
    }
}

fn tokenized(terms: &[String]) -> PreTokenizedString {
    let tokens = terms.iter().enumerate().map(|(position, text)| Token {
        offset_from: 0,
        offset_to: 0,
        position,
        text: text.clone(),
        position_length: 1,
    });
    PreTokenizedString {
        text: String::new(),
        tokens: tokens.collect(),
    }
}
