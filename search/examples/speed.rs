//! Benchmarks the engine on generated documents: longest call, round trips and
//! bytes of cold searches, facets, corrections.
//!
//! ```sh
//! cargo run --release -p search --example speed -- 50000 [FOLDER]
//! ```
//!
//! Words have a Zipf distribution over syllables, plus one rare word per
//! document. With a folder, the chunks are written there, not compressed.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use search::builder::PackBuilder;
use search::engine::{Engine, Progress, Request};
use search::pack::{ChunkId, DocEntry, Field, Pack, PackError, Posting, SectionEntry};

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// A rank with a Zipf distribution.
    fn zipf(&mut self, bound: usize) -> usize {
        let unit = self.next() as f64 / f64::from(1_u32 << 31);
        ((bound as f64).powf(unit) as usize - 1).min(bound - 1)
    }
}

fn word(mut n: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "lo", "mi", "ne", "ru", "sta", "ter", "vol", "pre", "con", "dis", "ing", "est",
        "qua", "zy", "bo",
    ];
    let mut word = String::new();
    n += 16;
    while n > 0 {
        word.push_str(SYLLABLES[n % 16]);
        n /= 16;
    }
    word
}

fn build(documents: usize, vocabulary: usize) -> Pack {
    let mut random = Random(7);
    let kinds = ["runbook", "postmortem", "guide", "service"];
    let mut docs = Vec::new();
    let mut lists: BTreeMap<(Field, String), Vec<Posting>> = BTreeMap::new();
    let mut add = |term: String, field: Field, section: u32, position: u32| {
        let list: &mut Vec<Posting> = lists.entry((field, term)).or_default();
        if list.last().is_none_or(|last| last.section != section) {
            list.push(Posting {
                section,
                positions: Vec::new(),
            });
        }
        list.last_mut()
            .expect("just pushed")
            .positions
            .push(position);
    };
    let mut lengths = vec![Vec::new(); 2];
    for n in 0..documents {
        let title: Vec<String> = (0..5).map(|_| word(random.zipf(vocabulary))).collect();
        docs.push(DocEntry {
            path: format!("{n}.md"),
            url: format!("/d/{n}/"),
            kind: kinds[n * 4 / documents].to_owned(),
            title: title.join(" "),
            date: Some(format!(
                "20{:02}-{:02}-{:02}",
                10 + n % 15,
                1 + n % 12,
                1 + n % 28
            )),
            severity: (n % 4 == 1).then(|| (1 + n % 3).to_string()),
            services: vec![format!("service-{}", random.zipf(200))],
            tags: (0..3)
                .map(|_| format!("tag-{}", random.zipf(400)))
                .collect(),
            owner: Some(format!("team-{}", random.zipf(40))),
            sections: vec![SectionEntry::default(); 3],
        });
        for (at, word) in title.into_iter().enumerate() {
            add(word, Field::Title, n as u32 * 3, at as u32);
        }
        for section in 0..3 {
            let section = (n * 3 + section) as u32;
            lengths[0].push(if section.is_multiple_of(3) { 5 } else { 0 });
            lengths[1].push(60);
            for at in 0..59 {
                add(word(random.zipf(vocabulary)), Field::Body, section, at);
            }
            add(
                word(vocabulary + random.next() as usize % (documents * 2)),
                Field::Body,
                section,
                59,
            );
        }
        add(
            format!("type:{}", docs[n].kind),
            Field::Filter,
            n as u32 * 3,
            0,
        );
        add(
            format!("service:{}", docs[n].services[0]),
            Field::Filter,
            n as u32 * 3,
            0,
        );
    }
    let mut builder = PackBuilder::new(docs);
    builder.set_lengths(Field::Title, std::mem::take(&mut lengths[0]));
    builder.set_lengths(Field::Body, std::mem::take(&mut lengths[1]));
    for ((field, term), list) in lists {
        builder.add_postings(&term, field, list);
    }
    builder.finish()
}

/// The cost of a request.
#[derive(Default)]
struct Cost {
    rounds: usize,
    bytes: usize,
    calls: usize,
    longest: Duration,
    longest_supply: Duration,
}

fn drive<T>(
    engine: &mut Engine,
    chunks: &BTreeMap<ChunkId, Vec<u8>>,
    call: impl Fn(&Engine) -> Result<Progress<T>, PackError>,
) -> (T, Cost) {
    let mut cost = Cost::default();
    loop {
        let started = Instant::now();
        let progress = call(engine).expect("a sound pack");
        cost.longest = cost.longest.max(started.elapsed());
        cost.calls += 1;
        match progress {
            Progress::Ready(answer) => return (answer, cost),
            Progress::Working => {}
            Progress::Needs(needs) => {
                cost.rounds += 1;
                for id in needs {
                    let bytes = chunks[&id].clone();
                    cost.bytes += bytes.len();
                    let started = Instant::now();
                    engine.supply(id, bytes).expect("a sound chunk");
                    cost.longest_supply = cost.longest_supply.max(started.elapsed());
                }
            }
        }
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let documents: usize = args
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(10_000);
    let started = Instant::now();
    let pack = build(documents, 100_000);
    println!("{documents} documents, built in {:?}", started.elapsed());
    if let Some(folder) = args.next() {
        for (id, bytes) in &pack.chunks {
            std::fs::write(format!("{folder}/{}", id.file_name()), bytes).expect("a file");
        }
        std::fs::write(format!("{folder}/manifest.kbp"), &pack.manifest).expect("a file");
    }
    let mut kinds: BTreeMap<char, (usize, usize)> = BTreeMap::new();
    for (id, bytes) in &pack.chunks {
        let kind = id.file_name().chars().next().unwrap_or_default();
        let entry = kinds.entry(kind).or_default();
        *entry = (entry.0 + 1, entry.1 + bytes.len());
    }
    println!(
        "manifest {}, chunks (count, bytes before deflating) {kinds:?}",
        pack.manifest.len()
    );
    let chunks: BTreeMap<ChunkId, Vec<u8>> = pack.chunks.into_iter().collect();
    let (a, b, c, d) = (word(1), word(2), word(3), word(40));
    let rare = word(90_000);
    let mut wrong: Vec<char> = word(5_000).chars().collect();
    wrong.swap(3, 4);
    let wrong: String = wrong.into_iter().collect();
    let short = word(300);
    for query in [
        a.clone(),
        format!("{a} {b} {c} {d}"),
        format!("{d} {rare}"),
        short[..3].to_owned(),
        wrong.clone(),
        format!("{d} {wrong}"),
        format!("{rare}x {wrong}"),
        format!("{d} type:runbook"),
        format!("{d} sev:1 after:2015"),
        format!("{a} {b} service:service-3 -{c}"),
        format!("\"{a} {b}\""),
    ] {
        let mut engine = Engine::open(&pack.manifest).expect("a sound manifest");
        let request = Request {
            query: query.clone(),
            limit: 10,
            prefix: true,
            ..Request::default()
        };
        let (response, cold) = drive(&mut engine, &chunks, |engine| engine.search(&request));
        drive(&mut engine, &chunks, |engine| {
            engine.search(&Request::default())
        });
        let (_, warm) = drive(&mut engine, &chunks, |engine| engine.search(&request));
        let (facets, counted) = drive(&mut engine, &chunks, |engine| engine.facets(&request));
        drive(&mut engine, &chunks, |engine| {
            engine.facets(&Request::default())
        });
        let (_, again) = drive(&mut engine, &chunks, |engine| engine.facets(&request));
        let used: Vec<&str> = response
            .corrections
            .iter()
            .map(|of| of.used.as_str())
            .collect();
        println!(
            "{query}: {} found, used {used:?}; cold {} rounds, {} bytes, supply {:?}; warm {} calls, longest {:?}; facets {} groups, {} bytes, longest {:?}",
            response.total,
            cold.rounds,
            cold.bytes,
            cold.longest_supply,
            warm.calls,
            warm.longest,
            facets.groups.len(),
            counted.bytes,
            again.longest,
        );
    }
}
