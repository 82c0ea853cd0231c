//! Files for other programs: what stands where.

use crate::config::Config;
use crate::content::Content;
use crate::publish::{PublishError, Staging};

/// Writes `pages.json`, `alerts.json`, `build.json`, and the sitemap where a base address is known.
pub(super) fn write(
    content: &Content,
    config: &Config,
    pack_url: &str,
    staging: &Staging,
) -> Result<(), PublishError> {
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
    staging.write("/pages.json", lines(&pages).as_bytes())?;
    staging.write("/alerts.json", alerts(content).as_bytes())?;
    let marker = super::marker(pack_url, content.documents.len());
    staging.write(&super::marker_url(), format!("{marker}\n").as_bytes())?;
    // Keeps one common host from running the files through its own generator.
    staging.write("/.nojekyll", b"")?;
    if let Some(base) = &config.base_url {
        staging.write("/sitemap.xml", sitemap(content, base).as_bytes())?;
    }
    Ok(())
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
