//! How a score came about.

use super::Engine;
use super::lookup::{Found, Resolved};
use super::model::{Hit, Progress, Request};
use super::query::Slot;
use super::rank::{Ranked, of_word};
use super::rows::{self, Word};
use super::search::{answer, needs, respond};
use super::store::{Missing, Store};
use super::weights;
use crate::analysis::stem;
use crate::pack::{Field, PackError, fieldnorm_length};

/// How the score of one document found came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The document, as a search gives it.
    pub hit: Hit,
    /// What each word of the query adds, in the order of the query.
    pub words: Vec<WordShare>,
    /// What words close to each other add: to the score of the best section,
    /// and to that of the document as a whole.
    pub near: (f32, f32),
    /// From the words to the score.
    pub steps: Vec<Step>,
}

/// What a word of the query is worth in a document.
#[derive(Debug, Clone, PartialEq)]
pub struct WordShare {
    /// The word or part of an identifier, as looked up.
    pub word: String,
    /// Its weight in the query, by its role: 1 for a plain word.
    pub weight: f32,
    /// Its rarity (inverse document frequency), less if only its beginning
    /// was found.
    pub idf: f32,
    /// What it adds to the score of the best section.
    pub in_section: f32,
    /// What it adds to the score of the document as a whole.
    pub in_document: f32,
    /// The forms of it that the document has.
    pub forms: Vec<FormShare>,
}

/// A term of the document that matched a word of the query.
#[derive(Debug, Clone, PartialEq)]
pub struct FormShare {
    /// The term as it stands in the index.
    pub term: String,
    /// How it matches.
    pub how: Match,
    /// What it counts against the word as typed.
    pub factor: f32,
    /// Where it occurs; empty if the pack says only roughly how much it
    /// counts, as for words of very many documents.
    pub fields: Vec<FieldShare>,
}

/// How a term of the index matches a word of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// As it was typed.
    Literal,
    /// Another form of the same stem.
    Stem,
    /// It starts with what was typed.
    Prefix,
    /// Spelt alike.
    Corrected,
    /// Another word for it.
    Synonym,
}

impl Match {
    /// A word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Literal => "literal",
            Self::Stem => "stem",
            Self::Prefix => "prefix",
            Self::Corrected => "corrected",
            Self::Synonym => "synonym",
        }
    }
}

/// Occurrences of a term in one field of one section.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldShare {
    /// Ordinal of the section; fields of the whole document stand in one.
    pub section: u32,
    /// The field.
    pub field: Field,
    /// How often it occurs.
    pub tf: u32,
    /// Terms in the field, rounded as in the pack.
    pub length: u32,
    /// Weight of the field.
    pub weight: f32,
    /// Weighted frequency, normalised by length, before saturation.
    pub counts: f32,
}

/// A step from the words to the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Why.
    pub reason: Reason,
    /// Added, or multiplied by, as the reason says.
    pub value: f32,
    /// The score after this step.
    pub score: f32,
}

/// Why a score changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Added: the share of the best section, with what follows from words
    /// close to each other there.
    BestSection,
    /// Added: the share of the second best section.
    SecondSection,
    /// Added: the share of the document as a whole.
    Document,
    /// Added: the document is more likely to say the query than text at large
    /// (positive), or says much besides.
    Likelihood,
    /// Multiplied: content words of a sentence are missing.
    MissingWords,
    /// Multiplied: the query covers the title.
    Title,
    /// Added: similar documents match as well (positive) or not.
    Neighbours,
    /// Multiplied: a runbook, while an alert or a symptom is searched.
    Runbook,
    /// Added: the query names the document.
    Named,
    /// Added: it lacks a word that others have, and stands behind them.
    Behind,
    /// Added: a tie of postmortems, settled by date and severity.
    Tie,
}

impl Reason {
    /// Words for it.
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
            Self::Behind => "behind documents with all words",
            Self::Tie => "tie settled by date and severity",
        }
    }

    /// Whether the step multiplies; the others add.
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
    let store = &engine.store;
    let mut missing = Missing::new();
    let Some(answer) = answer(store, request, &mut missing) else {
        return Ok(needs(missing));
    };
    let Some(hits) = respond(store, &answer.ranked, &mut missing)? else {
        return Ok(needs(missing));
    };
    let of = |hit: Hit| {
        let ranked = answer.ranked.iter().find(|ranked| ranked.doc == hit.doc)?;
        let slots = answer.prepared.query.slots.iter();
        let slots = slots.zip(&answer.prepared.resolved).zip(&answer.words);
        let words =
            slots.map(|((slot, resolved), word)| share(store, slot, resolved, word, ranked));
        Some(Explanation {
            words: words.filter(|word| word.in_document > 0.0).collect(),
            near: (ranked.story.near_in_section, ranked.story.near_in_whole),
            steps: steps(ranked, hit.score),
            hit,
        })
    };
    Ok(Progress::Ready(hits.into_iter().filter_map(of).collect()))
}

/// What a word is worth in a document.
fn share(
    store: &Store,
    slot: &Slot,
    resolved: &Resolved<'_>,
    word: &Word,
    ranked: &Ranked,
) -> WordShare {
    let doc = ranked.doc;
    let rows = word.rows_of(doc);
    let best = ranked.sections.first().map_or(0, |&(section, _)| section);
    let worth = word.worth(rows);
    let x = rows::in_document(rows, &store.averages);
    let is_weak = rows::is_weak(rows);
    let terms = if is_weak {
        &resolved.weak
    } else {
        &resolved.strong
    };
    let forms = terms.iter().filter_map(|found| {
        let how = if is_weak {
            Match::Prefix
        } else {
            how(slot, found)
        };
        form(store, found, how, doc)
    });
    WordShare {
        word: slot.text.clone(),
        weight: word.weight,
        idf: if word.weight > 0.0 {
            worth / word.weight
        } else {
            0.0
        },
        in_section: of_word(word, doc, best),
        in_document: if rows.is_empty() {
            0.0
        } else {
            worth * weights::saturate_whole(x)
        },
        forms: forms.collect(),
    }
}

/// How a term of the index matches a slot.
fn how(slot: &Slot, found: &Found<'_>) -> Match {
    if found.text == slot.text {
        return Match::Literal;
    }
    let stem_of_term = stem(found.text);
    if stem_of_term == stem(&slot.text) {
        return Match::Stem;
    }
    let corrected = slot.also.iter().any(|also| {
        let mut words = also.phrase.iter();
        also.factor == weights::CORRECTED && words.any(|(word, _)| stem(word) == stem_of_term)
    });
    if corrected {
        Match::Corrected
    } else {
        Match::Synonym
    }
}

/// What a term counts in a document, if that has it.
fn form(store: &Store, found: &Found<'_>, how: Match, doc: u32) -> Option<FormShare> {
    let mut fields = Vec::new();
    for entry in found.entries_of(doc) {
        for field in found.columns.fields(entry) {
            let counts = store.averages.in_field(field.field, field.tf, field.length);
            fields.push(FieldShare {
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
    (is_coarse || !fields.is_empty()).then(|| FormShare {
        term: found.text.to_owned(),
        how,
        factor: found.factor,
        fields,
    })
}

/// The steps that led to a score.
fn steps(ranked: &Ranked, score: f32) -> Vec<Step> {
    let story = &ranked.story;
    let mut steps = Steps::default();
    let section = |n: usize| ranked.sections.get(n).map_or(0.0, |&(_, score)| score);
    let share = weights::SECTION_SHARE;
    steps.add(Reason::BestSection, share * section(0));
    steps.add(
        Reason::SecondSection,
        share * weights::SECOND_SECTION * section(1),
    );
    steps.add(Reason::Document, (1.0 - share) * ranked.whole);
    steps.add(Reason::Likelihood, story.likely);
    steps.multiply(Reason::MissingWords, story.missing);
    steps.multiply(Reason::Title, story.title);
    if let Some(average) = story.neighbours {
        let change = weights::NEIGHBOURS * (average - steps.score);
        steps.add(Reason::Neighbours, change);
    }
    steps.multiply(Reason::Runbook, story.kind);
    steps.add(Reason::Named, story.named);
    if story.pressed {
        let change = ranked.score - steps.score;
        steps.add(Reason::Behind, change);
    }
    // A listing by filters alone has no scores.
    if ranked.score > 0.0 && score != ranked.score {
        steps.add(Reason::Tie, score - ranked.score);
    }
    steps.taken
}

#[derive(Default)]
struct Steps {
    taken: Vec<Step>,
    score: f32,
}

impl Steps {
    fn add(&mut self, reason: Reason, value: f32) {
        if value != 0.0 {
            self.take(reason, value, self.score + value);
        }
    }

    fn multiply(&mut self, reason: Reason, value: f32) {
        if value != 1.0 {
            self.take(reason, value, self.score * value);
        }
    }

    fn take(&mut self, reason: Reason, value: f32, score: f32) {
        self.score = score;
        self.taken.push(Step {
            reason,
            value,
            score,
        });
    }
}
