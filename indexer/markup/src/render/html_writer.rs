//! The HTML of a page while it is written.

use crate::escape;

/// Appends to the HTML of a page, and can write a part of it apart from the rest.
pub(super) struct HtmlWriter {
    html: String,
    /// What was written before each part that is being written apart, outermost first.
    set_aside: Vec<String>,
}

impl HtmlWriter {
    /// An empty page with room for `capacity` bytes.
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self {
            html: String::with_capacity(capacity),
            set_aside: Vec::new(),
        }
    }

    /// Appends HTML.
    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Appends text, escaped.
    pub(super) fn push_text(&mut self, text: &str) {
        escape::push_text(&mut self.html, text);
    }

    /// Appends ` name="value"` to an open tag, with the value escaped.
    pub(super) fn push_attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        escape::push_attribute(&mut self.html, value);
        self.html.push('"');
    }

    /// Ends the current line, unless nothing is in it.
    pub(super) fn end_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    /// Appends what `write` appends to a string.
    pub(super) fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.html);
    }

    /// Length in bytes. Two equal lengths mean that nothing was written between them.
    pub(super) fn len(&self) -> usize {
        self.html.len()
    }

    /// Begins a part that [`Self::take_part`] returns instead of leaving it in the page.
    pub(super) fn begin_part(&mut self) {
        self.set_aside.push(std::mem::take(&mut self.html));
    }

    /// Ends the part that was begun last, and returns its HTML.
    pub(super) fn take_part(&mut self) -> String {
        let before = self.set_aside.pop().unwrap_or_default();
        std::mem::replace(&mut self.html, before)
    }

    /// The HTML of the page.
    pub(super) fn finish(self) -> String {
        self.html
    }
}
