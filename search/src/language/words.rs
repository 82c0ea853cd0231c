//! Text that was not typed.

use super::parse::is_quote;
use super::{Clause, ClauseKind};

/// A text with what makes these of its clauses more than words as blanks: in the
/// output of a shell, `"quotes"` and `-items` of a list are no demands. All else
/// stands where it stood.
pub(crate) fn as_words(text: &str, clauses: &[Clause]) -> String {
    let mut out = text.to_owned();
    for Clause { start, end, kind } in clauses {
        let is_filter = matches!(kind, ClauseKind::Filter(_));
        let is_operator = |&(at, c): &(usize, char)| match c {
            '-' => at == 0,
            ':' => is_filter,
            c => is_quote(c),
        };
        if !matches!(kind, ClauseKind::Words(_)) {
            for (at, c) in text[*start..*end].char_indices().filter(is_operator) {
                let at = start + at;
                out.replace_range(at..at + c.len_utf8(), &" ".repeat(c.len_utf8()));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn operators_become_blanks_and_words_stay_in_place() {
        for (text, expected) in [
            (
                "from the \"stable\" repository\nsay -name: x -prod",
                "from the  stable  repository\nsay -name: x  prod",
            ),
            ("got \u{201c}é\u{201d} type:guide", "got    é    type guide"),
            ("etcd -\"schema registry\"", "etcd   schema registry "),
            ("-type:guide etcd", " type guide etcd"),
        ] {
            let clauses = parse(text).clauses;
            let words = as_words(text, &clauses);
            assert_eq!(words, expected);
            let clauses = parse(&words).clauses;
            let plain = |clause: &Clause| matches!(clause.kind, ClauseKind::Words(_));
            assert!(clauses.iter().all(plain), "{words}");
        }
    }
}
