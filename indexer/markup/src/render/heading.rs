//! Headings.

use pulldown_cmark::{Event, TagEnd};

use super::renderer::Renderer;
use crate::events::Placed;
use crate::outline::Heading;
use crate::sections::Sections;

impl<'a> Renderer<'a> {
    /// Writes the heading at `index`; returns the index of the event after it.
    pub(super) fn heading(&mut self, events: &[Placed<'a>], index: usize) -> usize {
        let end = events[index..]
            .iter()
            .position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))))
            .map_or(events.len(), |length| index + length);
        let heading = self.page.outline.headings.get(self.heading);
        self.heading += 1;
        let Some(heading) = heading else {
            return end + 1;
        };
        if heading.level == 0 {
            if !heading.subtitle {
                self.unseen(&events[index + 1..end]);
            } else {
                self.out.push("<p class=\"subtitle\">");
                self.run(&events[index + 1..end]);
                self.heading_braces(heading);
                self.close_block("</p>\n");
            }
            return end + 1;
        }
        let line = self.page.lines.line(heading.start);
        let (level, id) = (heading.level, heading.id.as_str());
        self.out.push(&format!("<h{level}"));
        self.out.push_attribute("id", id);
        self.out.push(">");
        // The heading's words are kept in its section's heading, not in any prose.
        let sections = std::mem::replace(&mut self.sections, Sections::new());
        self.run(&events[index + 1..end]);
        self.heading_braces(heading);
        self.close_inline();
        self.sections = sections;
        self.out.push("<a class=\"anchor\"");
        self.out.push_attribute("href", &format!("#{id}"));
        self.out.push(&format!(
            " aria-label=\"Link to this section\">#</a></h{level}>\n"
        ));
        self.sections.heading(&heading.text, id, level, line);
        end + 1
    }

    /// Reads what the page shows elsewhere: its links must still be checked.
    fn unseen(&mut self, events: &[Placed<'a>]) {
        self.out.begin_part();
        let sections = std::mem::replace(&mut self.sections, Sections::new());
        self.run(events);
        self.close_inline();
        self.sections = sections;
        self.out.take_part();
    }

    fn heading_braces(&mut self, heading: &Heading) {
        if let Some(braces) = &heading.braces {
            self.sections.space();
            self.sections.text(braces);
            self.out.push(" ");
            self.out.push_text(braces);
        }
    }
}
