//! Ways to finish a filter that is being typed.

use search::engine::Request;
use search::language::{CompletionContext, CompletionTarget, Key, complete};

use crate::browser::alerts::{self, starts_with};
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
    match &completing.subject {
        // Half a key is mostly a word that happens to begin like one.
        CompletionTarget::Key(keys) => {
            let typed = &text[completing.start..completing.end];
            let keys = keys.iter().map(|key| key.name());
            let keys = keys.filter(|name| completing.negated || *name == typed);
            let offers = keys.map(|name| offer(text, &completing, name, String::new()));
            let offers: Vec<_> = offers.collect();
            match offers.is_empty() {
                true => symptoms(text),
                false => offers,
            }
        }
        CompletionTarget::Value {
            key: Key::Alert,
            typed,
        } => {
            let names = alerts::starting(typed, MOST).into_iter();
            names
                .map(|name| offer(text, &completing, &name, String::new()))
                .collect()
        }
        CompletionTarget::Value { key, typed } => {
            values(turn, request, &completing, *key, typed).await
        }
    }
}

/// The values that documents have for a key.
async fn values(
    turn: Turn,
    request: &Request,
    completing: &CompletionContext,
    key: Key,
    typed: &str,
) -> Vec<Offer> {
    let text = &request.query;
    let (before, behind) = (&text[..completing.start], &text[completing.end..]);
    let others = Request {
        query: format!("{} {}", before.trim_end_matches('-'), behind),
        ..request.clone()
    };
    let facets = client::facets(turn, &others).await.unwrap_or_default();
    // Documents of a year are counted; those of all years before it are not.
    let of = match key {
        Key::Before => Key::After,
        key => key,
    };
    let (operator, typed) = typed.split_at(operator(key, typed));
    let counts = of == key && operator.is_empty();
    let values = facets.groups.into_iter().find(|group| group.key == of);
    let values = values.into_iter().flat_map(|group| group.values);
    values
        .filter(|of| starts_with(&of.value, typed) && of.value != typed)
        .take(MOST)
        .map(|of| {
            let note = if counts {
                of.count.to_string()
            } else {
                String::new()
            };
            offer(text, completing, &[operator, &of.value].concat(), note)
        })
        .collect()
}

/// Bytes of the comparison that a value begins with: 2 of `<=2`.
fn operator(key: Key, typed: &str) -> usize {
    let value = typed.trim_start_matches(['<', '>', '=']);
    match key {
        Key::Severity => typed.len() - value.len(),
        _ => 0,
    }
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

/// The query with what is being typed filled in.
fn offer(text: &str, completing: &CompletionContext, chosen: &str, note: String) -> Offer {
    let (query, caret) = completing.fill(text, chosen);
    let page = address::on_page(&dom::root(), "/search/");
    let shown = match &completing.subject {
        CompletionTarget::Key(_) => [chosen, ":", ""],
        CompletionTarget::Value { key, .. } => [key.name(), ":", chosen],
    };
    Offer {
        caret: query[..caret].encode_utf16().count(),
        href: page + &address::query_part(query.trim()),
        query,
        text: shown.concat(),
        note,
    }
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
    fn severities_may_be_compared() {
        assert_eq!(operator(Key::Severity, "<="), 2);
        assert_eq!(operator(Key::Severity, ">1"), 1);
        assert_eq!(operator(Key::Severity, "1"), 0);
        assert_eq!(operator(Key::Tag, "<"), 0);
    }
}
