//! Rewrites other dialects into CommonMark before it is parsed.

use std::ops::Deref;
use std::sync::Arc;

use super::html::{Fate, Inventory, Token, tokens};
use super::source_map::{Edit, SourceMap};
use super::{bold_headings, events, mkdocs, shortcodes};
use model::finding::{Findings, rules};

/// A body that is ready to be parsed.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The Markdown.
    pub text: Text,
    /// Where it came from.
    pub map: SourceMap,
    /// The elements of raw HTML in it.
    pub inventory: Inventory,
}

/// The Markdown of a body.
#[derive(Debug, Clone)]
pub enum Text {
    /// As it is in the file from a byte on: most are, and are not kept twice.
    AsWritten(Arc<str>, usize),
    /// In another form.
    Rewritten(String),
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::AsWritten(file, from) => file.get(*from..).unwrap_or_default(),
            Self::Rewritten(text) => text,
        }
    }
}

/// More rounds than any honest document needs; each frees the lines after a placeholder.
const MOST_ROUNDS: usize = 12;

/// Prepares a body, which is at `base` in the file.
pub fn prepare(text: Text, base: usize, findings: &Findings<'_>) -> Prepared {
    let mut prepared = Prepared {
        text,
        map: SourceMap::at(base),
        inventory: Inventory::default(),
    };
    let edits = mkdocs::edits(&prepared.text);
    prepared.apply(&edits);
    let edits = shortcodes::edits(&prepared.text, &prepared.map, findings);
    prepared.apply(&edits);
    let edits = bold_headings::edits(&prepared.text);
    prepared.apply(&edits);
    if prepared.text.contains('<') {
        for _ in 0..MOST_ROUNDS {
            let edits = prepared.free_placeholders(findings);
            if edits.is_empty() {
                break;
            }
            prepared.apply(&edits);
        }
    }
    prepared
}

impl Prepared {
    fn apply(&mut self, edits: &[Edit]) {
        if !edits.is_empty() {
            let (text, map) = self.map.apply(&self.text, edits);
            (self.text, self.map) = (Text::Rewritten(text), map);
        }
    }

    /// A line that begins with a placeholder would be a block of raw HTML up to
    /// the next blank line, and the Markdown in it would not be read. A
    /// backslash makes it the text that it is.
    fn free_placeholders(&mut self, findings: &Findings<'_>) -> Vec<Edit> {
        let mut inventory = Inventory::default();
        let blocks = events::raw_html(&self.text, |html| inventory.add(html));
        for block in &blocks {
            inventory.add(&block.html);
        }
        let mut edits = Vec::new();
        for block in &blocks {
            let html = block.html.trim_start();
            let at = block.html.len() - html.len();
            let place = block.place(at);
            let is_text = match tokens(html).first() {
                Some((Token::Tag(tag), _)) => inventory.fate(tag) == Some(Fate::Unknown),
                Some((Token::Text(_), _)) => {
                    if html.starts_with("<!--") {
                        let start = self.map.source(place);
                        findings.push(
                            findings
                                .at(
                                    &rules::UNCLOSED_COMMENT,
                                    start..start + 4,
                                    "this comment is never closed, so it is shown as text",
                                )
                                .label("opened here")
                                .help("close it with `-->`"),
                        );
                    }
                    true
                }
                _ => false,
            };
            if is_text && self.text[place..].starts_with('<') {
                edits.push(Edit::new(place..place, "\\"));
            }
        }
        self.inventory = inventory;
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(body: &str) -> (String, Vec<String>) {
        let findings = Findings::new("a.md", body);
        let text = prepare(Text::Rewritten(body.to_owned()), 0, &findings)
            .text
            .to_string();
        let codes = findings
            .into_vec()
            .into_iter()
            .map(|found| found.code.to_owned());
        (text, codes.collect())
    }

    #[test]
    fn lines_that_begin_with_placeholders_become_text() {
        assert_eq!(
            prepared("<namespace>\nis *it*\n").0,
            "\\<namespace>\nis *it*\n"
        );
        assert_eq!(prepared("> <time>\n> x\n").0, "> \\<time>\n> x\n");
        let html = "<details>\n<summary>x</summary>\n\ny\n\n</details>\n";
        assert_eq!(prepared(html).0, html);
        assert_eq!(
            prepared("```\n<namespace>\n```\n").0,
            "```\n<namespace>\n```\n"
        );
    }

    #[test]
    fn an_unclosed_comment_is_shown() {
        let (text, codes) = prepared("a\n\n<!-- b\n\nc\n");
        assert_eq!(text, "a\n\n\\<!-- b\n\nc\n");
        assert_eq!(codes, ["unclosed-comment"]);
    }
}
