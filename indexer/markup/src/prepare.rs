//! Rewrites other Markdown dialects to CommonMark before parsing.

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
    /// Maps offsets in `text` to offsets in the file.
    pub map: SourceMap,
    /// The elements of raw HTML in the text.
    pub inventory: Inventory,
}

/// The Markdown of a body.
#[derive(Debug, Clone)]
pub enum Text {
    /// The text of the file from a byte offset on. Most bodies are unchanged and need no copy.
    AsWritten(Arc<str>, usize),
    /// The text after edits.
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

/// A limit on the rounds, higher than real documents need. Escaping a placeholder can
/// uncover further ones in the lines after it, so one round may not be enough.
const MOST_ROUNDS: usize = 12;

/// Prepares a body, which starts at `base` in the file.
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

    /// Escapes lines that start with a placeholder with a backslash. Without it, the
    /// parser reads such a line as raw HTML up to the next blank line and does not parse
    /// the Markdown in it.
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
