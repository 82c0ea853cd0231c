//! Properties of the ranking.

use search::engine::{MatchKind, Request, ScoreReason};
use search::pack::{ChunkId, Field};

use crate::common::{Kb, Reader, shop_pack};

/// Documents with a title and a body each.
fn guides(docs: &[(&str, &str)]) -> Kb {
    let mut kb = Kb::default();
    for (title, body) in docs {
        kb = kb.doc("guide", title).body(body);
    }
    kb
}

fn titles(kb: &Kb, query: &str) -> Vec<String> {
    Reader::new(kb.pack()).titles(query)
}

#[test]
fn documents_with_all_words_of_a_short_query_come_first() {
    let kb = guides(&[
        (
            "Kafka broker lag",
            "kafka broker lag kafka broker lag consumer",
        ),
        (
            "Notes",
            "In passing: a kafka broker may lag, its rebalance is another matter altogether.",
        ),
        (
            "Kafka rebalance",
            "kafka broker rebalance kafka broker rebalance",
        ),
    ]);
    let found = titles(&kb, "kafka broker lag rebalance");
    assert_eq!(found[0], "Notes");
    assert_eq!(found.len(), 3, "partial matches stay");
    let found = titles(&kb, "kafka broker lag consumer rebalance");
    assert_eq!(
        found[0], "Kafka broker lag",
        "of five words the score decides"
    );
    assert_eq!(found.len(), 3);
}

#[test]
fn a_sentence_may_use_another_word_than_its_answer() {
    let answer = "Evict the replica. Evict a replica when its shard is stuck. Evict, then wait.";
    let mut kb = guides(&[
        ("Evict a stuck replica", answer),
        (
            "Release notes",
            "This year: shards, and the way to evict caches, a host name, one stuck build, \
             a host, invoices, holidays, fruit, lunch, parking and whatever a replica may need.",
        ),
    ]);
    for n in 0..8 {
        kb = kb
            .doc("guide", &format!("Host {n}"))
            .body("the host is well");
    }
    // In a list of keywords, all of them are required.
    assert_eq!(titles(&kb, "evict stuck replica host")[0], "Release notes");
    let question = "how do I evict a stuck replica from its host";
    assert_eq!(titles(&kb, question)[0], "Evict a stuck replica");
}

#[test]
fn a_word_that_only_carries_a_question_need_not_be_found() {
    let kb = guides(&[
        (
            "Leader election",
            "the difference is the reason for a difference",
        ),
        (
            "Quorum",
            "quorum and witness: a witness has no vote in the quorum",
        ),
    ]);
    let question = "what is the difference of quorum and witness";
    assert_eq!(titles(&kb, question)[0], "Quorum");
    // Alone it is a word like any other.
    assert_eq!(titles(&kb, "difference")[0], "Leader election");
}

#[test]
fn a_word_as_typed_beats_another_form_of_it() {
    let kb = guides(&[
        ("One", "restarts happen in the night"),
        ("Two", "restarting happens in the night"),
        ("Three", "restart happens in the night"),
    ]);
    assert_eq!(titles(&kb, "restarting")[0], "Two");
    assert_eq!(titles(&kb, "restarts")[0], "One");
    let mut reader = Reader::new(kb.pack());
    let typed = reader.typed("restart");
    assert_eq!(typed.hits[0].title, "Three");
    assert_eq!(typed.hits.len(), 3);
}

#[test]
fn words_close_together_beat_words_apart() {
    let filler = "some other words stand here between the two and keep them well apart ".repeat(2);
    let apart = format!("volume {filler} snapshot");
    let near = format!("volume snapshot {filler}");
    let kb = guides(&[("Apart", &apart), ("Near", &near)]);
    assert_eq!(titles(&kb, "volume snapshot"), ["Near", "Apart"]);
}

#[test]
fn the_best_section_is_shown_first_and_others_below() {
    let kb = Kb::default()
        .doc("runbook", "Queue")
        .body("about a queue")
        .section("Growth")
        .body("the backlog grows while consumers are paused; a paused consumer grows the backlog")
        .section("Loss")
        .body("a backlog may be lost");
    let response = Reader::new(kb.pack()).search("paused backlog");
    let headings: Vec<_> = response.hits[0]
        .sections
        .iter()
        .map(|of| &of.heading)
        .collect();
    assert_eq!(headings, ["Growth", "Loss"]);
}

#[test]
fn runbooks_lead_while_a_symptom_is_searched() {
    let kb = Kb::default()
        .doc("postmortem", "Logins failed for an hour")
        .body("Logins time out. Logins time out for everybody; logins time out again.")
        .doc("runbook", "Session store")
        .index(Field::Symptoms, "logins time out")
        .body("Fail over to the replica.");
    assert_eq!(titles(&kb, "logins time out")[0], "Session store");
}

#[test]
fn a_runbook_leads_the_postmortems_of_its_alert() {
    let kb = Kb::default()
        .doc("postmortem", "EtcdNoLeader in March")
        .index(Field::Aliases, "EtcdNoLeader")
        .body("EtcdNoLeader fired. EtcdNoLeader fired again. EtcdNoLeader, EtcdNoLeader.")
        .doc("runbook", "Lost quorum")
        .index(Field::Aliases, "EtcdNoLeader")
        .body("Restore a member.");
    assert_eq!(titles(&kb, "etcdnoleader")[0], "Lost quorum");
}

#[test]
fn of_two_runbooks_of_an_alert_the_one_leads_that_begins_with_it() {
    let kb = Kb::default()
        .doc("runbook", "Restart an instance of anything")
        .index(Field::Aliases, "DiskGone")
        .index(Field::Aliases, "EtcdNoLeader")
        .body("For EtcdNoLeader, restart. EtcdNoLeader clears; etcd has a leader again.")
        .doc("runbook", "Lost quorum")
        .index(Field::Aliases, "EtcdNoLeader")
        .index(Field::Aliases, "DiskGone")
        .body("Restore a member.");
    for query in ["EtcdNoLeader", "etcdnoleader"] {
        assert_eq!(titles(&kb, query)[0], "Lost quorum", "{query}");
    }
}

#[test]
fn a_product_in_a_title_or_a_files_name_names_nothing() {
    let kb = Kb::default()
        .doc("runbook", "MySQL replication lag")
        .called("mysql-replication-lag")
        .body("Read the relay log of the MySQL replica.")
        .doc("postmortem", "Two primaries across regions")
        .called("2018-split-brain")
        .body("A partition let two MySQL primaries take writes: split brain, east and west.");
    assert_eq!(
        titles(&kb, "mysql split brain east")[0],
        "Two primaries across regions"
    );
    // A declared alias is ranked first, whatever else the query contains.
    let kb = kb
        .doc("runbook", "Alive again")
        .index(Field::Aliases, "MySQL")
        .body("Start it.");
    assert_eq!(titles(&kb, "mysql split brain east")[0], "Alive again");
}

#[test]
fn a_document_need_not_deny_what_the_query_denies() {
    let kb = guides(&[
        (
            "Audit log fails",
            "The audit log is not kept: the disk of the audit log is full.",
        ),
        (
            "Other matters",
            "The log cannot be rotated. An audit was made long ago; here it stands apart from all else.",
        ),
    ]);
    assert_eq!(titles(&kb, "audit log cannot")[0], "Audit log fails");
}

#[test]
fn of_two_equal_postmortems_the_newer_comes_first() {
    let kb = Kb::default()
        .doc("postmortem", "Outage one")
        .dated("2021-04-01", "2")
        .body("the cache was cold")
        .doc("postmortem", "Outage two")
        .dated("2024-04-01", "2")
        .body("the cache was cold")
        .doc("postmortem", "Outage six")
        .dated("2024-04-02", "4")
        .body("the cache was cold");
    let found = titles(&kb, "cold cache");
    assert_eq!(found, ["Outage two", "Outage six", "Outage one"]);
}

/// A pack in which one of two equal documents has similar documents, and the
/// other has none.
fn neighbourhood() -> Kb {
    let mut kb = Kb::default();
    for n in 0..30 {
        kb = kb
            .doc("guide", &format!("Filler {n}"))
            .body(&format!("alpha{n} beta{n} gamma{n}"));
    }
    kb = kb
        .doc("guide", "Alone")
        .body("ceph placement groups degraded. pelican heron stork crane ibis egret");
    kb = kb
        .doc("guide", "Among others")
        .body("ceph placement groups degraded. osd crush backfill scrub peering pgid");
    for n in 0..5 {
        let like = "ceph placement groups degraded again, osd crush backfill scrub peering pgid";
        kb = kb.doc("guide", &format!("Like {n}")).body(like);
        let birds = "pelican heron stork crane ibis egret and other birds of the shore";
        kb = kb.doc("guide", &format!("Birds {n}")).body(birds);
    }
    kb
}

#[test]
fn similar_documents_speak_for_each_other_in_long_queries() {
    let kb = neighbourhood();
    let pack = kb.pack();
    let has = |(id, _): &(ChunkId, Vec<u8>)| matches!(id, ChunkId::Neighbours(_));
    assert!(pack.chunks.iter().any(has));
    let mut reader = Reader::new(pack);
    let found = reader.titles("ceph placement groups degraded");
    let place = |found: &[String], title: &str| found.iter().position(|of| of == title);
    assert!(
        place(&found, "Among others") < place(&found, "Alone"),
        "{found:?}"
    );
    let fetched = |reader: &Reader| {
        let mut chunks = reader.fetched.iter().flatten();
        chunks.any(|chunk| matches!(chunk, ChunkId::Neighbours(_)))
    };
    assert!(fetched(&reader));
    // A short query does not fetch neighbours.
    let mut reader = Reader::new(kb.pack());
    let found = reader.titles("placement groups");
    assert!(
        place(&found, "Alone") < place(&found, "Among others"),
        "{found:?}"
    );
    assert!(!fetched(&reader));
}

#[test]
fn a_page_that_says_everything_is_no_answer_to_a_paste() {
    let lines = "2024-03-12T08:15:02Z ERROR billing: ledger write refused, quota reached\n\
        2024-03-12T08:15:03Z INFO billing: retry node pod volume status running\n\
        2024-03-12T08:15:04Z INFO billing: retry node pod volume status running";
    let dump: String = (0..150)
        .map(|n| format!("node pod volume status running retry write reached step{n} "))
        .collect();
    let kb = guides(&[
        ("All output of a long night", &dump),
        (
            "Full ledger",
            "The ledger refused what billing wrote: its quota was reached.",
        ),
        ("Lunch", "Pasta, and a volume of stories."),
        (
            "Nodes",
            "A node runs pods. Their status is running, or else they retry.",
        ),
    ]);
    let found = titles(&kb, lines);
    assert_eq!(found[0], "Full ledger", "{found:?}");
}

#[test]
fn a_small_pack_has_no_neighbours() {
    let chunks = shop_pack().chunks;
    assert!(
        !chunks
            .iter()
            .any(|(id, _)| matches!(id, ChunkId::Neighbours(_)))
    );
}

#[test]
fn an_explanation_adds_up_to_the_score() {
    for (kb, query) in [
        (neighbourhood(), "what are ceph placement groups degraded"),
        (crate::common::shop(), "KubePodCrashLooping restart"),
        (
            crate::common::shop(),
            "why was the database connection refused by the dog",
        ),
        (crate::common::shop(), "type:runbook"),
    ] {
        let mut reader = Reader::new(kb.pack());
        let request = Request {
            query: query.to_owned(),
            limit: 10,
            ..Request::default()
        };
        let hits = reader.ask(&request).hits;
        let explanations = reader.drive(|engine| engine.explain(&request).expect("sound"));
        assert_eq!(explanations.len(), hits.len());
        assert!(!hits.is_empty(), "{query}");
        let close = |a: f32, b: f32| (a - b).abs() <= 1e-3 * b.abs().max(1.0);
        for (hit, of) in hits.iter().zip(&explanations) {
            assert_eq!(*hit, of.hit, "{query}");
            let last = of.steps.last().map_or(0.0, |step| step.score);
            assert!(close(last, hit.score), "{query}: {last} but {}", hit.score);
            let words: f32 = of.terms.iter().map(|share| share.in_section).sum();
            let section = words + of.proximity.0;
            assert!(close(section, hit.sections[0].score), "{query}: {of:?}");
            assert!(of.terms.iter().all(|share| !share.forms.is_empty()));
        }
    }
}

#[test]
fn an_explanation_names_forms_and_reasons() {
    let mut reader = Reader::new(shop_pack());
    let request = Request {
        query: "KubePodCrashLooping restart".to_owned(),
        limit: 10,
        prefix: true,
        ..Request::default()
    };
    let explanations = reader.drive(|engine| engine.explain(&request).expect("sound"));
    let first = &explanations[0];
    assert_eq!(first.hit.title, "KubePodCrashLooping");
    let reasons: Vec<ScoreReason> = first.steps.iter().map(|step| step.reason).collect();
    assert!(reasons.contains(&ScoreReason::Named) && reasons.contains(&ScoreReason::Runbook));
    let forms = first.terms.iter().flat_map(|share| &share.forms);
    let forms: Vec<(&str, MatchKind)> = forms.map(|form| (form.term.as_str(), form.how)).collect();
    assert!(forms.contains(&("kubepodcrashlooping", MatchKind::Literal)));
    assert!(
        forms.contains(&("restart", MatchKind::Literal)),
        "{forms:?}"
    );
    assert!(forms.contains(&("restarts", MatchKind::Stem)), "{forms:?}");
}
