//! Queries end to end: from documents to hits with snippets.

use crate::common::{Reader, marked, shop_pack};

fn reader() -> Reader {
    Reader::new(shop_pack())
}

#[test]
fn an_alert_leads_to_its_runbook_in_any_case() {
    for query in [
        "KubePodCrashLooping",
        "kubepodcrashlooping",
        "KUBEPODCRASHLOOPING payments",
    ] {
        assert_eq!(reader().titles(query)[0], "KubePodCrashLooping", "{query}");
    }
}

#[test]
fn a_title_leads_its_document() {
    let titles = reader().titles("how to write a runbook");
    assert_eq!(titles[0], "How to write a runbook");
    assert_eq!(reader().titles("etcd")[0], "etcd");
}

#[test]
fn hits_tell_where_and_why() {
    let mut reader = reader();
    let response = reader.search("connection refused database");
    let hit = &response.hits[0];
    assert_eq!(hit.url, "/runbooks/kubepodcrashlooping/");
    assert_eq!(hit.sections[0].heading, "Diagnosis");
    assert_eq!(
        hit.sections[0].url,
        "/runbooks/kubepodcrashlooping/#diagnosis"
    );
    let snippets = reader.snippets(&response);
    assert_eq!(
        marked(&snippets[0]),
        "Look at the logs of the crashed container: [connection] [refused] means the [database] is away."
    );
    assert_eq!(response.documents, 5);
}

#[test]
fn forms_of_a_word_find_each_other() {
    let mut reader = reader();
    for query in ["restarting", "restarts", "restart", "restarted"] {
        let response = reader.search(query);
        assert_eq!(response.total, 3, "{query}");
        assert!(
            response.terms.iter().any(|term| term == "restarting"),
            "{query}"
        );
    }
    assert_eq!(reader.titles("hope"), ["How to write a runbook"]);
}

#[test]
fn identifiers_are_found_whole_and_by_their_parts() {
    let mut reader = reader();
    for (query, title) in [
        ("pg_stat_activity", "Restart PostgreSQL safely"),
        (
            "idle_in_transaction_session_timeout",
            "Restart PostgreSQL safely",
        ),
        ("ora-01555", "Restart PostgreSQL safely"),
        ("01555", "Restart PostgreSQL safely"),
        (
            "HTTP 503",
            "Payments outage after KubePodCrashLooping storm",
        ),
        (
            "econnreset",
            "Payments outage after KubePodCrashLooping storm",
        ),
        ("80%", "Payments outage after KubePodCrashLooping storm"),
        ("--max-connections", "KubePodCrashLooping"),
        ("/var/lib/etcd", "etcd"),
        ("10.0.0.1", "etcd"),
        ("naive", "How to write a runbook"),
        ("数据库", "How to write a runbook"),
    ] {
        assert_eq!(
            reader.titles(query).first().map(String::as_str),
            Some(title),
            "{query}"
        );
    }
}

#[test]
fn a_number_is_not_the_start_of_another() {
    assert_eq!(
        reader().titles("30"),
        ["Payments outage after KubePodCrashLooping storm"]
    );
}

#[test]
fn documents_with_all_words_come_first() {
    let response = reader().search("payments restart database");
    assert_eq!(
        response.hits[0].title,
        "Payments outage after KubePodCrashLooping storm"
    );
    assert!(response.hits.is_sorted_by(|a, b| a.score >= b.score));
    assert!(response.total > 1);
}

#[test]
fn unknown_words_do_no_harm() {
    let mut reader = reader();
    assert_eq!(reader.titles("etcd xyzzy"), reader.titles("etcd"));
    assert!(reader.titles("xyzzy").is_empty());
    assert!(reader.titles("").is_empty());
    assert!(reader.titles("\" - ' ( :").is_empty());
}

#[test]
fn the_word_being_typed_matches_by_its_start() {
    let mut reader = reader();
    assert_eq!(
        reader.typed("kubepodcr").hits[0].title,
        "KubePodCrashLooping"
    );
    assert_eq!(reader.typed("connection ref").hits.len(), 2);
    assert!(reader.search("kubepodcr").hits.is_empty());
}

#[test]
fn phrases_exclusions_and_filters_narrow() {
    let mut reader = reader();
    assert_eq!(
        reader.titles("\"connection refused\""),
        ["KubePodCrashLooping"]
    );
    assert!(reader.titles("\"refused connection\"").is_empty());
    assert_eq!(
        reader.titles("connection refused -oracle"),
        ["KubePodCrashLooping"]
    );
    assert_eq!(
        reader.titles("restart type:postmortem"),
        ["Payments outage after KubePodCrashLooping storm"]
    );
    assert_eq!(
        reader.titles("restart type:runbook type:postmortem").len(),
        3
    );
    assert_eq!(reader.titles("type:service"), ["etcd"]);
    assert_eq!(
        reader.titles("-type:runbook service:payments restart"),
        ["Payments outage after KubePodCrashLooping storm"]
    );
}

#[test]
fn a_small_pack_needs_few_rounds() {
    let mut reader = reader();
    let response = reader.search("connection refused");
    reader.snippets(&response);
    assert_eq!(reader.fetched.len(), 2, "{:?}", reader.fetched);
}

#[test]
fn preloaded_chunks_are_all_that_is_needed() {
    let mut reader = reader();
    for chunk in reader.engine.preload() {
        let (_, bytes) = reader
            .pack
            .chunks
            .iter()
            .find(|(id, _)| *id == chunk)
            .unwrap();
        reader.engine.supply(chunk, bytes.clone()).unwrap();
    }
    let response = reader.search("connection refused");
    reader.snippets(&response);
    assert!(reader.fetched.is_empty());
}
