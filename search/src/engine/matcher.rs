//! Highlighting on a page: which of its words were asked for.

use std::ops::Range;

use super::query::Query;
use crate::analysis::{stem, tokenize};

/// Tells the words that a query asks for from others.
///
/// It knows no index, only the query: identifiers and their parts, the stems
/// of words, and the start of the last word if that was still being typed.
/// Question words do not count beside others.
///
/// ```
/// let matcher = search::engine::Matcher::new("restarting pods", false);
/// let page = "Restart the Pod.";
/// let found: Vec<&str> = matcher.ranges(page).into_iter().map(|range| &page[range]).collect();
/// assert_eq!(found, ["Restart", "Pod"]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Matcher {
    terms: Vec<String>,
    stems: Vec<String>,
    prefixes: Vec<String>,
}

impl Matcher {
    /// Reads a query; `prefix` as in [`Request`](super::Request).
    #[must_use]
    pub fn new(query: &str, prefix: bool) -> Self {
        let mut query = Query::parse(query, prefix);
        query.trim(|slot| -(slot as f32));
        let mut matcher = Self::default();
        for slot in query.slots {
            if slot.prefix {
                matcher.prefixes.push(slot.text.clone());
            }
            matcher.stems.push(stem(&slot.text));
            matcher.terms.push(slot.text);
        }
        matcher
    }

    /// Whether a token, as [`tokenize`] gives it, was asked for.
    #[must_use]
    pub fn is_hit(&self, token: &str) -> bool {
        self.terms.iter().any(|term| term == token)
            || self
                .prefixes
                .iter()
                .any(|prefix| token.starts_with(prefix.as_str()))
            || self.stems.contains(&stem(token))
    }

    /// The byte ranges of a text to highlight, ascending and apart.
    #[must_use]
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for token in tokenize(text) {
            if !self.is_hit(&token.text) {
                continue;
            }
            match ranges.last_mut() {
                Some(last) if token.start < last.end => last.end = last.end.max(token.end),
                _ => ranges.push(token.start..token.end),
            }
        }
        ranges
    }
}
