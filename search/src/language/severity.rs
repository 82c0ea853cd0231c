//! Severities: `1`, `SEV-1`, `sev1`, `P1`, `critical`.

use super::comparison::Op;
use crate::analysis::fold;

/// Names of severities with their levels.
const WORDS: [(&str, u32); 11] = [
    ("critical", 1),
    ("blocker", 1),
    ("high", 2),
    ("major", 2),
    ("medium", 3),
    ("moderate", 3),
    ("warning", 3),
    ("minor", 4),
    ("low", 4),
    ("info", 5),
    ("none", 5),
];

/// The level of a severity, 1 being the highest: the number in `SEV-1`, `sev1`,
/// `P1`, `S1` or `Severity 1`, or the level of a name such as `critical`.
/// `None` for any other text.
#[must_use]
pub fn severity_level(text: &str) -> Option<u32> {
    let text = fold(text.trim());
    let stem = |prefix| text.strip_prefix(prefix);
    let rest = stem("severity")
        .or_else(|| stem("sev"))
        .or_else(|| stem("priority"));
    let rest = rest
        .or_else(|| stem("p"))
        .or_else(|| stem("s"))
        .unwrap_or(&text);
    let number = rest.trim_start_matches([' ', '-', '_']);
    if matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.parse().ok();
    }
    let word = WORDS.iter().find(|(word, _)| *word == text);
    word.map(|&(_, level)| level)
}

/// Parses the operator and value after `sev:`.
pub(super) fn read(text: &str) -> Option<(Op, &str)> {
    const OPS: [(&str, Op); 5] = [
        ("<=", Op::AtMost),
        (">=", Op::AtLeast),
        ("<", Op::Below),
        (">", Op::Above),
        ("=", Op::Is),
    ];
    let text = text.trim();
    if let Some((low, high)) = text.split_once("..") {
        return (severity_level(low)? <= severity_level(high)?).then_some((Op::Within, text));
    }
    let op = OPS.iter().find(|(sign, _)| text.starts_with(sign));
    let (sign, op) = op.copied().unwrap_or(("", Op::Is));
    let value = text[sign.len()..].trim();
    severity_level(value).map(|_| (op, value))
}

/// Whether a severity matches an operator and value.
pub(super) fn matches(op: Op, value: &str, stated: &str) -> bool {
    if op == Op::Is && fold(value) == fold(stated.trim()) {
        return true;
    }
    let Some(level) = severity_level(stated) else {
        return false;
    };
    let (low, high) = value.split_once("..").unwrap_or((value, value));
    let (Some(low), Some(high)) = (severity_level(low), severity_level(high)) else {
        return false;
    };
    match op {
        Op::Is | Op::Within => (low..=high).contains(&level),
        Op::AtMost => level <= high,
        Op::AtLeast => level >= low,
        Op::Below => level < low,
        Op::Above => level > high,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn severities_have_levels() {
        for (text, level) in [
            ("1", Some(1)),
            ("SEV-1", Some(1)),
            ("sev2", Some(2)),
            ("Severity 3", Some(3)),
            ("P0", Some(0)),
            ("S4", Some(4)),
            ("Critical", Some(1)),
            ("", None),
            ("s", None),
            ("2023", None),
            ("sev:1", None),
            ("error", None),
        ] {
            assert_eq!(severity_level(text), level, "{text}");
        }
    }

    #[test]
    fn severities_compare_by_number() {
        for (query, stated, expected) in [
            ("1", "SEV-1", true),
            ("SEV-1", "1", true),
            ("1", "2", false),
            ("critical", "Critical", true),
            ("<=2", "sev2", true),
            ("<=2", "3", false),
            (">1", "2", true),
            (">1", "1", false),
            (">=P2", "P3", true),
            ("<2", "0", true),
            ("1..2", "2", true),
            ("1..2", "3", false),
            ("<=2", "unknown", false),
        ] {
            let (op, value) = read(query).unwrap();
            assert_eq!(
                matches(op, value, stated),
                expected,
                "sev:{query} and {stated}"
            );
        }
        for malformed in ["", "<=", "<<1", "1..", "2..1", "x", "..", "<=1..2"] {
            assert_eq!(read(malformed), None, "{malformed}");
        }
    }
}
