//! HTML written as text.
//!
//! The list of hits is written through `innerHTML`: it changes with every key
//! press, and text is faster than a tree of views and a fifth of its size.

use model::escape;

/// Limit on the bytes of a text that [`HtmlWriter::truncated`] shortens.
const TRUNCATED: usize = 120;

/// HTML under construction.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct HtmlWriter(String);

impl HtmlWriter {
    /// Appends markup. It is a constant, so it cannot contain search results or user input.
    pub(crate) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Appends text, escaped for an element or a quoted attribute.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        escape::push_attribute(&mut self.0, text);
        self
    }

    /// Appends text, shortened to what fits into a sentence.
    pub(crate) fn truncated(&mut self, text: &str) -> &mut Self {
        let start = &text[..text.floor_char_boundary(TRUNCATED)];
        self.text(start).raw(match start.len() < text.len() {
            true => "…",
            false => "",
        })
    }

    /// Returns the HTML.
    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        let mut html = HtmlWriter::default();
        html.raw("<b title=\"").text("\"><script>'&").raw("\">");
        assert_eq!(
            html.into_string(),
            "<b title=\"&quot;&gt;&lt;script&gt;'&amp;\">"
        );
    }

    #[test]
    fn a_long_text_is_shortened() {
        let shortened = |text: &str| {
            let mut html = HtmlWriter::default();
            html.truncated(text);
            html.into_string()
        };
        assert_eq!(shortened("a < b"), "a &lt; b");
        assert_eq!(shortened(&"ö".repeat(3000)), "ö".repeat(60) + "…");
    }
}
