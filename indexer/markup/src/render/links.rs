//! Links.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::open_elements::OpenLink;
use super::page::Link;
use super::renderer::Renderer;

impl Renderer<'_> {
    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        destination: &str,
        title: &str,
        range: &Range<usize>,
    ) {
        match link_type {
            LinkType::Email => self.open_link(
                &Link::External(format!("mailto:{destination}")),
                title,
                destination,
            ),
            LinkType::Autolink if !is_web(destination) => {
                // `<cluster:name>` is a placeholder that happens to look like a URL.
                self.out.push_text("<");
                self.sections.text("<");
                self.links.push(OpenLink {
                    close: "&gt;",
                    opened: 0,
                    fallback: String::new(),
                });
            }
            _ => {
                let span = self.destination_span(destination, range);
                let link = self.resolve.link(destination, span);
                self.open_link(&link, title, destination);
            }
        }
    }

    /// Opens a resolved link.
    pub(super) fn open_link(&mut self, link: &Link, title: &str, destination: &str) {
        let nested = !self.links.is_empty();
        let close = match link {
            // A link cannot be in a link.
            _ if nested => "",
            Link::Internal(href) | Link::External(href) => {
                self.out.push("<a");
                self.out.push_attribute("href", href);
                if matches!(link, Link::External(_)) {
                    self.out.push(" rel=\"noopener\"");
                }
                if !title.is_empty() {
                    self.out.push_attribute("title", title);
                }
                self.out.push(">");
                "</a>"
            }
            Link::Broken(why) => {
                self.out.push("<span class=\"broken-link\"");
                self.out.push_attribute("title", why);
                self.out.push(">");
                "</span>"
            }
        };
        self.links.push(OpenLink {
            close,
            opened: self.out.len(),
            fallback: destination.to_owned(),
        });
    }

    /// Opens something that is closed where a link would be, without being one.
    pub(super) fn open_no_link(&mut self) {
        self.links.push(OpenLink {
            close: "",
            opened: 0,
            fallback: String::new(),
        });
    }

    pub(super) fn end_link(&mut self) {
        let Some(link) = self.links.pop() else {
            return;
        };
        if link.opened == self.out.len() {
            self.out.push_text(&link.fallback);
        }
        if link.close == "&gt;" {
            self.sections.text(">");
        }
        self.out.push(link.close);
    }

    /// Where a destination stands, or the whole link where it is defined elsewhere.
    pub(super) fn destination_span(&self, destination: &str, range: &Range<usize>) -> Range<usize> {
        let text = &self.page.prepared.text;
        let found = text
            .get(range.clone())
            .filter(|_| !destination.is_empty())
            .and_then(|link| link.rfind(destination));
        match found {
            Some(at) => {
                let start = range.start + at;
                self.span(&(start..start + destination.len()))
            }
            None => self.span(range),
        }
    }
}

/// Whether a URL in angle brackets is one that people write so.
fn is_web(address: &str) -> bool {
    [
        "http:",
        "https:",
        "mailto:",
        "tel:",
        "ftp:",
        "javascript:",
        "data:",
    ]
    .iter()
    .any(|scheme| {
        address
            .get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    })
}
