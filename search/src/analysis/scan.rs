//! The scanner of the tokenizer: where words start and end.

use std::ops::Range;

use super::char_class::{CharClass, char_class};

/// A run of text that is tokenized together.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TokenRun {
    /// An identifier, path, version or word.
    Compound(Compound),
    /// Byte ranges of characters of a script without spaces.
    Unspaced(Vec<Range<usize>>),
}

/// Consecutive atoms and what joins them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Compound {
    /// Byte ranges of the atoms.
    pub(super) atoms: Vec<Range<usize>>,
    /// For each atom, whether it starts a new piece (after `/ : @ \`).
    pub(super) starts_piece: Vec<bool>,
    /// Whether a `%` follows the last atom, a number.
    pub(super) percent: bool,
}

/// The first run at or after byte `at`, and its end.
pub(super) fn next_run(text: &str, at: usize) -> Option<(TokenRun, usize)> {
    let rest = text.get(at..)?;
    let (offset, found) = rest.char_indices().find_map(|(i, c)| match char_class(c) {
        found @ (CharClass::Word | CharClass::Unspaced) => Some((i, found)),
        CharClass::Mark | CharClass::Other => None,
    })?;
    let start = at + offset;
    Some(if found == CharClass::Unspaced {
        unspaced(text, start)
    } else {
        compound(text, start)
    })
}

fn unspaced(text: &str, start: usize) -> (TokenRun, usize) {
    let mut chars: Vec<Range<usize>> = Vec::new();
    let mut end = start;
    for c in text[start..].chars() {
        match (char_class(c), chars.last_mut()) {
            (CharClass::Unspaced, _) => chars.push(end..end + c.len_utf8()),
            (CharClass::Mark, Some(last)) => last.end = end + c.len_utf8(),
            _ => break,
        }
        end += c.len_utf8();
    }
    (TokenRun::Unspaced(chars), end)
}

fn compound(text: &str, start: usize) -> (TokenRun, usize) {
    let mut run = Compound::default();
    let mut at = start;
    let mut starts_piece = true;
    loop {
        let (end, next) = atom(text, at);
        run.atoms.push(at..end);
        run.starts_piece.push(starts_piece);
        if next != end {
            return (TokenRun::Compound(run), next);
        }
        match joint(text, end) {
            Some((next, weak)) => (at, starts_piece) = (next, weak),
            None => {
                run.percent = text[end..].starts_with('%')
                    && text[at..end].bytes().all(|b| b.is_ascii_digit());
                let end = end + usize::from(run.percent);
                return (TokenRun::Compound(run), end);
            }
        }
    }
}

/// The end of the atom that starts at `start`, and where scanning continues: at
/// the same place, or after a possessive `'s` or a `++` or `#` that ends the
/// compound.
fn atom(text: &str, start: usize) -> (usize, usize) {
    let mut end = start;
    let mut chars = text[start..].chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        match char_class(c) {
            CharClass::Word | CharClass::Mark => {}
            CharClass::Unspaced => break,
            CharClass::Other => {
                let letter_follows = chars.peek().is_some_and(|c| c.is_alphabetic());
                let in_word = before.is_some_and(char::is_alphabetic) && letter_follows;
                if !(matches!(c, '\'' | '\u{2019}') && in_word) {
                    break;
                }
                let rest = &text[end + c.len_utf8()..];
                let possessive = rest.starts_with(['s', 'S'])
                    && rest[1..]
                        .chars()
                        .next()
                        .is_none_or(|c| char_class(c) == CharClass::Other);
                if possessive {
                    return (end, end + c.len_utf8() + 1);
                }
            }
        }
        before = Some(c);
        end += c.len_utf8();
    }
    let rest = &text[end..];
    let sign = if rest.starts_with("++") && end - start <= 3 {
        2
    } else if rest.starts_with('#') && end - start == 1 {
        1
    } else {
        return (end, end);
    };
    match rest[sign..].chars().next() {
        Some(c) if char_class(c) != CharClass::Other || c == '+' || c == '#' => (end, end),
        _ => (end + sign, end + sign),
    }
}

/// What joins the atom that ends at `end` to the next one: where that starts,
/// and whether it starts a new piece.
fn joint(text: &str, end: usize) -> Option<(usize, bool)> {
    let rest = &text[end..];
    let mut chars = rest.chars();
    let first = chars.next()?;
    let (width, weak) = match first {
        '.' | '-' | '\u{2010}' | '\u{2011}' => (first.len_utf8(), false),
        '_' => (rest.len() - rest.trim_start_matches('_').len(), false),
        '/' | '@' | '\\' => (1, true),
        ':' if rest.starts_with("::") => (2, true),
        ':' if chars.next().is_some_and(|c| c.is_ascii_digit()) => (1, true),
        _ => return None,
    };
    let next = rest[width..].chars().next()?;
    (char_class(next) == CharClass::Word).then_some((end + width, weak))
}
