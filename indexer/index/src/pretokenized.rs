//! Passes terms to tantivy that are analysed already.
//!
//! tantivy also accepts analysed terms directly, but it writes them as JSON and
//! reads them again before it indexes them, which takes as long as the indexing.
//! So the terms are written in a simpler text format here, with a tokenizer that
//! reads it.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// Name of the tokenizer in tantivy.
pub(crate) const TOKENIZER: &str = "terms";

/// Returns the tokenizers of an index whose texts are [`Terms`].
pub(crate) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::new();
    tokenizers.register(TOKENIZER, Reader::default());
    tokenizers
}

/// Terms with their positions, written as a text: for each term its position, its
/// length in bytes, and its text. Numbers are written with six bits a character,
/// lowest bits first; all characters but the last have the seventh bit set.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    text: String,
    number: usize,
}

impl Terms {
    /// Adds a term.
    pub(crate) fn push(&mut self, position: usize, term: &str) {
        for mut number in [position, term.len()] {
            while number >= 64 {
                self.text.push(char::from((number % 64) as u8 | 64));
                number /= 64;
            }
            self.text.push(char::from(number as u8));
        }
        self.text.push_str(term);
        self.number += 1;
    }

    /// Returns the number of terms.
    pub(crate) fn len(&self) -> usize {
        self.number
    }

    /// Returns the encoded text.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// The tokenizer that reads encoded terms.
#[derive(Debug, Default, Clone)]
struct Reader {
    token: Token,
}

impl Tokenizer for Reader {
    type TokenStream<'a> = Reading<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Reading<'a> {
        Reading {
            rest: text,
            token: &mut self.token,
        }
    }
}

/// The rest of an encoded text.
struct Reading<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Reading<'_> {
    fn number(&mut self) -> Option<usize> {
        let end = self.rest.bytes().position(|byte| byte < 64)?;
        let (number, rest) = self.rest.split_at_checked(end + 1)?;
        self.rest = rest;
        let bits = number.bytes().rev().map(|byte| usize::from(byte % 64));
        Some(bits.fold(0, |number, bits| number * 64 + bits))
    }

    fn read(&mut self) -> Option<()> {
        let position = self.number()?;
        let length = self.number()?;
        let (term, rest) = self.rest.split_at_checked(length)?;
        self.token.position = position;
        self.token.position_length = 1;
        self.token.text.clear();
        self.token.text.push_str(term);
        self.rest = rest;
        Some(())
    }
}

impl TokenStream for Reading<'_> {
    fn advance(&mut self) -> bool {
        self.read().is_some()
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_as_they_were_written() {
        let written = [
            (0, "a b"),
            (0, "7 1 x"),
            (9, ""),
            (10, "ü\n"),
            (300_000, "z"),
        ];
        let mut terms = Terms::default();
        for (position, term) in written {
            terms.push(position, term);
        }
        assert_eq!(terms.len(), written.len());
        let text = terms.into_text();
        let mut reader = Reader::default();
        let mut stream = reader.token_stream(&text);
        for (position, term) in written {
            assert!(stream.advance());
            assert_eq!(
                (stream.token().position, &*stream.token().text),
                (position, term)
            );
        }
        assert!(!stream.advance());
    }
}
