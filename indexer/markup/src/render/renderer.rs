//! The state of a page that is being rendered: its output, its sections, and the
//! elements that are open. The methods for each kind of element are in the modules
//! beside this one.

use std::collections::HashSet;
use std::ops::Range;

use model::finding::Findings;
use pulldown_cmark::Event;

use super::code_blocks::CodeBlocks;
use super::footnotes::Footnotes;
use super::html_writer::HtmlWriter;
use super::open_elements::{Level, OpenLink, OpenList, Quote};
use super::page::{Page, Rendered, Resolve};
use super::tables::Tables;
use crate::compact::compact;
use crate::events::Placed;
use crate::sanitize;
use crate::sections::Sections;

pub(super) struct Renderer<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) resolve: &'a dyn Resolve,
    pub(super) findings: &'a Findings<'a>,
    pub(super) out: HtmlWriter,
    pub(super) sections: Sections,
    pub(super) code_blocks: CodeBlocks<'a>,
    /// Index of the next heading in the outline.
    pub(super) heading: usize,
    pub(super) links: Vec<OpenLink>,
    pub(super) lists: Vec<OpenList>,
    pub(super) steps: usize,
    pub(super) tables: Tables,
    pub(super) quotes: Vec<Quote>,
    /// Open lists and items.
    pub(super) levels: Vec<Level>,
    pub(super) footnotes: Footnotes<'a>,
    pub(super) raw_ids: HashSet<&'a str>,
    /// Elements that raw HTML opened in the current line.
    pub(super) open_inline: Vec<String>,
    /// The element of raw HTML that is being removed with its content.
    pub(super) removing: Option<String>,
    /// Whether the page holds raw HTML and must be sanitised as a whole.
    pub(super) has_raw_html: bool,
    /// Whether only inline HTML may be written.
    pub(super) inline: bool,
}

impl<'a> Renderer<'a> {
    pub(super) fn new(
        page: &'a Page<'a>,
        resolve: &'a dyn Resolve,
        findings: &'a Findings<'a>,
    ) -> Self {
        Self {
            page,
            resolve,
            findings,
            out: HtmlWriter::with_capacity(page.prepared.text.len() * 2),
            sections: Sections::new(),
            code_blocks: CodeBlocks::new(page.outline, &page.declared),
            heading: 0,
            links: Vec::new(),
            lists: Vec::new(),
            steps: 0,
            tables: Tables::default(),
            quotes: Vec::new(),
            levels: Vec::new(),
            footnotes: Footnotes::new(page.outline),
            raw_ids: page.outline.raw_ids.iter().map(String::as_str).collect(),
            open_inline: Vec::new(),
            removing: None,
            has_raw_html: false,
            inline: false,
        }
    }

    /// Renders all `events`.
    pub(super) fn run(&mut self, events: &[Placed<'a>]) {
        let mut index = 0;
        while index < events.len() {
            index = self.event(events, index);
        }
    }

    /// Renders the event at `index` and returns the index of the next one.
    pub(super) fn event(&mut self, events: &[Placed<'a>], index: usize) -> usize {
        let (event, range) = &events[index];
        match event {
            Event::Start(tag) => return self.start(tag, events, index),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => match self.condition_ends(index) {
                Some(at) => {
                    self.text(&text[..at], false);
                    self.out.push("</span>");
                    self.text(&text[at..], next_is_tag(events, index));
                }
                None => self.text(text, next_is_tag(events, index)),
            },
            Event::Code(code) => self.inline_code(code),
            Event::InlineHtml(html) => self.raw(html, |at| range.start + at, false),
            Event::Html(html) => self.raw(html, |at| range.start + at, true),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.hard_break(),
            Event::Rule => self.rule(),
            Event::TaskListMarker(done) => self.task(*done),
            Event::FootnoteReference(label) => self.footnotes.reference(label, &mut self.out),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline_code(text),
        }
        index + 1
    }

    pub(super) fn finish(mut self) -> Rendered {
        self.footnotes.finish(&mut self.out);
        let html = self.out.finish();
        let html = if self.has_raw_html {
            sanitize::page(&html)
        } else {
            html
        };
        let code = self.code_blocks.finish();
        let html = code.flowcharts.insert(html);
        let (sections, texts) = self.sections.finish();
        Rendered {
            html: compact(&html),
            sections,
            texts,
            variables: code.variables,
            steps: self.steps,
        }
    }

    /// Where `range` of the prepared text stands in the file.
    pub(super) fn span(&self, range: &Range<usize>) -> Range<usize> {
        self.page.prepared.map.span(range)
    }
}

/// Whether a tag of raw HTML follows at once, as in `https://<host>/`.
fn next_is_tag(events: &[Placed<'_>], index: usize) -> bool {
    matches!(events.get(index + 1), Some((Event::InlineHtml(_), _)))
}
