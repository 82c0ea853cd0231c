//! Highlighting of query terms on a page.

use std::ops::Range;

use super::query::Query;
use crate::analysis::{stem, tokenize};

/// Recognises the terms of a query in a text.
///
/// It needs no index. It matches identifiers and their parts, words with the
/// same stem, and words that start with the last query term if that was still
/// being typed. Stop words match only in a query without other words.
///
/// ```
/// let highlighter = search::engine::Highlighter::new("restarting pods", false);
/// let page = "Restart the Pod.";
/// let found: Vec<&str> = highlighter.ranges(page).into_iter().map(|range| &page[range]).collect();
/// assert_eq!(found, ["Restart", "Pod"]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Highlighter {
    terms: Vec<String>,
    stems: Vec<String>,
    prefixes: Vec<String>,
}

impl Highlighter {
    /// Parses a query. `prefix` has the meaning of
    /// [`Request::prefix`](super::Request::prefix).
    #[must_use]
    pub fn new(query: &str, prefix: bool) -> Self {
        let mut query = Query::parse(query, prefix);
        query.prune(|slot| -(slot as f32));
        let mut highlighter = Self::default();
        for term in query.terms {
            if term.prefix {
                highlighter.prefixes.push(term.text.clone());
            }
            highlighter.stems.push(stem(&term.text));
            highlighter.terms.push(term.text);
        }
        highlighter
    }

    /// Whether the term of a token, see [`tokenize`], matches the query.
    #[must_use]
    pub fn is_hit(&self, token: &str) -> bool {
        self.terms.iter().any(|term| term == token)
            || self
                .prefixes
                .iter()
                .any(|prefix| token.starts_with(prefix.as_str()))
            || self.stems.contains(&stem(token))
    }

    /// The byte ranges to highlight in a text, ascending and without overlap.
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
