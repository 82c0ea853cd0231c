//! Tests with real postmortems and runbooks, document by document.

#![allow(clippy::unwrap_used)]

use std::collections::HashSet;
use std::path::Path;

use content::Content;
use content::config::Config;
use model::finding::Severity;
use pulldown_cmark::{Event, Options, Parser};
use testing::{assert_well_formed, corpora, html_words, words};

const TREES: &[&str] = &[
    "dfds-postmortems",
    "mybinder-incident-reports",
    "openshift-runbooks",
    "prometheus-operator-runbooks",
    "",
];

fn each(check: impl Fn(&Path, &Content)) {
    let Some(corpora) = corpora() else {
        return;
    };
    for tree in TREES {
        let root = corpora.join(tree);
        let content = content::load(&root, &Config::default()).unwrap();
        check(&root, &content);
    }
}

fn markdown_files(folder: &Path) -> usize {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            if path.is_dir() {
                markdown_files(&path)
            } else {
                usize::from(path.extension().is_some_and(|extension| extension == "md"))
            }
        })
        .sum()
}

#[test]
fn every_file_is_a_document_at_an_address_of_its_own() {
    each(|root, content| {
        assert_eq!(
            content.documents.len(),
            markdown_files(root),
            "{}",
            root.display()
        );
        let urls: HashSet<&str> = content.documents.iter().map(|d| d.url.as_str()).collect();
        assert_eq!(urls.len(), content.documents.len());
    });
}

#[test]
fn nothing_is_an_error_and_every_broken_link_has_a_place() {
    each(|root, content| {
        for found in &content.diagnostics {
            assert_ne!(found.severity, Severity::Error, "{found:?}");
            if found.code.starts_with("unresolved") {
                assert!(found.line > 0 && found.column > 0, "{found:?}");
                let text = std::fs::read_to_string(root.join(&found.path)).unwrap();
                let span = found.span.clone().unwrap();
                assert!(text.get(span).is_some(), "{found:?}");
            }
        }
    });
}

#[test]
fn every_word_reaches_the_reader_and_the_index() {
    let mut missing = Vec::new();
    let missing = std::cell::RefCell::new(&mut missing);
    each(|root, content| {
        for (document, texts) in content.documents.iter().zip(&content.texts) {
            let text = std::fs::read_to_string(root.join(&document.path)).unwrap();
            let wanted = prose_words(&text);
            let title = words(&document.title);
            let html = html_words(&document.html);
            let mut indexed = title.clone();
            for (section, text) in document.sections.iter().zip(texts.iter()) {
                for text in [&section.heading, &text.text] {
                    indexed.extend(words(text));
                }
            }
            for word in wanted {
                if !html.contains(&word) && !title.contains(&word) {
                    missing
                        .borrow_mut()
                        .push(format!("{}: html: {word}", document.path));
                }
                if !indexed.contains(&word) && !indexed.iter().any(|known| known.contains(&word)) {
                    missing
                        .borrow_mut()
                        .push(format!("{}: sections: {word}", document.path));
                }
            }
        }
    });
    let missing = missing.into_inner();
    assert!(
        missing.is_empty(),
        "{} words are lost:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

#[test]
fn pages_are_well_formed_and_hold_nothing_that_the_policy_forbids() {
    each(|_, content| {
        for document in &content.documents {
            let html = &document.html;
            assert_well_formed(html);
            assert!(!html.contains("src=\"http"), "{}", document.path);
        }
    });
}

/// Returns the words of Markdown prose and code, and of placeholders in angle brackets.
fn prose_words(text: &str) -> HashSet<String> {
    let body = without_front_matter(text);
    let body = without_shortcodes(body);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut all = HashSet::new();
    for event in Parser::new_ext(&body, options) {
        match event {
            Event::Text(text) | Event::Code(text) => all.extend(words(&text)),
            Event::InlineHtml(html) | Event::Html(html) => {
                let mut rest = &*html;
                while let Some(at) = rest.find('<') {
                    rest = &rest[at + 1..];
                    let Some(end) = rest.find('>') else {
                        break;
                    };
                    let inner = &rest[..end];
                    if !is_html(inner) {
                        all.extend(words(inner));
                    }
                }
            }
            _ => {}
        }
    }
    all
}

fn is_html(tag: &str) -> bool {
    let name: String = tag
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let known = [
        "details", "summary", "ol", "ul", "li", "br", "p", "b", "i", "a", "img", "table", "tr",
        "td", "th", "thead", "tbody", "sub", "sup", "div", "span", "code", "pre", "hr", "iframe",
    ];
    tag.starts_with('!')
        || (tag[name.len()..].trim_start_matches('/').is_empty() && known.contains(&name.as_str()))
        || tag.contains('=')
        || (tag.starts_with('/') && known.contains(&name.as_str()))
}

fn without_front_matter(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    let Some(rest) = text.strip_prefix("---\n") else {
        return text;
    };
    rest.split_once("\n---\n").map_or(text, |(_, body)| body)
}

fn without_shortcodes(body: &str) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some(at) = rest.find("{{<") {
        let Some(end) = rest[at..].find(">}}") else {
            break;
        };
        out.push_str(&rest[..at]);
        rest = &rest[at + end + 3..];
    }
    out.push_str(rest);
    out
}
