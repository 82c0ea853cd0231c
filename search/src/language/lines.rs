//! Text of several lines, which nobody typed: the field has one.

use std::ops::Range;

use super::{Clause, ClauseKind};

/// Of clauses, those between the filters at both ends.
pub(crate) fn between_filters(clauses: &[Clause]) -> Range<usize> {
    let is_filter = |clause: &&Clause| matches!(clause.kind, ClauseKind::Filter(_));
    let before = clauses.iter().take_while(is_filter).count();
    let behind = clauses[before..].iter().rev().take_while(is_filter).count();
    before..clauses.len() - behind
}

/// Makes words of what has several lines: in the output of a shell `"quotes"` and
/// `-items` of a list are no demands. Filters around it were chosen.
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
