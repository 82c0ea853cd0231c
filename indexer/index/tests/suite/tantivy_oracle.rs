//! Compares the pack with native tantivy: with plain BM25 over one field, the
//! pack's postings, lengths and statistics give the same scores.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::Kind;
use model::{Document, FrontMatter, SearchText, Section, SectionText};
use search::analysis;
use search::engine::{Engine, Progress};
use search::pack::{Field, Pack};
use search::synonyms::Synonyms;
use serde_json::Value;
use tantivy::Term;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

const K1: f32 = 1.2;
const B: f32 = 0.75;

fn lines(path: &std::path::Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a readable collection");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn document(value: &Value) -> (Arc<Document>, Arc<SearchText>) {
    let text = value["text"].as_str().unwrap_or_default().to_owned();
    let id = value["id"]
        .as_str()
        .map_or_else(|| value["id"].to_string(), str::to_owned);
    let document = Document {
        path: format!("{id}.md"),
        kind: Kind::Guide,
        url: format!("/guides/{id}/"),
        title: String::new(),
        description: String::new(),
        front: FrontMatter::default(),
        steps: 0,
        html: String::new(),
        sections: vec![Section::default()],
        variables: Vec::new(),
        alerts: Vec::new(),
        links: Vec::new(),
        understood: model::incident::Understood::default(),
    };
    let text = SectionText {
        prose: text.clone(),
        text,
        ..SectionText::default()
    };
    (Arc::new(document), Arc::new(vec![text]))
}

fn open(pack: &Pack) -> Engine {
    let mut engine = Engine::open(&pack.manifest).expect("the manifest");
    for (id, bytes) in &pack.chunks {
        engine.supply(*id, bytes.clone()).expect("a chunk");
    }
    engine
}

/// Returns plain BM25 scores of a disjunction as tantivy computes them, with its
/// idf and its rounded lengths.
fn bm25(engine: &Engine, terms: &[String]) -> BTreeMap<u32, f32> {
    let stats = engine.stats();
    let sections = stats.sections as f32;
    let average = stats.fields[Field::Body as usize].total_length as f32 / sections;
    let mut scores = BTreeMap::new();
    for term in terms {
        let Progress::Ready(postings) = engine.postings(term, Field::Body) else {
            panic!("every chunk was supplied");
        };
        let frequency = postings.len() as f32;
        let idf: f32 = (1.0 + (sections - frequency + 0.5) / (frequency + 0.5)).ln();
        for posting in postings {
            assert_eq!(posting.section, 0, "these documents have one section each");
            let norm = K1 * (1.0 - B + B * posting.length as f32 / average);
            let tf = posting.tf as f32;
            *scores.entry(posting.doc).or_insert(0.0) += idf * (1.0 + K1) * tf / (tf + norm);
        }
    }
    scores
}

#[test]
fn the_pack_scores_as_native_tantivy_does() {
    let Some(shared) = testing::shared() else {
        return;
    };
    let folder = shared.join("relevance/cranfield");
    let (documents, texts): (Vec<_>, Vec<_>) = lines(&folder.join("docs.jsonl"))
        .iter()
        .map(document)
        .unzip();
    let engine = open(
        &index::build(&documents, texts.clone(), &Synonyms::default())
            .expect("a pack")
            .pack,
    );
    let native = index::native(&documents, &texts).expect("an index");
    let field = native.schema().get_field("body").expect("the field");
    let searcher = native.reader().expect("a reader").searcher();
    assert_eq!(searcher.segment_readers().len(), 1);

    let mut compared = 0;
    for query in lines(&folder.join("queries.jsonl")) {
        let mut terms: Vec<String> = analysis::tokenize(query["q"].as_str().expect("a query"))
            .into_iter()
            .map(|token| token.text)
            .collect();
        terms.sort();
        terms.dedup();
        let clauses: Vec<(Occur, Box<dyn Query>)> = terms
            .iter()
            .map(|term| {
                let term = Term::from_field_text(field, term);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                (Occur::Should, Box::new(query) as Box<dyn Query>)
            })
            .collect();
        let top = searcher
            .search(
                &BooleanQuery::new(clauses),
                &TopDocs::with_limit(10).order_by_score(),
            )
            .expect("tantivy answers");
        let scores = bm25(&engine, &terms);
        let mut ranked: Vec<f32> = scores.values().copied().collect();
        ranked.sort_by(|a, b| b.total_cmp(a));
        for (rank, (score, address)) in top.iter().enumerate() {
            let ours = scores.get(&address.doc_id).copied().unwrap_or_default();
            assert!(
                (ours - score).abs() <= 1e-4 * score.max(1.0),
                "{query}: section {}: {ours} != {score}",
                address.doc_id
            );
            // Documents of the same score may be in any order, so only the score
            // at each rank is compared.
            assert!(
                (ranked[rank] - score).abs() <= 1e-4 * score.max(1.0),
                "{query}: rank {rank}"
            );
            compared += 1;
        }
    }
    assert!(compared > 2000, "only {compared} scores compared");
}
