//! The Markdown dialect, in one place.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

/// An event with its place in the Markdown.
pub type Placed<'a> = (Event<'a>, Range<usize>);

fn options() -> Options {
    // GitHub's alerts are read by ourselves: the parser knows five of them and no titles.
    // Smart punctuation would change what is copied from prose.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
}

/// The events of `text`, neighbouring texts merged, with their places.
pub fn events(text: &str) -> impl Iterator<Item = Placed<'_>> {
    TextMergeWithOffset::new(Parser::new_ext(text, options()).into_offset_iter())
}

/// The places of code blocks and inline code, in order.
pub fn code_ranges(text: &str) -> Vec<Range<usize>> {
    events(text)
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect()
}

/// A block of raw HTML: its text and where its lines begin in the Markdown.
#[derive(Debug, Default)]
pub struct HtmlBlock {
    /// The HTML, without the marks of quotes and lists that enclose it.
    pub html: String,
    /// Offset in `html`, offset in the Markdown.
    starts: Vec<(usize, usize)>,
}

impl HtmlBlock {
    /// Adds a line of HTML that is at `range` of the Markdown.
    pub fn push(&mut self, html: &str, range: &Range<usize>) {
        self.starts.push((self.html.len(), range.start));
        self.html.push_str(html);
    }

    /// Where `offset` of the HTML stands in the Markdown.
    pub fn place(&self, offset: usize) -> usize {
        let index = self.starts.partition_point(|&(start, _)| start <= offset);
        self.starts
            .get(index.saturating_sub(1))
            .map_or(0, |&(start, place)| place + (offset - start))
    }
}

/// The raw HTML of `text`: blocks, and the tags within paragraphs.
pub fn raw_html(text: &str, mut inline: impl FnMut(&str)) -> Vec<HtmlBlock> {
    let mut blocks = Vec::new();
    let mut open: Option<HtmlBlock> = None;
    for (event, range) in events(text) {
        match event {
            Event::Start(Tag::HtmlBlock) => open = Some(HtmlBlock::default()),
            Event::End(TagEnd::HtmlBlock) => blocks.extend(open.take()),
            Event::Html(html) => match &mut open {
                Some(block) => block.push(&html, &range),
                None => inline(&html),
            },
            Event::Text(text) => {
                // Lines of a block that hold no markup come as text in some containers.
                if let Some(block) = &mut open {
                    block.push(&text, &range);
                }
            }
            Event::InlineHtml(html) => inline(&html),
            _ => {}
        }
    }
    blocks
}
