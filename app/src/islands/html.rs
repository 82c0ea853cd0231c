//! HTML written as text.
//!
//! What a search finds is shown through `innerHTML`: it changes with every
//! key, and text is quicker than a tree of views and a fifth of its size.

/// Most bytes of a text in a sentence.
const SENTENCE: usize = 120;

/// HTML under construction.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Html(String);

impl Html {
    /// Adds markup, which is constant: nothing found or typed gets in here.
    pub(crate) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds text, in an element or a quoted attribute.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                _ => self.0.push(c),
            }
        }
        self
    }

    /// Adds text as far as it fits into a sentence.
    pub(crate) fn cut(&mut self, text: &str) -> &mut Self {
        let start = &text[..text.floor_char_boundary(SENTENCE)];
        self.text(start).raw(match start.len() < text.len() {
            true => "…",
            false => "",
        })
    }

    /// The HTML.
    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_place() {
        let mut html = Html::default();
        html.raw("<b title=\"").text("\"><script>'&").raw("\">");
        assert_eq!(
            html.into_string(),
            "<b title=\"&quot;&gt;&lt;script&gt;&#39;&amp;\">"
        );
    }

    #[test]
    fn a_long_text_is_cut() {
        let cut = |text: &str| Html::default().cut(text).clone().into_string();
        assert_eq!(cut("a < b"), "a &lt; b");
        assert_eq!(cut(&"ö".repeat(3000)), "ö".repeat(60) + "…");
    }
}
