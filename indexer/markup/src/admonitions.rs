//! Notes, warnings and the like: GitHub's `> [!WARNING]`, with a title and a
//! fold mark as Obsidian has them, `> [!NOTE]- Title`.

use std::ops::Range;

/// The first line of an admonition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marker {
    /// Its type in lower case: `warning`.
    pub kind: String,
    /// Whether it folds, and if so, whether it is open.
    pub fold: Option<bool>,
    /// A title other than the type's own.
    pub title: Option<Range<usize>>,
    /// Length of the marker with its title.
    pub length: usize,
}

/// The marker at the start of `text`, which begins a quote.
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

/// The title of an admonition that names none.
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
