//! Images.

use pulldown_cmark::{Event, TagEnd};

use super::html_writer::HtmlWriter;
use crate::events::Placed;

/// What an image says of itself.
pub(super) struct Described<'a> {
    /// What to show where the image cannot be seen.
    pub(super) alt: &'a str,
    /// What to show when a pointer rests on it.
    pub(super) title: &'a str,
    /// Width and height that raw HTML asks for.
    pub(super) size: (Option<u32>, Option<u32>),
}

/// The text within the image that begins at `index`, and the index of the event after it.
pub(super) fn read_alt(events: &[Placed<'_>], index: usize) -> (String, usize) {
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
    (alt, next)
}

/// Writes an image of this site whose file has this `size`.
pub(super) fn write(
    src: &str,
    size: Option<(u32, u32)>,
    described: &Described<'_>,
    out: &mut HtmlWriter,
) {
    out.push("<img");
    out.push_attribute("src", src);
    out.push_attribute("alt", described.alt.trim());
    if !described.title.is_empty() {
        out.push_attribute("title", described.title);
    }
    if let Some((width, height)) = scaled(size, described.size) {
        out.push(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    out.push(" loading=\"lazy\">");
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
