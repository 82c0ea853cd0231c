//! A reference implementation of the scoring functions, computed naively from
//! the documents, compared with the engine.

use std::collections::{BTreeMap, BTreeSet};

use super::Engine;
use super::likelihood::CollectionModel;
use super::query::Query;
use super::rank;
use super::store::MissingChunks;
use super::term_matches::TermMatches;
use super::term_weights;
use super::{Progress, Request, ScoreReason};
use crate::analysis::{stem, tokenize};
use crate::builder::PackBuilder;
use crate::pack::{
    ChunkId, DocEntry, Field, Posting, SectionEntry, fieldnorm_id, fieldnorm_length,
};
use crate::scoring::weights::{
    DIRICHLET_PRIOR, DOCUMENT_B, DOCUMENT_K1, FIELDS, INFLECTION, K1, SECOND_SECTION, SECTION_SHARE,
};

/// A title and, for each section, heading, prose and code.
type Doc = (String, Vec<[String; 3]>);

const FIELDS_USED: [Field; 4] = [Field::Title, Field::Headings, Field::Body, Field::Code];

/// Documents with words that share stems, from a linear congruential generator.
fn corpus() -> Vec<Doc> {
    let words = [
        "restart",
        "restarts",
        "restarting",
        "pod",
        "pods",
        "node",
        "disk",
        "full",
        "happy",
        "happily",
        "hope",
        "hoping",
        "queue",
        "slow",
        "etcd",
    ];
    let mut state = 7_u32;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % below
    };
    let mut text = |most: usize| {
        let count = next(most);
        let picked: Vec<&str> = (0..count).map(|_| words[next(words.len())]).collect();
        picked.join(" ")
    };
    let mut docs = Vec::new();
    for n in 0..40 {
        let sections = (0..n % 5).map(|_| [text(4), text(90), text(12)]);
        let sections = sections.collect();
        docs.push((text(6), sections));
    }
    docs
}

/// The text of a field of a section. The title belongs to the first section.
fn field_text(doc: &Doc, section: usize, field: Field) -> &str {
    match field {
        Field::Title if section == 0 => &doc.0,
        Field::Headings => &doc.1[section][0],
        Field::Body => &doc.1[section][1],
        Field::Code => &doc.1[section][2],
        _ => "",
    }
}

fn words_of(text: &str) -> Vec<String> {
    tokenize(text).into_iter().map(|token| token.text).collect()
}

fn engine(docs: &[Doc]) -> Engine {
    let entries = docs.iter().map(|(_, sections)| DocEntry {
        sections: vec![SectionEntry::default(); sections.len()],
        ..DocEntry::default()
    });
    let mut builder = PackBuilder::new(entries.collect());
    for field in FIELDS_USED {
        let mut lengths = Vec::new();
        let mut lists: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        for doc in docs {
            for section in 0..doc.1.len() {
                let words = words_of(field_text(doc, section, field));
                let number = lengths.len() as u32;
                lengths.push(words.len() as u32);
                for (position, word) in words.into_iter().enumerate() {
                    let list = lists.entry(word).or_default();
                    if list.last().is_none_or(|last| last.section != number) {
                        list.push(Posting {
                            section: number,
                            positions: Vec::new(),
                        });
                    }
                    let last = list.last_mut().expect("just pushed");
                    last.positions.push(position as u32);
                }
            }
        }
        builder.set_lengths(field, lengths);
        for (term, list) in lists {
            builder.add_postings(&term, field, list);
        }
    }
    let pack = builder.finish();
    let mut engine = Engine::open(&pack.manifest).expect("sound");
    for (id, bytes) in pack.chunks {
        if !matches!(id, ChunkId::LowImpactPostings(_)) {
            engine.supply(id, bytes).expect("sound");
        }
    }
    engine
}

/// Frequency of a word in a text. Other inflections count less.
fn frequency(text: &str, word: &str) -> f32 {
    let worth = |found: &String| match () {
        () if found == word => 1.0,
        () if stem(found) == stem(word) => INFLECTION,
        () => 0.0,
    };
    words_of(text).iter().map(worth).sum()
}

/// Average length of a field over the sections in which it is not empty.
fn average(docs: &[Doc], field: Field) -> f32 {
    let sections = docs
        .iter()
        .flat_map(|doc| (0..doc.1.len()).map(move |n| (doc, n)));
    let lengths = sections.map(|(doc, n)| words_of(field_text(doc, n, field)).len());
    let lengths: Vec<usize> = lengths.filter(|&length| length > 0).collect();
    lengths.iter().sum::<usize>() as f32 / lengths.len() as f32
}

/// Average length of each field.
type FieldAverages = BTreeMap<Field, f32>;

/// Weighted, normalised frequency of a word in a field.
fn weighted(averages: &FieldAverages, doc: &Doc, section: usize, field: Field, word: &str) -> f32 {
    let text = field_text(doc, section, field);
    let length = fieldnorm_length(fieldnorm_id(words_of(text).len() as u32)) as f32;
    let of = FIELDS[field as usize];
    let norm = 1.0 - of.b + of.b * length / averages[&field];
    of.weight * frequency(text, word) / norm
}

/// Inverse document frequency of a word and its inflections.
fn idf(docs: &[Doc], word: &str) -> f32 {
    let has = |doc: &&Doc| {
        let mut fields = (0..doc.1.len()).flat_map(|n| FIELDS_USED.map(|field| (n, field)));
        fields.any(|(n, field)| frequency(field_text(doc, n, field), word) > 0.0)
    };
    let with = docs.iter().filter(has).count() as f32;
    (1.0 + (docs.len() as f32 - with + 0.5) / (with + 0.5)).ln()
}

/// BM25F of a section, by its definition.
fn score(averages: &FieldAverages, doc: &Doc, section: usize, query: &[(&str, f32)]) -> f32 {
    let of_word = |&(word, idf): &(&str, f32)| {
        let own = [Field::Headings, Field::Body, Field::Code];
        let own: f32 = own
            .map(|field| weighted(averages, doc, section, field, word))
            .iter()
            .sum();
        let x = own + weighted(averages, doc, 0, Field::Title, word);
        idf * x * (K1 + 1.0) / (x + K1)
    };
    query.iter().map(of_word).sum()
}

const OWN: [Field; 3] = [Field::Headings, Field::Body, Field::Code];

/// Length of a document in words, without the title.
fn length_of(doc: &Doc) -> usize {
    let fields = (0..doc.1.len()).flat_map(|n| OWN.map(|field| field_text(doc, n, field)));
    fields.map(|text| words_of(text).len()).sum()
}

fn average_length(docs: &[Doc]) -> f32 {
    docs.iter().map(length_of).sum::<usize>() as f32 / docs.len() as f32
}

/// Weighted frequency of a word in the title, normalised, and elsewhere, not
/// normalised.
fn counted(averages: &FieldAverages, doc: &Doc, word: &str) -> (f32, f32) {
    if doc.1.is_empty() {
        return (0.0, 0.0);
    }
    let fields = (0..doc.1.len()).flat_map(|n| OWN.map(|field| (field, field_text(doc, n, field))));
    let plain = fields
        .map(|(field, text)| FIELDS[field as usize].weight * frequency(text, word))
        .sum();
    (weighted(averages, doc, 0, Field::Title, word), plain)
}

/// Score of a document as a whole: frequencies summed over sections, normalised
/// by the document length.
fn whole(averages: &FieldAverages, docs: &[Doc], doc: &Doc, word: &str, idf: f32) -> f32 {
    let length = fieldnorm_length(fieldnorm_id(length_of(doc) as u32)) as f32;
    let norm = 1.0 - DOCUMENT_B + DOCUMENT_B * length / average_length(docs);
    let (title, plain) = counted(averages, doc, word);
    let x = title + plain / norm;
    idf * x * (DOCUMENT_K1 + 1.0) / (x + DOCUMENT_K1)
}

/// The average length of each field.
fn averages(docs: &[Doc]) -> FieldAverages {
    FIELDS_USED
        .map(|field| (field, average(docs, field)))
        .into_iter()
        .collect()
}

#[test]
fn document_scores_mix_the_best_sections_with_the_whole() {
    let docs = corpus();
    let engine = engine(&docs);
    let averages = averages(&docs);
    let mut compared = 0;
    for word in ["restart", "pods", "hoping", "etcd"] {
        let request = Request {
            query: word.to_owned(),
            limit: 100,
            literal: true,
            ..Request::default()
        };
        let Ok(Progress::Ready(found)) = engine.explain(&request) else {
            panic!("every chunk was supplied");
        };
        let idf = idf(&docs, word);
        for of in found {
            let doc = &docs[of.hit.doc as usize];
            let sections = 0..doc.1.len();
            let mut scores: Vec<f32> = sections
                .filter(|&n| {
                    let own = [Field::Headings, Field::Body, Field::Code];
                    let mut texts = own.map(|field| field_text(doc, n, field)).into_iter();
                    texts.any(|text| frequency(text, word) > 0.0)
                })
                .map(|n| score(&averages, doc, n, &[(word, idf)]))
                .collect();
            if scores.is_empty() {
                // Only the title matches: the first section represents the
                // document.
                scores.push(score(&averages, doc, 0, &[(word, idf)]));
            }
            scores.sort_by(|a, b| b.total_cmp(a));
            let second = SECOND_SECTION * scores.get(1).copied().unwrap_or(0.0);
            let whole = whole(&averages, &docs, doc, word, idf);
            let expected = SECTION_SHARE * (scores[0] + second) + (1.0 - SECTION_SHARE) * whole;
            let found = of.steps.iter().take_while(|step| {
                let reasons = [
                    ScoreReason::BestSection,
                    ScoreReason::SecondSection,
                    ScoreReason::Document,
                ];
                reasons.contains(&step.reason)
            });
            let found = found.last().map_or(0.0, |step| step.score);
            assert!(
                (found - expected).abs() < 1e-4,
                "{word}, document {}: {found} but {expected}",
                of.hit.doc
            );
            compared += 1;
        }
    }
    assert!(compared > 50, "only {compared}");
}

#[test]
fn section_scores_are_bm25f() {
    let docs = corpus();
    let engine = engine(&docs);
    let queries = [
        "restart",
        "restarting pods",
        "happy",
        "hope disk full",
        "etcd queue slow node",
    ];
    let averages = averages(&docs);
    let mut compared = 0;
    for text in queries {
        let query = Query::parse(text, false);
        let mut missing = MissingChunks::new();
        let resolved: Vec<_> = query
            .terms
            .iter()
            .map(|slot| engine.store.resolve(slot, &mut missing))
            .collect();
        assert!(missing.is_empty());
        let collect = |of| TermMatches::collect(of, &engine.store.averages, docs.len() as u32);
        let mut words: Vec<TermMatches> = resolved.iter().map(collect).collect();
        term_weights::set_term_weights(&query, &mut words);
        let found: BTreeSet<u32> = words
            .iter()
            .flat_map(|word| &word.docs)
            .map(|section_match| section_match.doc)
            .collect();
        let weighed: Vec<(&str, f32)> = text
            .split(' ')
            .map(|word| (word, idf(&docs, word)))
            .collect();
        for doc in found {
            for (section, found) in rank::score_sections(&words, doc) {
                let expected = score(&averages, &docs[doc as usize], section as usize, &weighed);
                assert!(
                    (found - expected).abs() < 1e-4,
                    "{text}, document {doc}, section {section}: {found} but {expected}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 100);
}

#[test]
fn likelihoods_are_those_of_the_language_model() {
    let docs = corpus();
    let engine = engine(&docs);
    let averages = averages(&docs);
    let mu = DIRICHLET_PRIOR * average_length(&docs);
    let all = average_length(&docs) * docs.len() as f32;
    let frequency = |doc: &Doc, word: &str| {
        let (title, plain) = counted(&averages, doc, word);
        title + plain
    };
    for text in ["restart", "happy unheard", "etcd queue slow node"] {
        let query = Query::parse(text, false);
        let mut missing = MissingChunks::new();
        let terms = query.terms.iter();
        let resolved: Vec<_> = terms
            .map(|term| engine.store.resolve(term, &mut missing))
            .collect();
        let collect = |of| TermMatches::collect(of, &engine.store.averages, docs.len() as u32);
        let words: Vec<TermMatches> = resolved.iter().map(collect).collect();
        let language = CollectionModel::new(&words, &engine.store);
        let known = || text.split(' ').filter(|word| *word != "unheard");
        for (n, doc) in docs.iter().enumerate() {
            if known().all(|word| frequency(doc, word) == 0.0) {
                continue;
            }
            let mut expected = 0.0;
            for word in known() {
                let at_large = docs.iter().map(|doc| frequency(doc, word)).sum::<f32>() / all;
                expected += (1.0 + frequency(doc, word) / (mu * at_large)).ln();
            }
            let length = fieldnorm_length(fieldnorm_id(length_of(doc) as u32)) as f32;
            expected -= known().count() as f32 * (1.0 + length / mu).ln();
            let found = language.likelihood(&words, n as u32);
            assert!(
                (found - expected).abs() < 1e-3,
                "{text}, document {n}: {found} but {expected}"
            );
        }
    }
}
