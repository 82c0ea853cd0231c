//! Helpers for tests of HTML: its visible text, its tags, and whether it is well-formed.

use std::collections::HashSet;

/// The alphanumeric words of `text`.
#[must_use]
pub fn words(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words that a reader of `html` sees, including alternative texts.
///
/// Each word is included with and without the words that touch it across a tag.
#[must_use]
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
#[must_use]
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

/// Elements without content (void elements).
const VOID: &[&str] = &["br", "col", "hr", "img", "input", "wbr"];

/// Elements that a paragraph cannot contain.
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

/// The tags of `html`: name, attributes as written, and whether the tag is a closing tag.
///
/// # Panics
/// When a tag is not closed.
#[must_use]
pub fn tags(html: &str) -> Vec<(String, String, bool)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        // Attribute values contain no `>`, because it is escaped.
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

/// Asserts that `html` is well-formed and follows the site's content security policy.
///
/// # Panics
/// When elements are not balanced, a paragraph contains a block, an id is used twice, or
/// `html` contains something that the policy forbids.
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
    // The odd pieces are attribute values.
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
