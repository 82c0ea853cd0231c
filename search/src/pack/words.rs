//! Lists of the words of a pack, to correct typos by.
//!
//! The words stand in two orders, each cut into lists: by their beginnings
//! and, each word written backwards, by their ends. A word with one edit has
//! its first or its last half unharmed, so two or three short lists hold all
//! words that it may stand for.

use std::ops::Range;

use super::bytes::{Cursor, Read, put_bytes, put_varint};
use super::error::malformed;

/// Fewest and most characters of a listed word.
pub(crate) const LENGTHS: Range<usize> = 3..33;
/// Most bytes that the words of a list may unfold to.
const MAX_TEXT: usize = 1 << 22;
/// Longest word in bytes.
const MAX_WORD: usize = 4 * LENGTHS.end;

/// Whether a term is a word that typos are corrected to: of letters, of a
/// script with spaces between words.
pub(crate) fn is_word(term: &str) -> bool {
    term.chars()
        .all(|c| c.is_alphabetic() && (c as u32) < 0x0e00)
        && LENGTHS.contains(&term.chars().count())
}

/// A number of documents on a logarithmic scale, four steps an octave.
pub(crate) fn level(docs: u32) -> u8 {
    let docs = u64::from(docs.max(1));
    let octave = docs.ilog2();
    (octave * 4 + ((docs * 4) >> octave) as u32 - 4) as u8
}

/// A word backwards.
pub(crate) fn reversed(word: &str) -> String {
    word.chars().rev().collect()
}

/// Writes a list of ascending words with their levels.
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

/// A list of words, decoded.
#[derive(Debug, Default)]
pub(crate) struct Words {
    text: String,
    words: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    end: u32,
    level: u8,
    outline: Outline,
}

/// What tells most words apart at a glance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Number of characters.
    length: u8,
    /// One bit for each of its letters.
    letters: u32,
}

impl Outline {
    /// The outline of a word.
    pub(crate) fn of(word: &str) -> Self {
        let mut outline = Self::default();
        for c in word.chars() {
            outline.length = outline.length.saturating_add(1);
            outline.letters |= 1 << (c as u32 % 32);
        }
        outline
    }

    /// Whether a typed word may stand for this one by at most so many edits:
    /// each changes the length by at most one, and brings at most one letter.
    /// With `start` it may stand for the start of it.
    pub(crate) fn may_be(self, typed: Self, start: bool, most: u32) -> bool {
        let strange = (typed.letters & !self.letters).count_ones();
        let lacking = (self.letters & !typed.letters).count_ones();
        let [own, typed] = [self.length, typed.length].map(u32::from);
        strange <= most
            && own + most >= typed
            && (start || (lacking <= most && typed + most >= own))
    }
}

impl Words {
    /// Reads a payload.
    pub(crate) fn decode(payload: &[u8]) -> Read<Self> {
        let mut payload = Cursor::new(payload);
        let count = payload.count(payload.left())?;
        let mut shared = Cursor::new(payload.stream()?);
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
            let common = shared.varint()? as usize;
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
            words.push(Entry {
                end: text.len() as u32,
                level,
                outline: Outline::default(),
            });
        }
        let text = String::from_utf8(text).map_err(|_| malformed("word is not UTF-8"))?;
        let mut start = 0;
        for word in &mut words {
            let end = word.end as usize;
            let of = text.get(start..end);
            word.outline = Outline::of(of.ok_or(malformed("word is not UTF-8"))?);
            start = end;
        }
        Ok(Self { text, words })
    }

    /// The words with their levels and outlines, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, u8, Outline)> {
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
        let list = Words::decode(&encode(&words)).expect("sound");
        assert!(list.iter().map(|(word, level, _)| (word, level)).eq(words));
        assert!(Words::decode(&encode(&[("b", 0), ("a", 0)])).is_err());
        let mut cut = encode(&words);
        cut.pop();
        assert!(Words::decode(&cut).is_err());
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
