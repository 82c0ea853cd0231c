//! The query parser accepts any text and is deterministic.

use proptest::prelude::*;
use search::language::{
    Clause, ClauseKind, ParsedQuery, add_filter, complete, parse, remove_clause,
};

use crate::common::config;

/// Texts with the tokens of the language, and random texts.
fn queries() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "type:",
        "runbook",
        "-",
        "\"",
        "\u{201c}",
        "\u{201d}",
        " ",
        "  ",
        "\n",
        "\u{a0}",
        "sev:",
        "<=",
        "2",
        "..",
        "SEV-1",
        "owner:",
        "data platform",
        "after:",
        "2023-01",
        "kafka",
        "tar",
        "the",
        "--max",
        "-n",
        "é",
        "数据",
        ":",
        "/",
        "title:",
        "=",
        ",",
        "zookeeper",
        "severity 3",
    ]);
    let built = prop::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => built, 1 => "\\PC{0,60}", 1 => "[a-z\":<>=. -]{0,60}"]
}

fn kinds(parsed: &ParsedQuery) -> Vec<ClauseKind> {
    parsed
        .clauses
        .iter()
        .map(|clause| clause.kind.clone())
        .collect()
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn clauses_are_in_order_and_leave_nothing_out(text in queries()) {
        let parsed = parse(&text);
        let mut at = 0;
        for Clause { start, end, kind } in &parsed.clauses {
            prop_assert!(at <= *start && start < end);
            prop_assert!(!text[at..*start].contains(char::is_alphanumeric));
            let slice = &text[*start..*end];
            match kind {
                ClauseKind::Words(words) => prop_assert_eq!(words, slice),
                ClauseKind::Phrase(phrase) => prop_assert!(slice.contains(phrase.as_str())),
                ClauseKind::Exclude(kind) => {
                    prop_assert!(slice.starts_with('-'));
                    prop_assert!(matches!(**kind, ClauseKind::Words(_) | ClauseKind::Phrase(_)));
                }
                ClauseKind::Filter(filter) => {
                    prop_assert!(!filter.value.is_empty());
                    prop_assert_eq!(filter.negated, slice.starts_with('-'));
                }
            }
            at = *end;
        }
        prop_assert!(!text[at..].contains(char::is_alphanumeric));
        let only_exclusions = parsed.clauses.iter().all(|clause| matches!(clause.kind, ClauseKind::Exclude(_)));
        prop_assert!(parsed.clauses.is_empty() || !only_exclusions, "something is always asked for");
    }

    #[test]
    fn a_query_written_again_is_the_same(text in queries()) {
        let parsed = parse(&text);
        let written = parsed.to_string();
        let open = |clause: &Clause| {
            matches!(&clause.kind, ClauseKind::Words(words) if words.contains(['"', '\u{201c}', '\u{201d}']))
        };
        if parsed.clauses.iter().any(open) {
            return Ok(());
        }
        let again = parse(&written);
        prop_assert_eq!(kinds(&again), kinds(&parsed), "{}", written);
        prop_assert_eq!(again.to_string(), written);
    }

    #[test]
    fn a_filter_is_added_and_taken_out(text in queries(), other in queries()) {
        for filter in parse(&other).filters() {
            let wider = add_filter(&text, filter);
            let parsed = parse(&wider);
            // An unmatched quotation mark would match one in the appended text.
            if let Some(clause) = parsed.clauses.last().filter(|_| !text.contains(['"', '\u{201c}', '\u{201d}'])) {
                prop_assert_eq!(&clause.kind, &ClauseKind::Filter(filter.clone()), "{}", wider);
                prop_assert_eq!(remove_clause(&wider, clause), text.trim_end());
            }
        }
    }

    #[test]
    fn completion_replaces_a_part_of_the_text(text in queries(), caret in 0..80_usize) {
        if let Some(found) = complete(&text, caret) {
            prop_assert!(found.start <= caret && caret <= found.end && found.end <= text.len());
            let (filled, caret) = found.fill(&text, "runbook");
            prop_assert!(filled.is_char_boundary(caret));
        }
    }
}

#[test]
fn long_queries_take_linear_time() {
    for piece in [
        "\"", "\"a", "-", "-x ", "type:", "a\"b ", "sev:<= ", "-\"x ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let parsed = parse(&text);
        assert!(parsed.clauses.len() <= text.len());
    }
}
