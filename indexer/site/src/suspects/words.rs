//! Extracts the words that distinguish one cause from another.

use std::collections::BTreeSet;

use content::symptoms::words;
use markup::decode;

/// Words that occur in any cause, in their analysed form, sorted.
const FILLERS: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "ani", "anoth", "are", "as", "at", "be",
    "becaus", "becom", "been", "befor", "between", "but", "by", "can", "cannot", "caus", "do",
    "doe", "down", "dure", "each", "error", "everi", "fail", "failur", "few", "for", "from", "get",
    "got", "had", "has", "have", "how", "if", "in", "incid", "into", "is", "issu", "it", "its",
    "kept", "less", "make", "mani", "more", "most", "much", "new", "no", "not", "now", "of", "off",
    "on", "one", "onli", "or", "other", "out", "outag", "over", "own", "problem", "server",
    "servic", "set", "slow", "so", "some", "still", "system", "take", "than", "that", "the",
    "their", "them", "then", "there", "they", "thing", "this", "time", "to", "too", "two", "up",
    "use", "user", "was", "were", "what", "when", "where", "which", "while", "who", "whole",
    "will", "with", "without", "work", "wrong", "you",
];

/// Returns the telling words of a text.
pub(super) fn telling(text: &str) -> BTreeSet<String> {
    let words = words(text).into_iter();
    words
        .filter(|word| word.len() > 1 && FILLERS.binary_search(&word.as_str()).is_err())
        .collect()
}

/// Returns the text of inline HTML that the renderer wrote.
pub(super) fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for (number, part) in html.split('<').enumerate() {
        // The text before the first `<` contains no tag.
        let words = if number == 0 {
            part
        } else {
            part.split_once('>').map_or("", |(_, words)| words)
        };
        text.push_str(words);
    }
    decode(&text).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fillers_are_sorted() {
        assert!(FILLERS.is_sorted(), "{FILLERS:?}");
    }

    #[test]
    fn what_tells_a_cause_remains() {
        let words: Vec<_> = telling("The code leaks its connections.")
            .into_iter()
            .collect();
        assert_eq!(words, ["code", "connect", "leak"]);
    }

    #[test]
    fn html_becomes_text() {
        assert_eq!(
            text_of("A <code>a &lt; b</code> &amp; <a href=\"../x/\">the rest</a>"),
            "A a < b & the rest"
        );
        assert_eq!(text_of(""), "");
    }
}
