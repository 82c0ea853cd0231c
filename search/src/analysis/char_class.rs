//! Character classes of the tokenizer.

use super::fold::is_ignorable;

/// A character class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CharClass {
    /// A letter or digit of a script with spaces between words.
    Word,
    /// A character of a script without spaces between words.
    Unspaced,
    /// Part of a word but not of its term, such as a combining accent.
    Mark,
    /// Any other character.
    Other,
}

/// The class of a character.
pub(super) fn char_class(c: char) -> CharClass {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() {
            CharClass::Word
        } else {
            CharClass::Other
        };
    }
    if is_ignorable(c) {
        CharClass::Mark
    } else if !c.is_alphanumeric() {
        CharClass::Other
    } else if is_unspaced(c) {
        CharClass::Unspaced
    } else {
        CharClass::Word
    }
}

/// Thai, Lao, Myanmar, Khmer, kana, Han, Hangul.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}
