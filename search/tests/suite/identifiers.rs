//! Identifiers are found as a whole and by their parts.

use search::analysis::tokenize;

/// Formats tokens as `position:term`, in the order of the tokenizer.
fn terms(text: &str) -> String {
    let tokens = tokenize(text);
    let terms: Vec<_> = tokens
        .iter()
        .map(|token| format!("{}:{}", token.position, token.text))
        .collect();
    terms.join(" ")
}

#[test]
fn identifiers_and_their_parts() {
    for (text, expected) in [
        (
            "KubePodCrashLooping",
            "0:kubepodcrashlooping 0:kube 1:pod 2:crash 3:looping",
        ),
        (
            "etcdMembersDown",
            "0:etcdmembersdown 0:etcd 1:members 2:down",
        ),
        (
            "pg_stat_activity",
            "0:pg_stat_activity 0:pg 1:stat 2:activity",
        ),
        (
            "idle_in_transaction_session_timeout",
            "0:idle_in_transaction_session_timeout 0:idle 1:in 2:transaction 3:session 4:timeout",
        ),
        (
            "node_cpu_seconds_total",
            "0:node_cpu_seconds_total 0:node 1:cpu 2:seconds 3:total",
        ),
        ("ORA-01555", "0:ora-01555 0:ora 1:01555"),
        ("HTTP 503", "0:http 1:503"),
        ("ECONNRESET", "0:econnreset"),
        ("14.2.1.0", "0:14.2.1.0 0:14 1:2 2:1 3:0"),
        ("C++, g++ and C#", "0:c++ 1:g++ 2:and 3:c#"),
        ("std::vec", "0:std::vec 0:std 1:vec"),
        ("--max-connections", "0:max-connections 0:max 1:connections"),
        (
            "--max-connections=100",
            "0:max-connections 0:max 1:connections 2:100",
        ),
        ("/var/lib/etcd", "0:var/lib/etcd 0:var 1:lib 2:etcd"),
        (
            "10.0.0.1:5432",
            "0:10.0.0.1:5432 0:10.0.0.1 0:10 1:0 2:0 3:1 4:5432",
        ),
        ("k8s p99", "0:k8s 1:p99"),
        ("80%", "0:80% 0:80"),
        ("99.9%.", "0:99.9% 0:99.9 0:99 1:9"),
        (
            "runbooks/KubeAPIDown.md",
            "0:runbooks/kubeapidown.md 0:runbooks 1:kubeapidown.md 1:kubeapidown 1:kube 2:api 3:down 4:md",
        ),
    ] {
        assert_eq!(terms(text), expected, "{text}");
    }
}

#[test]
fn sentence_punctuation_does_not_stick() {
    for (text, expected) in [
        (
            "Restart etcd. Then (maybe) wait...",
            "0:restart 1:etcd 2:then 3:maybe 4:wait",
        ),
        ("\"quoted\", `code`; **bold**:", "0:quoted 1:code 2:bold"),
        ("the pod's logs don't", "0:the 1:pod 2:logs 3:dont"),
        (
            "https://example.com/",
            "0:https 1:example.com 1:example 2:com",
        ),
        ("service:payments", "0:service 1:payments"),
        ("a -- b", "0:a 1:b"),
        ("wait—then", "0:wait 1:then"),
        ("snake__case_", "0:snake__case 0:snake 1:case"),
    ] {
        assert_eq!(terms(text), expected, "{text}");
    }
}

#[test]
fn digits_are_words_of_their_own() {
    assert_eq!(terms("30 3000 30s"), "0:30 1:3000 2:30s");
}

#[test]
fn scripts_without_spaces_become_characters_and_pairs() {
    assert_eq!(terms("数据库db"), "0:数据 0:数 1:据库 1:据 2:库 3:db");
}

#[test]
fn accents_fold_on_both_sides() {
    assert_eq!(terms("Überlast café"), "0:uberlast 1:cafe");
    assert_eq!(terms("cafe\u{301}"), terms("café"));
}

#[test]
fn long_tokens_are_cut_alike() {
    let long = "x".repeat(100);
    assert_eq!(terms(&long), format!("0:{}", "x".repeat(64)));
    assert_eq!(terms(&"ß".repeat(64)), format!("0:{}", "s".repeat(64)));
}
