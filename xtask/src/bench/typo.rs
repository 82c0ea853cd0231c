//! Makes one typing error per query, the same for every engine.

use crate::generate::Random;

/// The length below which a word is not changed.
const SHORTEST: usize = 4;

/// Returns `query` with one letter of one word inserted, deleted, replaced or swapped with
/// the next.
///
/// A query without a word of four letters is returned unchanged.
pub(super) fn slip(query: &str, random: &mut Random) -> String {
    let mut words: Vec<String> = query.split_whitespace().map(str::to_owned).collect();
    let long: Vec<usize> = (0..words.len())
        .filter(|&at| {
            words[at].len() >= SHORTEST && words[at].chars().all(|c| c.is_ascii_alphabetic())
        })
        .collect();
    if long.is_empty() {
        return query.to_owned();
    }
    let word = &mut words[long[random.below(long.len())]];
    let mut letters: Vec<char> = word.chars().collect();
    loop {
        let at = random.below(letters.len());
        let letter = char::from(b'a' + random.below(26) as u8);
        match random.below(4) {
            0 => letters.insert(at, letter),
            1 => drop(letters.remove(at)),
            2 if letters[at] != letter => letters[at] = letter,
            3 if at + 1 < letters.len() && letters[at] != letters[at + 1] => {
                letters.swap(at, at + 1);
            }
            _ => continue,
        }
        break;
    }
    *word = letters.into_iter().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_of_four_letters_or_more_is_changed() {
        let mut random = Random::of(1, 0);
        for _ in 0..200 {
            let before = "a slow database of 53300 rows";
            let after = slip(before, &mut random);
            let changed: Vec<&str> = before
                .split(' ')
                .zip(after.split(' '))
                .filter(|(a, b)| a != b)
                .map(|(a, _)| a)
                .collect();
            assert_eq!(changed.len(), 1, "{after}");
            assert!(["slow", "database", "rows"].contains(&changed[0]));
            assert!(after.len().abs_diff(before.len()) <= 1);
        }
    }

    #[test]
    fn short_words_and_codes_are_left_alone() {
        let mut random = Random::of(1, 0);
        assert_eq!(slip("pg in tx 53300", &mut random), "pg in tx 53300");
    }
}
