//! Splits and classifies the destinations of links.

/// Returns a destination's path and fragment.
pub(super) fn split(destination: &str) -> (&str, Option<&str>) {
    match destination.split_once('#') {
        Some((target, fragment)) => (target, Some(fragment)),
        None => (destination, None),
    }
}

/// Returns the scheme of a URL, in lower case.
pub(super) fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let mut chars = scheme.chars();
    let valid = chars.next()?.is_ascii_alphabetic()
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then(|| scheme.to_ascii_lowercase())
}

/// Whether a path has the extension of a file that is not a page, and is not a host name.
pub(super) fn has_file_extension(target: &str) -> bool {
    let name = target.rsplit('/').next().unwrap_or(target);
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && !stem.starts_with("www")
            && (1..=5).contains(&extension.len())
            && extension.bytes().all(|b| b.is_ascii_alphanumeric())
            && !matches!(extension, "md" | "markdown" | "html" | "htm")
    })
}

/// Returns an id without the characters that site generators treat differently.
pub(super) fn squeeze(id: &str) -> String {
    id.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_told_from_paths() {
        assert_eq!(scheme("HTTPS://x").as_deref(), Some("https"));
        assert_eq!(scheme("a b:c"), None);
        assert_eq!(scheme("./a:b"), None);
        assert_eq!(split("a.md#b#c"), ("a.md", Some("b#c")));
    }

    #[test]
    fn files_are_told_from_pages() {
        assert!(has_file_extension("img/a.png") && has_file_extension("x.tar.gz"));
        for page in ["a.md", "a", ".hidden", "v1.2-notes", "www.example.org"] {
            assert!(!has_file_extension(page), "{page}");
        }
    }
}
