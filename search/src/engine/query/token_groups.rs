//! Groups of overlapping tokens.

use crate::analysis::Token;

/// Splits tokens into groups that overlap. Each group comes from one word or
/// identifier.
pub(super) fn groups(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let mut rest = tokens;
    std::iter::from_fn(move || {
        let mut end = rest.first()?.end;
        let mut count = 1;
        while let Some(next) = rest.get(count).filter(|next| next.start < end) {
            end = end.max(next.end);
            count += 1;
        }
        let (group, after) = rest.split_at(count);
        rest = after;
        Some(group)
    })
}

/// Whether the token contains no other token of its group.
pub(super) fn is_leaf(token: &Token, group: &[Token]) -> bool {
    let within = |other: &&Token| {
        other.start >= token.start
            && other.end <= token.end
            && (other.start, other.end) != (token.start, token.end)
    };
    !group.iter().any(|other| within(&other))
}
