//! Addresses within the site, written for the page that shows them.

use crate::model::Site;

/// Where a page stands; turns addresses within the site into ones that work on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A page at this address: its links are relative to it.
    At(String),
    /// A page that hosts serve at any address (404): its links start with this
    /// path, which begins and ends with `/`.
    Anywhere(String),
}

impl Place {
    /// The place of a page that has an address of its own.
    pub(super) fn at(url: &str) -> Self {
        Self::At(url.to_owned())
    }

    /// The place of a page that is served for any address.
    pub(super) fn anywhere(site: &Site) -> Self {
        Self::Anywhere(base_path(site.base_url.as_deref()).to_owned())
    }

    /// `to` as it is written on this page.
    pub(super) fn link(&self, to: &str) -> String {
        match self {
            Self::At(from) => relative(from, to),
            Self::Anywhere(base) if is_internal(to) => format!("{base}{}", &to[1..]),
            Self::Anywhere(_) => to.to_owned(),
        }
    }

    /// Whether this place is the page at `url` itself.
    pub(super) fn is(&self, url: &str) -> bool {
        matches!(self, Self::At(from) if from == url)
    }

    /// Whether this place is the page at `folder` or one below it.
    pub(super) fn is_within(&self, folder: &str) -> bool {
        matches!(self, Self::At(from) if from.starts_with(folder))
    }
}

/// The address `to` within the site, relative to the page at `from`.
///
/// Both start with `/`; `to` may carry a query and a fragment. Addresses that
/// are not of this site (`https:…`, `mailto:…`, `#x`) come back unchanged.
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
    // The folders that both are in.
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
    // An empty address would mean "this very page, query included", and a
    // colon in the first segment would read as a scheme.
    let first = out.split('/').next().unwrap_or_default();
    if out.is_empty() || first.contains(':') {
        out.insert_str(0, "./");
    }
    out + suffix
}

/// Whether `url` can be followed safely: no address that is a program.
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

/// The whole address of a page, for search engines and chat previews.
pub(super) fn absolute(site: &Site, url: &str) -> Option<String> {
    let base = site.base_url.as_deref()?.trim_end_matches('/');
    is_internal(url).then(|| format!("{base}{url}"))
}

/// The path of the base address, beginning and ending with `/`.
fn base_path(base_url: Option<&str>) -> &str {
    let rest = base_url
        .and_then(|url| url.split_once("://"))
        .map_or("", |(_, rest)| rest);
    match rest.find('/') {
        Some(start) if rest.ends_with('/') => &rest[start..],
        _ => "/",
    }
}

/// Whether `url` is an address within the site.
fn is_internal(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses() {
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
    fn programs_are_not_links() {
        assert!(is_safe("https://x.test/javascript:"));
        assert!(is_safe("slack://channel"));
        assert!(!is_safe(" Java\tScript:alert(1)"));
        assert!(!is_safe("data:text/html,x"));
    }
}
