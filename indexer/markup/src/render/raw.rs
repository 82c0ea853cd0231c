//! Raw HTML: what works, what becomes text, and what goes.

use super::images::Described;
use super::renderer::Renderer;
use super::tables;
use crate::entities;
use crate::html::{Fate, Tag, Token, is_inline, tokens};
use model::finding::rules;

impl Renderer<'_> {
    /// Writes raw HTML; `place` tells where an offset of it is in the prepared text.
    pub(super) fn raw(&mut self, html: &str, place: impl Fn(usize) -> usize, block: bool) {
        for (token, range) in tokens(html) {
            let start = place(range.start);
            match token {
                Token::Text(text) => {
                    if self.removing.is_none() {
                        self.raw_text(text);
                    }
                }
                Token::Comment => {}
                Token::Tag(tag) => self.raw_tag(&tag, start, block),
            }
        }
        if block {
            // A block ends at a blank line; what it leaves open is not worth losing the rest for.
            self.removing = None;
        }
    }

    fn raw_text(&mut self, text: &str) {
        let decoded = entities::decode(text);
        if decoded.starts_with(char::is_whitespace) {
            self.sections.space();
        }
        let words: Vec<&str> = decoded.split_whitespace().collect();
        self.sections.text(&words.join(" "));
        if decoded.ends_with(char::is_whitespace) {
            self.sections.space();
        }
        self.out.push_text(&decoded);
    }

    fn raw_tag(&mut self, tag: &Tag<'_>, start: usize, block: bool) {
        if let Some(removing) = &self.removing {
            if tag.closing && *removing == tag.name {
                self.removing = None;
            }
            return;
        }
        let span = self.span(&(start..start + tag.raw.len()));
        match self.page.prepared.inventory.fate(tag) {
            None => {}
            Some(Fate::Unknown) => {
                self.sections.text(tag.raw);
                self.out.push_text(tag.raw);
            }
            Some(fate @ (Fate::Unwrap | Fate::Remove)) => {
                if tag.closing {
                    return;
                }
                let message = format!("`<{}>` is removed from the page", tag.name);
                let found = self.findings.at(&rules::REMOVED_HTML, span, message);
                self.findings
                    .push(found.label("not allowed in published pages"));
                let self_closing = tag.raw.ends_with("/>");
                if fate == Fate::Remove && !self_closing && (block || tag.name == "svg") {
                    self.removing = Some(tag.name.clone());
                }
            }
            Some(Fate::Keep) => {
                if self.inline && !is_inline(&tag.name) && tag.name != "br" {
                    return;
                }
                self.has_raw_html = true;
                let in_line = !block && is_inline(&tag.name) && !is_single(&tag.name);
                if tag.closing {
                    if !in_line || self.closes_in_line(&tag.name) {
                        self.close_raw(tag);
                    }
                } else {
                    self.note_removed_attributes(tag, &span);
                    self.open_raw(tag, span);
                    if in_line {
                        self.open_inline.push(tag.name.clone());
                    }
                }
            }
        }
    }

    /// Closes what was opened within `name` in this line; whether `name` was opened at all.
    fn closes_in_line(&mut self, name: &str) -> bool {
        if !self.open_inline.iter().any(|open| open == name) {
            return false;
        }
        while let Some(inner) = self.open_inline.pop() {
            if inner == name {
                break;
            }
            self.out.push(&format!("</{inner}>"));
        }
        true
    }

    fn close_raw(&mut self, tag: &Tag<'_>) {
        match tag.name.as_str() {
            "a" => self.end_link(),
            "table" => self.out.push(tables::CLOSE),
            "h1" => self.out.push("</h2>"),
            "img" => {}
            name => self.out.push(&format!("</{name}>")),
        }
        self.separate(&tag.name);
    }

    fn open_raw(&mut self, tag: &Tag<'_>, span: std::ops::Range<usize>) {
        self.separate(&tag.name);
        match tag.name.as_str() {
            "a" => self.raw_link(tag, span),
            "img" => {
                let number = |name: &str| {
                    let value = tag.attribute(name)?;
                    value.trim_end_matches("px").parse().ok()
                };
                let described = Described {
                    alt: tag.attribute("alt").unwrap_or_default(),
                    title: tag.attribute("title").unwrap_or_default(),
                    size: (number("width"), number("height")),
                };
                self.image(tag.attribute("src").unwrap_or_default(), span, &described);
            }
            "table" => self.out.push(tables::OPEN),
            name => {
                let name = if name == "h1" { "h2" } else { name };
                self.out.push("<");
                self.out.push(name);
                self.kept_attributes(tag);
                self.out.push(">");
            }
        }
    }

    fn raw_link(&mut self, tag: &Tag<'_>, span: std::ops::Range<usize>) {
        let id = tag.attribute("id").or(tag.attribute("name"));
        if let Some(id) = id.and_then(|id| self.raw_ids.take(id)) {
            self.out.push("<span class=\"target\"");
            self.out.push_attribute("id", id);
            self.out.push("></span>");
        }
        match tag.attribute("href") {
            Some(href) => {
                let href = href.trim();
                let span = self.within(&span, href);
                let link = self.resolve.link(href, span);
                self.open_link(&link, tag.attribute("title").unwrap_or_default(), href);
            }
            None => self.open_no_link(),
        }
    }

    /// Where `needle` is within `span` of the file, or `span`.
    fn within(&self, span: &std::ops::Range<usize>, needle: &str) -> std::ops::Range<usize> {
        let found = self
            .findings
            .text()
            .get(span.clone())
            .filter(|_| !needle.is_empty())
            .and_then(|text| text.find(needle));
        match found {
            Some(at) => span.start + at..span.start + at + needle.len(),
            None => span.clone(),
        }
    }

    fn kept_attributes(&mut self, tag: &Tag<'_>) {
        for (name, value) in &tag.attributes {
            let value = value.as_deref().unwrap_or_default();
            match name.as_str() {
                "id" if takes_id(&tag.name) => {
                    if let Some(id) = self.raw_ids.take(value) {
                        self.out.push_attribute("id", id);
                    }
                }
                "align" if matches!(value, "right" | "center") => {
                    let class = if value == "right" { "ta-r" } else { "ta-c" };
                    self.out.push_attribute("class", class);
                }
                "title" | "lang" | "dir" | "open" | "start" | "reversed" | "value" | "colspan"
                | "rowspan" | "scope" | "datetime" | "span" => self.out.push_attribute(name, value),
                _ => {}
            }
        }
    }

    fn note_removed_attributes(&mut self, tag: &Tag<'_>, span: &std::ops::Range<usize>) {
        for (name, _) in &tag.attributes {
            if name == "style" || name.starts_with("on") {
                let message = format!("the attribute `{name}` is removed from the page");
                let found = self
                    .findings
                    .at(&rules::REMOVED_HTML, span.clone(), message);
                self.findings
                    .push(found.label("not allowed in published pages"));
            }
        }
    }

    /// Keeps the words on both sides of a tag apart where a reader sees them apart.
    fn separate(&mut self, name: &str) {
        match name {
            "br" => self.sections.space(),
            "td" | "th" => self.sections.cell(),
            name if is_inline(name) => {}
            _ => self.sections.block(),
        }
    }
}

/// Whether `name` has no content, or its end is known by other means.
fn is_single(name: &str) -> bool {
    matches!(name, "a" | "img" | "wbr")
}

/// Whether `name` may carry an id. A parser repeats formatting elements that
/// are left open, and their ids with them.
fn takes_id(name: &str) -> bool {
    !matches!(
        name,
        "b" | "big" | "code" | "em" | "i" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}
