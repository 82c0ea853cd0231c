//! Measures the cost of one typo per query: nDCG@10 on a judged collection,
//! with the queries as they are and with one random typo each.
//!
//! ```sh
//! cargo run --release -p search --example typos -- ../shared/relevance/cranfield
//! ```
//!
//! The folder contains `docs.jsonl` (`id`, `title`, `text`) and `queries.jsonl`
//! (`q`, `rel`: grades by id).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use search::analysis::tokenize;
use search::builder::PackBuilder;
use search::engine::{Engine, Progress, Request, Response};
use search::pack::{ChunkId, DocEntry, Field, Pack, Posting, SectionEntry};
use serde_json::Value;

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a readable collection");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn id(value: &Value) -> String {
    value["id"]
        .as_str()
        .map_or_else(|| value["id"].to_string(), str::to_owned)
}

fn build(docs: &[Value]) -> Pack {
    let entries = docs.iter().map(|doc| DocEntry {
        path: id(doc),
        sections: vec![SectionEntry::default()],
        ..DocEntry::default()
    });
    let mut builder = PackBuilder::new(entries.collect());
    for (field, key) in [(Field::Title, "title"), (Field::Body, "text")] {
        let mut lengths = Vec::new();
        let mut lists: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        for (n, doc) in docs.iter().enumerate() {
            let tokens = tokenize(doc[key].as_str().unwrap_or_default());
            lengths.push(tokens.len() as u32);
            for token in tokens {
                let list = lists.entry(token.text).or_default();
                if list.last().is_none_or(|last| last.section != n as u32) {
                    list.push(Posting {
                        section: n as u32,
                        positions: Vec::new(),
                    });
                }
                list.last_mut()
                    .expect("just pushed")
                    .positions
                    .push(token.position);
            }
        }
        builder.set_lengths(field, lengths);
        for (term, list) in lists {
            builder.add_postings(&term, field, list);
        }
    }
    builder.finish()
}

/// A linear congruential generator: the same typos on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

/// Inserts, deletes, replaces or transposes a letter of a word of at least four
/// letters.
fn mistype(query: &str, random: &mut Random) -> String {
    let mut words: Vec<String> = query.split(' ').map(str::to_owned).collect();
    let long = |word: &String| word.len() >= 4 && word.chars().all(|c| c.is_ascii_alphabetic());
    let choice: Vec<usize> = (0..words.len()).filter(|&n| long(&words[n])).collect();
    if choice.is_empty() {
        return query.to_owned();
    }
    let n = choice[random.below(choice.len())];
    let mut chars: Vec<char> = words[n].chars().collect();
    let letter = char::from(b'a' + random.below(26) as u8);
    let at = random.below(chars.len());
    match random.below(4) {
        0 => chars.insert(at, letter),
        1 => drop(chars.remove(at)),
        2 => chars[at] = letter,
        _ => chars.swap(at.min(words[n].len() - 2), at.min(words[n].len() - 2) + 1),
    }
    words[n] = chars.into_iter().collect();
    words.join(" ")
}

fn ndcg(ranked: &[String], grades: &BTreeMap<String, f64>) -> f64 {
    let gain = |grade: f64, rank: usize| (grade.exp2() - 1.0) / (rank as f64 + 2.0).log2();
    let found = ranked.iter().take(10).enumerate();
    let dcg: f64 = found
        .map(|(rank, id)| gain(grades.get(id).copied().unwrap_or(0.0), rank))
        .sum();
    let mut best: Vec<f64> = grades.values().copied().collect();
    best.sort_by(|a, b| b.total_cmp(a));
    let ideal: f64 = best
        .iter()
        .take(10)
        .enumerate()
        .map(|(rank, &grade)| gain(grade, rank))
        .sum();
    if ideal > 0.0 { dcg / ideal } else { 0.0 }
}

/// The cost of a cold search.
#[derive(Default)]
struct Cost {
    rounds: usize,
    words: BTreeSet<ChunkId>,
}

fn search(engine: &mut Engine, pack: &Pack, request: &Request) -> (Response, Cost) {
    let mut cost = Cost::default();
    loop {
        match engine.search(request).expect("a sound pack") {
            Progress::Ready(response) => return (response, cost),
            Progress::Working => {}
            Progress::Needs(chunks) => {
                cost.rounds += 1;
                for (id, bytes) in &pack.chunks {
                    if chunks.contains(id) {
                        engine.supply(*id, bytes.clone()).expect("a sound chunk");
                        if matches!(id, ChunkId::Words(_)) {
                            cost.words.insert(*id);
                        }
                    }
                }
            }
        }
    }
}

fn main() {
    let folder = std::env::args()
        .nth(1)
        .expect("the folder of a judged collection");
    let verbose = std::env::args().nth(2).is_some();
    let folder = Path::new(&folder);
    let docs = lines(&folder.join("docs.jsonl"));
    let queries = lines(&folder.join("queries.jsonl"));
    let pack = build(&docs);
    let size = |kind: fn(&ChunkId) -> bool| -> usize {
        pack.chunks
            .iter()
            .filter(|(id, _)| kind(id))
            .map(|(_, bytes)| bytes.len())
            .sum()
    };
    println!(
        "terms {} bytes, words {} bytes, manifest {} bytes",
        size(|id| matches!(id, ChunkId::Terms(_))),
        size(|id| matches!(id, ChunkId::Words(_))),
        pack.manifest.len()
    );
    let mut warm = Engine::open(&pack.manifest).expect("a sound manifest");
    for (name, seeds, prefix, literal) in [
        ("clean", 0..1, false, false),
        ("clean, literal", 0..1, false, true),
        ("clean, typing", 0..1, true, false),
        ("typo", 1..6, false, false),
        ("typo, literal", 1..6, false, true),
        ("typo, typing", 1..6, true, false),
    ] {
        let (mut sum, mut count) = (0.0, 0);
        let (mut right, mut changed, mut rounds, mut lists) = (0, 0, 0, 0);
        let mut slowest = Duration::ZERO;
        for seed in seeds {
            let mut random = Random(seed);
            for query in &queries {
                let grades: BTreeMap<String, f64> = query["rel"]
                    .as_object()
                    .expect("grades")
                    .iter()
                    .map(|(id, grade)| (id.clone(), grade.as_f64().unwrap_or(0.0)))
                    .collect();
                let clean = query["q"].as_str().expect("a query");
                let text = if seed == 0 {
                    clean.to_owned()
                } else {
                    mistype(clean, &mut random)
                };
                let request = Request {
                    query: text.clone(),
                    limit: 10,
                    prefix,
                    literal,
                    ..Request::default()
                };
                let mut cold = Engine::open(&pack.manifest).expect("a sound manifest");
                let (_, cost) = search(&mut cold, &pack, &request);
                rounds += cost.rounds;
                lists += cost.words.len();
                search(&mut warm, &pack, &request);
                let started = Instant::now();
                let (response, _) = search(&mut warm, &pack, &request);
                slowest = slowest.max(started.elapsed());
                let found: Vec<String> = response.hits.into_iter().map(|hit| hit.path).collect();
                sum += ndcg(&found, &grades);
                count += 1;
                for correction in &response.corrections {
                    changed += 1;
                    let good = clean.split(' ').any(|word| word == correction.used);
                    right += usize::from(good);
                    if verbose && !good {
                        println!(
                            "  {name}: {} -> {} ({})",
                            correction.typed, correction.used, correction.keeps_typed
                        );
                    }
                }
                if verbose && seed > 0 && text != clean && response.corrections.is_empty() {
                    println!("  {name}: not corrected: {text}");
                }
            }
        }
        let each = f64::from(count);
        println!(
            "{name}: nDCG@10 {:.4}; corrected {changed}, of these right {right}, of {count}; a cold search {:.2} rounds, {:.2} word lists; slowest {slowest:?}",
            sum / each,
            rounds as f64 / each,
            lists as f64 / each,
        );
    }
}
