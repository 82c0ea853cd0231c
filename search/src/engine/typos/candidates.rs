//! Known words that a typed word may stand for.

use std::ops::Range;

use super::distance::{EDIT, Letters, distance};
use crate::engine::store::{Missing, Store};
use crate::pack::words::{LENGTHS, Outline, reversed};
use crate::sort;

/// Most lists read for one end of one word.
const LISTS: usize = 6;
/// What an edit weighs against being frequent, in doublings of the number of
/// documents: about one word in sixty-four is mistyped.
const EDIT_BITS: f32 = 6.0;

/// A known word near a typed one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// The word.
    pub(super) text: String,
    /// How frequent it is, on the scale of word lists.
    pub(super) level: u8,
    /// Edits.
    pub(super) edits: u32,
    /// How likely it is meant, in bits; higher is better.
    pub(super) bits: f32,
}

/// Most edits forgiven in a word of so many characters.
pub(super) fn forgiven(length: usize) -> u32 {
    match length {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Known words that a typed one may stand for, likeliest first. With `prefix`
/// it may be the start of one.
pub(super) fn candidates(
    store: &Store,
    word: &str,
    prefix: bool,
    missing: &mut Missing,
) -> Vec<Candidate> {
    let mut typed = Letters::default();
    typed.set(word);
    let length = word.chars().count();
    let most = forgiven(length);
    if most == 0 || length >= LENGTHS.end {
        return Vec::new();
    }
    let by_start = store.manifest.words_by_start.len();
    let mut found: Vec<Candidate> = Vec::new();
    let mut known = Letters::default();
    let outline = Outline::of(word);
    for number in lists(store, typed.chars(), most) {
        let Some(words) = store.words(number, missing) else {
            continue;
        };
        let backwards = number as usize >= by_start;
        for (text, level, of_known) in words.iter() {
            if !of_known.may_be(outline, prefix, most) {
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
            let Some((edits, cost)) = distance(&typed, &known, prefix, most) else {
                continue;
            };
            if text == word || (edits == 0 && !prefix) {
                continue;
            }
            let beyond = known.chars().len().saturating_sub(length) as f32;
            let bits = f32::from(level) / 4.0 - cost as f32 * EDIT_BITS / EDIT as f32;
            found.push(Candidate {
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

/// The lists that hold all words a typed one may stand for: with one edit it
/// has its first or its last half unharmed, or two letters in its middle
/// exchanged; of two edits at the two ends of a word some are missed.
fn lists(store: &Store, typed: &[char], most: u32) -> Vec<u32> {
    let manifest = &store.manifest;
    let (by_start, by_end) = (&manifest.words_by_start, &manifest.words_by_end);
    if by_end.is_empty() {
        return (0..by_start.len() as u32).collect();
    }
    let length = typed.len();
    let start = if most > 1 {
        (length / 3).max(3)
    } else {
        length / 2
    };
    let end = if most > 1 { start } else { length - start };
    let beginning: String = typed[..start].iter().collect();
    let ending: String = typed[length - end..].iter().rev().collect();
    let mut middle = typed.to_vec();
    middle.swap(start - 1, start);
    let middle: String = middle[..=start].iter().collect();
    let mut numbers: Vec<u32> = Vec::new();
    numbers.extend(
        starting_with(by_start, &beginning)
            .take(LISTS)
            .map(|n| n as u32),
    );
    numbers.extend(starting_with(by_start, &middle).take(1).map(|n| n as u32));
    let behind = by_start.len();
    let ends = starting_with(by_end, &ending).take(LISTS);
    numbers.extend(ends.map(|n| (behind + n) as u32));
    sort::sort(&mut numbers);
    numbers.dedup();
    numbers
}

/// Numbers of the lists that may hold words that start with `start`.
fn starting_with(firsts: &[String], start: &str) -> Range<usize> {
    let behind = firsts.partition_point(|first| first.as_str() <= start);
    let end = firsts.partition_point(|first| first.as_str() <= start || first.starts_with(start));
    behind.saturating_sub(1)..end.max(behind)
}
