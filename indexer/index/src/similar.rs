//! Finds similar incidents with tantivy's more-like-this query.
//!
//! Every postmortem becomes one tantivy document of four fields. The text of a
//! postmortem in a field becomes a more-like-this query over that field: its
//! significant terms (frequent in it, rare elsewhere), each weighted by tf·idf.
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
//! with itself, so that a long field does not outweigh a short one: an incident
//! with the same causes, services and words would reach the sum of the weights.
//! Incidents below a least share of that sum are not similar.
//!
//! The same content gives the same result: there is one segment, the terms of a
//! query are in the order of their weight, every document is scored (no pruning),
//! scores are rounded to thousandths before they are compared, and ties are in
//! the order of the content.

mod scores;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use model::Kind;
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

use crate::IndexError;
use crate::pretokenized::{self, Terms};
use model::incident::SectionKind;
use model::slug;
use model::{Document, SearchText};
use scores::AllScores;

/// Maximal number of incidents that are similar to one.
const MOST: usize = 5;
/// Minimal share of the greatest possible score, in thousandths.
const LEAST: u32 = 60;
/// A term in more documents than this is not used, since it distinguishes none of
/// them. The limit is higher if a tenth of the documents is more.
const COMMON: u64 = 300;
/// Maximal number of words that are given as a reason.
const WORDS: usize = 4;
/// Memory budget of tantivy's writer in bytes: the minimum that it accepts.
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
    /// Index of the document.
    pub number: usize,
    /// The reason in words: `same cause: connection leak; same words: pool, idle`.
    pub reason: String,
}

/// The similar incidents of every postmortem, computed on demand: those of one
/// postmortem take as long as rendering a page, those of all postmortems as long
/// as reading the content.
#[derive(Debug, Default, Clone)]
pub struct Similar {
    /// Indices of the postmortems, ascending, each with the document itself.
    postmortems: Vec<(usize, Arc<Document>)>,
    /// The same postmortems, prepared for the comparison.
    compared: Arc<Compared>,
}

impl Similar {
    /// Prepares the comparison of all postmortems.
    #[must_use]
    pub fn new(documents: &[Arc<Document>], texts: &[Arc<SearchText>]) -> Self {
        Self::default().renewed(documents, texts)
    }

    /// Prepares the comparison of other documents, and reuses what is known of
    /// unchanged ones.
    #[must_use]
    pub fn renewed(&self, documents: &[Arc<Document>], texts: &[Arc<SearchText>]) -> Self {
        let postmortems: Vec<(usize, Arc<Document>)> = documents
            .iter()
            .enumerate()
            .filter(|(_, document)| document.kind == Kind::Postmortem)
            .map(|(number, document)| (number, Arc::clone(document)))
            .collect();
        let known: HashMap<&str, (&Arc<Document>, &Arc<Profile>)> = self
            .postmortems
            .iter()
            .zip(&self.compared.profiles)
            .map(|((_, document), profile)| (document.path.as_str(), (document, profile)))
            .collect();
        let profiles: Vec<Arc<Profile>> = postmortems
            .par_iter()
            .map(
                |(number, document)| match known.get(document.path.as_str()) {
                    Some((same, profile)) if Arc::ptr_eq(same, document) => Arc::clone(profile),
                    _ => Arc::new(Profile::new(document, &texts[*number])),
                },
            )
            .collect();
        let same = profiles.len() == self.compared.profiles.len()
            && profiles
                .iter()
                .zip(&self.compared.profiles)
                .all(|(new, old)| Arc::ptr_eq(new, old));
        Self {
            postmortems,
            compared: if same {
                Arc::clone(&self.compared)
            } else {
                Arc::new(Compared::new(profiles))
            },
        }
    }

    /// Builds the index that every query needs in advance, on a thread of its own.
    pub fn prepare(&self) {
        if self.compared.all.get().is_some() {
            return;
        }
        let compared = Arc::clone(&self.compared);
        // If there is no thread, the first query builds the index.
        let _ = std::thread::Builder::new().spawn(move || {
            compared.all();
        });
    }

    /// Computes all similar incidents, in parallel, and drops the data for the
    /// comparison, which is a tenth of the memory of a large site.
    ///
    /// # Errors
    /// When tantivy fails.
    pub fn found_all(self) -> Result<Self, Arc<IndexError>> {
        (0..self.postmortems.len()).into_par_iter().for_each(|own| {
            self.compared.of(own);
        });
        if let Some(error) = self.failure() {
            return Err(error);
        }
        let found = match Arc::try_unwrap(self.compared) {
            Ok(own) => own.found,
            Err(shared) => shared.found.clone(),
        };
        Ok(Self {
            postmortems: self.postmortems,
            compared: Arc::new(Compared {
                found,
                ..Compared::default()
            }),
        })
    }

    /// Returns the first error of a comparison, if there was one.
    #[must_use]
    pub fn failure(&self) -> Option<Arc<IndexError>> {
        self.compared.failure.get().cloned()
    }

    /// Whether `other` is among the incidents that are similar to document `number`.
    #[must_use]
    pub fn is_like(&self, number: usize, other: usize) -> bool {
        self.found(number)
            .iter()
            .any(|(like, _)| self.postmortems[*like].0 == other)
    }

    /// Returns the incidents that are similar to document `number`, most similar first.
    #[must_use]
    pub fn of(&self, number: usize) -> Vec<Like> {
        let found = self.found(number).iter();
        found
            .map(|(like, reason)| Like {
                number: self.postmortems[*like].0,
                reason: reason.clone(),
            })
            .collect()
    }

    fn found(&self, number: usize) -> &[Found] {
        let own = self.postmortems.binary_search_by_key(&number, |one| one.0);
        own.map_or(&[], |own| self.compared.of(own))
    }
}

/// The index of another postmortem, and why it is similar.
type Found = (usize, String);

/// The postmortems, prepared for the comparison.
#[derive(Debug, Default)]
struct Compared {
    profiles: Vec<Arc<Profile>>,
    all: OnceLock<Option<All>>,
    /// The similar postmortems of each.
    found: Vec<OnceLock<Vec<Found>>>,
    failure: OnceLock<Arc<IndexError>>,
}

/// The data that the comparison needs of all postmortems.
#[derive(Debug)]
struct All {
    index: Incidents,
    /// Number of postmortems that contain each word.
    frequencies: HashMap<String, usize>,
}

impl Compared {
    fn new(profiles: Vec<Arc<Profile>>) -> Self {
        Self {
            found: profiles.iter().map(|_| OnceLock::new()).collect(),
            profiles,
            ..Self::default()
        }
    }

    /// Returns the postmortems similar to `own`. Nothing in here may run in
    /// parallel: while a thread waits for its parts, it could begin to render a
    /// page that waits for this very result.
    fn of(&self, own: usize) -> &[Found] {
        let find = || {
            let Some(all) = self.all() else {
                return Vec::new();
            };
            self.unless_failed(all.index.like(own, &self.profiles))
                .unwrap_or_default()
                .into_iter()
                .map(|other| {
                    let reason = self.profiles[own].reason(&self.profiles[other], &all.frequencies);
                    (other, reason)
                })
                .collect()
        };
        self.found[own].get_or_init(find)
    }

    fn all(&self) -> Option<&All> {
        let all = self.all.get_or_init(|| {
            if self.profiles.len() < 2 {
                return None;
            }
            Some(All {
                index: self.unless_failed(Incidents::new(&self.profiles))?,
                frequencies: frequencies(&self.profiles),
            })
        });
        all.as_ref()
    }

    /// Keeps the first error, which [`Similar::failure`] returns.
    fn unless_failed<T>(&self, result: Result<T, IndexError>) -> Option<T> {
        result
            .map_err(|error| self.failure.get_or_init(|| Arc::new(error)))
            .ok()
    }
}

/// The terms of a postmortem, field by field.
#[derive(Debug)]
struct Profile {
    terms: [Vec<String>; WEIGHTS.len()],
    /// Names of causes and services as people write them, by their term.
    names: BTreeMap<String, String>,
    /// Words that can be given as a reason, sorted: their indices in the joined
    /// terms of the text fields.
    words: Vec<u32>,
}

impl Profile {
    fn new(document: &Document, texts: &SearchText) -> Self {
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
        // `connection-leak` is the author's word; other authors use the category
        // `capacity` for the same cause.
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
        let sections = |wanted: &[SectionKind]| -> Vec<&String> {
            let roles = found.sections.iter();
            let lines: BTreeSet<usize> = roles
                .filter(|role| role.canonical.iter().any(|one| wanted.contains(one)))
                .map(|role| role.line)
                .collect();
            let sections = document.sections.iter().zip(texts);
            sections
                .filter(|(section, _)| lines.contains(&section.line))
                .map(|(_, text)| &text.prose)
                .collect()
        };
        let mut symptoms: Vec<&String> = front.symptoms.iter().collect();
        symptoms.push(&document.title);
        symptoms.extend(&front.impact);
        symptoms.extend(sections(&[SectionKind::Impact, SectionKind::Detection]));
        let mut story: Vec<&String> = front.tags.iter().collect();
        story.extend(&front.root_cause);
        story.extend(&front.summary);
        story.extend(sections(&[
            SectionKind::RootCause,
            SectionKind::Trigger,
            SectionKind::Summary,
        ]));
        story.extend(found.lessons.iter().map(|lesson| &lesson.text));
        let mut profile = Self {
            terms: [causes, services, words(&symptoms), words(&story)],
            names,
            words: Vec::new(),
        };
        let texts = profile.terms[2].iter().chain(&profile.terms[3]);
        let telling = |term: &str| term.len() > 4 && term.chars().all(char::is_alphabetic);
        let telling: BTreeMap<&str, u32> = (0..)
            .zip(texts)
            .filter(|(_, term)| telling(term))
            .map(|(at, term)| (term.as_str(), at))
            .collect();
        profile.words = telling.into_values().collect();
        profile
    }

    /// Returns what two incidents have in common, in words.
    fn reason(&self, other: &Self, frequencies: &HashMap<String, usize>) -> String {
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

    /// Returns the most significant words that the text fields of both have:
    /// those that the fewest incidents have.
    fn shared_words(&self, other: &Self, frequencies: &HashMap<String, usize>) -> Vec<String> {
        let mut others = other.words().peekable();
        let mut is_shared = |word: &str| {
            while others.next_if(|other| *other < word).is_some() {}
            others.peek() == Some(&word)
        };
        let mut shared: Vec<(usize, &str)> = self
            .words()
            .filter(|word| is_shared(word))
            .map(|term| (frequencies.get(term).copied().unwrap_or(0), term))
            .collect();
        shared.sort_by_key(|(frequency, term)| (*frequency, std::cmp::Reverse(term.len()), *term));
        shared.truncate(WORDS);
        shared
            .into_iter()
            .map(|(_, term)| term.to_owned())
            .collect()
    }

    /// Returns the words of the text fields that can be given as a reason, sorted.
    fn words(&self) -> impl Iterator<Item = &str> {
        let (symptoms, story) = (&self.terms[2], &self.terms[3]);
        self.words.iter().map(|&at| {
            let at = at as usize;
            symptoms
                .get(at)
                .unwrap_or_else(|| &story[at - symptoms.len()])
                .as_str()
        })
    }
}

/// Returns the number of incidents that contain each word.
fn frequencies(profiles: &[Arc<Profile>]) -> HashMap<String, usize> {
    let mut frequencies: HashMap<String, usize> = HashMap::new();
    for term in profiles.iter().flat_map(|profile| profile.words()) {
        match frequencies.get_mut(term) {
            Some(frequency) => *frequency += 1,
            None => {
                frequencies.insert(term.to_owned(), 1);
            }
        }
    }
    frequencies
}

/// Returns the words of texts as the search index has them, without stop words.
fn words(texts: &[&String]) -> Vec<String> {
    texts
        .iter()
        .flat_map(|text| analysis::tokenize(text))
        .map(|token| token.text)
        .filter(|term| term.len() > 2 && !STOP_WORDS.contains(&term.as_str()))
        .collect()
}

/// Function words, and words that every postmortem has.
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

impl std::fmt::Debug for Incidents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Incidents").finish_non_exhaustive()
    }
}

impl Incidents {
    fn new(profiles: &[Arc<Profile>]) -> Result<Self, IndexError> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(pretokenized::TOKENIZER)
            .set_index_option(IndexRecordOption::Basic);
        let options = TextOptions::default().set_indexing_options(indexing);
        let fields: Vec<Field> = WEIGHTS
            .iter()
            .map(|(name, _)| schema.add_text_field(name, options.clone()))
            .collect();
        let mut writer: SingleSegmentIndexWriter<TantivyDocument> = Index::builder()
            .schema(schema.build())
            .tokenizers(pretokenized::tokenizers())
            .single_segment_index_writer(RamDirectory::create(), WRITER_MEMORY)?;
        for profile in profiles {
            let mut document = TantivyDocument::default();
            for (field, terms) in fields.iter().zip(&profile.terms) {
                let mut handed = Terms::default();
                for (position, term) in terms.iter().enumerate() {
                    handed.push(position, term);
                }
                if handed.len() > 0 {
                    document.add_text(*field, handed.into_text());
                }
            }
            writer.add_document(document)?;
        }
        let searcher = writer.finalize()?.reader()?.searcher();
        Ok(Self { searcher, fields })
    }

    /// Returns the postmortems most similar to `own`, most similar first.
    fn like(&self, own: usize, profiles: &[Arc<Profile>]) -> Result<Vec<usize>, IndexError> {
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

    /// Returns the score of every document for the query of `terms` in a field.
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
            // No limit: with one, the choice among equal terms would be arbitrary.
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
