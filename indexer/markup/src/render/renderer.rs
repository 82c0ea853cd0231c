//! The state of a page that is being rendered: its output, its sections, and the
//! elements that are open. The methods for each kind of element are in the modules
//! beside this one.

use model::finding::Findings;
use pulldown_cmark::Event;

use super::code_blocks::CodeBlocks;
use super::footnotes::Footnotes;
use super::html_writer::HtmlWriter;
use super::inline_elements::InlineElements;
use super::lists::Lists;
use super::open_elements::Quote;
use super::page::{Page, Rendered, Resolve};
use super::raw_html::{Extent, RawHtml};
use super::tables::Tables;
use crate::compact::compact;
use crate::events::Placed;
use crate::sections::Sections;

pub(super) struct Renderer<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) out: HtmlWriter,
    pub(super) sections: Sections,
    pub(super) code_blocks: CodeBlocks<'a>,
    /// Index of the next heading in the outline.
    pub(super) heading: usize,
    pub(super) inline: InlineElements<'a>,
    pub(super) lists: Lists<'a>,
    pub(super) tables: Tables,
    pub(super) quotes: Vec<Quote>,
    pub(super) footnotes: Footnotes<'a>,
    pub(super) raw: RawHtml<'a>,
}

impl<'a> Renderer<'a> {
    pub(super) fn new(
        page: &'a Page<'a>,
        resolve: &'a dyn Resolve,
        findings: &'a Findings<'a>,
        extent: Extent,
    ) -> Self {
        Self {
            page,
            out: HtmlWriter::with_capacity(page.prepared.text.len() * 2),
            sections: Sections::new(),
            code_blocks: CodeBlocks::new(page.outline, &page.declared),
            heading: 0,
            inline: InlineElements::new(resolve),
            lists: Lists::new(&page.prepared.text, page.has_steps),
            tables: Tables::default(),
            quotes: Vec::new(),
            footnotes: Footnotes::new(page.outline),
            raw: RawHtml::new(page.prepared, page.outline, findings, extent),
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
            Event::Text(text) => match self.lists.take_condition_end(index) {
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

    /// The HTML of a line.
    pub(super) fn finish_line(self) -> String {
        self.raw.sanitize(self.out.finish())
    }

    pub(super) fn finish(mut self) -> Rendered {
        self.footnotes.finish(&mut self.out);
        let html = self.raw.sanitize(self.out.finish());
        let code = self.code_blocks.finish();
        let html = code.flowcharts.insert(html);
        let (sections, texts) = self.sections.finish();
        Rendered {
            html: compact(&html),
            sections,
            texts,
            variables: code.variables,
            steps: self.lists.steps(),
        }
    }

    fn text(&mut self, text: &str, tag_follows: bool) {
        self.inline
            .text(text, tag_follows, &mut self.out, &mut self.sections);
    }

    fn inline_code(&mut self, code: &str) {
        self.sections.inline_code(code);
        self.out.push("<code>");
        self.out.push_text(code);
        self.out.push("</code>");
    }

    fn soft_break(&mut self) {
        self.sections.space();
        self.out.push("\n");
    }

    fn hard_break(&mut self) {
        self.sections.space();
        self.out.push("<br>\n");
    }

    /// Writes raw HTML; `place` returns where an offset of it is in the prepared text.
    pub(super) fn raw(&mut self, html: &str, place: impl Fn(usize) -> usize, block: bool) {
        let (inline, out) = (&mut self.inline, &mut self.out);
        self.raw
            .write(html, place, block, inline, out, &mut self.sections);
    }

    /// Closes what raw HTML left open in a line.
    pub(super) fn close_inline(&mut self) {
        self.inline.close_all(&mut self.out, &mut self.sections);
    }
}

/// Whether a tag of raw HTML follows at once, as in `https://<host>/`.
fn next_is_tag(events: &[Placed<'_>], index: usize) -> bool {
    matches!(events.get(index + 1), Some((Event::InlineHtml(_), _)))
}
