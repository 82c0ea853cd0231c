//! Which tokens belong together.

use crate::analysis::Token;

/// Tokens that overlap, that is, that come from one word or identifier.
pub(super) fn groups(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let mut rest = tokens;
    std::iter::from_fn(move || {
        let mut end = rest.first()?.end;
        let mut count = 1;
        while let Some(next) = rest.get(count).filter(|next| next.start < end) {
            end = end.max(next.end);
            count += 1;
        }
        let (group, behind) = rest.split_at(count);
        rest = behind;
        Some(group)
    })
}

/// Whether no token of the group lies within this one.
pub(super) fn is_leaf(token: &Token, group: &[Token]) -> bool {
    let within = |other: &&Token| {
        other.start >= token.start
            && other.end <= token.end
            && (other.start, other.end) != (token.start, token.end)
    };
    !group.iter().any(|other| within(&other))
}
