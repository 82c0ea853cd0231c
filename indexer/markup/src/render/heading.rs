//! What is around the content of a heading.

use pulldown_cmark::{Event, TagEnd};

use super::html_writer::HtmlWriter;
use crate::events::Placed;
use crate::outline::Heading;
use crate::sections::Sections;

/// The events within the heading that begins at `index`, and the index of the event after it.
pub(super) fn read<'e, 'a>(events: &'e [Placed<'a>], index: usize) -> (&'e [Placed<'a>], usize) {
    let end = events[index..]
        .iter()
        .position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))))
        .map_or(events.len(), |length| index + length);
    (&events[index + 1..end], end + 1)
}

/// Opens a heading that is shown.
pub(super) fn open(heading: &Heading, out: &mut HtmlWriter) {
    out.push(&format!("<h{}", heading.level));
    out.push_attribute("id", &heading.id);
    out.push(">");
}

/// Writes the braces at the end of a heading that the parser took for attributes.
pub(super) fn write_braces(heading: &Heading, out: &mut HtmlWriter, sections: &mut Sections) {
    if let Some(braces) = &heading.braces {
        sections.space();
        sections.text(braces);
        out.push(" ");
        out.push_text(braces);
    }
}

/// Closes a heading that is shown, after a link to itself.
pub(super) fn close(heading: &Heading, out: &mut HtmlWriter) {
    out.push("<a class=\"anchor\"");
    out.push_attribute("href", &format!("#{}", heading.id));
    out.push(&format!(
        " aria-label=\"Link to this section\">#</a></h{}>\n",
        heading.level
    ));
}
