//! Native tantivy as a peer in the benchmark: BM25 over title and text, with a
//! weight of three for the title, English stems, and hits that match any word.
//!
//! `peer_tantivy DOCS.jsonl QUERIES.jsonl` reads documents `{id, title, text}`
//! and queries `{q}`, and prints one JSON array of ten ids a query. Its analysis
//! is that of tantivy's tokenizer `en_stem`.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, ensure};
use rust_stemmers::{Algorithm, Stemmer};
use serde_json::{Value, json};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::document::Value as _;
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, TantivyDocument, Term, doc};

/// Weight of a word in the title, relative to the text.
const TITLE: f32 = 3.0;
/// `en_stem` drops words of this many bytes or more.
const LONGEST: usize = 40;

fn main() -> Result<()> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    ensure!(
        paths.len() == 2,
        "usage: peer_tantivy DOCS.jsonl QUERIES.jsonl"
    );
    let stemmer = Stemmer::create(Algorithm::English);
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqs);
    let options = TextOptions::default().set_indexing_options(indexing);
    let id = schema.add_text_field("id", STRING | STORED);
    let title = schema.add_text_field("title", options.clone());
    let text = schema.add_text_field("text", options);
    let index = Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads(1, 50_000_000)?;
    for line in lines(&paths[0])? {
        let part = |name: &str| line[name].as_str().unwrap_or_default();
        writer.add_document(doc!(
            id => part("id"),
            title => pre_tokenized(part("title"), &stemmer),
            text => pre_tokenized(part("text"), &stemmer),
        ))?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    for line in lines(&paths[1])? {
        let words = stems(line["q"].as_str().unwrap_or_default(), &stemmer);
        let query = query(words, title, text);
        let top = searcher.search(&query, &TopDocs::with_limit(10).order_by_score())?;
        let mut ids = Vec::new();
        for (_, address) in top {
            let document: TantivyDocument = searcher.doc(address)?;
            let value = document.get_first(id).and_then(|value| value.as_str());
            ids.push(value.context("a document without an id")?.to_owned());
        }
        println!("{}", json!(ids));
    }
    Ok(())
}

/// Returns a query for any of the words, in either field.
fn query(words: Vec<String>, title: Field, text: Field) -> BooleanQuery {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    // Repeated words of a query count once: tantivy ranks better this way.
    let words: BTreeSet<String> = words.into_iter().collect();
    for word in words {
        for (field, weight) in [(title, TITLE), (text, 1.0)] {
            let term = Term::from_field_text(field, &word);
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            clauses.push((
                Occur::Should,
                Box::new(BoostQuery::new(Box::new(query), weight)),
            ));
        }
    }
    BooleanQuery::new(clauses)
}

fn stems(text: &str, stemmer: &Stemmer) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && word.len() < LONGEST)
        .map(|word| stemmer.stem(&word.to_lowercase()).into_owned())
        .collect()
}

fn pre_tokenized(text: &str, stemmer: &Stemmer) -> PreTokenizedString {
    let tokens = stems(text, stemmer)
        .into_iter()
        .enumerate()
        .map(|(position, text)| Token {
            position,
            text,
            ..Token::default()
        })
        .collect();
    PreTokenizedString {
        text: String::new(),
        tokens,
    }
}

fn lines(path: &str) -> Result<Vec<Value>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    text.lines()
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_str(line).with_context(|| format!("in {path}")))
        .collect()
}
