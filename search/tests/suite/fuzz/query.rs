//! The query parser.

use search::language::{Clause, ClauseKind, complete, parse, remove_clause};

use super::{corpus, fuzz, mutate};

const TOKENS: &[&str] = &[
    "\"",
    "\u{201c}",
    "\u{201d}",
    "-",
    "--",
    ":",
    "type:",
    "kind:",
    "service:",
    "tag:",
    "sev:",
    "severity:",
    "owner:",
    "after:",
    "before:",
    "alert:",
    "title:",
    "<=",
    ">=",
    "<",
    ">",
    "=",
    "..",
    " ",
    "\n",
    "\u{a0}",
    "2023-02-30",
    "-\"",
    "é",
    "数",
    "\u{301}",
    "\u{0}",
    "tar ",
    "the ",
    "-n ",
];

const QUOTES: &[char] = &[
    '"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}', '\u{ab}', '\u{bb}',
];

#[test]
fn the_query_parser() {
    let corpus = corpus("query");
    let make = |random: &mut mutate::Random| {
        let text = mutate::text(random, &corpus, TOKENS);
        (random.below(text.len() + 2), text)
    };
    fuzz(6000, make, |(caret, text)| {
        let parsed = parse(text);
        let mut at = 0;
        for clause in &parsed.clauses {
            assert!(at <= clause.start && clause.start < clause.end);
            assert!(
                !text[at..clause.start].contains(char::is_alphanumeric),
                "nothing is left out"
            );
            assert!(
                !remove_clause(text, clause).starts_with(char::is_whitespace) || clause.start > 0
            );
            at = clause.end;
        }
        assert!(!text[at..].contains(char::is_alphanumeric));
        // An unmatched quotation mark in words can be matched after an edit.
        let open = |clause: &Clause| matches!(&clause.kind, ClauseKind::Words(words) if words.contains(QUOTES));
        if !parsed.clauses.iter().any(open) {
            let written = parsed.to_string();
            assert_eq!(parse(&written).to_string(), written, "written again");
        }
        if let Some(found) = complete(text, *caret) {
            let (filled, caret) = found.fill(text, "data platform");
            assert!(filled.is_char_boundary(caret));
        }
    });
}
