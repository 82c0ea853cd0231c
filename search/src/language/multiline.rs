//! Text of several lines, which is always pasted: the search field has one
//! line.

use std::ops::Range;

use super::{Clause, ClauseKind};

/// The range of `clauses` between the filters at both ends. If all clauses are
/// filters, the range is empty and lies at the end.
#[must_use]
pub fn between_filters(clauses: &[Clause]) -> Range<usize> {
    let is_filter = |clause: &&Clause| matches!(clause.kind, ClauseKind::Filter(_));
    let before = clauses.iter().take_while(is_filter).count();
    let after = clauses[before..].iter().rev().take_while(is_filter).count();
    before..clauses.len() - after
}

/// Turns text of several lines into words: in the output of a program,
/// `"quotes"` and `-items` are no syntax. Filters around it are kept.
pub(super) fn as_words(text: &str, clauses: &mut Vec<Clause>) {
    let inner = between_filters(clauses);
    let (Some(first), Some(last)) = (clauses.get(inner.start), clauses[inner.clone()].last())
    else {
        return;
    };
    let (start, end) = (first.start, last.end);
    let words = &text[start..end];
    if words.contains(['\n', '\r']) {
        let kind = ClauseKind::Words(words.to_owned());
        clauses.splice(inner, [Clause { start, end, kind }]);
    }
}
