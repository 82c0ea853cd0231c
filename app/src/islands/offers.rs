//! Ways to finish a filter that is being typed.

use search::engine::Request;
use search::language::{Completing, Key, Subject, complete};

use crate::browser::client::{self, Turn};
use crate::browser::{dom, names};

use super::address;

/// Most values offered.
const MOST: usize = 6;

/// A way to finish what is being typed, or a page that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offer {
    /// The query with it; empty for a page.
    pub(crate) query: String,
    /// Where the caret then stands, in UTF-16 units.
    pub(crate) caret: usize,
    /// Address of the search for it, or of the page.
    pub(crate) href: String,
    /// What is offered.
    pub(crate) text: String,
    /// What it does, or how many documents have it.
    pub(crate) note: String,
}

/// What can be offered for a query with the caret at `caret`, in UTF-16 units.
/// Whatever goes wrong, there is nothing to offer.
pub(crate) async fn offers(turn: Turn, request: &Request, caret: Option<u32>) -> Vec<Offer> {
    let text = &request.query;
    let caret = caret.map_or(text.len(), |units| bytes(text, units as usize));
    let Some(completing) = complete(text, caret).filter(|_| request.prefix) else {
        return symptoms(text);
    };
    let Subject::Value { key, typed } = &completing.subject else {
        return symptoms(text);
    };
    let (before, behind) = (&text[..completing.start], &text[completing.end..]);
    let others = Request {
        query: format!("{} {}", before.trim_end_matches('-'), behind),
        ..request.clone()
    };
    let facets = client::facets(turn, &others).await.unwrap_or_default();
    let values = facets.groups.into_iter().find(|group| group.key == *key);
    let values = values.into_iter().flat_map(|group| group.values);
    values
        .filter(|of| starts_with(&of.value, typed) && of.value != *typed)
        .take(MOST)
        .map(|of| offer(text, &completing, *key, &of.value, of.count))
        .collect()
}

/// The symptoms that a query names.
fn symptoms(query: &str) -> Vec<Offer> {
    let named = names::suggest(query).into_iter();
    named
        .map(|(text, url)| Offer {
            query: String::new(),
            caret: 0,
            href: address::on_page(&dom::root(), &url),
            text,
            note: "what may be behind it".to_owned(),
        })
        .collect()
}

fn offer(text: &str, completing: &Completing, key: Key, value: &str, count: u32) -> Offer {
    let (query, caret) = completing.fill(text, value);
    let page = address::on_page(&dom::root(), "/search/");
    Offer {
        caret: query[..caret].encode_utf16().count(),
        href: page + &address::query_part(query.trim()),
        query,
        text: format!("{}:{value}", key.name()),
        note: count.to_string(),
    }
}

/// Whether `value` starts with what was typed, in any case.
fn starts_with(value: &str, typed: &str) -> bool {
    let start = value.get(..typed.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(typed))
}

/// The byte at which so many UTF-16 units end.
pub(crate) fn bytes(text: &str, units: usize) -> usize {
    let mut left = units;
    for (at, c) in text.char_indices() {
        if left < c.len_utf16() {
            return at;
        }
        left -= c.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_are_counted_in_utf_16() {
        assert_eq!(bytes("größe", 4), 6);
        assert_eq!(bytes("🔥x", 2), 4);
        assert_eq!(bytes("🔥x", 1), 0);
        assert_eq!(bytes("x", 9), 1);
    }

    #[test]
    fn values_are_offered_in_any_case() {
        assert!(starts_with("payments", "Pay"));
        assert!(starts_with("payments", ""));
        assert!(!starts_with("db", "data"));
        assert!(!starts_with("größe", "grö\u{308}"));
    }
}
