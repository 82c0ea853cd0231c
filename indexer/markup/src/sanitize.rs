//! Sanitises pages that contain raw HTML.
//!
//! The renderer writes only allowed HTML. This second check parses its output as a
//! browser would: it balances tags that the author left open, and removes anything that
//! the renderer missed.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use crate::html::elements;

const EVERYWHERE: &[&str] = &["class", "dir", "id", "lang", "role", "tabindex", "title"];

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "rel"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["datetime"]),
    ("div", &["data-danger", "data-lang"]),
    ("details", &["open"]),
    ("img", &["alt", "height", "loading", "src", "width"]),
    ("input", &["autocomplete", "checked", "disabled", "type"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start"]),
    ("var", &["data-quote", "data-var"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// Elements of a page: those of raw HTML except `h1`, which the page writes itself, and
/// the checkboxes that the renderer writes.
static PAGE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let kept = elements::KEPT.iter().filter(|name| **name != "h1");
    builder(kept.copied().chain(["input"]))
});

/// Elements of a line of text.
static LINE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let kept = elements::KEPT.iter().copied();
    builder(kept.filter(|name| *name == "br" || elements::is_inline(name)))
});

/// Sanitises and balances a page.
pub(crate) fn page(html: &str) -> String {
    // A parser turns a stray `</p>` into an empty paragraph, which a reader sees as a gap.
    PAGE.clean(html).to_string().replace("<p></p>", "")
}

/// Sanitises and balances a line, which may contain only inline elements.
pub(crate) fn line(html: &str) -> String {
    LINE.clean(html).to_string()
}

fn builder(elements: impl Iterator<Item = &'static str>) -> Builder<'static> {
    let elements: HashSet<&str> = elements.collect();
    let mut builder = Builder::empty();
    let attributes: HashMap<&str, HashSet<&str>> = ATTRIBUTES
        .iter()
        .filter(|(element, _)| elements.contains(element))
        .map(|(element, names)| (*element, names.iter().copied().collect()))
        .collect();
    builder
        .tags(elements)
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(EVERYWHERE.iter().copied().collect())
        .generic_attribute_prefixes(HashSet::from(["data-", "aria-"]))
        .tag_attributes(attributes)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None)
        .strip_comments(true);
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_markup_passes_unchanged() {
        let html = "<h2 id=\"a\">A<a class=\"anchor\" href=\"#a\" aria-label=\"Link\">#</a></h2>\n\
                    <div class=\"admonition\" data-diagnostic=\"contradiction\" role=\"note\"><p>x</p></div>\n\
                    <div class=\"code\" data-lang=\"shell\"><pre tabindex=\"0\"><code><span class=\"tok-c\"># x</span>\n</code></pre></div>\n\
                    <ul>\n<li class=\"task\"><input type=\"checkbox\" checked=\"\" disabled=\"\"> y</li>\n</ul>\n\
                    <img src=\"../../media/x-1.png\" alt=\"z\" width=\"1\" height=\"2\" loading=\"lazy\">";
        assert_eq!(page(html), html);
    }

    #[test]
    fn what_is_open_is_closed_and_what_is_foreign_goes() {
        assert_eq!(page("<ul><li>a<li>b"), "<ul><li>a</li><li>b</li></ul>");
        assert_eq!(
            page(
                "<p style=\"x\" onclick=\"y\">a<script>b</script><a href=\"javascript:x\">c</a></p>"
            ),
            "<p>a<a>c</a></p>"
        );
        assert_eq!(line("<div><p>a <b>b"), "a <b>b</b>");
    }
}
