//! A tokenizer for raw HTML as CommonMark defines it.
//!
//! Everything that is not a well-formed tag or comment is text, so no markup that a
//! browser might parse in another way is passed on unchanged.

use std::borrow::Cow;
use std::ops::Range;

use crate::entities;

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text, with character references unchanged.
    Text(&'a str),
    /// A comment that is closed.
    Comment,
    /// A tag.
    Tag(Tag<'a>),
}

/// An opening or closing tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The tag as written.
    pub raw: &'a str,
    /// The name in lower case.
    pub name: String,
    /// Whether it is a closing tag.
    pub closing: bool,
    /// Names in lower case, with decoded values; `None` for an attribute without a value.
    pub attributes: Vec<(String, Option<Cow<'a, str>>)>,
}

impl Tag<'_> {
    /// Returns the value of the attribute `name`.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.and_then(|(_, value)| value.as_deref())
    }
}

/// Splits `html` into tokens, each with its range.
pub fn tokens(html: &str) -> Vec<(Token<'_>, Range<usize>)> {
    let mut out = Vec::new();
    let mut text = 0;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        match markup(&html[start..]) {
            Some((token, length)) => {
                if text < start {
                    out.push((Token::Text(&html[text..start]), text..start));
                }
                at = start + length;
                text = at;
                out.push((token, start..at));
            }
            None => at = start + 1,
        }
    }
    if text < html.len() {
        out.push((Token::Text(&html[text..]), text..html.len()));
    }
    out
}

/// Parses the tag or comment at the start of `html`; returns it with its length.
fn markup(html: &str) -> Option<(Token<'_>, usize)> {
    if let Some(body) = html.strip_prefix("<!--") {
        // `<!-->` and `<!--->` are also comments.
        if body.starts_with('>') {
            return Some((Token::Comment, 5));
        }
        if body.starts_with("->") {
            return Some((Token::Comment, 6));
        }
        let end = body.find("-->")?;
        return Some((Token::Comment, 4 + end + 3));
    }
    let (tag, length) = tag(html)?;
    Some((Token::Tag(tag), length))
}

fn tag(html: &str) -> Option<(Tag<'_>, usize)> {
    let bytes = html.as_bytes();
    let closing = bytes.get(1) == Some(&b'/');
    let name_start = if closing { 2 } else { 1 };
    if !bytes.get(name_start)?.is_ascii_alphabetic() {
        return None;
    }
    let mut at = skip(bytes, name_start, |b| {
        b.is_ascii_alphanumeric() || b == b'-'
    });
    let name = html[name_start..at].to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        let spaced = skip(bytes, at, |b| b.is_ascii_whitespace());
        match bytes.get(spaced)? {
            b'>' => {
                let raw = &html[..=spaced];
                let tag = Tag {
                    raw,
                    name,
                    closing,
                    attributes,
                };
                return Some((tag, spaced + 1));
            }
            b'/' if !closing && bytes.get(spaced + 1) == Some(&b'>') => {
                let raw = &html[..spaced + 2];
                let tag = Tag {
                    raw,
                    name,
                    closing,
                    attributes,
                };
                return Some((tag, spaced + 2));
            }
            _ if closing || spaced == at => return None,
            _ => {
                let (attribute, end) = attribute(html, spaced)?;
                attributes.push(attribute);
                at = end;
            }
        }
    }
}

type Attribute<'a> = (String, Option<Cow<'a, str>>);

fn attribute(html: &str, start: usize) -> Option<(Attribute<'_>, usize)> {
    let bytes = html.as_bytes();
    let first = *bytes.get(start)?;
    if !(first.is_ascii_alphabetic() || first == b'_' || first == b':') {
        return None;
    }
    let end = skip(bytes, start, |b| {
        b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b':' | b'-')
    });
    let name = html[start..end].to_ascii_lowercase();
    let equals = skip(bytes, end, |b| b.is_ascii_whitespace());
    if bytes.get(equals) != Some(&b'=') {
        return Some(((name, None), end));
    }
    let value = skip(bytes, equals + 1, |b| b.is_ascii_whitespace());
    let (range, end) = match *bytes.get(value)? {
        quote @ (b'"' | b'\'') => {
            let close = value + 1 + html[value + 1..].find(char::from(quote))?;
            (value + 1..close, close + 1)
        }
        _ => {
            let close = skip(bytes, value, |b| {
                !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\'' | b'=' | b'<' | b'>' | b'`')
            });
            if close == value {
                return None;
            }
            (value..close, close)
        }
    };
    Some(((name, Some(entities::decode(&html[range]))), end))
}

fn skip(bytes: &[u8], from: usize, while_: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|&&byte| while_(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(html: &str) -> Vec<String> {
        tokens(html)
            .into_iter()
            .map(|(token, _)| match token {
                Token::Text(text) => format!("text {text}"),
                Token::Comment => "comment".to_owned(),
                Token::Tag(tag) => format!(
                    "{}{} {:?}",
                    if tag.closing { "/" } else { "" },
                    tag.name,
                    tag.attributes
                ),
            })
            .collect()
    }

    #[test]
    fn tags_comments_and_text_are_told_apart() {
        assert_eq!(
            shapes("a<B x='1&amp;' y=2 z />b<!-- <i> --></b ><"),
            [
                "text a",
                "b [(\"x\", Some(\"1&\")), (\"y\", Some(\"2\")), (\"z\", None)]",
                "text b",
                "comment",
                "/b []",
                "text <"
            ]
        );
    }

    #[test]
    fn what_only_a_lenient_parser_accepts_is_text() {
        for html in [
            "<div <script>",
            "<a href=\"x>",
            "<img/src=x>",
            "<!-- open",
            "</ b>",
            "<1>",
        ] {
            let all = tokens(html);
            assert!(
                !matches!(all[0].0, Token::Tag(Tag { ref name, .. }) if name != "script"),
                "{html}: {all:?}"
            );
        }
    }
}
