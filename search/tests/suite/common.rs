//! A small knowledge base, indexed as the indexer does.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::test_runner::{Config as ProptestConfig, RngSeed};
use search::analysis::tokenize;
use search::builder::PackBuilder;
use search::engine::{Engine, Progress, Request, Response, Span};
use search::pack::{ChunkId, DocEntry, FILE_NAME_POSITION, Field, Pack, Posting, SectionEntry};

/// Documents and their indexed texts.
#[derive(Debug, Default, Clone)]
pub(crate) struct Kb {
    docs: Vec<DocEntry>,
    count: usize,
    /// Section, field, text and minimum position of the first word.
    indexed: Vec<(usize, Field, String, u32)>,
}

impl Kb {
    /// Adds a document. The following calls describe it.
    #[must_use]
    pub(crate) fn doc(mut self, kind: &str, title: &str) -> Self {
        let slug = title.to_lowercase().replace(' ', "-");
        self.docs.push(DocEntry {
            path: format!("{kind}s/{slug}.md"),
            url: format!("/{kind}s/{slug}/"),
            kind: kind.to_owned(),
            title: title.to_owned(),
            sections: vec![SectionEntry::default()],
            ..DocEntry::default()
        });
        self.count += 1;
        self.index(Field::Title, title)
            .filter(&format!("type:{kind}"))
    }

    /// Starts a section.
    #[must_use]
    pub(crate) fn section(mut self, heading: &str) -> Self {
        self.last().sections.push(SectionEntry {
            heading: heading.to_owned(),
            anchor: heading.to_lowercase().replace(' ', "-"),
            text: String::new(),
        });
        self.count += 1;
        self.index(Field::Headings, heading)
    }

    /// Adds prose to the current section.
    #[must_use]
    pub(crate) fn body(mut self, text: &str) -> Self {
        let section = self
            .last()
            .sections
            .last_mut()
            .expect("a document has sections");
        section.text.push_str(text);
        self.index(Field::Body, text)
    }

    /// Indexes a text in a field of the current section.
    #[must_use]
    pub(crate) fn index(mut self, field: Field, text: &str) -> Self {
        let section = self.open();
        self.indexed.push((section, field, text.to_owned(), 0));
        self
    }

    /// Sets the file name of the document.
    #[must_use]
    pub(crate) fn called(mut self, name: &str) -> Self {
        let section = self.open();
        let indexed = (section, Field::Aliases, name.to_owned(), FILE_NAME_POSITION);
        self.indexed.push(indexed);
        self
    }

    /// Adds a filter term to the document.
    #[must_use]
    pub(crate) fn filter(mut self, term: &str) -> Self {
        let section = self.open();
        self.indexed
            .push((section, Field::Filter, term.to_owned(), 0));
        self
    }

    /// Sets date and severity of the document.
    #[must_use]
    pub(crate) fn dated(mut self, date: &str, severity: &str) -> Self {
        self.last().date = Some(date.to_owned());
        self.last().severity = Some(severity.to_owned());
        self
    }

    /// Sets a property of the document and adds its filter term.
    #[must_use]
    pub(crate) fn fact(mut self, key: &str, value: &str) -> Self {
        let doc = self.last();
        match key {
            "service" => doc.services.push(value.to_owned()),
            "tag" => doc.tags.push(value.to_owned()),
            "sev" => doc.severity = Some(value.to_owned()),
            "owner" => doc.owner = Some(value.to_owned()),
            "date" => {
                doc.date = Some(value.to_owned());
                return self;
            }
            _ => panic!("no such fact: {key}"),
        }
        self.filter(&format!("{key}:{}", value.to_lowercase()))
    }

    fn last(&mut self) -> &mut DocEntry {
        self.docs.last_mut().expect("start with a document")
    }

    fn sections(&self) -> usize {
        self.count
    }

    /// Number of the current section.
    fn open(&self) -> usize {
        self.count - 1
    }

    /// The documents.
    pub(crate) fn docs(&self) -> &[DocEntry] {
        &self.docs
    }

    /// Document and ordinal of each section.
    pub(crate) fn places(&self) -> Vec<(u32, u32)> {
        let docs = self.docs.iter().enumerate();
        docs.flat_map(|(n, doc)| (0..doc.sections.len()).map(move |of| (n as u32, of as u32)))
            .collect()
    }

    /// The posting lists, as the indexer would add them.
    pub(crate) fn postings(&self) -> BTreeMap<(Field, String), Vec<Posting>> {
        let mut postings: BTreeMap<(Field, String), BTreeMap<u32, Vec<u32>>> = BTreeMap::new();
        let mut offsets: BTreeMap<(usize, Field), u32> = BTreeMap::new();
        for (section, field, text, least) in &self.indexed {
            if *field == Field::Filter {
                let places = postings.entry((*field, text.clone())).or_default();
                places.entry(*section as u32).or_default();
                continue;
            }
            let offset = offsets.entry((*section, *field)).or_default();
            *offset = (*offset).max(*least);
            let mut next = *offset;
            for token in tokenize(text) {
                let position = *offset + token.position;
                next = next.max(position + 1);
                let places = postings.entry((*field, token.text)).or_default();
                places.entry(*section as u32).or_default().push(position);
            }
            *offset = next;
        }
        let list = |places: BTreeMap<u32, Vec<u32>>| {
            let places = places.into_iter();
            places
                .map(|(section, positions)| Posting { section, positions })
                .collect()
        };
        postings
            .into_iter()
            .map(|(key, places)| (key, list(places)))
            .collect()
    }

    /// Length of a field in each section.
    pub(crate) fn lengths(&self, field: Field) -> Vec<u32> {
        let mut lengths = vec![0; self.sections()];
        for (section, of, text, _) in &self.indexed {
            if *of == field {
                lengths[*section] += tokenize(text).len() as u32;
            }
        }
        lengths
    }

    /// Builds the pack.
    pub(crate) fn pack(&self) -> Pack {
        let mut builder = PackBuilder::new(self.docs.clone());
        for field in Field::RANKED {
            builder.set_lengths(field, self.lengths(field));
        }
        for ((field, term), postings) in self.postings() {
            builder.add_postings(&term, field, postings);
        }
        builder.finish()
    }
}

/// An engine with the pack that it reads.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) pack: Pack,
    pub(crate) engine: Engine,
    /// The chunks supplied, by round trip.
    pub(crate) fetched: Vec<Vec<ChunkId>>,
}

impl Reader {
    pub(crate) fn new(pack: Pack) -> Self {
        let engine = Engine::open(&pack.manifest).expect("the manifest is sound");
        Self {
            pack,
            engine,
            fetched: Vec::new(),
        }
    }

    /// Repeats a call, supplying chunks, until it is ready.
    pub(crate) fn drive<T>(&mut self, call: impl Fn(&Engine) -> Progress<T>) -> T {
        loop {
            match call(&self.engine) {
                Progress::Ready(answer) => return answer,
                Progress::Working => {}
                Progress::Needs(chunks) => {
                    assert!(!chunks.is_empty());
                    for chunk in &chunks {
                        let found = self.pack.chunks.iter().find(|(id, _)| id == chunk);
                        let (_, bytes) = found.expect("the pack has what the engine needs");
                        self.engine
                            .supply(*chunk, bytes.clone())
                            .expect("the chunk is sound");
                    }
                    self.fetched.push(chunks);
                }
            }
        }
    }

    pub(crate) fn ask(&mut self, request: &Request) -> Response {
        self.drive(|engine| engine.search(request).expect("the pack is sound"))
    }

    /// Searches for whole words, at most ten hits.
    pub(crate) fn search(&mut self, query: &str) -> Response {
        self.ask(&Request {
            query: query.to_owned(),
            limit: 10,
            prefix: false,
            ..Request::default()
        })
    }

    /// Searches with the last word as a prefix.
    pub(crate) fn typed(&mut self, query: &str) -> Response {
        self.ask(&Request {
            query: query.to_owned(),
            limit: 10,
            prefix: true,
            ..Request::default()
        })
    }

    pub(crate) fn snippets(&mut self, response: &Response) -> Vec<Vec<Span>> {
        self.drive(|engine| engine.snippets(response).expect("the pack is sound"))
    }

    /// Titles of the hits, best first.
    pub(crate) fn titles(&mut self, query: &str) -> Vec<String> {
        self.search(query)
            .hits
            .into_iter()
            .map(|hit| hit.title)
            .collect()
    }
}

/// Formats spans with matches in brackets.
pub(crate) fn marked(spans: &[Span]) -> String {
    let mark = |span: &Span| match span.hit {
        true => format!("[{}]", span.text),
        false => span.text.clone(),
    };
    spans.iter().map(mark).collect()
}

/// The knowledge base of a small shop.
pub(crate) fn shop() -> Kb {
    Kb::default()
        .doc("runbook", "KubePodCrashLooping")
        .index(Field::Aliases, "KubePodCrashLooping /alerts/kube-pod-crash-looping/")
        .index(Field::Symptoms, "pods restart again and again")
        .index(Field::Tags, "kubernetes")
        .filter("service:platform")
        .body("A pod restarts over and over.")
        .section("Diagnosis")
        .body("Look at the logs of the crashed container: connection refused means the database is away.")
        .index(Field::Code, "kubectl logs --previous POD")
        .section("Mitigation")
        .body("Roll back, or restart the deployment. Raise --max-connections if needed.")
        .doc("runbook", "Restart PostgreSQL safely")
        .filter("service:payments")
        .section("Steps")
        .body("Before restarting, check pg_stat_activity for idle_in_transaction_session_timeout.")
        .section("Errors")
        .body("The client says that the connection was refused, or ORA-01555 on Oracle.")
        .doc("postmortem", "Payments outage after KubePodCrashLooping storm")
        .filter("service:payments")
        .body("Payments were down for 30 minutes; HTTP 503 and ECONNRESET for 80% of requests.")
        .section("Timeline")
        .body("12:30 the alert KubePodCrashLooping fired. 12:45 we restarted the database.")
        .doc("guide", "How to write a runbook")
        .body("Write what the engineer sees first. Keep 3000 words away from it.")
        .section("Naïve examples")
        .body("Hoping is not a strategy. 数据库连接失败 is written in Chinese.")
        .doc("service", "etcd")
        .body("The store at /var/lib/etcd, reached at 10.0.0.1:2379, version 3.5.9.")
}

/// The pack of the [`shop`], built once.
pub(crate) fn shop_pack() -> Pack {
    static PACK: LazyLock<Pack> = LazyLock::new(|| shop().pack());
    PACK.clone()
}

/// Proptest with a fixed seed, so that failures are reproducible.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_230_802),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
