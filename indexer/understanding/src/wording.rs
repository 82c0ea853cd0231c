//! Searches texts for words and divides them into sentences.

/// Whether a text is the help of a template that was not replaced.
pub(crate) fn is_template(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let lower = lower.trim_end_matches(['.', ':', '!']);
    let whole = [
        "",
        "-",
        "...",
        "\u{2026}",
        "event",
        "description",
        "event description",
        "short event description",
        "short description",
        "describe what happened",
        "what happened",
        "todo",
        "tbd",
        "n/a",
        "none",
        "lorem ipsum",
        "more details",
    ];
    whole.contains(&lower)
        || lower.contains("{{")
        || (lower.starts_with('<') && lower.ends_with('>'))
        || (lower.starts_with('[') && lower.ends_with(']') && !lower.contains("]("))
        || lower.starts_with("lorem ipsum")
}

/// Whether a text explains how to fill in a section.
pub(crate) fn is_help(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    is_template(text)
        || (lower.ends_with("for example,") || lower.ends_with("for example:"))
        || [
            "list of things that ",
            "these are only sample",
            "these are good things that happened",
            "things that could have gone better. ideally",
            "describe ",
            "write down ",
            "fill in ",
        ]
        .iter()
        .any(|start| lower.starts_with(start))
}

/// Whether one of `words` is at the start of a word of `text` (in lower case).
pub(crate) fn has(text: &str, words: &[&str]) -> bool {
    find(text, words).is_some()
}

/// The first place in `text` (in lower case) where a word starts with one of `words`.
pub(crate) fn find(text: &str, words: &[&str]) -> Option<usize> {
    // This runs for thousands of sentences and dozens of words. One pass is enough, and its
    // first byte rules out most places.
    let mut firsts = [false; 256];
    for first in words.iter().filter_map(|word| word.bytes().next()) {
        firsts[usize::from(first)] = true;
    }
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|&at| {
        firsts[usize::from(bytes[at])]
            && words
                .iter()
                .any(|word| bytes[at..].starts_with(word.as_bytes()))
            && !text[..at].ends_with(char::is_alphanumeric)
    })
}

/// The sentences of a text.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let mut end = rest.len();
            for (at, c) in rest.char_indices() {
                let behind = &rest[at + c.len_utf8()..];
                let stop =
                    c == '\n' || (matches!(c, '.' | '!' | '?') && behind.starts_with([' ', '\n']));
                // `vs. `, `e.g. ` and `20. January` do not end a sentence.
                let word = rest[..at].rsplit([' ', '(']).next().unwrap_or("");
                let short = c == '.'
                    && (word.len() < 3 || ["incl", "approx"].contains(&word))
                    && !behind.starts_with('\n');
                if stop && !short {
                    end = at + c.len_utf8();
                    break;
                }
            }
            let sentence = rest[..end].trim();
            rest = &rest[end..];
            if !sentence.is_empty() {
                return Some(sentence);
            }
        }
    })
}
