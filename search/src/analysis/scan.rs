//! Where the words of a text are.

use std::ops::Range;

use super::script::{Class, class};

/// A stretch of text that becomes tokens together.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// An identifier, path, version or word: atoms and what joins them.
    Compound(Compound),
    /// Characters of a script without spaces; the byte range of each.
    Unspaced(Vec<Range<usize>>),
}

/// Atoms that belong together.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Compound {
    /// Byte ranges of the atoms.
    pub(super) atoms: Vec<Range<usize>>,
    /// For each atom, whether it starts a new piece (`/ : @ \` before it).
    pub(super) starts_piece: Vec<bool>,
    /// Whether a `%` follows the last atom, a number.
    pub(super) percent: bool,
}

/// Finds the next run at or behind byte `at`, and the byte behind it.
pub(super) fn next_run(text: &str, at: usize) -> Option<(Run, usize)> {
    let rest = text.get(at..)?;
    let (offset, found) = rest.char_indices().find_map(|(i, c)| match class(c) {
        found @ (Class::Word | Class::Unspaced) => Some((i, found)),
        Class::Mark | Class::Other => None,
    })?;
    let start = at + offset;
    Some(if found == Class::Unspaced {
        unspaced(text, start)
    } else {
        compound(text, start)
    })
}

fn unspaced(text: &str, start: usize) -> (Run, usize) {
    let mut chars: Vec<Range<usize>> = Vec::new();
    let mut end = start;
    for c in text[start..].chars() {
        match (class(c), chars.last_mut()) {
            (Class::Unspaced, _) => chars.push(end..end + c.len_utf8()),
            (Class::Mark, Some(last)) => last.end = end + c.len_utf8(),
            _ => break,
        }
        end += c.len_utf8();
    }
    (Run::Unspaced(chars), end)
}

fn compound(text: &str, start: usize) -> (Run, usize) {
    let mut run = Compound::default();
    let mut at = start;
    let mut starts_piece = true;
    loop {
        let (end, next) = atom(text, at);
        run.atoms.push(at..end);
        run.starts_piece.push(starts_piece);
        if next != end {
            return (Run::Compound(run), next);
        }
        match joint(text, end) {
            Some((next, weak)) => (at, starts_piece) = (next, weak),
            None => {
                run.percent = text[end..].starts_with('%')
                    && text[at..end].bytes().all(|b| b.is_ascii_digit());
                let end = end + usize::from(run.percent);
                return (Run::Compound(run), end);
            }
        }
    }
}

/// The end of the atom that starts at `start`, and where to read on: the same
/// place, or behind a possessive `'s` or a `++` or `#` that ends the compound.
fn atom(text: &str, start: usize) -> (usize, usize) {
    let mut end = start;
    let mut chars = text[start..].chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        match class(c) {
            Class::Word | Class::Mark => {}
            Class::Unspaced => break,
            Class::Other => {
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
                        .is_none_or(|c| class(c) == Class::Other);
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
        Some(c) if class(c) != Class::Other || c == '+' || c == '#' => (end, end),
        _ => (end + sign, end + sign),
    }
}

/// What joins the atom that ends at `end` to a next one: where that starts,
/// and whether the joint is weak, that is, separates pieces.
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
    (class(next) == Class::Word).then_some((end + width, weak))
}
