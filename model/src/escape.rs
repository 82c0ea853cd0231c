//! Escaping for HTML and XML.

/// Returns `text` escaped for the content of an element.
#[must_use]
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_text(&mut out, text);
    out
}

/// Returns `text` escaped for the content of an element and for a double-quoted
/// attribute.
#[must_use]
pub fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_attribute(&mut out, text);
    out
}

/// Returns `text` as [`attribute`] does, without the characters that XML 1.0 forbids.
#[must_use]
pub fn xml(text: &str) -> String {
    let allowed = |c: &char| match c {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => !c.is_control(),
    };
    attribute(&text.chars().filter(allowed).collect::<String>())
}

/// Appends `text` escaped for the content of an element.
pub fn push_text(out: &mut String, text: &str) {
    push(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        // A parser would replace it anyway; so every reader sees the same.
        0 => Some("\u{fffd}"),
        _ => None,
    });
}

/// Appends `text` escaped for a double-quoted attribute.
pub fn push_attribute(out: &mut String, text: &str) {
    push(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        0 => Some("\u{fffd}"),
        _ => None,
    });
}

fn push(out: &mut String, text: &str, escape: impl Fn(u8) -> Option<&'static str>) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(escaped) = escape(byte) {
            out.push_str(&text[done..at]);
            out.push_str(escaped);
            done = at + 1;
        }
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_leaves_its_place() {
        let mut out = String::new();
        super::push_text(&mut out, "a<b>&\"c\0");
        assert_eq!(out, "a&lt;b&gt;&amp;\"c\u{fffd}");
        out.clear();
        super::push_attribute(&mut out, "\"<&>'");
        assert_eq!(out, "&quot;&lt;&amp;&gt;'");
    }

    #[test]
    fn xml_has_no_control_characters() {
        assert_eq!(super::xml("a\u{1}\n\u{85}\u{ffff}<"), "a\n&lt;");
    }
}
