//! Operations on paths and URLs as text, with `/`.

/// Returns the folder of a path, without a trailing `/`; empty for a file at the root.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Returns the file name without its extension.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a file is the index of its folder.
pub(crate) fn is_index(path: &str) -> bool {
    let stem = stem(path);
    ["_index", "index", "readme"]
        .iter()
        .any(|name| stem.eq_ignore_ascii_case(name))
}

/// Resolves `path` relative to `folder`, without `.` and `..`; `None` if it
/// leaves the root.
#[must_use]
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    let folder = if path.starts_with('/') { "" } else { folder };
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Returns the URL `to` relative to the page `from`; both are absolute within the site.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let (to, fragment) = match to.find(['#', '?']) {
        Some(at) => to.split_at(at),
        None => (to, ""),
    };
    if from == to {
        return if fragment.is_empty() {
            "./".to_owned()
        } else {
            fragment.to_owned()
        };
    }
    let from_parts: Vec<&str> = from
        .trim_matches('/')
        .split('/')
        .filter(|p| !p.is_empty())
        .collect();
    let to_trimmed = to.trim_start_matches('/');
    // The last part of a URL is a name unless the URL ends in `/`.
    let to_parts: Vec<&str> = to_trimmed.split('/').collect();
    let folders = to_parts.len().saturating_sub(1);
    let common = from_parts
        .iter()
        .zip(&to_parts[..folders])
        .take_while(|(a, b)| a == b)
        .count();
    let mut out = "../".repeat(from_parts.len() - common);
    out.push_str(&to_parts[common..].join("/"));
    if out.is_empty() {
        out.push_str("./");
    }
    out.push_str(fragment);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_to_the_page() {
        assert_eq!(
            relative("/runbooks/a/", "/guides/x/#y"),
            "../../guides/x/#y"
        );
        assert_eq!(relative("/runbooks/a/", "/runbooks/b/"), "../b/");
        assert_eq!(relative("/runbooks/a/", "/runbooks/a/b/"), "b/");
        assert_eq!(relative("/runbooks/a/b/", "/runbooks/a/"), "../");
        assert_eq!(relative("/runbooks/a/", "/runbooks/a/#x"), "#x");
        assert_eq!(relative("/runbooks/a/", "/runbooks/a/"), "./");
        assert_eq!(
            relative("/runbooks/a/", "/media/x-1.png"),
            "../../media/x-1.png"
        );
        assert_eq!(
            relative("/runbooks/a/", "/search/?q=x"),
            "../../search/?q=x"
        );
        assert_eq!(relative("/runbooks/a/", "/"), "../../");
    }

    #[test]
    fn paths_stay_within_the_root() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a", "/c.md").as_deref(), Some("c.md"));
        assert_eq!(join("a", "../../c.md"), None);
        assert_eq!(join("", "./x//y/").as_deref(), Some("x/y"));
    }

    #[test]
    fn indexes_stand_for_their_folders() {
        assert!(is_index("a/_index.md") && is_index("README.md") && !is_index("a/reader.md"));
        assert_eq!(
            (folder("a/b/c.md"), stem("a/b/c.d.md"), folder("x.md")),
            ("a/b", "c.d", "")
        );
    }
}
