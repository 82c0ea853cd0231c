//! Character references in raw HTML.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// Length of the longest reference: `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 33;

/// Returns the length of the well-formed character reference at the start of `text`,
/// which starts with `&`.
pub(crate) fn reference(text: &str) -> Option<usize> {
    let head = &text.as_bytes()[..text.len().min(LONGEST)];
    let end = head.iter().position(|&byte| byte == b';')?;
    let name = &head[1..end];
    let valid = match name {
        [] => false,
        [b'#', b'x' | b'X', digits @ ..] => {
            (1..=6).contains(&digits.len()) && digits.iter().all(u8::is_ascii_hexdigit)
        }
        [b'#', digits @ ..] => {
            (1..=7).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit)
        }
        _ => name.iter().all(u8::is_ascii_alphanumeric),
    };
    valid.then_some(end + 1)
}

/// Replaces character references with their characters.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some(length) => {
                push_decoded(&mut out, &rest[..length]);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Decodes with the Markdown parser, which knows all names of HTML; a separate table
/// would become outdated.
fn push_decoded(out: &mut String, reference: &str) {
    for event in Parser::new(reference) {
        if let Event::Text(text) = event {
            out.push_str(&text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_references_are_decoded_and_others_kept() {
        assert_eq!(
            decode("a &lt;b&gt; &ouml;&#33;&#x21; &nosuch; & c"),
            "a <b> ö!! &nosuch; & c"
        );
        assert_eq!(decode("plain"), "plain");
    }
}
