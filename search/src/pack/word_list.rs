//! Word lists for spelling correction.
//!
//! The words are listed in two orders, by their start and, reversed, by their
//! end. Each order is cut into lists. A word with one edit has its first or its
//! last half unchanged, so two or three short lists contain all candidates.

use std::ops::Range;

use super::bytes::{Cursor, ReadResult, put_bytes, put_varint};
use super::error::malformed;

/// Lengths of listed words in characters.
pub(crate) const LENGTHS: Range<usize> = 3..33;
/// Maximum size in bytes of the decoded words of a list.
const MAX_TEXT: usize = 1 << 22;
/// Maximum length of a word in bytes.
const MAX_WORD: usize = 4 * LENGTHS.end;

/// Whether a term is listed: it consists of letters of a script with spaces
/// between words.
pub(crate) fn is_word(term: &str) -> bool {
    term.chars()
        .all(|c| c.is_alphabetic() && (c as u32) < 0x0e00)
        && LENGTHS.contains(&term.chars().count())
}

/// A document frequency on a logarithmic scale with four steps per octave.
pub(crate) fn level(docs: u32) -> u8 {
    let docs = u64::from(docs.max(1));
    let octave = docs.ilog2();
    (octave * 4 + ((docs * 4) >> octave) as u32 - 4) as u8
}

/// The word, reversed by characters.
pub(crate) fn reversed(word: &str) -> String {
    word.chars().rev().collect()
}

/// Encodes a list of ascending words with their levels.
pub(crate) fn encode(words: &[(&str, u8)]) -> Vec<u8> {
    let mut streams: [Vec<u8>; 4] = Default::default();
    let mut last = "";
    for &(word, level) in words {
        let common = word.bytes().zip(last.bytes());
        let common = common.take_while(|(a, b)| a == b).count();
        put_varint(&mut streams[0], common as u64);
        put_varint(&mut streams[1], (word.len() - common) as u64);
        streams[2].extend_from_slice(&word.as_bytes()[common..]);
        streams[3].push(level);
        last = word;
    }
    let mut out = Vec::new();
    put_varint(&mut out, words.len() as u64);
    streams
        .iter()
        .for_each(|stream| put_bytes(&mut out, stream));
    out
}

/// A decoded word list.
#[derive(Debug, Default)]
pub(crate) struct WordList {
    text: String,
    words: Vec<WordEntry>,
}

#[derive(Debug)]
struct WordEntry {
    end: u32,
    level: u8,
    outline: WordSignature,
}

/// A summary of a word, which excludes most candidates without computing a
/// distance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct WordSignature {
    /// Number of characters.
    length: u8,
    /// Bit mask of its letters.
    letters: u32,
}

impl WordSignature {
    /// The signature of a word.
    pub(crate) fn of(word: &str) -> Self {
        let mut outline = Self::default();
        for c in word.chars() {
            outline.length = outline.length.saturating_add(1);
            outline.letters |= 1 << (c as u32 % 32);
        }
        outline
    }

    /// Whether `typed` can be within `most` edits of this word: each edit
    /// changes the length by at most one and adds at most one letter. With
    /// `start`, `typed` can be a prefix.
    pub(crate) fn is_within(self, typed: Self, start: bool, most: u32) -> bool {
        let strange = (typed.letters & !self.letters).count_ones();
        let lacking = (self.letters & !typed.letters).count_ones();
        let [own, typed] = [self.length, typed.length].map(u32::from);
        strange <= most
            && own + most >= typed
            && (start || (lacking <= most && typed + most >= own))
    }
}

impl WordList {
    /// Decodes a payload.
    pub(crate) fn decode(payload: &[u8]) -> ReadResult<Self> {
        let mut payload = Cursor::new(payload);
        let count = payload.count(payload.left())?;
        let mut common = Cursor::new(payload.stream()?);
        let mut rest = Cursor::new(payload.stream()?);
        let mut suffixes = Cursor::new(payload.stream()?);
        let levels = payload.stream()?;
        if levels.len() != count {
            return Err(malformed("as many levels as words were expected"));
        }
        let mut text: Vec<u8> = Vec::new();
        let mut words = Vec::with_capacity(count);
        let mut last = 0..0;
        for &level in levels {
            let common = common.varint()? as usize;
            let suffix = suffixes.bytes(rest.varint()? as usize)?;
            let start = text.len();
            if common > last.len() || common + suffix.len() > MAX_WORD || start > MAX_TEXT {
                return Err(malformed("word too long"));
            }
            text.extend_from_within(last.start..last.start + common);
            text.extend_from_slice(suffix);
            if text[start..] <= text[last] {
                return Err(malformed("words out of order"));
            }
            last = start..text.len();
            words.push(WordEntry {
                end: text.len() as u32,
                level,
                outline: WordSignature::default(),
            });
        }
        let text = String::from_utf8(text).map_err(|_| malformed("word is not UTF-8"))?;
        let mut start = 0;
        for word in &mut words {
            let end = word.end as usize;
            let of = text.get(start..end);
            word.outline = WordSignature::of(of.ok_or(malformed("word is not UTF-8"))?);
            start = end;
        }
        Ok(Self { text, words })
    }

    /// The words with levels and signatures, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, u8, WordSignature)> {
        self.words.iter().scan(0, |start, word| {
            let range = *start..word.end as usize;
            *start = range.end;
            let text = self.text.get(range).unwrap_or_default();
            Some((text, word.level, word.outline))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_round_trip() {
        let words = [("kube", 9), ("kubernetes", 40), ("kubeß", 0), ("über", 3)];
        let list = WordList::decode(&encode(&words)).expect("sound");
        assert!(list.iter().map(|(word, level, _)| (word, level)).eq(words));
        assert!(WordList::decode(&encode(&[("b", 0), ("a", 0)])).is_err());
        let mut cut = encode(&words);
        cut.pop();
        assert!(WordList::decode(&cut).is_err());
    }

    #[test]
    fn levels_rise_with_the_documents() {
        assert_eq!([1, 2, 3, 4, 5, 8, 1024].map(level), [0, 4, 6, 8, 9, 12, 40]);
        assert_eq!(level(u32::MAX), 127);
        assert!((1..5000).all(|docs| level(docs) <= level(docs + 1)));
    }

    #[test]
    fn only_words_are_listed() {
        assert!(
            ["pod", "kubernetes", "über", "kubepodcrashlooping"]
                .into_iter()
                .all(is_word)
        );
        assert!(
            !["ok", "ora-01555", "pg_stat", "503", "数据库", ""]
                .into_iter()
                .any(is_word)
        );
    }
}
