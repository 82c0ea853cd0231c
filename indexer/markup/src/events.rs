//! The Markdown dialect, defined in one place.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

/// An event with its place in the Markdown.
pub type Placed<'a> = (Event<'a>, Range<usize>);

fn options() -> Options {
    // The parser knows only five of GitHub's alerts and no titles, so `admonitions` parses them.
    // Smart punctuation would change what is copied from prose.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
}

/// Whether a tag is within a line of text.
pub(crate) fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Returns the events of `text` with their ranges; adjacent texts are merged.
pub fn events(text: &str) -> impl Iterator<Item = Placed<'_>> {
    TextMergeWithOffset::new(Parser::new_ext(text, options()).into_offset_iter())
}

/// Returns the ranges of code blocks and inline code, in order.
pub fn code_ranges(text: &str) -> Vec<Range<usize>> {
    events(text)
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect()
}

/// A block of raw HTML: its text, and where its lines start in the Markdown.
#[derive(Debug, Default)]
pub struct HtmlBlock {
    /// The HTML, without the markers of the quotes and lists around it.
    pub html: String,
    /// Pairs of an offset in `html` and the corresponding offset in the Markdown.
    starts: Vec<(usize, usize)>,
}

impl HtmlBlock {
    /// Appends a line of HTML that is at `range` of the Markdown.
    pub fn push(&mut self, html: &str, range: &Range<usize>) {
        self.starts.push((self.html.len(), range.start));
        self.html.push_str(html);
    }

    /// Returns the offset in the Markdown that corresponds to `offset` in the HTML.
    pub fn place(&self, offset: usize) -> usize {
        let index = self.starts.partition_point(|&(start, _)| start <= offset);
        self.starts
            .get(index.saturating_sub(1))
            .map_or(0, |&(start, place)| place + (offset - start))
    }
}

/// Returns the blocks of raw HTML in `text`; calls `inline` for each tag within a paragraph.
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
                // In some containers, lines of a block without markup are text events.
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
