//! The paste parser.

use search::paste::{Role, understand};

use super::{corpus, fuzz, mutate};

const TOKENS: &[&str] = &[
    "\"",
    "\\",
    "\\\"",
    "\\u00",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ":",
    "=",
    "==",
    ",",
    " ",
    "\n",
    "\t",
    "at ",
    "File \"",
    ", line ",
    ".go:7 +0x",
    "https://",
    "?q=",
    "%",
    "%7B",
    "&",
    "#",
    "FIRING",
    "[FIRING:1] ",
    "alertname",
    "\"service\":",
    "status=",
    "503",
    "exit code ",
    "SQLSTATE",
    "2024-03-12T08:15:02Z ",
    "E0312",
    "0x",
    "-x2x4z",
    "Exception",
    "ORA-",
    "é",
    "数据",
    "\u{301}",
    "\u{0}",
    "::",
    "goroutine 7 [",
    "panicked at ",
];

#[test]
fn the_reader_of_pastes() {
    let corpus = corpus("paste");
    let make = |random: &mut mutate::Random| mutate::text(random, &corpus, TOKENS);
    fuzz(3000, make, |text| {
        let Some(pasted) = understand(text) else {
            return;
        };
        assert!(pasted.parts.iter().any(|part| part.role != Role::Noise));
        for part in &pasted.parts {
            assert!(text.get(part.start..part.end).is_some());
            assert!(!part.text.is_empty());
            assert!((0.0..=4.0).contains(&part.weight));
        }
        assert!(pasted.parts.is_sorted_by_key(|part| (part.start, part.end)));
    });
}
