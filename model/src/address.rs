//! The table of the site's URLs: what pages and files exist where, which URLs
//! are reserved, and which a document may link to.
//!
//! All URLs here are absolute within the site: `/runbooks/restart-safely/`. A
//! page's URL ends in `/`; a file's does not.

use crate::kind::Kind;
use crate::slug;

/// The file of a page, in the folder that the URL names.
pub const INDEX_FILE: &str = "index.html";
/// The home page.
pub const HOME: &str = "/";
/// The search page.
pub const SEARCH: &str = "/search/";
/// The page for URLs that do not exist.
pub const NOT_FOUND: &str = "/404.html";
/// The list of tags; the page of each tag is below it.
pub const TAGS: &str = "/tags/";
/// The list of symptoms; the page of each symptom is below it.
pub const SYMPTOMS: &str = "/symptoms/";
/// The list of alerts; the page of each alert is below it.
pub const ALERTS: &str = "/alerts/";
/// The lessons of all incidents; those of one cause, service or tag are below it.
pub const LESSONS: &str = "/lessons/";
/// The register of action items.
pub const ACTIONS: &str = "/actions/";
/// Figures over all incidents.
pub const INSIGHTS: &str = "/insights/";
/// The feed of postmortems.
pub const FEED: &str = "/feed.xml";
/// The feed of lessons.
pub const LESSONS_FEED: &str = "/lessons/feed.xml";
/// Action items as CSV.
pub const ACTIONS_CSV: &str = "/data/actions.csv";
/// Action items as JSON.
pub const ACTIONS_JSON: &str = "/data/actions.json";
/// The index of the site's data.
pub const DATA_INDEX: &str = "/data/index.json";
/// The schema of the site's data.
pub const DATA_SCHEMA: &str = "/data/schema.json";
/// Documents as data.
pub const DATA_DOCUMENTS: &str = "/data/documents.json";
/// Incidents as data.
pub const DATA_INCIDENTS: &str = "/data/incidents.json";
/// Lessons as data.
pub const DATA_LESSONS: &str = "/data/lessons.json";
/// Services as data.
pub const DATA_SERVICES: &str = "/data/services.json";
/// The names of symptoms, one a line.
pub const SYMPTOM_NAMES: &str = "/symptoms/names.txt";
/// The names of alerts, one a line.
pub const ALERT_NAMES: &str = "/alerts/names.txt";
/// All documents: path, URL, kind and title.
pub const PAGES_JSON: &str = "/pages.json";
/// All alerts with the documents that answer them.
pub const ALERTS_JSON: &str = "/alerts.json";
/// All documents for search engines.
pub const SITEMAP: &str = "/sitemap.xml";
/// The program that wrote the site, and the URL of the search pack.
pub const BUILD_JSON: &str = "/build.json";
/// Keeps a common host from processing the files with Jekyll.
pub const NO_JEKYLL: &str = "/.nojekyll";

/// The condition on the content under which a URL of the table exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: every site has it.
    Nothing,
    /// At least one document of the kind.
    Kind(Kind),
    /// At least one tag.
    Tags,
    /// At least one symptom.
    Symptoms,
    /// At least one alert.
    Alerts,
    /// A configured base URL.
    BaseUrl,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The URL.
    pub url: &'static str,
    /// The condition on the content under which the URL exists.
    pub needs: Needs,
    /// Whether documents may link to it.
    pub linkable: bool,
}

const fn page(url: &'static str, needs: Needs) -> Entry {
    Entry {
        url,
        needs,
        linkable: true,
    }
}

const fn internal(url: &'static str, needs: Needs) -> Entry {
    Entry {
        url,
        needs,
        linkable: false,
    }
}

/// Every URL that the site writes besides documents, redirects, assets, the
/// search pack, and the pages below [`TAGS`], [`SYMPTOMS`], [`ALERTS`] and
/// [`LESSONS`].
pub const TABLE: &[Entry] = &[
    page(HOME, Needs::Nothing),
    page(SEARCH, Needs::Nothing),
    page(NOT_FOUND, Needs::Nothing),
    page("/runbooks/", Needs::Kind(Kind::Runbook)),
    page("/postmortems/", Needs::Kind(Kind::Postmortem)),
    page("/guides/", Needs::Kind(Kind::Guide)),
    page("/services/", Needs::Kind(Kind::Service)),
    page(TAGS, Needs::Tags),
    page(SYMPTOMS, Needs::Symptoms),
    page(ALERTS, Needs::Alerts),
    page(LESSONS, Needs::Kind(Kind::Postmortem)),
    page(ACTIONS, Needs::Kind(Kind::Postmortem)),
    page(INSIGHTS, Needs::Kind(Kind::Postmortem)),
    page(FEED, Needs::Nothing),
    page(LESSONS_FEED, Needs::Nothing),
    page(ACTIONS_CSV, Needs::Nothing),
    page(ACTIONS_JSON, Needs::Nothing),
    page(DATA_INDEX, Needs::Nothing),
    page(DATA_SCHEMA, Needs::Nothing),
    page(DATA_DOCUMENTS, Needs::Nothing),
    page(DATA_INCIDENTS, Needs::Nothing),
    page(DATA_LESSONS, Needs::Nothing),
    page(DATA_SERVICES, Needs::Nothing),
    page(SYMPTOM_NAMES, Needs::Nothing),
    page(ALERT_NAMES, Needs::Nothing),
    page(PAGES_JSON, Needs::Nothing),
    page(ALERTS_JSON, Needs::Nothing),
    page(SITEMAP, Needs::BaseUrl),
    internal(BUILD_JSON, Needs::Nothing),
    internal(NO_JEKYLL, Needs::Nothing),
];

/// First segments of URLs that are reserved for the site, including those for
/// later versions.
const RESERVED_SEGMENTS: &[&str] = &[
    ".nojekyll",
    "404",
    "404.html",
    "actions",
    "alerts",
    "alerts.json",
    "assets",
    "build.json",
    "data",
    "feed.xml",
    "index.html",
    "insights",
    "lessons",
    "media",
    "pack",
    "pages.json",
    "robots.txt",
    "search",
    "sitemap.xml",
    "sw.js",
    "symptoms",
    "tags",
];

/// Whether the site reserves `url`, so that no document and no alias may have it.
#[must_use]
pub fn is_reserved(url: &str) -> bool {
    let first = url.trim_start_matches('/').split('/').next();
    url == HOME
        || Kind::ALL.into_iter().any(|kind| kind_url(kind) == url)
        || first.is_some_and(|first| {
            let first = first.to_ascii_lowercase();
            RESERVED_SEGMENTS.contains(&first.as_str())
        })
}

/// Whether `url` is a file rather than a page: its last segment has an extension.
#[must_use]
pub fn is_file(url: &str) -> bool {
    !url.ends_with('/')
        && url
            .rsplit('/')
            .next()
            .is_some_and(|name| name.contains('.'))
}

/// Returns the URL of the list of the documents of a kind: `/runbooks/`.
#[must_use]
pub fn kind_url(kind: Kind) -> String {
    format!("/{}/", kind.folder())
}

/// Returns the URL of the page of a tag.
#[must_use]
pub fn tag_url(tag: &str) -> String {
    format!("{TAGS}{}/", slug::tag(tag))
}

/// Returns the URL of the printable brief of the postmortem at `document`.
#[must_use]
pub fn brief_url(document: &str) -> String {
    format!("{document}brief/")
}

/// What lessons can be grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LessonsBy {
    /// Cause of the incident.
    Cause,
    /// Affected service.
    Service,
    /// Tag.
    Tag,
}

impl LessonsBy {
    /// All, in the order in which pages show them.
    pub const ALL: [Self; 3] = [Self::Cause, Self::Service, Self::Tag];

    /// Returns the name in URLs: `cause`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cause => "cause",
            Self::Service => "service",
            Self::Tag => "tag",
        }
    }
}

/// Returns the URL of the lessons of one cause, service or tag; `slug` is its slug.
#[must_use]
pub fn lessons_url(group: LessonsBy, slug: &str) -> String {
    format!("{LESSONS}{}/{slug}/", group.name())
}

/// Returns the key that is the same for all spellings of an alert's name: its
/// letters and digits in lower case. `kube-api-down` and `KubeAPIDown` are the
/// same alert.
#[must_use]
pub fn alert_key(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns the URL of an alert: `/alerts/KubeAPIDown/`.
#[must_use]
pub fn alert_url(name: &str) -> String {
    format!("{ALERTS}{}/", alert_segment(name))
}

/// Returns all URLs at which an alert is answered on hosts that distinguish upper
/// from lower case; the 404 page finds any other spelling. Sorted, without
/// duplicates.
#[must_use]
pub fn alert_urls(name: &str) -> Vec<String> {
    let mut segments = vec![
        alert_segment(name),
        alert_segment(name).to_lowercase(),
        alert_key(name),
        separated_words(name, '-'),
        separated_words(name, '_'),
    ];
    segments.sort();
    segments.dedup();
    segments
        .into_iter()
        .map(|segment| format!("{ALERTS}{segment}/"))
        .collect()
}

/// Returns the name as one segment of a URL.
fn alert_segment(name: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let segment: String = name
        .chars()
        .map(|c| if allowed(c) { c } else { '-' })
        .collect();
    let trimmed = segment.trim_matches(['.', '-']);
    if trimmed.is_empty() {
        // The name has no character that a URL can contain as it is: its bytes
        // are written in hex.
        return name.bytes().map(|byte| format!("{byte:02x}")).collect();
    }
    // A host cannot have a folder and a file of one name.
    let file = format!("{ALERTS}{}", trimmed.to_ascii_lowercase());
    if file == format!("{ALERTS}{INDEX_FILE}") || TABLE.iter().any(|entry| entry.url == file) {
        return trimmed.replace('.', "-");
    }
    trimmed.to_owned()
}

/// Returns `KubeAPIDown` in lower-case words: `kube-api-down`.
fn separated_words(name: &str, separator: char) -> String {
    let chars: Vec<char> = alert_segment(name).chars().collect();
    let mut out = String::new();
    for (at, &c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            if !out.ends_with(separator) {
                out.push(separator);
            }
            continue;
        }
        let before = at.checked_sub(1).map(|at| chars[at]);
        let next = chars.get(at + 1);
        let starts = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || (before.is_ascii_uppercase() && next.is_some_and(char::is_ascii_lowercase))
            });
        if starts && !out.ends_with(separator) {
            out.push(separator);
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_alert_has_the_name_of_a_file_beside_it() {
        for name in ["names.txt", "Names.TXT", "index.html", ".index.html"] {
            for url in alert_urls(name) {
                assert!(!url.contains('.'), "{name}: {url}");
            }
        }
        assert_eq!(alert_url("disk.full"), "/alerts/disk.full/");
    }

    #[test]
    fn the_table_reserves_its_own_urls() {
        for entry in TABLE {
            assert!(is_reserved(entry.url), "{}", entry.url);
            assert_eq!(
                is_file(entry.url),
                !entry.url.ends_with('/'),
                "{}",
                entry.url
            );
        }
    }

    #[test]
    fn generated_pages_are_reserved_with_everything_below_them() {
        for url in [
            "/symptoms/disk-full/",
            "/alerts/X/",
            "/Lessons/",
            "/tags/c/",
        ] {
            assert!(is_reserved(url), "{url}");
        }
        for url in ["/runbooks/x/", "/wiki/", "/symptom/"] {
            assert!(!is_reserved(url), "{url}");
        }
    }

    #[test]
    fn an_alert_is_answered_under_its_usual_spellings() {
        assert_eq!(
            alert_urls("KubeAPIDown"),
            [
                "/alerts/KubeAPIDown/",
                "/alerts/kube-api-down/",
                "/alerts/kube_api_down/",
                "/alerts/kubeapidown/"
            ]
        );
        assert_eq!(
            alert_urls("Watchdog"),
            ["/alerts/Watchdog/", "/alerts/watchdog/"]
        );
    }

    #[test]
    fn every_alert_name_gives_a_harmless_segment() {
        for (name, url) in [
            ("etcd members down", "/alerts/etcd-members-down/"),
            ("../x", "/alerts/x/"),
            ("a/b?c#d", "/alerts/a-b-c-d/"),
            ("磁盘", "/alerts/e7a381e79b98/"),
        ] {
            assert_eq!(alert_url(name), url);
        }
    }

    #[test]
    fn spellings_of_one_alert_have_one_key() {
        for name in [
            "KubeAPIDown",
            "kubeapidown",
            "kube-api-down",
            "kube_api_down",
        ] {
            assert_eq!(alert_key(name), "kubeapidown");
        }
    }
}
