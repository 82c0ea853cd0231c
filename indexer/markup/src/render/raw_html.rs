//! Raw HTML: what works, what becomes text, and what goes.

use std::collections::HashSet;
use std::ops::Range;

use model::finding::{Findings, rules};
use pulldown_cmark::{Event, TagEnd};

use super::html_writer::HtmlWriter;
use super::images::Described;
use super::inline_elements::InlineElements;
use super::tables;
use crate::events::{HtmlBlock, Placed};
use crate::html::{Fate, Tag, Token, is_inline, tokens};
use crate::outline::Outline;
use crate::prepare::Prepared;
use crate::sections::Sections;
use crate::{entities, sanitize};

/// How much is rendered, which limits the elements that may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// A page: all allowed elements.
    Page,
    /// A line: inline elements only.
    Line,
}

/// Writes what is allowed of raw HTML, and reports what is removed.
pub(super) struct RawHtml<'a> {
    prepared: &'a Prepared,
    findings: &'a Findings<'a>,
    extent: Extent,
    /// Ids that raw HTML brings along and that are not written yet.
    ids: HashSet<&'a str>,
    /// The element that is being removed with its content.
    removing: Option<String>,
    /// Whether an element was written, so that the whole must be sanitised.
    is_written: bool,
}

impl<'a> RawHtml<'a> {
    /// For the raw HTML of `prepared`; `outline` knows the ids that it may bring along.
    pub(super) fn new(
        prepared: &'a Prepared,
        outline: &'a Outline,
        findings: &'a Findings<'a>,
        extent: Extent,
    ) -> Self {
        Self {
            prepared,
            findings,
            extent,
            ids: outline.raw_ids.iter().map(String::as_str).collect(),
            removing: None,
            is_written: false,
        }
    }

    /// Writes raw HTML; `place` returns where an offset of it is in the prepared text.
    pub(super) fn write(
        &mut self,
        html: &str,
        place: impl Fn(usize) -> usize,
        block: bool,
        inline: &mut InlineElements<'_>,
        out: &mut HtmlWriter,
        sections: &mut Sections,
    ) {
        for (token, range) in tokens(html) {
            let start = place(range.start);
            match token {
                Token::Text(text) => {
                    if self.removing.is_none() {
                        write_text(text, out, sections);
                    }
                }
                Token::Comment => {}
                Token::Tag(tag) => self.tag(&tag, start, block, inline, out, sections),
            }
        }
        if block {
            // A block ends at a blank line; what it leaves open is not worth losing the rest for.
            self.removing = None;
        }
    }

    /// Sanitises the finished `html`, if raw HTML is in it.
    pub(super) fn sanitize(&self, html: String) -> String {
        match self.extent {
            _ if !self.is_written => html,
            Extent::Page => sanitize::page(&html),
            Extent::Line => sanitize::line(&html),
        }
    }

    fn tag(
        &mut self,
        tag: &Tag<'_>,
        start: usize,
        block: bool,
        inline: &mut InlineElements<'_>,
        out: &mut HtmlWriter,
        sections: &mut Sections,
    ) {
        if let Some(removing) = &self.removing {
            if tag.closing && *removing == tag.name {
                self.removing = None;
            }
            return;
        }
        let span = self.prepared.map.span(&(start..start + tag.raw.len()));
        match self.prepared.inventory.fate(tag) {
            None => {}
            Some(Fate::Unknown) => {
                sections.text(tag.raw);
                out.push_text(tag.raw);
            }
            Some(fate @ (Fate::Unwrap | Fate::Remove)) => {
                if tag.closing {
                    return;
                }
                self.report_removed(&format!("`<{}>`", tag.name), span);
                let self_closing = tag.raw.ends_with("/>");
                if fate == Fate::Remove && !self_closing && (block || tag.name == "svg") {
                    self.removing = Some(tag.name.clone());
                }
            }
            Some(Fate::Keep) => {
                if self.extent == Extent::Line && !is_inline(&tag.name) && tag.name != "br" {
                    return;
                }
                self.is_written = true;
                let in_line = !block && is_inline(&tag.name) && !is_single(&tag.name);
                if tag.closing {
                    if !in_line || inline.close_within(&tag.name, out) {
                        close(tag, inline, out, sections);
                    }
                } else {
                    self.report_removed_attributes(tag, &span);
                    self.open(tag, span, inline, out, sections);
                    if in_line {
                        inline.note_open(&tag.name);
                    }
                }
            }
        }
    }

    fn open(
        &mut self,
        tag: &Tag<'_>,
        span: Range<usize>,
        inline: &mut InlineElements<'_>,
        out: &mut HtmlWriter,
        sections: &mut Sections,
    ) {
        separate(&tag.name, sections);
        match tag.name.as_str() {
            "a" => self.link(tag, &span, inline, out),
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
                let source = tag.attribute("src").unwrap_or_default();
                inline.image(source, span, &described, out, sections);
            }
            "table" => out.push(tables::OPEN),
            name => {
                let name = if name == "h1" { "h2" } else { name };
                out.push("<");
                out.push(name);
                self.write_attributes(tag, out);
                out.push(">");
            }
        }
    }

    fn link(
        &mut self,
        tag: &Tag<'_>,
        span: &Range<usize>,
        inline: &mut InlineElements<'_>,
        out: &mut HtmlWriter,
    ) {
        let id = tag.attribute("id").or(tag.attribute("name"));
        if let Some(id) = id.and_then(|id| self.ids.take(id)) {
            out.push("<span class=\"target\"");
            out.push_attribute("id", id);
            out.push("></span>");
        }
        match tag.attribute("href") {
            Some(href) => {
                let href = href.trim();
                let title = tag.attribute("title").unwrap_or_default();
                inline.open_link(href, title, self.span_within(span, href), out);
            }
            None => inline.open_no_link(),
        }
    }

    /// Where `needle` is within `span` of the file, or `span`.
    fn span_within(&self, span: &Range<usize>, needle: &str) -> Range<usize> {
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

    fn write_attributes(&mut self, tag: &Tag<'_>, out: &mut HtmlWriter) {
        for (name, value) in &tag.attributes {
            let value = value.as_deref().unwrap_or_default();
            match name.as_str() {
                "id" if takes_id(&tag.name) => {
                    if let Some(id) = self.ids.take(value) {
                        out.push_attribute("id", id);
                    }
                }
                "align" if matches!(value, "right" | "center") => {
                    let class = if value == "right" { "ta-r" } else { "ta-c" };
                    out.push_attribute("class", class);
                }
                "title" | "lang" | "dir" | "open" | "start" | "reversed" | "value" | "colspan"
                | "rowspan" | "scope" | "datetime" | "span" => out.push_attribute(name, value),
                _ => {}
            }
        }
    }

    fn report_removed_attributes(&self, tag: &Tag<'_>, span: &Range<usize>) {
        for (name, _) in &tag.attributes {
            if name == "style" || name.starts_with("on") {
                self.report_removed(&format!("the attribute `{name}`"), span.clone());
            }
        }
    }

    fn report_removed(&self, what: &str, span: Range<usize>) {
        let message = format!("{what} is removed from the page");
        let found = self.findings.at(&rules::REMOVED_HTML, span, message);
        self.findings
            .push(found.label("not allowed in published pages"));
    }
}

/// The block of raw HTML that begins at `index`, and the index of the event after it.
pub(super) fn read_block(events: &[Placed<'_>], index: usize) -> (HtmlBlock, usize) {
    let mut block = HtmlBlock::default();
    let mut next = index + 1;
    for (event, range) in &events[next..] {
        next += 1;
        match event {
            Event::End(TagEnd::HtmlBlock) => break,
            Event::Html(html) | Event::Text(html) => block.push(html, range),
            _ => {}
        }
    }
    (block, next)
}

fn write_text(text: &str, out: &mut HtmlWriter, sections: &mut Sections) {
    let decoded = entities::decode(text);
    if decoded.starts_with(char::is_whitespace) {
        sections.space();
    }
    let words: Vec<&str> = decoded.split_whitespace().collect();
    sections.text(&words.join(" "));
    if decoded.ends_with(char::is_whitespace) {
        sections.space();
    }
    out.push_text(&decoded);
}

fn close(
    tag: &Tag<'_>,
    inline: &mut InlineElements<'_>,
    out: &mut HtmlWriter,
    sections: &mut Sections,
) {
    match tag.name.as_str() {
        "a" => inline.close_link(out, sections),
        "table" => out.push(tables::CLOSE),
        "h1" => out.push("</h2>"),
        "img" => {}
        name => out.push(&format!("</{name}>")),
    }
    separate(&tag.name, sections);
}

/// Keeps the words on both sides of a tag apart where a reader sees them apart.
fn separate(name: &str, sections: &mut Sections) {
    match name {
        "br" => sections.space(),
        "td" | "th" => sections.cell(),
        name if is_inline(name) => {}
        _ => sections.block(),
    }
}

/// Whether an element has no content, or its end is known by other means.
fn is_single(name: &str) -> bool {
    matches!(name, "a" | "img" | "wbr")
}

/// Whether an element may carry an id. A parser repeats formatting elements that
/// are left open, and their ids with them.
fn takes_id(name: &str) -> bool {
    !matches!(
        name,
        "b" | "big" | "code" | "em" | "i" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}
