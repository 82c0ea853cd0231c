//! Quotes, and the admonitions that are written as quotes.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::open_elements::Quote;
use super::renderer::Renderer;
use crate::admonitions::{Marker, default_title, marker};
use crate::events::Placed;

impl<'a> Renderer<'a> {
    /// Opens the quote at `index`; returns the index of the next event.
    pub(super) fn quote(&mut self, events: &[Placed<'a>], index: usize) -> usize {
        if let Some(next) = self.admonition(events, index) {
            return next;
        }
        self.out.push("<blockquote>\n");
        self.quotes.push(Quote::Plain);
        index + 1
    }

    /// Opens the quote at `index` as an admonition if its first line says so.
    fn admonition(&mut self, events: &[Placed<'a>], index: usize) -> Option<usize> {
        let Some((Event::Start(Tag::Paragraph), range)) = events.get(index + 1) else {
            return None;
        };
        let text = &self.page.prepared.text[range.start..range.end];
        let marker = marker(text)?;
        let line_end = range.start + marker.length;
        let title = title_events(&events[index + 2..], line_end)?;
        let mut next = index + 2 + title;

        self.open_admonition(&marker);
        self.admonition_title(&events[index + 2..next], &marker, range.start);
        if matches!(
            events.get(next),
            Some((Event::SoftBreak | Event::HardBreak, _))
        ) {
            next += 1;
        }
        if matches!(events.get(next), Some((Event::End(TagEnd::Paragraph), _))) {
            next += 1;
        } else {
            self.out.push("<p>");
        }
        Some(next)
    }

    fn open_admonition(&mut self, marker: &Marker) {
        let element = if marker.fold.is_some() {
            "details"
        } else {
            "div"
        };
        self.out.push(&format!("<{element}"));
        let class = format!("admonition admonition--{}", marker.kind);
        self.out.push_attribute("class", &class);
        if marker.kind == "contradiction" {
            self.out.push_attribute("data-diagnostic", "contradiction");
        }
        if marker.fold.is_none() {
            self.out.push_attribute("role", "note");
        }
        if marker.fold == Some(true) {
            self.out.push_attribute("open", "");
        }
        self.out.push(">");
        self.quotes.push(if marker.fold.is_some() {
            Quote::Folding
        } else {
            Quote::Admonition
        });
    }

    /// Writes the title; `events` are those of the marker's line, which begins at `start`.
    fn admonition_title(&mut self, events: &[Placed<'a>], marker: &Marker, start: usize) {
        let element = if marker.fold.is_some() {
            "summary"
        } else {
            "p"
        };
        self.out
            .push(&format!("<{element} class=\"admonition__title\">"));
        match (&marker.title, events) {
            (Some(title), [(Event::Text(first), range), rest @ ..]) => {
                // The marker itself is plain ASCII at the start of the first text.
                let cut = (start + title.start).saturating_sub(range.start);
                let text = first.get(cut..).unwrap_or_default();
                let first = (Event::Text(CowStr::from(text.to_owned())), range.clone());
                let mut title = vec![first];
                title.extend(rest.iter().cloned());
                self.run(&title);
            }
            _ => self.out.push_text(&default_title(&marker.kind)),
        }
        self.close_block(&format!("</{element}>\n"));
    }
}

/// How many events make up the line that ends at `line_end`; `None` if one of
/// them encloses more than the line.
fn title_events(events: &[Placed<'_>], line_end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, (event, range)) in events.iter().enumerate() {
        let over = range.start >= line_end;
        if depth == 0 && (over || matches!(event, Event::SoftBreak | Event::End(TagEnd::Paragraph)))
        {
            return Some(index);
        }
        match event {
            Event::Start(_) if range.end <= line_end => depth += 1,
            Event::End(_) if range.end <= line_end => depth = depth.saturating_sub(1),
            Event::Start(_) | Event::End(_) => return None,
            _ => {}
        }
    }
    None
}
