//! The tokenizer.

use std::ops::Range;

use super::Token;
use super::camel_case::camel_case_parts;
use super::fold::fold_char;
use super::scan::{Compound, TokenRun, next_run};

/// Maximum length of a term in characters. Longer terms are truncated, in the
/// index and in queries.
pub const MAX_CHARS: usize = 64;

/// Splits `text` into tokens: identifiers and their parts.
///
/// Tokens are ordered by their start, a whole before its parts. Offsets are on
/// character boundaries.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Tokenizer {
        text,
        found: Vec::with_capacity(text.len() / 6),
        position: 0,
    };
    let mut at = 0;
    while let Some((run, end)) = next_run(text, at) {
        match run {
            TokenRun::Compound(compound) => tokens.compound(&compound),
            TokenRun::Unspaced(chars) => tokens.unspaced(&chars),
        }
        at = end;
    }
    tokens.found
}

struct Tokenizer<'a> {
    text: &'a str,
    found: Vec<Token>,
    position: u32,
}

impl Tokenizer<'_> {
    fn push(&mut self, range: Range<usize>) -> bool {
        let mut text = String::with_capacity(range.len().min(4 * MAX_CHARS));
        for (n, c) in self.text[range.clone()].chars().enumerate() {
            if n >= MAX_CHARS {
                break;
            }
            fold_char(c, &mut text);
        }
        // Folding can make a term longer (`ß`).
        if let Some((cut, _)) = text.char_indices().nth(MAX_CHARS) {
            text.truncate(cut);
        }
        if text.is_empty() {
            return false;
        }
        self.found.push(Token {
            text,
            start: range.start,
            end: range.end,
            position: self.position,
        });
        true
    }

    fn compound(&mut self, compound: &Compound) {
        let (Some(first), Some(last)) = (compound.atoms.first(), compound.atoms.last()) else {
            return;
        };
        let pieces = compound
            .starts_piece
            .iter()
            .filter(|&&starts| starts)
            .count();
        if pieces > 1 || compound.percent {
            self.push(first.start..last.end + usize::from(compound.percent));
        }
        let mut from = 0;
        while from < compound.atoms.len() {
            let after = compound.starts_piece[from + 1..]
                .iter()
                .position(|&starts| starts);
            let to = after.map_or(compound.atoms.len(), |n| from + 1 + n);
            self.piece(&compound.atoms[from..to]);
            from = to;
        }
    }

    fn piece(&mut self, atoms: &[Range<usize>]) {
        if let [first, .., last] = atoms {
            self.push(first.start..last.end);
        }
        for atom in atoms {
            let parts = camel_case_parts(&self.text[atom.clone()]);
            if parts.len() > 1 {
                self.push(atom.clone());
            }
            for (start, end) in parts {
                if self.push(atom.start + start..atom.start + end) {
                    self.position += 1;
                }
            }
        }
    }

    /// Each character, and each bigram at the position of its first character.
    fn unspaced(&mut self, chars: &[Range<usize>]) {
        for (i, c) in chars.iter().enumerate() {
            if let Some(next) = chars.get(i + 1) {
                self.push(c.start..next.end);
            }
            self.push(c.clone());
            self.position += 1;
        }
    }
}
