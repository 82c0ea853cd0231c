//! Builds rows from raw HTML.

use super::Kind;
use super::builder::Builder;
use markup::events::HtmlBlock;
use markup::{Token, decode, tokens};

/// Reads a block of raw HTML.
pub(super) fn read(block: &HtmlBlock, rows: &mut Builder<'_>) {
    rows.close();
    let mut in_item = false;
    for (token, range) in tokens(&block.html) {
        match token {
            Token::Text(text) => {
                let mut at = range.start;
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 && !in_item {
                        rows.close();
                    }
                    if !line.trim().is_empty() {
                        let place = block.place(at);
                        let words = decode(line);
                        let words = if index > 0 {
                            words.trim()
                        } else {
                            words.as_ref()
                        };
                        if index > 0 && in_item {
                            rows.text(" ", &(place..place));
                        }
                        rows.text(words, &(place..place + line.len()));
                    }
                    at += line.len() + 1;
                }
            }
            Token::Comment => {}
            Token::Tag(tag) if rows.is_text(&tag) => {
                let place = block.place(range.start);
                rows.text(tag.raw, &(place..place + tag.raw.len()));
            }
            Token::Tag(tag) => {
                if tag.name == "li" {
                    in_item = !tag.closing;
                }
                apply(
                    &tag.name,
                    tag.closing,
                    tag.attribute("href"),
                    block.place(range.start),
                    rows,
                );
            }
        }
    }
    rows.close();
}

/// Reads tags within a paragraph.
pub(super) fn inline(html: &str, at: usize, rows: &mut Builder<'_>) {
    for (token, range) in tokens(html) {
        match token {
            Token::Tag(tag) if rows.is_text(&tag) => {
                rows.text(tag.raw, &(at + range.start..at + range.end));
            }
            Token::Tag(tag) => {
                apply(
                    &tag.name,
                    tag.closing,
                    tag.attribute("href"),
                    at + range.start,
                    rows,
                );
            }
            Token::Text(text) => rows.text(&decode(text), &(at..at + text.len())),
            Token::Comment => {}
        }
    }
}

fn apply(name: &str, closing: bool, href: Option<&str>, at: usize, rows: &mut Builder<'_>) {
    match (name, closing) {
        ("li", false) => rows.html_item(at),
        ("ul" | "ol", _) => rows.list(!closing),
        ("br", _) => rows.line_break(),
        ("tr", false) => rows.table_row(false, at),
        ("td" | "th", false) => rows.cell(),
        ("strong" | "b", _) => rows.strong(!closing),
        ("s" | "del" | "strike", false) => rows.struck(),
        ("a", false) => {
            if let Some(href) = href {
                rows.link(href);
            }
        }
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
            rows.open(Kind::Heading(name.as_bytes()[1] - b'0'), at);
        }
        (
            "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary"
            | "details",
            _,
        ) => rows.close(),
        _ => {}
    }
}
