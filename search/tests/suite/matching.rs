//! Matching: typos, filters, facets, empty results, synonyms, pastes.

use proptest::prelude::*;
use search::builder::PackBuilder;
use search::engine::{Facets, Request};
use search::language::Key;
use search::pack::{ChunkId, Field};
use search::synonyms::Synonyms;

use crate::common::{Kb, Reader, config};

/// A pack with enough documents for frequent and rare words.
fn kb() -> Kb {
    let mut kb = Kb::default();
    for n in 0..300 {
        let kind = ["runbook", "postmortem", "guide"][n % 3];
        kb = kb
            .doc(kind, &format!("Case {n}"))
            .fact("service", ["payments", "checkout", "Search"][n / 3 % 3])
            .fact("owner", ["data platform", "sre"][n % 2]);
        if kind == "postmortem" {
            kb = kb
                .fact("sev", ["1", "SEV-2", "P3", "critical"][n % 4])
                .fact("date", &format!("20{}-0{}-15", 20 + n % 4, 1 + n % 9));
        }
        kb = kb.body("kubernetes restarts the deployment while connections to the database wait");
    }
    kb.doc("runbook", "Certificate expired")
        .index(Field::Aliases, "KubeClientCertificateExpiration")
        .body("Renew the certificate of the ingress; the handshake fails, and the node is tainted.")
        .doc("guide", "Memory")
        .body("The process ran out of memory and the kernel ended it. Ask which databse it was.")
}

fn reader() -> Reader {
    Reader::new(kb().pack())
}

fn facets(reader: &mut Reader, query: &str) -> Facets {
    let request = Request {
        query: query.to_owned(),
        limit: 10,
        ..Request::default()
    };
    reader.drive(|engine| engine.facets(&request).expect("the pack is sound"))
}

#[test]
fn typos_are_forgiven() {
    let mut reader = reader();
    for (query, used) in [
        ("kuberentes", "kubernetes"),
        ("kubrnetes", "kubernetes"),
        ("ukbernetes", "kubernetes"),
        ("kubbernetess", "kubernetes"),
        ("conections", "connections"),
        ("certifcate", "certificate"),
        ("nodde", "node"),
        (
            "KubeClientCertificateExpiratoin",
            "kubeclientcertificateexpiration",
        ),
    ] {
        let response = reader.search(query);
        let correction = response
            .corrections
            .first()
            .unwrap_or_else(|| panic!("{query}"));
        assert_eq!(correction.used.to_lowercase(), used, "{query}");
        assert_eq!(&query[correction.start..correction.end], correction.typed);
        assert!(!correction.keeps_typed && response.total > 0, "{query}");
        let right = reader.search(used);
        assert_eq!(response.total, right.total, "{query}");
    }
}

#[test]
fn known_short_and_numbered_words_stand() {
    let mut reader = reader();
    for query in [
        "certificate",
        "nod",
        "ndoe",
        "case 12",
        "v2.3.1",
        "ora-01555x",
        "restarting",
    ] {
        let corrections = reader.search(query).corrections;
        let expected = usize::from(query == "ndoe");
        assert!(corrections.len() <= expected, "{query}: {corrections:?}");
    }
}

#[test]
fn a_rare_word_keeps_its_documents_and_gains_its_neighbours() {
    let mut reader = reader();
    let response = reader.search("databse");
    assert_eq!(response.hits[0].title, "Memory");
    assert!(response.corrections[0].keeps_typed);
    assert_eq!(response.corrections[0].used, "database");
    assert_eq!(response.total, 301);
}

#[test]
fn taken_literally_nothing_is_corrected_and_the_nearest_are_told() {
    let mut reader = reader();
    let request = Request {
        query: "kuberentes".to_owned(),
        limit: 10,
        literal: true,
        ..Request::default()
    };
    let response = reader.ask(&request);
    assert_eq!((response.total, response.corrections.len()), (0, 0));
    assert_eq!(response.unknown[0].typed, "kuberentes");
    assert_eq!(response.unknown[0].nearest[0], "kubernetes");
}

#[test]
fn a_word_is_forgiven_while_it_is_typed() {
    let mut reader = reader();
    let response = reader.typed("case kubren");
    assert_eq!(response.corrections[0].used, "kubernetes");
    assert_eq!(&"case kubren"[response.corrections[0].start..], "kubren");
    assert!(reader.typed("kuber").corrections.is_empty());
}

#[test]
fn conditions_hold_beside_corrections() {
    let mut reader = reader();
    let response = reader.search("type:runbook kuberentes service:payments");
    assert_eq!(response.corrections[0].used, "kubernetes");
    assert!(response.hits.iter().all(|hit| hit.kind == "runbook"));
    assert_eq!(response.total, 34);
}

#[test]
fn filters_narrow_by_every_key() {
    let mut reader = reader();
    let total = |query: &str, reader: &mut Reader| reader.search(query).total;
    for (query, expected) in [
        ("kubernetes type:postmortem", 100),
        ("kubernetes type:postmortem type:guide", 200),
        ("kubernetes -type:postmortem", 200),
        ("service:search", 99),
        ("owner:sre", 150),
        ("owner:\"data platform\" type:guide", 50),
        ("sev:1", 50),
        ("sev:critical", 50),
        ("sev:<=2", 75),
        ("sev:2 sev:3", 50),
        ("sev:>2", 25),
        ("-sev:<=3 type:postmortem", 0),
        ("after:2022", 50),
        ("after:2021 before:2022", 25),
        ("before:2020-03", 8),
        ("title:certificate", 1),
        ("title:case", 300),
        ("title:certificates renew", 1),
        ("service:nowhere", 0),
        ("kubernetes service:nowhere", 0),
    ] {
        assert_eq!(total(query, &mut reader), expected, "{query}");
    }
}

#[test]
fn facets_are_what_filters_would_leave() {
    let mut reader = reader();
    for query in [
        "kubernetes",
        "",
        "type:postmortem",
        "sev:1 kubernetes",
        "owner:sre type:guide",
        "after:2022",
    ] {
        let facets = facets(&mut reader, query);
        assert!(!facets.groups.is_empty(), "{query}");
        for group in &facets.groups {
            for value in &group.values {
                // Only filters of the same key are replaced.
                let own = format!("{}:", group.key.name());
                let others = query.split(' ').filter(|word| !word.starts_with(&own));
                let mut query: Vec<String> = others.map(str::to_owned).collect();
                match group.key {
                    Key::After => {
                        let year: u32 = value.value.parse().expect("a year");
                        query.push(format!("after:{year} before:{}", year + 1));
                    }
                    key => query.push(format!("{}:\"{}\"", key.name(), value.value)),
                }
                let query = query.join(" ");
                let found = reader.search(&query).total;
                assert_eq!(found, value.count as usize, "{query}");
            }
        }
    }
    let kinds = &facets(&mut reader, "kubernetes type:guide").groups[0];
    let chosen: Vec<&str> = kinds
        .values
        .iter()
        .filter(|of| of.chosen)
        .map(|of| of.value.as_str())
        .collect();
    assert_eq!((kinds.values.len(), chosen), (3, vec!["guide"]));
    let severities = facets(&mut reader, "").groups.remove(2);
    let values: Vec<&str> = severities
        .values
        .iter()
        .map(|of| of.value.as_str())
        .collect();
    assert_eq!(
        (severities.key, values),
        (Key::Severity, vec!["1", "2", "3"])
    );
}

#[test]
fn an_empty_answer_says_what_emptied_it() {
    let mut reader = reader();
    for (query, clause, without) in [
        ("certificate type:postmortem", "type:postmortem", 1),
        ("certificate service:nowhere", "service:nowhere", 1),
        (
            "kubernetes \"deployment the restarts\"",
            "\"deployment the restarts\"",
            300,
        ),
        ("kubernetes -database", "-database", 300),
        ("type:runbook owner:nobody kubernetes", "owner:nobody", 100),
    ] {
        let response = reader.search(query);
        assert_eq!(response.total, 0, "{query}");
        let of = &response.emptied_by[0];
        assert_eq!(
            (of.clause.as_str(), of.without),
            (clause, without),
            "{query}"
        );
        assert_eq!(&query[of.start..of.end], clause);
        let text = format!("{}{}", &query[..of.start], &query[of.end..]);
        assert_eq!(reader.search(&text).total, without, "{text}");
    }
    let both = reader
        .search("certificate service:nowhere owner:nobody")
        .emptied_by;
    assert_eq!(both.len(), 2);
    assert!(reader.search("kubernetes").emptied_by.is_empty());
    assert!(reader.search("xyzzyx type:guide").emptied_by.is_empty());
}

#[test]
fn quotations_of_an_error_line_are_searched_as_words() {
    let mut reader = reader();
    let quoted = "\"deployment the restarts\"";
    let line = format!("kubernetes deployment certificate database {quoted} failed");
    let response = reader.search(&line);
    assert!(response.total > 0, "what programs quote leaves nothing out");
    assert_eq!(response.unknown[0].typed, quoted);
    assert_eq!(
        line[response.unknown[0].start..response.unknown[0].end],
        *quoted
    );
    // A phrase with matches is required, however long the query is.
    let line = "kubernetes deployment certificate database \"kubernetes\" failed";
    assert!(
        reader
            .search(line)
            .unknown
            .iter()
            .all(|of| of.typed != "\"kubernetes\"")
    );
}

#[test]
fn what_several_lines_quote_or_mark_is_no_demand() {
    let mut reader = reader();
    let plain = reader.search("kubernetes deployment certificate database");
    let words = "kubernetes deployment certificate database ".repeat(5);
    let lines = format!("{words}\n\"deployment\" -certificate database");
    let response = reader.search(&lines);
    assert!(response.paste.is_none(), "this is no log");
    assert_eq!(response.total, plain.total);
    let mistyped = reader.search(&lines.replace("database", "databsae"));
    assert_eq!(mistyped.corrections.len(), 1);
    assert_eq!(mistyped.total, plain.total, "nor once words are corrected");
    // On one line, the quotations are phrases.
    assert!(reader.search(&lines.replace('\n', " ")).total < plain.total);
    let guides = reader.search(&format!("{lines}\ntype:guide"));
    assert!(guides.total > 0 && guides.total < plain.total);
    assert!(guides.hits.iter().all(|hit| hit.kind == "guide"));
}

#[test]
fn synonyms_rank_after_the_word_itself() {
    let kb = kb()
        .doc("guide", "Killed")
        .body("The kernel sends oom messages.");
    let mut builder = PackBuilder::new(kb.docs().to_vec());
    for field in Field::RANKED {
        builder.set_lengths(field, kb.lengths(field));
    }
    for ((field, term), postings) in kb.postings() {
        builder.add_postings(&term, field, postings);
    }
    builder.set_synonyms(Synonyms::parse("oom = out of memory = oomkilled\nk8s > kubernetes").0);
    let mut reader = Reader::new(builder.finish());
    assert_eq!(reader.titles("oom"), ["Killed", "Memory"]);
    assert_eq!(reader.titles("out of memory")[..2], ["Memory", "Killed"]);
    assert_eq!(reader.search("k8s").total, 300);
    assert!(reader.search("oom").terms.contains(&"memory".to_owned()));
}

#[test]
fn a_paste_is_searched_by_what_it_says() {
    let mut reader = reader();
    let paste = "2024-03-12T08:15:02Z ERROR [payments-7d9f8b6c5d-x2x4z] tls handshake failed: \
                 certificate has expired, alert KubeClientCertificateExpiration, 10.0.3.7:6443 after 3000ms";
    let response = reader.search(paste);
    let pasted = response.paste.clone().expect("a paste");
    assert_eq!(response.hits[0].title, "Certificate expired");
    assert!(response.corrections.is_empty());
    for part in &pasted.parts {
        assert!(paste.get(part.start..part.end).is_some(), "{part:?}");
    }
    let request = Request {
        query: paste.to_owned(),
        limit: 10,
        ignored: pasted.parts.iter().map(|part| part.text.clone()).collect(),
        ..Request::default()
    };
    assert_eq!(reader.ask(&request).total, 0);
    let filtered = reader.search(&format!("{paste} type:guide"));
    assert!(filtered.paste.is_some());
    assert!(filtered.hits.iter().all(|hit| hit.kind == "guide"));
}

#[test]
fn word_lists_are_fetched_only_for_words_that_need_them() {
    let words = |reader: &Reader| {
        let fetched = reader.fetched.concat();
        fetched
            .iter()
            .filter(|id| matches!(id, ChunkId::Words(_)))
            .count()
    };
    let mut reader = reader();
    reader.search("kubernetes deployment wait");
    assert_eq!(words(&reader), 0);
    reader.search("kubrnetes");
    assert_eq!(words(&reader), 1);
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn one_slip_in_a_frequent_word_is_undone(word in 0usize..4, at in 1usize..9, slip in 0u8..3) {
        let word = ["kubernetes", "deployment", "connections", "database"][word];
        let at = at.min(word.len() - 2);
        let mut chars: Vec<char> = word.chars().collect();
        match slip {
            0 => drop(chars.remove(at)),
            1 => chars.swap(at, at + 1),
            _ => chars.insert(at, 'x'),
        }
        let typed: String = chars.into_iter().collect();
        let mut reader = reader();
        let response = reader.search(&typed);
        prop_assert_eq!(response.total, reader.search(word).total, "{}", typed);
    }
}
