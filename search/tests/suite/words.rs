//! Words as engineers type them.

use search::engine::Request;
use search::pack::Field;

use crate::common::{Kb, Reader};

/// A document for each text, named by its number, after some unrelated ones.
fn reader(texts: &[&str]) -> Reader {
    let mut kb = Kb::default();
    for (n, text) in texts.iter().enumerate() {
        kb = kb.doc("guide", &format!("Page {n}")).body(text);
    }
    for n in 0..4 {
        kb = kb
            .doc("guide", &format!("Other {n}"))
            .body("nothing of interest stands here");
    }
    Reader::new(kb.pack())
}

fn found(reader: &mut Reader, query: &str, prefix: bool) -> Vec<String> {
    let response = reader.ask(&Request {
        query: query.to_owned(),
        limit: 20,
        prefix,
        ..Request::default()
    });
    response.hits.into_iter().map(|hit| hit.title).collect()
}

#[test]
fn identifiers_are_found_whole_and_in_parts_in_any_case() {
    let cases: &[(&str, &[&str])] = &[
        (
            "alert KubePodCrashLooping fired",
            &[
                "kubepodcrashlooping",
                "KUBEPODCRASHLOOPING",
                "kube",
                "crash",
                "looping",
                "pod crash",
            ],
        ),
        (
            "see pg_stat_activity for sessions",
            &[
                "pg_stat_activity",
                "PG_STAT_ACTIVITY",
                "pg",
                "stat",
                "activity",
                "stat activity",
            ],
        ),
        (
            "set idle_in_transaction_session_timeout to a minute",
            &[
                "idle_in_transaction_session_timeout",
                "idle in transaction",
                "transaction",
                "session timeout",
            ],
        ),
        (
            "Oracle says ORA-01555 then",
            &["ORA-01555", "ora-01555", "01555", "ora"],
        ),
        (
            "it answers HTTP 503 at once",
            &["HTTP 503", "http 503", "503"],
        ),
        ("read ECONNRESET from peer", &["ECONNRESET", "econnreset"]),
        ("upgrade to 14.2.1.0 today", &["14.2.1.0"]),
        ("written in C++ by hand", &["C++", "c++"]),
        ("a std::vec grows", &["std::vec", "vec", "std"]),
        (
            "started with --max-connections=100 flags",
            &[
                "--max-connections",
                "max-connections",
                "max connections",
                "--max-connections=100",
            ],
        ),
        (
            "data lies in /var/lib/etcd only",
            &["/var/lib/etcd", "var/lib/etcd", "etcd", "/var/lib"],
        ),
        (
            "listens on 10.0.0.1:5432 now",
            &["10.0.0.1:5432", "10.0.0.1", "5432"],
        ),
        (
            "metric node_cpu_seconds_total",
            &["node_cpu_seconds_total", "cpu seconds"],
        ),
        (
            "image registry.example/app/web@sha256",
            &["registry.example/app/web", "sha256"],
        ),
        ("written in C# and F#", &["C#", "f#"]),
        (
            "path C:\\Windows\\Temp fills",
            &["c:\\windows\\temp", "windows\\temp", "Temp"],
        ),
        ("at p99 latency of 80%", &["p99", "80%"]),
    ];
    let texts: Vec<&str> = cases.iter().map(|(text, _)| *text).collect();
    let mut reader = reader(&texts);
    for (n, (text, queries)) in cases.iter().enumerate() {
        for query in *queries {
            let titles = found(&mut reader, query, false);
            assert_eq!(
                titles.first(),
                Some(&format!("Page {n}")),
                "{query} in {text}"
            );
        }
    }
}

#[test]
fn numbers_match_themselves_only() {
    let mut reader = reader(&[
        "took 30 seconds",
        "took 3000 seconds",
        "took 30s or 130",
        "version 3.0",
    ]);
    for prefix in [false, true] {
        assert_eq!(
            found(&mut reader, "30", prefix),
            ["Page 0"],
            "prefix {prefix}"
        );
        assert_eq!(found(&mut reader, "3000", prefix), ["Page 1"]);
        assert_eq!(found(&mut reader, "130", prefix), ["Page 2"]);
        assert_eq!(found(&mut reader, "3.0", prefix), ["Page 3"]);
    }
    assert_eq!(found(&mut reader, "30s", false), ["Page 2"]);
}

#[test]
fn no_prefix_of_a_word_falls_into_a_hole() {
    let words = [
        "installation",
        "restarting",
        "configurations",
        "happiness",
        "databases",
        "replies",
    ];
    let mut reader = reader(&words);
    for (n, word) in words.iter().enumerate() {
        for end in 3..=word.len() {
            let titles = found(&mut reader, &word[..end], true);
            assert!(
                titles.contains(&format!("Page {n}")),
                "{} of {word}: {titles:?}",
                &word[..end]
            );
        }
    }
    // With its stem: the whole word also finds other inflections.
    assert!(found(&mut reader, "restarted", false).contains(&"Page 1".to_owned()));
}

#[test]
fn no_word_is_unsearchable() {
    let words = ["the", "and", "not", "to", "a", "i", "7", "x", "of", "would"];
    let mut reader = reader(&words);
    for (n, word) in words.iter().enumerate() {
        assert!(
            found(&mut reader, word, false).contains(&format!("Page {n}")),
            "{word}"
        );
    }
}

#[test]
fn accents_make_no_difference() {
    let pairs = [
        ("Überlastung", "uberlastung"),
        ("naïve", "NAIVE"),
        ("São Paulo", "sao paulo"),
        ("Łódź", "lodz"),
        ("Ειδοποίηση", "ειδοποιηση"),
        ("Ёлка", "елка"),
        ("e\u{301}tat", "état"),
        ("ﾃﾞｰﾀﾍﾞｰｽ", "データベース"),
        ("か\u{3099}んは\u{309a}", "がんぱ"),
        ("ＥＲＲＯＲ４２", "error42"),
    ];
    let texts: Vec<&str> = pairs.iter().map(|(text, _)| *text).collect();
    let mut reader = reader(&texts);
    for (n, (text, query)) in pairs.iter().enumerate() {
        for query in [text, query] {
            assert_eq!(
                found(&mut reader, query, false).first(),
                Some(&format!("Page {n}")),
                "{query}"
            );
        }
    }
}

#[test]
fn chinese_japanese_and_korean_are_found_by_any_part() {
    let texts = [
        "数据库连接池已经耗尽",
        "データベースに接続できません",
        "데이터베이스연결실패",
        "ระบบล่ม",
    ];
    let mut reader = reader(&texts);
    for (n, text) in texts.iter().enumerate() {
        let ends: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        for (i, &start) in ends.iter().enumerate() {
            for &end in &ends[i + 1..] {
                let part = &text[start..end];
                if !part.chars().any(char::is_alphanumeric) {
                    continue;
                }
                let titles = found(&mut reader, part, false);
                assert!(titles.contains(&format!("Page {n}")), "{part}: {titles:?}");
            }
        }
    }
    // A phrase is ordered.
    assert_eq!(found(&mut reader, "\"连接池\"", false), ["Page 0"]);
    assert_eq!(found(&mut reader, "\"池连接\"", false), [""; 0]);
}

#[test]
fn mixed_scripts_are_cut_where_they_meet() {
    let mut reader = Reader::new(
        Kb::default()
            .doc("runbook", "Redis缓存雪崩")
            .index(Field::Tags, "缓存")
            .pack(),
    );
    for query in ["redis", "缓存", "雪崩", "Redis缓存", "存雪"] {
        assert_eq!(reader.titles(query), ["Redis缓存雪崩"], "{query}");
    }
}
