//! A document as rows: headings, list items, table rows, and lines of paragraphs.
//!
//! Authors use different markup, but the lines are alike. The other modules therefore read
//! rows and do not depend on the Markdown or HTML. Code blocks and comments are not rows,
//! because times in a log are not times of the incident.

mod builder;
mod html;
mod row;

use pulldown_cmark::{Event, Tag, TagEnd};

use self::builder::Builder;
pub(crate) use self::row::{Cell, Kind, Row};
use markup::Prepared;
use markup::events::{self, HtmlBlock};
use model::finding::Lines;

/// Returns the rows of a prepared body.
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
