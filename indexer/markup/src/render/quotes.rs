//! Quotes, and the admonitions that are written as quotes.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::html_writer::HtmlWriter;
use crate::admonitions::{Marker, default_title, marker};
use crate::events::Placed;

/// The quotes that are open.
#[derive(Default)]
pub(super) struct Quotes {
    open: Vec<Quote>,
}

/// How an open quote will be closed.
#[derive(Clone, Copy)]
enum Quote {
    Plain,
    Admonition,
    Folding,
}

impl Quotes {
    /// Opens a plain quote.
    pub(super) fn start(&mut self, out: &mut HtmlWriter) {
        out.push("<blockquote>\n");
        self.open.push(Quote::Plain);
    }

    /// Opens an admonition; its title is to be written next.
    pub(super) fn start_admonition(&mut self, admonition: &Admonition<'_>, out: &mut HtmlWriter) {
        let marker = &admonition.marker;
        let (quote, element) = match marker.fold {
            Some(_) => (Quote::Folding, "details"),
            None => (Quote::Admonition, "div"),
        };
        out.push(&format!("<{element}"));
        let class = format!("admonition admonition--{}", marker.kind);
        out.push_attribute("class", &class);
        if marker.kind == "contradiction" {
            out.push_attribute("data-diagnostic", "contradiction");
        }
        if marker.fold.is_none() {
            out.push_attribute("role", "note");
        }
        if marker.fold == Some(true) {
            out.push_attribute("open", "");
        }
        out.push(">");
        self.open.push(quote);
    }

    /// Closes the innermost quote.
    pub(super) fn end(&mut self, out: &mut HtmlWriter) {
        out.push(match self.open.pop() {
            Some(Quote::Plain) | None => "</blockquote>\n",
            Some(Quote::Admonition) => "</div>\n",
            Some(Quote::Folding) => "</details>\n",
        });
    }
}

/// A quote whose first line says that it is an admonition.
pub(super) struct Admonition<'a> {
    marker: Marker,
    /// The events of the title that its author gave it.
    title: Option<Vec<Placed<'a>>>,
    /// Whether the first paragraph has more lines than that of the marker.
    has_first_paragraph: bool,
    /// Index of the event after the marker's line.
    next: usize,
}

impl<'a> Admonition<'a> {
    /// Reads the quote at `index` of `events`, which are those of `text`.
    pub(super) fn read(text: &str, events: &[Placed<'a>], index: usize) -> Option<Self> {
        let Some((Event::Start(Tag::Paragraph), range)) = events.get(index + 1) else {
            return None;
        };
        let marker = marker(&text[range.start..range.end])?;
        let line_end = range.start + marker.length;
        let line = &events[index + 2..];
        let line = &line[..title_events(line, line_end)?];
        let title = title(line, &marker, range.start);
        let mut next = index + 2 + line.len();
        if matches!(
            events.get(next),
            Some((Event::SoftBreak | Event::HardBreak, _))
        ) {
            next += 1;
        }
        let is_paragraph_end = matches!(events.get(next), Some((Event::End(TagEnd::Paragraph), _)));
        if is_paragraph_end {
            next += 1;
        }
        Some(Self {
            marker,
            title,
            has_first_paragraph: !is_paragraph_end,
            next,
        })
    }

    /// Opens the title, and writes it if its author gave it none.
    pub(super) fn start_title(&self, out: &mut HtmlWriter) {
        out.push(&format!(
            "<{} class=\"admonition__title\">",
            self.title_element()
        ));
        if self.title.is_none() {
            out.push_text(&default_title(&self.marker.kind));
        }
    }

    /// The events of the title that its author gave it.
    pub(super) fn title(&self) -> &[Placed<'a>] {
        self.title.as_deref().unwrap_or_default()
    }

    /// Closes the title, and opens the first paragraph if there is one.
    pub(super) fn end_title(&self, out: &mut HtmlWriter) {
        out.push(&format!("</{}>\n", self.title_element()));
        if self.has_first_paragraph {
            out.push("<p>");
        }
    }

    /// Index of the event after those that make up the marker's line.
    pub(super) fn next(&self) -> usize {
        self.next
    }

    fn title_element(&self) -> &'static str {
        if self.marker.fold.is_some() {
            "summary"
        } else {
            "p"
        }
    }
}

/// The title in the events of the marker's line, which begins at `start` of the text.
fn title<'a>(line: &[Placed<'a>], marker: &Marker, start: usize) -> Option<Vec<Placed<'a>>> {
    let (title, [(Event::Text(first), range), rest @ ..]) = (marker.title.as_ref()?, line) else {
        return None;
    };
    // The marker itself is plain ASCII at the start of the first text.
    let cut = (start + title.start).saturating_sub(range.start);
    let text = first.get(cut..).unwrap_or_default();
    let first = (Event::Text(CowStr::from(text.to_owned())), range.clone());
    Some(std::iter::once(first).chain(rest.iter().cloned()).collect())
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
