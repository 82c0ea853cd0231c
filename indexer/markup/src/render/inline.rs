//! Rendering a line on its own.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::page::{Page, Resolve};
use super::raw_html::Extent;
use super::renderer::Renderer;
use crate::events;
use crate::events::Placed;
use crate::outline::Outline;
use crate::prepare::{Text, prepare};
use model::finding::{Findings, Lines};

/// Renders Markdown of a front matter value, which is at `span` in the
/// file, to inline HTML: blocks become lines.
pub fn inline(
    markdown: &str,
    span: &Range<usize>,
    resolve: &dyn Resolve,
    findings: &Findings<'_>,
) -> String {
    let mut prepared = prepare(Text::Rewritten(markdown.to_owned()), span.start, findings);
    prepared.map = crate::source_map::SourceMap::within(span);
    let (outline, lines) = (Outline::default(), Lines::new(""));
    let page = Page {
        prepared: &prepared,
        outline: &outline,
        lines: &lines,
        unread: None,
        declared: Vec::new(),
        has_steps: false,
    };
    let events = flatten(events::events(&prepared.text));
    let mut renderer = Renderer::new(&page, resolve, findings, Extent::Line);
    renderer.run(&events);
    renderer.finish_line()
}

/// Keeps inline content; the ends of blocks become breaks.
fn flatten<'a>(events: impl Iterator<Item = Placed<'a>>) -> Vec<Placed<'a>> {
    let mut flat: Vec<Placed<'a>> = Vec::new();
    let mut code: Option<(String, Range<usize>)> = None;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = Some((String::new(), range)),
            Event::End(TagEnd::CodeBlock) => {
                if let Some((code, range)) = code.take() {
                    let code = code.trim_end().to_owned();
                    flat.push((Event::Code(CowStr::from(code)), range.clone()));
                    flat.push((Event::HardBreak, range));
                }
            }
            Event::Text(ref text) => match &mut code {
                Some((code, _)) => code.push_str(text),
                None => flat.push((event, range)),
            },
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell,
            ) if !matches!(flat.last(), Some((Event::HardBreak, _))) => {
                flat.push((Event::HardBreak, range));
            }
            Event::Start(
                Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Image { .. },
            )
            | Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image,
            )
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::Html(_)
            | Event::SoftBreak
            | Event::HardBreak => flat.push((event, range)),
            Event::FootnoteReference(label) => {
                let text = CowStr::from(format!("[^{label}]"));
                flat.push((Event::Text(text), range));
            }
            _ => {}
        }
    }
    while matches!(flat.last(), Some((Event::HardBreak, _))) {
        flat.pop();
    }
    flat
}
