//! Footnotes: written where they are defined, shown at the end.

use std::collections::HashMap;

use super::html_writer::HtmlWriter;
use crate::outline::Outline;

/// The footnotes of a page. Their ids avoid those of its outline.
pub(super) struct Footnotes<'a> {
    outline: &'a Outline,
    /// Label to number, in the order in which they are first mentioned.
    numbers: HashMap<String, usize>,
    /// How often each number is mentioned.
    mentions: HashMap<usize, usize>,
    /// Number and HTML of the definitions.
    written: Vec<(usize, String)>,
    /// Numbers of the definitions that are being written.
    open: Vec<usize>,
}

impl<'a> Footnotes<'a> {
    /// No footnotes yet, on a page with this outline.
    pub(super) fn new(outline: &'a Outline) -> Self {
        Self {
            outline,
            numbers: HashMap::new(),
            mentions: HashMap::new(),
            written: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Writes a link to the footnote.
    pub(super) fn reference(&mut self, label: &str, out: &mut HtmlWriter) {
        let number = self.number(label);
        let mentions = self.mentions.entry(number).or_default();
        *mentions += 1;
        let id = match *mentions {
            1 => format!("fnref-{number}"),
            again => format!("fnref-{number}-{again}"),
        };
        let id = if self.outline.has_id(&id) {
            String::new()
        } else {
            format!(" id=\"{id}\"")
        };
        let target = self.id(number);
        out.push(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#{target}\"{id}>{number}</a></sup>"
        ));
    }

    /// Begins a definition: what is written until [`Self::end`] is kept for the page's end.
    pub(super) fn start(&mut self, label: &str, out: &mut HtmlWriter) {
        let number = self.number(label);
        self.open.push(number);
        out.begin_part();
    }

    /// Ends a definition.
    pub(super) fn end(&mut self, out: &mut HtmlWriter) {
        let html = out.take_part();
        if let Some(number) = self.open.pop() {
            self.written.push((number, html));
        }
    }

    /// Whether a definition is being written.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Writes the definitions, at the end of the page.
    pub(super) fn finish(mut self, out: &mut HtmlWriter) {
        if self.written.is_empty() {
            return;
        }
        let mut written = std::mem::take(&mut self.written);
        written.sort_by_key(|&(number, _)| number);
        out.push("<section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n");
        let mut last = 0;
        for (number, html) in written {
            // Two definitions of one label cannot share an id.
            let id = if number == last {
                String::new()
            } else {
                format!(" id=\"{}\"", self.id(number))
            };
            last = number;
            out.push(&format!("<li value=\"{number}\"{id}>{html}"));
            if self.mentions.contains_key(&number) {
                out.push(&format!(
                    "<a class=\"footnote-back\" href=\"#fnref-{number}\" aria-label=\"Back to the text\">↩</a>"
                ));
            }
            out.push("</li>\n");
        }
        out.push("</ol></section>\n");
    }

    fn number(&mut self, label: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(label.to_owned()).or_insert(next)
    }

    fn id(&self, number: usize) -> String {
        let mut id = format!("fn-{number}");
        while self.outline.has_id(&id) {
            id.push('-');
        }
        id
    }
}
