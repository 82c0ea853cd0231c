//! Word lists kept as one string, which costs a browser less than a slice of
//! strings.

/// Whether `list`, words separated by white space, contains `word`.
pub(super) fn contains_word(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|entry| entry == word)
}
