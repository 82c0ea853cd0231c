//! A document as rows: headings, list items, table rows, lines of paragraphs.
//!
//! Houses differ in marks, not in lines: what the rest of this module reads
//! are rows, whatever Markdown or HTML they were written in. Code blocks and
//! comments are no rows: times in a log are not the incident's.

mod builder;
mod html;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use self::builder::Builder;
use markup::Prepared;
use markup::events::{self, HtmlBlock};
use model::finding::Lines;

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A heading of this level.
    Heading(u8),
    /// The first line of a list item; with its check mark, if it has one.
    Item(Option<bool>),
    /// The first line of a paragraph.
    Para,
    /// A further line of the item or paragraph before.
    More,
    /// A row of a table.
    Cells {
        /// Whether it is the table's header.
        header: bool,
        /// Its cells.
        cells: Vec<Cell>,
    },
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Plain text.
    pub text: String,
    /// Addresses it links to.
    pub links: Vec<String>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub kind: Kind,
    /// How many lists it is in.
    pub depth: u8,
    /// Plain text, trimmed.
    pub text: String,
    /// Line in the file.
    pub line: usize,
    /// Bytes of the file.
    pub span: Range<usize>,
    /// Addresses it links to.
    pub links: Vec<String>,
    /// How many bytes of the text at its beginning are bold.
    pub strong: usize,
    /// Bytes of the text that are code; not kept for tables.
    pub code: Vec<Range<usize>>,
    /// Whether some of it is struck out.
    pub struck: bool,
    /// Whether it is in a quotation.
    pub quoted: bool,
}

impl Row {
    /// Whether it begins something of its own: anything but a further line.
    pub fn begins(&self) -> bool {
        self.kind != Kind::More
    }

    pub fn is_item(&self) -> bool {
        matches!(self.kind, Kind::Item(_))
    }

    pub fn level(&self) -> Option<u8> {
        match self.kind {
            Kind::Heading(level) => Some(level),
            _ => None,
        }
    }
}

/// The rows of a prepared body.
pub(crate) fn rows(prepared: &Prepared, lines: &Lines) -> Vec<Row> {
    let mut rows = Builder::new(prepared, lines);
    let mut html: Option<HtmlBlock> = None;
    let mut hidden = 0_usize;
    for (event, range) in events::events(&prepared.text) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::FootnoteDefinition(_)) => {
                hidden += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::FootnoteDefinition) => {
                hidden = hidden.saturating_sub(1);
            }
            _ if hidden > 0 => {}
            Event::Start(Tag::HtmlBlock) => html = Some(HtmlBlock::default()),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(block) = html.take() {
                    html::read(&block, &mut rows);
                }
            }
            Event::Html(text) => match &mut html {
                Some(block) => block.push(&text, &range),
                None => html::inline(&text, range.start, &mut rows),
            },
            Event::Text(text) => match &mut html {
                Some(block) => block.push(&text, &range),
                None => rows.text(&text, &range),
            },
            Event::Code(text) => rows.code(&text, &range),
            Event::InlineHtml(text) => html::inline(&text, range.start, &mut rows),
            Event::SoftBreak | Event::HardBreak => rows.line_break(),
            Event::TaskListMarker(done) => rows.task(done),
            Event::Start(tag) => start(tag, range.start, &mut rows),
            Event::End(tag) => end(tag, &mut rows),
            _ => {}
        }
    }
    rows.finish()
}

fn start(tag: Tag<'_>, at: usize, rows: &mut Builder<'_>) {
    match tag {
        Tag::Heading { level, .. } => rows.open(Kind::Heading(level as u8), at),
        Tag::Paragraph | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
            rows.paragraph(at);
        }
        Tag::BlockQuote(_) => rows.quote(true),
        Tag::List(_) => rows.list(true),
        Tag::Item => rows.item(at),
        Tag::TableHead => rows.table_row(true, at),
        Tag::TableRow => rows.table_row(false, at),
        Tag::TableCell => rows.cell(),
        Tag::Strong => rows.strong(true),
        Tag::Strikethrough => rows.struck(),
        Tag::Link { dest_url, .. } => rows.link(&dest_url),
        _ => {}
    }
}

fn end(tag: TagEnd, rows: &mut Builder<'_>) {
    match tag {
        TagEnd::Heading(_)
        | TagEnd::Paragraph
        | TagEnd::DefinitionListTitle
        | TagEnd::DefinitionListDefinition
        | TagEnd::TableHead
        | TagEnd::TableRow
        | TagEnd::Item => rows.close(),
        TagEnd::BlockQuote(_) => rows.quote(false),
        TagEnd::List(_) => rows.list(false),
        TagEnd::Strong => rows.strong(false),
        _ => {}
    }
}
