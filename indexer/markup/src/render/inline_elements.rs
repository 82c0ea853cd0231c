//! What is within a line: text, links, images, and the elements that raw HTML opens there.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::html_writer::HtmlWriter;
use super::images::{self, Described};
use super::links::OpenLinks;
use super::page::{Image, Link, Resolve};
use super::urls;
use crate::sections::Sections;

/// Writes the content of lines, and knows what is open in the current line.
pub(super) struct InlineElements<'a> {
    resolve: &'a dyn Resolve,
    links: OpenLinks,
    /// Names of the elements that raw HTML opened in the current line, outermost first.
    raw: Vec<String>,
}

impl<'a> InlineElements<'a> {
    /// With nothing open; `resolve` finds the targets of links and images.
    pub(super) fn new(resolve: &'a dyn Resolve) -> Self {
        Self {
            resolve,
            links: OpenLinks::default(),
            raw: Vec::new(),
        }
    }

    /// Writes text and links the URLs in it; `tag_follows` says that a tag of raw HTML is next,
    /// as in `https://<host>/`.
    pub(super) fn text(
        &self,
        text: &str,
        tag_follows: bool,
        out: &mut HtmlWriter,
        sections: &mut Sections,
    ) {
        sections.text(text);
        // A link cannot be in a link.
        if !self.links.is_empty() || !text.contains("://") {
            out.push_text(text);
            return;
        }
        for piece in urls::split(text, tag_follows) {
            match piece {
                urls::Piece::Text(text) => out.push_text(text),
                urls::Piece::Url(url) => {
                    out.push("<a");
                    out.push_attribute("href", url);
                    out.push(" rel=\"noopener\">");
                    out.push_text(url);
                    out.push("</a>");
                }
            }
        }
    }

    /// Opens a link of Markdown, whose destination is at `span` of the file.
    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        destination: &str,
        title: &str,
        span: Range<usize>,
        out: &mut HtmlWriter,
        sections: &mut Sections,
    ) {
        match link_type {
            LinkType::Email => {
                let link = Link::External(format!("mailto:{destination}"));
                self.links.open(&link, title, destination, out);
            }
            // `<cluster:name>` is a placeholder that happens to look like a URL.
            LinkType::Autolink if !is_web(destination) => self.links.open_brackets(out, sections),
            _ => self.open_link(destination, title, span, out),
        }
    }

    /// Resolves and opens a link, whose destination is at `span` of the file.
    pub(super) fn open_link(
        &mut self,
        destination: &str,
        title: &str,
        span: Range<usize>,
        out: &mut HtmlWriter,
    ) {
        let link = self.resolve.link(destination, span);
        self.links.open(&link, title, destination, out);
    }

    /// Notes an element that [`Self::close_link`] closes without its being a link.
    pub(super) fn open_no_link(&mut self) {
        self.links.open_no_link();
    }

    /// Closes the innermost link, if there is one.
    pub(super) fn close_link(&mut self, out: &mut HtmlWriter, sections: &mut Sections) {
        self.links.close(out, sections);
    }

    /// Resolves and writes an image, whose source is at `span` of the file.
    pub(super) fn image(
        &mut self,
        source: &str,
        span: Range<usize>,
        described: &Described<'_>,
        out: &mut HtmlWriter,
        sections: &mut Sections,
    ) {
        let alt = described.alt.trim();
        sections.text(alt);
        match self.resolve.image(source, span) {
            Image::File(src, size) => images::write(&src, size, described, out),
            Image::Foreign(href) => {
                let link = Link::External(href);
                self.links.open(&link, described.title, source, out);
                out.push_text(if alt.is_empty() { "Image" } else { alt });
                self.links.close(out, sections);
            }
            Image::Broken(why) => {
                out.push("<span class=\"broken-link\"");
                out.push_attribute("title", &why);
                out.push(">");
                out.push_text(if alt.is_empty() { source } else { alt });
                out.push("</span>");
            }
        }
    }

    /// Notes that raw HTML opened the element `name` in this line.
    pub(super) fn note_open(&mut self, name: &str) {
        self.raw.push(name.to_owned());
    }

    /// Forgets the innermost element `name` and closes what was opened within it; says
    /// whether there is such an element in this line.
    pub(super) fn close_within(&mut self, name: &str, out: &mut HtmlWriter) -> bool {
        if !self.raw.iter().any(|open| open == name) {
            return false;
        }
        while let Some(inner) = self.raw.pop() {
            if inner == name {
                break;
            }
            out.push(&format!("</{inner}>"));
        }
        true
    }

    /// Closes all that is open: what raw HTML left open in a line must not run on to the
    /// page's end.
    pub(super) fn close_all(&mut self, out: &mut HtmlWriter, sections: &mut Sections) {
        self.links.close_all(out, sections);
        while let Some(name) = self.raw.pop() {
            out.push(&format!("</{name}>"));
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
