//! Admonitions in a quote: GitHub's `> [!WARNING]`, with the title and the fold sign of
//! Obsidian, `> [!NOTE]- Title`.

use std::ops::Range;

/// The marker in the first line of an admonition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marker {
    /// The type in lower case: `warning`.
    pub kind: String,
    /// Whether the admonition is open at first; `None` if it does not fold.
    pub fold: Option<bool>,
    /// The title, if it differs from the default title of the type.
    pub title: Option<Range<usize>>,
    /// Length in bytes of the marker and its title.
    pub length: usize,
}

/// Parses the marker at the start of `text`, the content of a quote.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    let line = text.lines().next()?;
    let kind_end = line.strip_prefix("[!")?.find(']')? + 2;
    let kind = &line[2..kind_end];
    let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if kind.is_empty() || !kind.chars().all(word) {
        return None;
    }
    let rest = &line[kind_end + 1..];
    let (fold, rest) = match rest.as_bytes().first() {
        Some(b'-') => (Some(false), &rest[1..]),
        Some(b'+') => (Some(true), &rest[1..]),
        _ => (None, rest),
    };
    if !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let start = line.len() - rest.trim_start().len();
    let end = line.trim_end().len();
    Some(Marker {
        kind: kind.to_ascii_lowercase(),
        fold,
        title: (start < end).then_some(start..end),
        length: line.len(),
    })
}

/// Returns the title of an admonition without a title of its own.
pub(crate) fn default_title(kind: &str) -> String {
    if kind == "contradiction" {
        return "The record contradicts itself".to_owned();
    }
    let mut chars = kind.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_have_a_type_a_fold_and_a_title() {
        let found = marker("[!WARNING]\nbody").unwrap();
        assert_eq!(
            (found.kind.as_str(), found.fold, found.title),
            ("warning", None, None)
        );
        let text = "[!note]- Read *this*  \nbody";
        let found = marker(text).unwrap();
        assert_eq!(found.fold, Some(false));
        assert_eq!(&text[found.title.unwrap()], "Read *this*");
        assert_eq!(marker("[!x](y)"), None);
        assert_eq!(marker("[!no word]"), None);
    }
}
