//! Paragraphs, lists, quotes and rules.

use pulldown_cmark::{CodeBlockKind, Tag, TagEnd};

use super::code_blocks;
use super::images::{self, Described};
use super::links::destination_span;
use super::open_elements::Quote;
use super::raw_html;
use super::renderer::Renderer;
use crate::events::Placed;

impl<'a> Renderer<'a> {
    /// Opens a tag; returns the index of the next event.
    pub(super) fn start(&mut self, tag: &Tag<'a>, events: &[Placed<'a>], index: usize) -> usize {
        let range = &events[index].1;
        if !is_within_line(tag) {
            self.begin_block();
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
            } => {
                let (alt, next) = images::read_alt(events, index);
                let span = destination_span(self.page.prepared, dest_url, range);
                let described = Described {
                    alt: &alt,
                    title,
                    size: (None, None),
                };
                let (out, sections) = (&mut self.out, &mut self.sections);
                self.inline.image(dest_url, span, &described, out, sections);
                return next;
            }
            Tag::MetadataBlock(_) => {}
        }
        index + 1
    }

    /// Closes a tag.
    pub(super) fn end(&mut self, tag: TagEnd) {
        if ends_line(tag) {
            self.close_inline();
        }
        match tag {
            TagEnd::Paragraph => self.out.push("</p>\n"),
            TagEnd::BlockQuote(_) => {
                let quote = self.quotes.pop().unwrap_or(Quote::Plain);
                self.out.push(quote.close());
            }
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

    /// Closes inline elements before a block begins.
    fn begin_block(&mut self) {
        self.close_inline();
        self.sections.block();
        self.out.end_line();
    }

    pub(super) fn close_block(&mut self, html: &str) {
        self.close_inline();
        self.out.push(html);
        self.sections.block();
    }

    pub(super) fn task(&mut self, done: bool) {
        self.out.push(if done {
            "<input type=\"checkbox\" checked=\"\" disabled=\"\" aria-label=\"Done\"> "
        } else {
            "<input type=\"checkbox\" disabled=\"\" aria-label=\"Not done\"> "
        });
    }

    pub(super) fn rule(&mut self) {
        self.out.push("<hr>\n");
        self.sections.block();
    }

    /// Writes a block of code; `info` is the text after the fence.
    pub(super) fn code_block(&mut self, info: &str, code: &str) {
        self.code_blocks
            .write(info, code, &mut self.out, &mut self.sections);
    }

    fn html_block(&mut self, events: &[Placed<'a>], index: usize) -> usize {
        let (block, next) = raw_html::read_block(events, index);
        self.sections.block();
        self.raw(&block.html, |at| block.place(at), true);
        self.sections.block();
        next
    }
}

/// Whether a tag is within a line of text or a row of a table.
fn is_within_line(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
    )
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
