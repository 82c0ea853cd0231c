//! Texts as sets of analysed words.

use std::collections::{BTreeSet, HashMap};

use search::analysis::{stem, tokenize};

/// Returns the words of a text in order, as search analyses them: identifiers are
/// split into parts, endings are removed.
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<(u32, String)> = Vec::new();
    for token in tokenize(text) {
        let word = stem(&token.text);
        // An identifier and its first part have the same position; the part comes
        // last and is kept.
        match words.last_mut() {
            Some((position, known)) if *position == token.position => *known = word,
            _ => words.push((token.position, word)),
        }
    }
    words.into_iter().map(|(_, word)| word).collect()
}

/// An index of sets of words, which finds the sets that a text contains.
#[derive(Debug)]
pub(super) struct Holds<'a> {
    sets: Vec<BTreeSet<&'a str>>,
    /// The numbers of the sets, by the word of each set that is in the fewest sets.
    by_word: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Holds<'a> {
    /// Indexes `sets`. A set of fewer than two words is never found: one word is
    /// too unspecific.
    pub(super) fn new(sets: impl Iterator<Item = &'a [String]>) -> Self {
        let sets: Vec<BTreeSet<&str>> = sets
            .map(|words| words.iter().map(String::as_str).collect())
            .collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for word in sets.iter().flatten() {
            *counts.entry(word).or_default() += 1;
        }
        let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, set) in sets.iter().enumerate().filter(|(_, set)| set.len() > 1) {
            let rarest = set.iter().min_by_key(|word| (counts[**word], **word));
            if let Some(word) = rarest {
                by_word.entry(word).or_default().push(number);
            }
        }
        Self { sets, by_word }
    }

    /// Returns the numbers of the sets whose words are all in `words`, ascending.
    pub(super) fn within(&self, words: &[String]) -> Vec<usize> {
        let words: BTreeSet<&str> = words.iter().map(String::as_str).collect();
        let mut found: Vec<usize> = words
            .iter()
            .filter_map(|word| self.by_word.get(word))
            .flatten()
            .copied()
            .filter(|number| self.sets[*number].is_subset(&words))
            .collect();
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_search() {
        for (text, expected) in [
            ("Connection refused.", "connect refus"),
            ("connection-REFUSED", "connect refus"),
            ("KubePodCrashLooping", "kube pod crash loop"),
            ("5xx rising", "5xx rise"),
            ("", ""),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_text_holds_sets_of_at_least_two_words() {
        let sets = [words("disk full"), words("disk"), words("full disk slow")];
        let holds = Holds::new(sets.iter().map(Vec::as_slice));
        assert_eq!(holds.within(&words("the disk is full")), [0]);
        assert_eq!(holds.within(&words("slow: full disks")), [0, 2]);
        assert_eq!(holds.within(&words("disk")), [0_usize; 0]);
    }
}
