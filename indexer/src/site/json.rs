//! Files for other programs: what stands where.

use super::edition::Text;
use crate::content::Content;
use crate::publish::GENERATOR;

/// The files that every site has.
pub(super) const FILES: [Text; 4] = [
    ("/pages.json", |edition| pages(&edition.content)),
    ("/alerts.json", |edition| alerts(&edition.content)),
    // Keeps one common host from running the files through its own generator.
    ("/.nojekyll", |_| String::new()),
    (MARKER_URL, |edition| {
        let pack_url = &edition.views.site.assets.pack;
        let marker = marker(pack_url, edition.content.documents.len());
        format!("{marker}\n")
    }),
];

/// The sitemap, for sites whose base address is known.
pub(super) const SITEMAP: Text = ("/sitemap.xml", |edition| {
    let base = edition.config.base_url.as_deref().unwrap_or("/");
    sitemap(&edition.content, base)
});

/// Address within the site of the marker.
const MARKER_URL: &str = "/build.json";

/// The marker's content: what wrote the site, and where its pack is.
fn marker(pack_url: &str, documents: usize) -> serde_json::Value {
    serde_json::json!({
        "generator": GENERATOR,
        "version": env!("CARGO_PKG_VERSION"),
        "pack": pack_url.trim_start_matches('/'),
        "documents": documents,
    })
}

/// The documents in the order of their paths.
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

/// The alerts by their letters and digits in lower case, each with its own
/// address and those of the pages that answer it.
fn alerts(content: &Content) -> String {
    let entries: Vec<String> = crate::alerts::all(&content.documents)
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

/// A JSON array with one element a line, so that two builds can be compared by eye.
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
        let url = url.replace('&', "&amp;").replace('<', "&lt;");
        xml.push_str(&format!("<url><loc>{url}</loc></url>\n"));
    }
    xml.push_str("</urlset>\n");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marker_stands_where_it_is_looked_for() {
        assert_eq!(MARKER_URL.trim_start_matches('/'), crate::publish::MARKER);
    }
}
