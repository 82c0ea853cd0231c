//! Completions of a filter that is being typed, and symptoms that a query names.

use search::engine::Request;
use search::language::{CompletionContext, CompletionTarget, Key, complete};

use crate::browser::alerts::{self, starts_with};
use crate::browser::client::{self, Generation};
use crate::browser::{dom, symptoms};
use crate::url;

/// Most completions shown.
const MAX_COMPLETIONS: usize = 6;

/// A completion of a filter, or a symptom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Completion {
    /// The completed query; empty for a symptom.
    pub(crate) query: String,
    /// Where the caret is in the completed query, in UTF-16 units.
    pub(crate) caret: usize,
    /// URL of the search for the completed query, or of the page of the symptom.
    pub(crate) href: String,
    /// The filter, or the name of the symptom.
    pub(crate) text: String,
    /// How many documents have the value, or what the page shows.
    pub(crate) note: String,
}

/// Completions for a query with the caret at `caret`, in UTF-16 units. On any error there
/// are none.
pub(crate) async fn completions(
    generation: Generation,
    request: &Request,
    caret: Option<u32>,
) -> Vec<Completion> {
    let text = &request.query;
    let caret = caret.map_or(text.len(), |units| byte_offset(text, units as usize));
    let Some(completing) = complete(text, caret).filter(|_| request.prefix) else {
        return named_symptoms(text);
    };
    match &completing.subject {
        // An incomplete key is mostly a word that happens to begin like one.
        CompletionTarget::Key(keys) => {
            let typed = &text[completing.start..completing.end];
            let keys = keys.iter().map(|key| key.name());
            let keys = keys.filter(|name| completing.negated || *name == typed);
            let completions = keys.map(|name| completion(text, &completing, name, String::new()));
            let completions: Vec<_> = completions.collect();
            match completions.is_empty() {
                true => named_symptoms(text),
                false => completions,
            }
        }
        CompletionTarget::Value {
            key: Key::Alert,
            typed,
        } => {
            let names = alerts::with_prefix(typed, MAX_COMPLETIONS).into_iter();
            names
                .map(|name| completion(text, &completing, &name, String::new()))
                .collect()
        }
        CompletionTarget::Value { key, typed } => {
            values(generation, request, &completing, *key, typed).await
        }
    }
}

/// The values that documents have for a key.
async fn values(
    generation: Generation,
    request: &Request,
    completing: &CompletionContext,
    key: Key,
    typed: &str,
) -> Vec<Completion> {
    let text = &request.query;
    let (before, after) = (&text[..completing.start], &text[completing.end..]);
    let others = Request {
        query: format!("{} {}", before.trim_end_matches('-'), after),
        ..request.clone()
    };
    let facets = client::facets(generation, &others)
        .await
        .unwrap_or_default();
    // There are counts of the documents of a year, not of all years before it.
    let counted_key = match key {
        Key::Before => Key::After,
        key => key,
    };
    let (operator, typed) = typed.split_at(operator_length(key, typed));
    let has_counts = counted_key == key && operator.is_empty();
    let mut groups = facets.groups.into_iter();
    let values = groups.find(|group| group.key == counted_key);
    let values = values.into_iter().flat_map(|group| group.values);
    values
        .filter(|facet| starts_with(&facet.value, typed) && facet.value != typed)
        .take(MAX_COMPLETIONS)
        .map(|facet| {
            let note = if has_counts {
                facet.count.to_string()
            } else {
                String::new()
            };
            completion(text, completing, &[operator, &facet.value].concat(), note)
        })
        .collect()
}

/// Length in bytes of the comparison that a value begins with: 2 of `<=2`.
fn operator_length(key: Key, typed: &str) -> usize {
    let value = typed.trim_start_matches(['<', '>', '=']);
    match key {
        Key::Severity => typed.len() - value.len(),
        _ => 0,
    }
}

/// The symptoms that a query names.
fn named_symptoms(query: &str) -> Vec<Completion> {
    let named = symptoms::suggest(query).into_iter();
    named
        .map(|(text, path)| Completion {
            query: String::new(),
            caret: 0,
            href: url::from_root(&dom::root(), &path),
            text,
            note: "possible causes".to_owned(),
        })
        .collect()
}

/// The completion of a query by a key or a value.
fn completion(
    text: &str,
    completing: &CompletionContext,
    chosen: &str,
    note: String,
) -> Completion {
    let (query, caret) = completing.fill(text, chosen);
    let shown = match &completing.subject {
        CompletionTarget::Key(_) => [chosen, ":", ""],
        CompletionTarget::Value { key, .. } => [key.name(), ":", chosen],
    };
    Completion {
        caret: query[..caret].encode_utf16().count(),
        href: url::search_page(&dom::root(), query.trim()),
        query,
        text: shown.concat(),
        note,
    }
}

/// Offset in bytes of an offset in UTF-16 units.
pub(crate) fn byte_offset(text: &str, units: usize) -> usize {
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
        assert_eq!(byte_offset("größe", 4), 6);
        assert_eq!(byte_offset("🔥x", 2), 4);
        assert_eq!(byte_offset("🔥x", 1), 0);
        assert_eq!(byte_offset("x", 9), 1);
    }

    #[test]
    fn severities_may_be_compared() {
        assert_eq!(operator_length(Key::Severity, "<="), 2);
        assert_eq!(operator_length(Key::Severity, ">1"), 1);
        assert_eq!(operator_length(Key::Severity, "1"), 0);
        assert_eq!(operator_length(Key::Tag, "<"), 0);
    }
}
