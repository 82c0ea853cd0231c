//! Quotation marks.

/// Straight and typographic quotation marks, which phones insert.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}')
}
