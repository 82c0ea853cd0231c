//! Footnotes: written where they are defined, shown at the end.

use super::renderer::Renderer;

impl Renderer<'_> {
    fn footnote_number(&mut self, label: &str) -> usize {
        let next = self.footnotes.numbers.len() + 1;
        *self
            .footnotes
            .numbers
            .entry(label.to_owned())
            .or_insert(next)
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let number = self.footnote_number(label);
        let mentions = self.footnotes.mentions.entry(number).or_default();
        *mentions += 1;
        let id = match *mentions {
            1 => format!("fnref-{number}"),
            again => format!("fnref-{number}-{again}"),
        };
        let id = if self.page.outline.has_id(&id) {
            String::new()
        } else {
            format!(" id=\"{id}\"")
        };
        let target = self.footnote_id(number);
        self.out.push(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#{target}\"{id}>{number}</a></sup>"
        ));
    }

    pub(super) fn start_footnote(&mut self, label: &str) {
        let number = self.footnote_number(label);
        self.footnotes.open.push(number);
        self.out.begin_part();
    }

    pub(super) fn end_footnote(&mut self) {
        let html = self.out.take_part();
        if let Some(number) = self.footnotes.open.pop() {
            self.footnotes.written.push((number, html));
        }
        self.sections.block();
    }

    /// Writes the footnotes at the end of the page.
    pub(super) fn write_footnotes(&mut self) {
        if self.footnotes.written.is_empty() {
            return;
        }
        let mut written = std::mem::take(&mut self.footnotes.written);
        written.sort_by_key(|&(number, _)| number);
        self.out
            .push("<section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n");
        let mut last = 0;
        for (number, html) in written {
            // Two definitions of one label cannot share an id.
            let id = if number == last {
                String::new()
            } else {
                format!(" id=\"{}\"", self.footnote_id(number))
            };
            last = number;
            self.out.push(&format!("<li value=\"{number}\"{id}>{html}"));
            if self.footnotes.mentions.contains_key(&number) {
                self.out.push(&format!(
                    "<a class=\"footnote-back\" href=\"#fnref-{number}\" aria-label=\"Back to the text\">↩</a>"
                ));
            }
            self.out.push("</li>\n");
        }
        self.out.push("</ol></section>\n");
    }

    fn footnote_id(&self, number: usize) -> String {
        let mut id = format!("fn-{number}");
        while self.page.outline.has_id(&id) {
            id.push('-');
        }
        id
    }
}
