//! Parses times as people write them.

pub(super) mod clock;
pub(super) mod date;
pub(super) mod length;
pub(super) mod stamp;
pub(super) mod zone;

/// Returns `text` without leading spaces, and how many bytes they take.
fn skip_space(text: &str) -> (&str, usize) {
    let rest = text.trim_start_matches([' ', '\t', '\u{a0}']);
    (rest, text.len() - rest.len())
}

/// Parses the digits at the start of `text`, if their count is in `digits`;
/// returns value and length.
fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !digits.contains(&length) {
        return None;
    }
    Some((text[..length].parse().ok()?, length))
}

/// The word of letters at the start of `text`.
fn word(text: &str) -> &str {
    let end = text
        .char_indices()
        .find(|(_, c)| !c.is_alphabetic())
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Whether `text` starts with a letter or a digit.
fn runs_on(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphanumeric)
}
