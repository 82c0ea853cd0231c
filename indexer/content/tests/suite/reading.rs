//! Tests of files as people save them, and of the front matter that they write.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use crate::support::{Tree, at, document, findings};
use content::config::Config;

#[test]
fn a_missing_root_is_an_error() {
    assert!(content::load(Path::new("/nowhere/at/all"), &Config::default()).is_err());
}

#[test]
fn an_empty_root_is_no_content() {
    let content = Tree::new().load();
    assert!(content.documents.is_empty() && content.diagnostics.is_empty());
}

#[test]
fn windows_line_ends_and_byte_order_marks_are_fine() {
    let content = Tree::new()
        .file("a.md", "\u{feff}---\r\ntitle: T\r\nstatus: odd\r\n---\r\n\r\n## One\r\n\r\nSee [x](no.md).\r\n\r\n```sh\r\nls\r\n```\r\n")
        .load();
    let document = at(&content, "a.md");
    assert_eq!(document.title, "T");
    assert_eq!(document.sections[1].line, 6);
    assert_eq!(content.texts[0][1].code, "ls");
    let found = findings(&content).join("\n");
    assert!(found.contains("a.md:3:9"), "{found}");
    assert!(found.contains("a.md:8:9"), "{found}");
}

#[test]
fn names_with_spaces_and_capitals_are_fine() {
    let content = Tree::new()
        .file(
            "My Notes/On Call.MD",
            "[other](../Other%20One.markdown) [same](<../Other One.markdown>)",
        )
        .file("Other One.markdown", "# Other")
        .load();
    assert!(findings(&content).is_empty(), "{:?}", findings(&content));
    let first = at(&content, "My Notes/On Call.MD");
    assert_eq!(first.url, "/guides/on-call/");
    assert_eq!(first.links, ["/guides/other-one/"]);
}

#[test]
fn empty_files_are_documents() {
    let content = Tree::new()
        .file("a.md", "")
        .file("b.md", "---\n---\n")
        .file("c.md", "---\n")
        .load();
    assert_eq!(content.documents.len(), 3);
    assert_eq!(content.documents[0].title, "A");
    assert!(findings(&content).is_empty());
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    let document = document("---\n\nIntroduction: with a colon\n\n---\n\nMore\n");
    assert_eq!(
        document.html,
        "<hr>\n<p>Introduction: with a colon</p>\n<hr>\n<p>More</p>\n"
    );
}

#[test]
fn front_matter_that_cannot_be_read_is_shown() {
    let markdown = "---\ntitle: [open\nsecret-word: x\n---\n\nBody\n";
    let content = Tree::new().file("a.md", markdown).load();
    let (document, texts) = (&content.documents[0], &content.texts[0]);
    assert!(document.html.contains("secret-word") && document.html.contains("<p>Body</p>"));
    assert!(texts[0].text.contains("secret-word"));
    assert_eq!(document.title, "A");
}

#[test]
fn toml_front_matter_means_the_same() {
    let yaml = document(
        "---\ntitle: T\ntags: [a, b]\nseverity: 1\nlast_reviewed: 2024-01-02\nreview_every: 2 weeks\n---\n",
    );
    let toml = document(
        "+++\ntitle = 'T'\ntags = ['a', 'b']\nseverity = 1\nlast_reviewed = 2024-01-02\nreview_every = '2 weeks'\n+++\n",
    );
    assert_eq!(yaml.front, toml.front);
    assert_eq!(
        yaml.front.review_due.map(|at| at.to_string()).as_deref(),
        Some("2024-01-16")
    );
    assert_eq!(yaml.title, toml.title);
}

#[test]
fn times_without_a_zone_are_the_sites() {
    let content = Tree::new()
        .config(|config| config.time_zone = "America/New_York".to_owned())
        .file(
            "a.md",
            "---\nstarted_at: 2023-08-02 09:45\nresolved_at: 2023-08-02\n---\n",
        )
        .load();
    let front = &content.documents[0].front;
    assert_eq!(
        front.started_at.map(|at| at.to_string()).as_deref(),
        Some("2023-08-02T13:45:00Z")
    );
    assert_eq!(
        front.resolved_at.map(|at| at.to_string()).as_deref(),
        Some("2023-08-02")
    );
}

#[test]
fn unknown_keys_are_noticed_and_common_ones_are_not() {
    let content = Tree::new()
        .file("a.md", "---\nweight: 1\nbookHidden: true\nmenu: {after: {weight: 1}}\ntitel: x\ndescription: D\n---\n")
        .load();
    assert_eq!(
        findings(&content),
        ["notice unknown-key a.md:5:1 `titel` is not a key that we know"]
    );
    assert_eq!(
        content.diagnostics[0].help.as_deref(),
        Some("did you mean `title`?")
    );
    assert_eq!(content.documents[0].description, "D");
}

#[test]
fn everything_is_reported_in_order() {
    let content = Tree::new()
        .file("b.md", "[x](no.md)\n\n[y](no.md)\n")
        .file("a.md", "[z](no.md)\n---\n")
        .load();
    let places: Vec<(&str, usize)> = content
        .diagnostics
        .iter()
        .map(|d| (d.path.as_str(), d.line))
        .collect();
    assert_eq!(places, [("a.md", 1), ("b.md", 1), ("b.md", 3)]);
    assert_eq!(content.sources.len(), 2);
}
