//! Snapshot tests of rendered fixtures: HTML, sections and findings.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::Path;

use crate::support::findings;
use content::config::Config;
use model::{Document, SearchText};
use testing::assert_well_formed;

#[test]
fn fixtures_are_rendered_as_before() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rendered");
    let content = content::load(&root, &Config::default()).unwrap();
    for (document, texts) in content.documents.iter().zip(&content.texts) {
        assert_well_formed(&document.html);
        insta::assert_snapshot!(
            document.path.trim_end_matches(".md"),
            shown(document, texts)
        );
    }
    insta::assert_snapshot!("findings", findings(&content).join("\n"));
    let assets: Vec<&str> = content
        .assets
        .iter()
        .map(|asset| asset.url.as_str())
        .collect();
    assert_eq!(assets, ["/media/graph-3b3bf6d8.svg"]);
}

#[test]
fn front_matter_is_understood_as_before() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rendered");
    let content = content::load(&root, &Config::default()).unwrap();
    let document = crate::support::at(&content, "front-matter.md");
    insta::assert_debug_snapshot!("front-matter-values", document.front);
}

fn shown(document: &Document, texts: &SearchText) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} {} {:?}",
        document.kind.name(),
        document.url,
        document.title
    );
    let _ = writeln!(out, "description: {}", document.description);
    let _ = writeln!(
        out,
        "alerts: {:?}, links: {:?}\n",
        document.alerts, document.links
    );
    out.push_str(&document.html);
    for (section, text) in document.sections.iter().zip(texts) {
        let _ = writeln!(
            out,
            "\n== {} {:?} #{} under {:?}, line {}",
            section.level, section.heading, section.anchor, section.ancestors, section.line
        );
        let _ = writeln!(out, "prose: {:?}", text.prose);
        let _ = writeln!(out, "code:  {:?}", text.code);
        let _ = writeln!(out, "text:  {:?}", text.text);
    }
    out
}
