//! Files for other programs that list what is at which URL.

use super::text_file::TextFile;
use crate::publish::GENERATOR;
use content::Content;
use model::{address, escape};

/// The files of every site.
pub(super) const FILES: [TextFile; 6] = [
    (address::PAGES_JSON, |inputs| pages(inputs.content)),
    (address::ALERTS_JSON, |inputs| alerts(inputs.content)),
    (address::SYMPTOM_NAMES, |inputs| {
        inputs.views.symptom_names()
    }),
    (address::ALERT_NAMES, |inputs| alert_names(inputs.content)),
    // An empty file that keeps GitHub Pages from running Jekyll on the site.
    (address::NO_JEKYLL, |_| String::new()),
    (address::BUILD_JSON, |inputs| {
        let pack_url = &inputs.views.site.assets.pack;
        let marker = marker(pack_url, inputs.content.documents.len());
        format!("{marker}\n")
    }),
];

/// The sitemap, for sites with a known base URL.
pub(super) const SITEMAP: TextFile = (address::SITEMAP, |inputs| {
    let base = inputs.config.base_url.as_deref().unwrap_or("/");
    sitemap(inputs.content, base)
});

/// Returns the content of the marker: the program that wrote the site, and the URL of its pack.
fn marker(pack_url: &str, documents: usize) -> serde_json::Value {
    serde_json::json!({
        "generator": GENERATOR,
        "version": env!("CARGO_PKG_VERSION"),
        "pack": pack_url.trim_start_matches('/'),
        "documents": documents,
    })
}

/// Returns the documents, ordered by path.
fn pages(content: &Content) -> String {
    let pages: Vec<_> = content
        .documents
        .iter()
        .map(|document| {
            serde_json::json!({
                "path": document.path,
                "url": document.url,
                "kind": document.kind.name(),
                "title": document.title,
            })
        })
        .collect();
    lines(&pages)
}

/// Returns the alerts, keyed by their letters and digits in lower case, each with its own
/// URL and the URLs of the pages that answer it.
fn alerts(content: &Content) -> String {
    let entries: Vec<String> = content::alerts::all(&content.documents)
        .into_iter()
        .map(|(key, alert)| {
            let pages: Vec<_> = alert
                .documents
                .iter()
                .map(|number| &content.documents[*number])
                .map(|document| {
                    serde_json::json!({
                        "path": document.path,
                        "url": document.url,
                        "title": document.title,
                    })
                })
                .collect();
            let entry = serde_json::json!({"name": alert.name, "url": alert.url(), "pages": pages});
            format!("{}:{entry}", serde_json::Value::from(key))
        })
        .collect();
    format!("{{\n{}\n}}\n", entries.join(",\n"))
}

/// Returns the names of alerts that have pages, one per line.
fn alert_names(content: &Content) -> String {
    let alerts = content::alerts::all(&content.documents);
    let names = alerts.into_values().map(|alert| alert.name + "\n");
    names.collect()
}

/// Returns a JSON array with one element per line, so that two builds are easy to compare.
pub(super) fn lines(values: &[serde_json::Value]) -> String {
    let lines: Vec<String> = values.iter().map(ToString::to_string).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

fn sitemap(content: &Content, base: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for document in &content.documents {
        let url = format!("{base}{}", document.url.trim_start_matches('/'));
        xml.push_str(&format!("<url><loc>{}</loc></url>\n", escape::xml(&url)));
    }
    xml.push_str("</urlset>\n");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marker_stands_where_it_is_looked_for() {
        assert_eq!(
            address::BUILD_JSON.trim_start_matches('/'),
            crate::publish::MARKER
        );
    }
}
