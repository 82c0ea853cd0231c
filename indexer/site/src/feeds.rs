//! Atom feeds (RFC 4287) of new postmortems and new lessons.
//!
//! The date of an entry is that of the last commit that changed its postmortem, or else
//! that of the incident; it never depends on the clock. Ids are derived from URLs within
//! the site, so they do not change when the site moves to another host.

use super::text_file::TextFile;
use content::config::Config;
use model::address::{FEED, LESSONS, LESSONS_FEED};
use model::escape;

use crate::view::Entry;

/// Maximum number of entries in a feed.
const MOST: usize = 50;

/// The two feeds.
pub(super) const FILES: [TextFile; 2] = [
    (FEED, |inputs| {
        let title = format!("{}: postmortems", inputs.config.title);
        let entries = inputs.views.postmortem_entries();
        feed(FEED, &title, "/postmortems/", inputs.config, entries)
    }),
    (LESSONS_FEED, |inputs| {
        let title = format!("{}: lessons", inputs.config.title);
        let entries = inputs.views.lesson_entries();
        feed(LESSONS_FEED, &title, LESSONS, inputs.config, entries)
    }),
];

/// Returns a feed with the newest entries.
fn feed(url: &str, title: &str, page: &str, config: &Config, mut entries: Vec<Entry>) -> String {
    // The sort is stable: entries of the same instant keep their order.
    entries.sort_by(|a, b| b.updated.cmp(&a.updated));
    entries.truncate(MOST);
    let updated = entries
        .first()
        .map_or("1970-01-01T00:00:00Z", |entry| entry.updated.as_str());
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml += "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
    xml += &element("id", &urn(url));
    xml += &element("title", title);
    xml += &element("updated", updated);
    xml += &format!(
        "<author><name>{}</name></author>\n",
        escape::xml(&config.title)
    );
    xml += &link("self", url, url, config);
    xml += &link("alternate", page, url, config);
    for entry in &entries {
        xml += "<entry>\n";
        xml += &element("id", &urn(&entry.id));
        xml += &element("title", &entry.title);
        xml += &element("updated", &entry.updated);
        xml += &link("alternate", &entry.url, url, config);
        for category in &entry.categories {
            xml += &format!("<category term=\"{}\"/>\n", escape::xml(category));
        }
        xml += &element("summary", &entry.summary);
        xml += "</entry>\n";
    }
    xml += "</feed>\n";
    xml
}

/// Returns a link: absolute if the URL of the site is known, or else relative to the feed.
fn link(rel: &str, to: &str, from: &str, config: &Config) -> String {
    let href = match &config.base_url {
        Some(base) => format!("{base}{}", to.trim_start_matches('/')),
        None => app::pages::relative(from, to),
    };
    format!("<link rel=\"{rel}\" href=\"{}\"/>\n", escape::xml(&href))
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>\n", escape::xml(text))
}

/// Returns a URN in the form of a UUID of version 8 (RFC 9562), made from a hash of `name`.
fn urn(name: &str) -> String {
    let hash = blake3::hash(name.as_bytes());
    let mut bytes: [u8; 16] = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_that_stay() {
        let id = urn("/postmortems/a/");
        assert_eq!(id, urn("/postmortems/a/"));
        assert_ne!(id, urn("/postmortems/b/"));
        let parts: Vec<_> = id.trim_start_matches("urn:uuid:").split('-').collect();
        let lengths: Vec<_> = parts.iter().map(|part| part.len()).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert!(
            parts[2].starts_with('8') && "89ab".contains(&parts[3][..1]),
            "{id}"
        );
    }

    #[test]
    fn texts_stay_texts_and_the_newest_comes_first() {
        let entry = |id: &str, updated: &str| Entry {
            id: id.to_owned(),
            url: format!("/{id}/"),
            title: format!("<{id}> & \"co\"\u{1}"),
            updated: updated.to_owned(),
            ..Entry::default()
        };
        let entries = vec![
            entry("a", "2023-01-01T00:00:00Z"),
            entry("b", "2024-01-01T00:00:00Z"),
        ];
        let xml = feed(
            "/lessons/feed.xml",
            "T",
            "/lessons/",
            &Config::default(),
            entries,
        );
        let (a, b) = (
            xml.find("&lt;a&gt; &amp; &quot;co&quot;<"),
            xml.find("&lt;b&gt;"),
        );
        assert!(b < a && b.is_some(), "{xml}");
        assert!(
            xml.contains("<updated>2024-01-01T00:00:00Z</updated>"),
            "{xml}"
        );
        assert!(xml.contains("href=\"../a/\""), "{xml}");
    }
}
