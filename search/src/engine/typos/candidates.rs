//! Candidates for spelling correction.

use std::ops::Range;

use super::distance::{EDIT_COST, WordChars, distance};
use crate::engine::store::{ChunkStore, MissingChunks};
use crate::pack::word_list::{LENGTHS, WordSignature, reversed};
use crate::sort;

/// Maximum number of word lists read for one end of a word.
const MAX_LISTS: usize = 6;
/// Cost of an edit in bits, to compare with the logarithm of the document
/// frequency: about one word in 64 is misspelled.
const EDIT_BITS: f32 = 6.0;

/// A word of the dictionary with a similar spelling.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SpellingCandidate {
    /// The word.
    pub(super) text: String,
    /// Document frequency, on the scale of
    /// [`level`](crate::pack::word_list::level).
    pub(super) level: u8,
    /// Number of edits.
    pub(super) edits: u32,
    /// Log likelihood of the word in bits, up to a constant; higher is better.
    pub(super) bits: f32,
}

/// Maximum number of edits in a word of `length` characters.
pub(super) fn max_edits(length: usize) -> u32 {
    match length {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Finds candidates for a word, most likely first. With `prefix`, it may be the
/// prefix of a candidate.
pub(super) fn candidates(
    store: &ChunkStore,
    word: &str,
    prefix: bool,
    missing: &mut MissingChunks,
) -> Vec<SpellingCandidate> {
    let mut typed = WordChars::default();
    typed.set(word);
    let length = word.chars().count();
    let max = max_edits(length);
    if max == 0 || length >= LENGTHS.end {
        return Vec::new();
    }
    let by_start = store.manifest.words_by_start.len();
    let mut found: Vec<SpellingCandidate> = Vec::new();
    let mut known = WordChars::default();
    let outline = WordSignature::of(word);
    for number in lists(store, typed.chars(), max) {
        let Some(words) = store.words(number, missing) else {
            continue;
        };
        let backwards = number as usize >= by_start;
        for (text, level, of_known) in words.iter() {
            if !of_known.is_within(outline, prefix, max) {
                continue;
            }
            let forwards;
            let text = if backwards {
                forwards = reversed(text);
                &forwards
            } else {
                text
            };
            known.set(text);
            let Some((edits, cost)) = distance(&typed, &known, prefix, max) else {
                continue;
            };
            if text == word || (edits == 0 && !prefix) {
                continue;
            }
            let beyond = known.chars().len().saturating_sub(length) as f32;
            let bits = f32::from(level) / 4.0 - cost as f32 * EDIT_BITS / EDIT_COST as f32;
            found.push(SpellingCandidate {
                text: text.to_owned(),
                level,
                edits,
                bits: bits
                    - if prefix {
                        (beyond * 0.25).min(2.0)
                    } else {
                        0.0
                    },
            });
        }
    }
    sort::by(&mut found, |a, b| {
        b.bits.total_cmp(&a.bits).then_with(|| a.text.cmp(&b.text))
    });
    found.dedup_by(|next, kept| next.text == kept.text);
    found
}

/// Numbers of the word lists that contain all candidates. With one edit, the
/// first or the last half of the word is unchanged, or two letters in its
/// middle are transposed. Some words with two edits at both ends are missed.
fn lists(store: &ChunkStore, typed: &[char], max: u32) -> Vec<u32> {
    let manifest = &store.manifest;
    let (by_start, by_end) = (&manifest.words_by_start, &manifest.words_by_end);
    if by_end.is_empty() {
        return (0..by_start.len() as u32).collect();
    }
    let length = typed.len();
    let start = if max > 1 {
        (length / 3).max(3)
    } else {
        length / 2
    };
    let end = if max > 1 { start } else { length - start };
    let beginning: String = typed[..start].iter().collect();
    let ending: String = typed[length - end..].iter().rev().collect();
    let mut middle = typed.to_vec();
    middle.swap(start - 1, start);
    let middle: String = middle[..=start].iter().collect();
    let mut numbers: Vec<u32> = Vec::new();
    numbers.extend(
        starting_with(by_start, &beginning)
            .take(MAX_LISTS)
            .map(|n| n as u32),
    );
    numbers.extend(starting_with(by_start, &middle).take(1).map(|n| n as u32));
    let after = by_start.len();
    let ends = starting_with(by_end, &ending).take(MAX_LISTS);
    numbers.extend(ends.map(|n| (after + n) as u32));
    sort::sort(&mut numbers);
    numbers.dedup();
    numbers
}

/// Numbers of the lists that can contain words with the prefix `start`.
fn starting_with(firsts: &[String], start: &str) -> Range<usize> {
    let after = firsts.partition_point(|first| first.as_str() <= start);
    let end = firsts.partition_point(|first| first.as_str() <= start || first.starts_with(start));
    after.saturating_sub(1)..end.max(after)
}
