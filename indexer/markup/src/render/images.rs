//! Images.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::page::{Image, Link};
use super::renderer::Renderer;
use crate::events::Placed;

/// What an image says of itself.
pub(super) struct Described<'a> {
    pub(super) alt: &'a str,
    pub(super) title: &'a str,
    /// Width and height that raw HTML asks for.
    pub(super) size: (Option<u32>, Option<u32>),
}

impl<'a> Renderer<'a> {
    /// Writes the image at `index`; returns the index of the event after it.
    pub(super) fn image_events(
        &mut self,
        source: &str,
        title: &str,
        events: &[Placed<'a>],
        index: usize,
    ) -> usize {
        let mut alt = String::new();
        let mut depth = 0_usize;
        let mut next = index;
        for (event, _) in &events[index..] {
            next += 1;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(TagEnd::Image) if depth == 1 => break,
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                    alt.push_str(text);
                }
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        let span = self.destination_span(source, &events[index].1);
        let described = Described {
            alt: &alt,
            title,
            size: (None, None),
        };
        self.image(source, span, &described);
        next
    }

    pub(super) fn image(&mut self, source: &str, span: Range<usize>, described: &Described<'_>) {
        let alt = described.alt.trim();
        self.sections.text(alt);
        match self.resolve.image(source, span) {
            Image::File(src, size) => self.local_image(&src, size, described),
            Image::Foreign(href) => {
                self.open_link(&Link::External(href), described.title, source);
                self.out
                    .push_text(if alt.is_empty() { "Image" } else { alt });
                self.end_link();
            }
            Image::Broken(why) => {
                self.out.push("<span class=\"broken-link\"");
                self.out.push_attribute("title", &why);
                self.out.push(">");
                self.out
                    .push_text(if alt.is_empty() { source } else { alt });
                self.out.push("</span>");
            }
        }
    }

    fn local_image(&mut self, src: &str, size: Option<(u32, u32)>, described: &Described<'_>) {
        self.out.push("<img");
        self.out.push_attribute("src", src);
        self.out.push_attribute("alt", described.alt.trim());
        if !described.title.is_empty() {
            self.out.push_attribute("title", described.title);
        }
        if let Some((width, height)) = scaled(size, described.size) {
            self.out
                .push(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        self.out.push(" loading=\"lazy\">");
    }
}

/// The size to reserve: the file's own, scaled to what the author asks for.
fn scaled(file: Option<(u32, u32)>, asked: (Option<u32>, Option<u32>)) -> Option<(u32, u32)> {
    let scale = |of: u32, to: u32, from: u32| -> u32 {
        let scaled = u64::from(of) * u64::from(to) / u64::from(from.max(1));
        u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
    };
    match (file, asked) {
        (_, (Some(width), Some(height))) => Some((width, height)),
        (Some((width, height)), (Some(asked), None)) => Some((asked, scale(height, asked, width))),
        (Some((width, height)), (None, Some(asked))) => Some((scale(width, asked, height), asked)),
        (file, _) => file,
    }
}
