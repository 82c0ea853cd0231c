//! Code blocks that are drawn.

use super::html_writer::HtmlWriter;
use crate::flowchart;
use crate::outline::Outline;
use crate::sections::Sections;

/// The flowcharts of a page. Their ids avoid those of its outline.
pub(super) struct Flowcharts<'a> {
    outline: &'a Outline,
    /// Id and figure of each.
    drawn: Vec<(String, String)>,
}

impl<'a> Flowcharts<'a> {
    /// No flowcharts yet, on a page with this outline.
    pub(super) fn new(outline: &'a Outline) -> Self {
        Self {
            outline,
            drawn: Vec::new(),
        }
    }

    /// Draws a block of Mermaid, if it is a flowchart that we understand; says whether it is.
    ///
    /// The HTML gets a placeholder, because no SVG would pass the sanitiser:
    /// [`Self::insert`] puts the drawing there.
    pub(super) fn draw(
        &mut self,
        info: &str,
        code: &str,
        out: &mut HtmlWriter,
        sections: &mut Sections,
    ) -> bool {
        let language = info.split([' ', ',', '{']).next().unwrap_or_default();
        if !language.eq_ignore_ascii_case("mermaid") {
            return false;
        }
        let id = self.free_id();
        let Some(drawn) = flowchart::render(code, &id) else {
            return false;
        };
        for sentence in &drawn.sentences {
            sections.text(sentence);
            sections.block();
        }
        out.push(&flowchart::placeholder(&id));
        self.drawn.push((id, drawn.html));
        true
    }

    /// Replaces the placeholders in `html` with the drawings.
    pub(super) fn insert(&self, html: String) -> String {
        self.drawn.iter().fold(html, |html, (id, figure)| {
            html.replacen(&flowchart::placeholder(id), figure, 1)
        })
    }

    /// An id for the next figure that no other id of the page equals, nor those of its parts.
    fn free_id(&self) -> String {
        let mut id = format!("kb-flow-{}", self.drawn.len() + 1);
        let taken = |id: &str| {
            self.outline.has_id(id)
                || ["title", "desc"]
                    .iter()
                    .any(|part| self.outline.has_id(&format!("{id}-{part}")))
        };
        while taken(&id) {
            id.push('x');
        }
        id
    }
}
