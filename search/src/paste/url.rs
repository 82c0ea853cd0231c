//! Parsing of URLs.

use super::noise::is_noise;
use super::word_list::contains_word;
use super::{Role, names};

/// Path segments without meaning of their own.
const FRAME: &str = "api app alerting alerts blob browse d dashboard dashboards docs en explore edit files graph \
    html incidents index issues latest list main master new pages playbook playbooks raw runbook runbooks \
    search silence silences src tree view wiki";

/// Length of the URL at the start of a text; 0 if there is none.
pub(super) fn length(text: &str) -> usize {
    let scheme = text
        .bytes()
        .take(12)
        .take_while(u8::is_ascii_lowercase)
        .count();
    if scheme < 2 || !text[scheme..].starts_with("://") {
        return 0;
    }
    let stops = |c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '`' | ')' | ']' | '\\' | '|')
    };
    let end = text.find(stops).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ',', ';', ':']).len()
}

/// A part of a URL.
#[derive(Debug, PartialEq)]
pub(super) struct UrlPart {
    /// The role; `None` for text to be scanned like any other.
    pub(super) role: Option<Role>,
    /// The weight.
    pub(super) weight: f32,
    /// The text, percent-decoded.
    pub(super) text: String,
}

/// The parts of a URL. `alone` means that it is the whole paste, so that the
/// page that it names is the subject.
pub(super) fn parts(address: &str, alone: bool) -> Vec<UrlPart> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path_at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(path_at);
    let (path, query) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
    let mut parts = Vec::new();
    let mut add = |role, weight, text: String| parts.push(UrlPart { role, weight, text });

    let host = authority.rsplit('@').next().unwrap_or_default();
    match names::host(host) {
        "" | "www" => add(Some(Role::Noise), 0.0, host.to_owned()),
        stem => add(Some(Role::Word), 0.3, stem.to_owned()),
    }
    let segments: Vec<String> = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(decode)
        .collect();
    let is_runbook = segments
        .iter()
        .any(|part| matches!(&**part, "runbooks" | "runbook" | "alerts" | "playbooks"));
    let last = segments.iter().rposition(|part| !is_frame(part));
    for (n, segment) in segments.into_iter().enumerate() {
        let segment = segment
            .trim_end_matches(".html")
            .trim_end_matches(".md")
            .to_owned();
        if is_noise(&segment) || segment.len() < 2 {
            add(Some(Role::Noise), 0.0, segment);
        } else if is_frame(&segment) {
            add(Some(Role::Word), 0.2, segment);
        } else if Some(n) == last && (is_runbook && names::is_camel_case(&segment)) {
            add(Some(Role::Alert), 4.0, segment);
        } else {
            let weight = match (Some(n) == last, alone) {
                (true, true) => 3.0,
                (true, false) => 1.2,
                _ => 0.6,
            };
            add(Some(Role::Identifier), weight, segment);
        }
    }
    for pair in query.split(['?', '#', '&']).filter(|pair| !pair.is_empty()) {
        // A fragment such as `#/alerts` is a path.
        let (key, value) = pair.split_once('=').unwrap_or(("", pair));
        let value = decode(value);
        let key = key.rsplit('.').next().unwrap_or(key);
        match key {
            "expr" | "query" | "q" | "filter" | "matchers" | "matcher" | "left" | "panes"
            | "search" | "" => {
                add(None, 1.0, value);
            }
            _ => match key.strip_prefix("var-") {
                Some(label) => add(None, 1.0, format!("{label}=\"{value}\"")),
                None => add(Some(Role::Noise), 0.0, value),
            },
        }
    }
    parts
}

fn is_frame(segment: &str) -> bool {
    contains_word(FRAME, &segment.to_ascii_lowercase())
}

/// Decodes percent-encoding, and `+` as a space.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = |at: usize| {
            after
                .get(at)
                .and_then(|&byte| char::from(byte).to_digit(16))
        };
        match (byte, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
                continue;
            }
            (b'+', ..) => bytes.push(b' '),
            _ => bytes.push(byte),
        }
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_a_reader_ends_them() {
        for (text, expected) in [
            ("https://a.example/b?c=d), then", "https://a.example/b?c=d"),
            ("http://a.example.", "http://a.example"),
            ("tcp://10.0.0.1:5432\"", "tcp://10.0.0.1:5432"),
            ("std::vec", ""),
            ("http:/x", ""),
        ] {
            assert_eq!(&text[..length(text)], expected, "{text}");
        }
    }

    #[test]
    fn escapes_are_decoded() {
        assert_eq!(decode("a%3D%22b%22+c%2"), "a=\"b\" c%2");
        assert_eq!(decode("%ff%é"), "\u{fffd}%é");
    }
}
