//! Links that are open.

use std::ops::Range;

use super::html_writer::HtmlWriter;
use super::page::Link;
use crate::prepare::Prepared;
use crate::sections::Sections;

/// The links that are being written, outermost first.
#[derive(Default)]
pub(super) struct OpenLinks {
    open: Vec<OpenLink>,
}

/// What is open where Markdown or HTML has a link.
#[derive(Default)]
struct OpenLink {
    /// HTML that ends it.
    close: &'static str,
    /// What its end adds to the searchable text.
    close_text: &'static str,
    /// Length of the HTML when it was opened, to see whether it has any text.
    opened: usize,
    /// Text to show if it has none.
    fallback: String,
}

impl OpenLinks {
    /// Whether no link is open.
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Opens a resolved link. It shows the `destination` if nothing is written in it.
    pub(super) fn open(
        &mut self,
        link: &Link,
        title: &str,
        destination: &str,
        out: &mut HtmlWriter,
    ) {
        let nested = !self.is_empty();
        let close = match link {
            // A link cannot be in a link.
            _ if nested => "",
            Link::Internal(href) | Link::External(href) => {
                out.push("<a");
                out.push_attribute("href", href);
                if matches!(link, Link::External(_)) {
                    out.push(" rel=\"noopener\"");
                }
                if !title.is_empty() {
                    out.push_attribute("title", title);
                }
                out.push(">");
                "</a>"
            }
            Link::Broken(why) => {
                out.push("<span class=\"broken-link\"");
                out.push_attribute("title", why);
                out.push(">");
                "</span>"
            }
        };
        self.open.push(OpenLink {
            close,
            opened: out.len(),
            fallback: destination.to_owned(),
            ..OpenLink::default()
        });
    }

    /// Opens text in angle brackets where Markdown has a link.
    pub(super) fn open_brackets(&mut self, out: &mut HtmlWriter, sections: &mut Sections) {
        out.push_text("<");
        sections.text("<");
        self.open.push(OpenLink {
            close: "&gt;",
            close_text: ">",
            ..OpenLink::default()
        });
    }

    /// Notes an element that is closed where a link would be, without being one.
    pub(super) fn open_no_link(&mut self) {
        self.open.push(OpenLink::default());
    }

    /// Closes the innermost link, if there is one.
    pub(super) fn close(&mut self, out: &mut HtmlWriter, sections: &mut Sections) {
        let Some(link) = self.open.pop() else {
            return;
        };
        if link.opened == out.len() {
            out.push_text(&link.fallback);
        }
        sections.text(link.close_text);
        out.push(link.close);
    }

    /// Closes all links.
    pub(super) fn close_all(&mut self, out: &mut HtmlWriter, sections: &mut Sections) {
        while !self.is_empty() {
            self.close(out, sections);
        }
    }
}

/// Where in the file the destination of the link at `range` is, or the whole link where the
/// destination is defined elsewhere.
pub(super) fn destination_span(
    prepared: &Prepared,
    destination: &str,
    range: &Range<usize>,
) -> Range<usize> {
    let found = prepared
        .text
        .get(range.clone())
        .filter(|_| !destination.is_empty())
        .and_then(|link| link.rfind(destination));
    match found {
        Some(at) => {
            let start = range.start + at;
            prepared.map.span(&(start..start + destination.len()))
        }
        None => prepared.map.span(range),
    }
}
