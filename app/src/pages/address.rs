//! URLs within the site, relative to the page that links to them.

use crate::model::Site;

/// The location of a page, which decides how its links are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A page at this path within the site: its links are relative to it.
    At(String),
    /// A page that hosts serve for any URL (404): its links start with this path, which
    /// begins and ends with `/`.
    Anywhere(String),
}

impl Place {
    /// The location of a page at a path within the site.
    pub(super) fn at(url: &str) -> Self {
        Self::At(url.to_owned())
    }

    /// The location of a page that is served for any URL.
    pub(super) fn anywhere(site: &Site) -> Self {
        Self::Anywhere(base_path(site.base_url.as_deref()).to_owned())
    }

    /// URL of the path `to` within the site, as this page links to it.
    pub(super) fn link(&self, to: &str) -> String {
        match self {
            Self::At(from) => relative(from, to),
            Self::Anywhere(base) if is_internal(to) => format!("{base}{}", &to[1..]),
            Self::Anywhere(_) => to.to_owned(),
        }
    }

    /// Whether this is the page at `url`.
    pub(super) fn is(&self, url: &str) -> bool {
        matches!(self, Self::At(from) if from == url)
    }

    /// Whether this is the page at `folder` or a page below it.
    pub(super) fn is_within(&self, folder: &str) -> bool {
        matches!(self, Self::At(from) if from.starts_with(folder))
    }
}

/// The path `to` within the site, relative to the page at the path `from`.
///
/// Both start with `/`; `to` may have a query and a fragment. Other URLs (`https:…`,
/// `mailto:…`, `#x`) are returned unchanged.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    if !is_internal(to) {
        return to.to_owned();
    }
    let cut = to.find(['?', '#']).unwrap_or(to.len());
    let (path, suffix) = to.split_at(cut);
    let from = from.split(['?', '#']).next().unwrap_or_default();
    if path == from && !suffix.is_empty() {
        return suffix.to_owned();
    }
    let (from, path) = (from.trim_start_matches('/'), path.trim_start_matches('/'));
    let from_folder = &from[..from.rfind('/').map_or(0, |slash| slash + 1)];
    // The folders that both paths have in common.
    let alike = from_folder.bytes().zip(path.bytes());
    let alike = alike.take_while(|(a, b)| a == b).count();
    let shared = from_folder[..from_folder.floor_char_boundary(alike)].rfind('/');
    let shared = shared.map_or(0, |slash| slash + 1);
    let up = from_folder[shared..].matches('/').count();
    let mut out = String::with_capacity(up * 3 + to.len());
    for _ in 0..up {
        out.push_str("../");
    }
    out.push_str(&path[shared..]);
    // An empty URL is that of this page with its query, and a colon in the first segment
    // would be taken for a scheme.
    let first = out.split('/').next().unwrap_or_default();
    if out.is_empty() || first.contains(':') {
        out.insert_str(0, "./");
    }
    out + suffix
}

/// Whether a link to `url` runs no script.
pub(super) fn is_safe(url: &str) -> bool {
    let plain: String = url
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take(12)
        .collect::<String>()
        .to_ascii_lowercase();
    !["javascript:", "data:", "vbscript:"]
        .iter()
        .any(|scheme| plain.starts_with(scheme))
}

/// Whether `url` leads to another site.
pub(super) fn is_external(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://") || url.starts_with("//")
}

/// The absolute URL of a path within the site. `None` without a base URL.
pub(super) fn absolute(site: &Site, url: &str) -> Option<String> {
    let base = site.base_url.as_deref()?.trim_end_matches('/');
    is_internal(url).then(|| format!("{base}{url}"))
}

/// The path of the base URL; begins and ends with `/`.
fn base_path(base_url: Option<&str>) -> &str {
    let rest = base_url
        .and_then(|url| url.split_once("://"))
        .map_or("", |(_, rest)| rest);
    match rest.find('/') {
        Some(start) if rest.ends_with('/') => &rest[start..],
        _ => "/",
    }
}

/// Whether `url` is a path within the site.
fn is_internal(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_page() {
        let table = [
            ("/", "/", "./"),
            ("/", "/style-1.css", "style-1.css"),
            ("/", "/runbooks/x/", "runbooks/x/"),
            ("/", "/search/?q=a%20b", "search/?q=a%20b"),
            ("/runbooks/x/", "/", "../../"),
            ("/runbooks/x/", "/runbooks/", "../"),
            ("/runbooks/x/", "/runbooks/y/", "../y/"),
            ("/runbooks/x/", "/runbooks/x/", "./"),
            ("/runbooks/x/", "/runbooks/x/#see", "#see"),
            ("/runbooks/x/", "/guides/y/#see", "../../guides/y/#see"),
            ("/runbooks/x/", "/style-1.css", "../../style-1.css"),
            ("/runbooks/x/", "/runbooks/x/pic.png", "pic.png"),
            ("/runbooks/x/y/", "/runbooks/xy/", "../../xy/"),
            ("/search/", "/search/?q=x", "?q=x"),
            ("/", "/a:b/", "./a:b/"),
            ("/index.html", "/runbooks/", "runbooks/"),
            ("/a/é/", "/a/è/x", "../è/x"),
            ("/ab/c/", "/ab/cd/", "../cd/"),
            ("/ab/c/d", "/ab/c", "../c"),
            ("/ab/", "/a", "../a"),
            ("/", "https://x.test/", "https://x.test/"),
            ("/a/", "//x.test/", "//x.test/"),
            ("/a/", "mailto:a@x.test", "mailto:a@x.test"),
            ("/a/", "#here", "#here"),
            ("/a/", "", ""),
        ];
        for (from, to, expected) in table {
            assert_eq!(relative(from, to), expected, "from {from} to {to}");
        }
    }

    #[test]
    fn base_paths() {
        assert_eq!(base_path(None), "/");
        assert_eq!(base_path(Some("https://x.test/")), "/");
        assert_eq!(base_path(Some("https://x.test")), "/");
        assert_eq!(base_path(Some("https://x.test/kb/")), "/kb/");
    }

    #[test]
    fn urls_that_run_scripts_are_not_safe() {
        assert!(is_safe("https://x.test/javascript:"));
        assert!(is_safe("slack://channel"));
        assert!(!is_safe(" Java\tScript:alert(1)"));
        assert!(!is_safe("data:text/html,x"));
    }
}
