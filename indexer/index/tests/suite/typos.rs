//! Tests that one typing error a query reduces quality little: on a judged
//! collection at least nine tenths of the figure without errors remain.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::Kind;
use model::{Document, FrontMatter, SearchText, Section, SectionText};
use search::engine::{Engine, Progress, Request};
use search::synonyms::Synonyms;
use serde_json::Value;

fn lines(path: &std::path::Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a readable collection");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn document(value: &Value) -> (Arc<Document>, Arc<SearchText>) {
    let id = value["id"]
        .as_str()
        .map_or_else(|| value["id"].to_string(), str::to_owned);
    let text = value["text"].as_str().unwrap_or_default().to_owned();
    let document = Document {
        path: id.clone(),
        kind: Kind::Guide,
        url: format!("/guides/{id}/"),
        title: value["title"].as_str().unwrap_or_default().to_owned(),
        description: String::new(),
        front: FrontMatter::default(),
        steps: 0,
        html: String::new(),
        sections: vec![Section::default()],
        understood: Default::default(),
        variables: Vec::new(),
        alerts: Vec::new(),
        links: Vec::new(),
    };
    let text = SectionText {
        prose: text.clone(),
        text,
        ..SectionText::default()
    };
    (Arc::new(document), Arc::new(vec![text]))
}

/// Inserts, deletes, replaces or swaps a letter of a word of four letters or
/// more. The random numbers are from a small linear generator.
fn mistype(query: &str, next: &mut impl FnMut(usize) -> usize) -> String {
    let mut words: Vec<Vec<char>> = query
        .split(' ')
        .map(|word| word.chars().collect())
        .collect();
    let is_long = |word: &[char]| word.len() >= 4 && word.iter().all(char::is_ascii_alphabetic);
    let long: Vec<usize> = (0..words.len()).filter(|&n| is_long(&words[n])).collect();
    let word = &mut words[long[next(long.len())]];
    let at = next(word.len() - 1);
    let letter = char::from(b'a' + next(26) as u8);
    match next(4) {
        0 => word.insert(at, letter),
        1 => drop(word.remove(at)),
        2 => word[at] = letter,
        _ => word.swap(at, at + 1),
    }
    let words: Vec<String> = words.into_iter().map(String::from_iter).collect();
    words.join(" ")
}

fn ndcg(engine: &Engine, query: &str, grades: &serde_json::Map<String, Value>) -> f64 {
    let request = Request {
        query: query.to_owned(),
        limit: 10,
        prefix: true,
        ..Request::default()
    };
    let response = loop {
        match engine.search(&request).expect("a sound pack") {
            Progress::Ready(response) => break response,
            Progress::Working => {}
            Progress::Needs(chunks) => panic!("every chunk was supplied, not {chunks:?}"),
        }
    };
    let gain = |grade: f64, rank: usize| (grade.exp2() - 1.0) / (rank as f64 + 2.0).log2();
    let grade = |id: &String| grades.get(id).and_then(Value::as_f64).unwrap_or(0.0);
    let found = response.hits.iter().enumerate();
    let found: f64 = found.map(|(rank, hit)| gain(grade(&hit.path), rank)).sum();
    let mut best: Vec<f64> = grades.values().filter_map(Value::as_f64).collect();
    best.sort_by(|a, b| b.total_cmp(a));
    let ideal = best.into_iter().take(10).enumerate();
    found / ideal.map(|(rank, grade)| gain(grade, rank)).sum::<f64>()
}

#[test]
fn one_typo_a_query_costs_less_than_a_tenth() {
    let Some(shared) = testing::shared() else {
        return;
    };
    let folder = shared.join("relevance/cranfield");
    let (documents, texts): (Vec<_>, Vec<_>) = lines(&folder.join("docs.jsonl"))
        .iter()
        .map(document)
        .unzip();
    let pack = index::build(&documents, texts, &Synonyms::default())
        .expect("a pack")
        .pack;
    let mut engine = Engine::open(&pack.manifest).expect("the manifest");
    for (id, bytes) in pack.chunks {
        engine.supply(id, bytes).expect("a chunk");
    }
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for query in lines(&folder.join("queries.jsonl")) {
        let clean = query["q"]
            .as_str()
            .expect("a query")
            .trim_end_matches([' ', '.']);
        let grades = query["rel"].as_object().expect("grades");
        *sums.entry("clean").or_default() += ndcg(&engine, clean, grades);
        *sums.entry("typo").or_default() += ndcg(&engine, &mistype(clean, &mut next), grades);
    }
    println!("{sums:?}");
    assert!(sums["clean"] > 0.37 * 225.0, "{sums:?}");
    assert!(sums["typo"] >= 0.9 * sums["clean"], "{sums:?}");
}
