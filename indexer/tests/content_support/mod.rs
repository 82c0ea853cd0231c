//! What the tests of content share.

#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used)]

#[allow(
    clippy::duplicate_mod,
    reason = "some test programs have both supports"
)]
#[path = "../support/skip.rs"]
mod skip;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use indexer::config::Config;
use indexer::content::{self, Content, Document};

/// A tree of files in a temporary folder, read as content.
#[must_use]
pub struct Tree {
    folder: tempfile::TempDir,
    config: Config,
}

impl Tree {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            config: Config::default(),
        }
    }

    /// Adds a file.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// Changes the configuration.
    pub fn config(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.config);
        self
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn load(&self) -> Content {
        content::load(self.root(), &self.config).unwrap()
    }
}

/// A single document at `a.md`.
pub fn document(markdown: &str) -> Document {
    let content = Tree::new().file("a.md", markdown).load();
    let first = content.documents.into_iter().next();
    std::sync::Arc::unwrap_or_clone(first.unwrap())
}

/// The document at `path`.
pub fn at<'a>(content: &'a Content, path: &str) -> &'a Document {
    let found = content
        .documents
        .iter()
        .find(|document| document.path == path);
    found.unwrap_or_else(|| panic!("no {path}"))
}

/// The findings as `code line:column message`.
pub fn findings(content: &Content) -> Vec<String> {
    content
        .diagnostics
        .iter()
        .map(|found| {
            format!(
                "{} {} {}:{}:{} {}",
                found.severity.name(),
                found.code,
                found.path,
                found.line,
                found.column,
                found.message
            )
        })
        .collect()
}

/// The folder of real documents. Absent, the test is recorded as skipped, unless
/// `KB_REQUIRE_CORPORA=1` makes that a failure.
pub fn corpora() -> Option<PathBuf> {
    let shared = std::env::var_os("KB_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let corpora = shared.join("corpora");
    if corpora.is_dir() {
        return Some(corpora);
    }
    let required = std::env::var("KB_REQUIRE_CORPORA").is_ok_and(|value| value == "1");
    assert!(
        !required,
        "KB_REQUIRE_CORPORA=1, but there is no {}",
        corpora.display()
    );
    skip::skip(&format!("{} does not exist", corpora.display()));
    None
}

/// The alphanumeric words of `text`.
pub fn words(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words that a reader of `html` sees, whether tags part words or not; alternative texts included.
pub fn html_words(html: &str) -> HashSet<String> {
    let mut joined = String::new();
    let mut parted = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        joined.push_str(&rest[..at]);
        parted.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        if let Some(alt) = tag.split(" alt=\"").nth(1) {
            parted.push_str(alt.split('"').next().unwrap_or_default());
        }
        parted.push(' ');
        rest = &rest[end..];
    }
    joined.push_str(rest);
    parted.push_str(rest);
    let mut all = words(&decode(&joined));
    all.extend(words(&decode(&parted)));
    all
}

/// The text of `html` without its tags.
pub fn html_text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        rest = &rest[end..];
    }
    text.push_str(rest);
    decode(&text)
}

fn decode(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

/// Elements without content.
const VOID: &[&str] = &["br", "col", "hr", "img", "input", "wbr"];

/// Elements that cannot stand in a paragraph.
const BLOCKS: &[&str] = &[
    "blockquote",
    "details",
    "div",
    "dl",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// The tags of `html`: name, attributes as written, whether it closes.
pub fn tags(html: &str) -> Vec<(String, String, bool)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        // Attribute values hold no `>`: it is escaped.
        let end = rest
            .find('>')
            .unwrap_or_else(|| panic!("unclosed tag: {rest}"));
        let tag = &rest[..end];
        let closing = tag.starts_with('/');
        let tag = tag.trim_start_matches('/');
        let name: String = tag
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        assert!(!name.is_empty(), "`<` in text: {rest}");
        tags.push((name.clone(), tag[name.len()..].to_owned(), closing));
        rest = &rest[end + 1..];
    }
    tags
}

/// Fails unless elements are balanced, paragraphs hold no blocks, ids are
/// unique, and nothing is in there that the site's policy forbids.
pub fn assert_well_formed(html: &str) {
    let mut open: Vec<String> = Vec::new();
    let mut ids = HashSet::new();
    for (name, attributes, closing) in tags(html) {
        if closing {
            assert_eq!(open.pop().as_ref(), Some(&name), "unbalanced: {html}");
            continue;
        }
        assert_ne!(name, "script", "{html}");
        for attribute in attribute_names(&attributes) {
            assert!(
                attribute != "style" && !attribute.starts_with("on"),
                "{attribute}: {html}"
            );
        }
        if let Some(id) = attributes.split(" id=\"").nth(1) {
            let id = id.split('"').next().unwrap_or_default();
            assert!(ids.insert(id.to_owned()), "id {id} twice: {html}");
        }
        if BLOCKS.contains(&name.as_str()) {
            assert!(
                !open.iter().any(|outer| outer == "p"),
                "{name} in p: {html}"
            );
        }
        if name == "a" {
            assert!(!open.iter().any(|outer| outer == "a"), "a in a: {html}");
        }
        if !VOID.contains(&name.as_str()) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open {open:?}: {html}");
}

fn attribute_names(attributes: &str) -> Vec<String> {
    // Odd pieces are values.
    attributes
        .split('"')
        .step_by(2)
        .map(|piece| {
            piece
                .trim()
                .trim_end_matches('=')
                .trim_start_matches('/')
                .to_ascii_lowercase()
        })
        .filter(|name| !name.is_empty())
        .collect()
}
