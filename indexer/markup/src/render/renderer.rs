//! Renders the events of a page, or of a line, in one pass.
//!
//! [`Renderer`] passes each event to the part of it that writes such elements, with what the
//! part needs of the others. A part knows neither the renderer nor what it is not passed.

use std::slice;

use model::finding::Findings;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::code_blocks::{self, CodeBlocks};
use super::footnotes::Footnotes;
use super::heading;
use super::html_writer::HtmlWriter;
use super::images::{self, Described};
use super::inline_elements::InlineElements;
use super::links::destination_span;
use super::lists::Lists;
use super::page::{Page, Rendered, Resolve};
use super::quotes::{Admonition, Quotes};
use super::raw_html::{self, Extent, RawHtml};
use super::tables::Tables;
use crate::compact::compact;
use crate::events::{Placed, is_inline};
use crate::outline::Heading;
use crate::sections::Sections;

/// What was written of a page so far, and the parts that write it.
pub(super) struct Renderer<'a> {
    page: &'a Page<'a>,
    out: HtmlWriter,
    sections: Sections,
    /// The headings of the outline that are not rendered yet.
    headings: slice::Iter<'a, Heading>,
    inline: InlineElements<'a>,
    raw_html: RawHtml<'a>,
    code_blocks: CodeBlocks<'a>,
    lists: Lists<'a>,
    quotes: Quotes,
    tables: Tables,
    footnotes: Footnotes<'a>,
}

impl<'a> Renderer<'a> {
    /// Nothing is written yet. `resolve` finds the targets of links and images, and `findings`
    /// gets what is reported about raw HTML.
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
            headings: page.outline.headings.iter(),
            inline: InlineElements::new(resolve),
            raw_html: RawHtml::new(page.prepared, page.outline, findings, extent),
            code_blocks: CodeBlocks::new(page.outline, &page.declared),
            lists: Lists::new(&page.prepared.text, page.has_steps),
            quotes: Quotes::default(),
            tables: Tables::default(),
            footnotes: Footnotes::new(page.outline),
        }
    }

    /// Renders all `events`.
    pub(super) fn run(&mut self, events: &[Placed<'a>]) {
        let mut index = 0;
        while index < events.len() {
            index = self.event(events, index);
        }
    }

    /// Writes a block of code; `info` is the text after the fence.
    pub(super) fn code_block(&mut self, info: &str, code: &str) {
        self.code_blocks
            .write(info, code, &mut self.out, &mut self.sections);
    }

    /// The HTML of a line.
    pub(super) fn finish_line(self) -> String {
        self.raw_html.sanitize(self.out.finish())
    }

    /// The rendered page.
    pub(super) fn finish(mut self) -> Rendered {
        self.footnotes.finish(&mut self.out);
        let html = self.raw_html.sanitize(self.out.finish());
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

    /// Renders the event at `index` and returns the index of the next one.
    fn event(&mut self, events: &[Placed<'a>], index: usize) -> usize {
        let (event, range) = &events[index];
        match event {
            Event::Start(tag) => return self.start(tag, events, index),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text, events, index),
            Event::Code(code) => self.inline_code(code),
            Event::InlineHtml(html) => self.raw_html(html, |at| range.start + at, false),
            Event::Html(html) => self.raw_html(html, |at| range.start + at, true),
            Event::SoftBreak => {
                self.sections.space();
                self.out.push("\n");
            }
            Event::HardBreak => {
                self.sections.space();
                self.out.push("<br>\n");
            }
            Event::Rule => {
                self.out.push("<hr>\n");
                self.sections.block();
            }
            Event::TaskListMarker(done) => self.out.push(task_box(*done)),
            Event::FootnoteReference(label) => self.footnotes.reference(label, &mut self.out),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline_code(text),
        }
        index + 1
    }

    /// Opens a tag; returns the index of the next event.
    fn start(&mut self, tag: &Tag<'a>, events: &[Placed<'a>], index: usize) -> usize {
        let range = &events[index].1;
        if !is_within_line(tag) {
            self.close_inline();
            self.sections.block();
            self.out.end_line();
        }
        match tag {
            Tag::Paragraph => self.out.push("<p>"),
            Tag::Heading { .. } => return self.heading(events, index),
            Tag::BlockQuote(_) => return self.quote(events, index),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info,
                    CodeBlockKind::Indented => "",
                };
                let (code, next) = code_blocks::read(events, index);
                self.code_block(info, &code);
                return next;
            }
            Tag::HtmlBlock => return self.html_block(events, index),
            Tag::List(start) => {
                let (in_footnote, sections) = (self.footnotes.is_open(), &self.sections);
                self.lists
                    .start(*start, events, index, in_footnote, &mut self.out, sections);
            }
            Tag::Item => {
                let (in_footnote, sections) = (self.footnotes.is_open(), &self.sections);
                self.lists
                    .start_item(events, index, in_footnote, &mut self.out, sections);
            }
            Tag::FootnoteDefinition(label) => self.footnotes.start(label, &mut self.out),
            Tag::DefinitionList => self.out.push("<dl>\n"),
            Tag::DefinitionListTitle => self.out.push("<dt>"),
            Tag::DefinitionListDefinition => self.out.push("<dd>"),
            Tag::Table(alignments) => self.tables.start(alignments, &mut self.out),
            Tag::TableHead => self.tables.start_head(&mut self.out),
            Tag::TableRow => self.out.push("<tr>"),
            Tag::TableCell => self.tables.start_cell(&mut self.out),
            Tag::Emphasis => self.out.push("<em>"),
            Tag::Strong => self.out.push("<strong>"),
            Tag::Strikethrough => self.out.push("<del>"),
            Tag::Superscript => self.out.push("<sup>"),
            Tag::Subscript => self.out.push("<sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let span = destination_span(self.page.prepared, dest_url, range);
                let (out, sections) = (&mut self.out, &mut self.sections);
                self.inline
                    .start_link(*link_type, dest_url, title, span, out, sections);
            }
            Tag::Image {
                dest_url, title, ..
            } => return self.image(dest_url, title, events, index),
            Tag::MetadataBlock(_) => {}
        }
        index + 1
    }

    /// Closes a tag.
    fn end(&mut self, tag: TagEnd) {
        if ends_line(tag) {
            self.close_inline();
        }
        match tag {
            TagEnd::Paragraph => self.out.push("</p>\n"),
            TagEnd::BlockQuote(_) => self.quotes.end(&mut self.out),
            TagEnd::List(ordered) => self.lists.end(ordered, &mut self.out),
            TagEnd::Item => self.lists.end_item(&mut self.out),
            TagEnd::FootnoteDefinition => self.footnotes.end(&mut self.out),
            TagEnd::DefinitionList => self.out.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push("</dd>\n"),
            TagEnd::Table => self.tables.end(&mut self.out),
            TagEnd::TableHead => self.tables.end_head(&mut self.out),
            TagEnd::TableRow => self.out.push("</tr>\n"),
            TagEnd::TableCell => self.tables.end_cell(&mut self.out),
            TagEnd::Emphasis => self.out.push("</em>"),
            TagEnd::Strong => self.out.push("</strong>"),
            TagEnd::Strikethrough => self.out.push("</del>"),
            TagEnd::Superscript => self.out.push("</sup>"),
            TagEnd::Subscript => self.out.push("</sub>"),
            TagEnd::Link => self.inline.close_link(&mut self.out, &mut self.sections),
            // Read together with their starts.
            TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => {}
        }
        match tag {
            TagEnd::TableCell => self.sections.cell(),
            TagEnd::FootnoteDefinition => self.sections.block(),
            tag if ends_line(tag) => self.sections.block(),
            _ => {}
        }
    }

    /// Writes the heading at `index`; returns the index of the event after it.
    fn heading(&mut self, events: &[Placed<'a>], index: usize) -> usize {
        let (content, next) = heading::read(events, index);
        match self.headings.next() {
            None => {}
            Some(heading) if heading.level > 0 => self.shown_heading(heading, content),
            Some(heading) if heading.subtitle => {
                self.out.push("<p class=\"subtitle\">");
                self.run(content);
                heading::write_braces(heading, &mut self.out, &mut self.sections);
                self.close_inline();
                self.out.push("</p>\n");
                self.sections.block();
            }
            Some(_) => self.unseen(content),
        }
        next
    }

    fn shown_heading(&mut self, heading: &Heading, content: &[Placed<'a>]) {
        heading::open(heading, &mut self.out);
        // The heading's words are kept in its section's heading, not in any prose.
        let sections = std::mem::replace(&mut self.sections, Sections::new());
        self.run(content);
        heading::write_braces(heading, &mut self.out, &mut self.sections);
        self.close_inline();
        self.sections = sections;
        heading::close(heading, &mut self.out);
        let line = self.page.lines.line(heading.start);
        self.sections
            .heading(&heading.text, &heading.id, heading.level, line);
    }

    /// Reads what the page shows elsewhere: its links must still be checked.
    fn unseen(&mut self, events: &[Placed<'a>]) {
        self.out.begin_part();
        let sections = std::mem::replace(&mut self.sections, Sections::new());
        self.run(events);
        self.close_inline();
        self.sections = sections;
        self.out.take_part();
    }

    /// Opens the quote at `index`; returns the index of the next event.
    fn quote(&mut self, events: &[Placed<'a>], index: usize) -> usize {
        let Some(admonition) = Admonition::read(&self.page.prepared.text, events, index) else {
            self.quotes.start(&mut self.out);
            return index + 1;
        };
        self.quotes.start_admonition(&admonition, &mut self.out);
        admonition.start_title(&mut self.out);
        self.run(admonition.title());
        self.close_inline();
        admonition.end_title(&mut self.out);
        self.sections.block();
        admonition.next()
    }

    /// Writes the block of raw HTML at `index`; returns the index of the event after it.
    fn html_block(&mut self, events: &[Placed<'a>], index: usize) -> usize {
        let (block, next) = raw_html::read_block(events, index);
        self.sections.block();
        self.raw_html(&block.html, |at| block.place(at), true);
        self.sections.block();
        next
    }

    /// Writes raw HTML; `place` returns where an offset of it is in the prepared text.
    fn raw_html(&mut self, html: &str, place: impl Fn(usize) -> usize, block: bool) {
        let (inline, out) = (&mut self.inline, &mut self.out);
        self.raw_html
            .write(html, place, block, inline, out, &mut self.sections);
    }

    /// Writes the image at `index`; returns the index of the event after it.
    fn image(&mut self, source: &str, title: &str, events: &[Placed<'a>], index: usize) -> usize {
        let (alt, next) = images::read_alt(events, index);
        let span = destination_span(self.page.prepared, source, &events[index].1);
        let described = Described {
            alt: &alt,
            title,
            size: (None, None),
        };
        let (out, sections) = (&mut self.out, &mut self.sections);
        self.inline.image(source, span, &described, out, sections);
        next
    }

    /// Writes the text at `index`, in which the condition of a decision may end.
    fn text(&mut self, text: &str, events: &[Placed<'a>], index: usize) {
        let (out, sections) = (&mut self.out, &mut self.sections);
        let mut rest = text;
        if let Some(at) = self.lists.take_condition_end(index) {
            self.inline.text(&text[..at], false, out, sections);
            out.push("</span>");
            rest = &text[at..];
        }
        let tag_follows = matches!(events.get(index + 1), Some((Event::InlineHtml(_), _)));
        self.inline.text(rest, tag_follows, out, sections);
    }

    fn inline_code(&mut self, code: &str) {
        self.sections.inline_code(code);
        self.out.push("<code>");
        self.out.push_text(code);
        self.out.push("</code>");
    }

    fn close_inline(&mut self) {
        self.inline.close_all(&mut self.out, &mut self.sections);
    }
}

/// The box of a task; it shows what the author ticked off, and cannot be changed.
fn task_box(done: bool) -> &'static str {
    if done {
        "<input type=\"checkbox\" checked=\"\" disabled=\"\" aria-label=\"Done\"> "
    } else {
        "<input type=\"checkbox\" disabled=\"\" aria-label=\"Not done\"> "
    }
}

/// Whether a tag is within a line of text or a row of a table.
fn is_within_line(tag: &Tag<'_>) -> bool {
    is_inline(tag) || matches!(tag, Tag::TableHead | Tag::TableRow | Tag::TableCell)
}

/// Whether what is open in the line ends with this tag.
fn ends_line(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
    )
}
