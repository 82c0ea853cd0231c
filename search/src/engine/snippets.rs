//! Snippets of the documents found.

use super::Engine;
use super::model::{Hit, Progress, Response, Span};
use super::search::needs;
use super::store::Missing;
use super::window;
use crate::pack::PackError;

/// The best stretch of text of each hit.
pub(super) fn snippets(
    engine: &Engine,
    response: &Response,
) -> Result<Progress<Vec<Vec<Span>>>, PackError> {
    let mut missing = Missing::new();
    let mut snippets = Vec::with_capacity(response.hits.len());
    for hit in &response.hits {
        let text = engine.store.text(hit.doc, &mut missing);
        snippets.push(
            text.map(|text| snippet(hit, text, &response.terms))
                .unwrap_or_default(),
        );
    }
    if missing.is_empty() {
        Ok(Progress::Ready(snippets))
    } else {
        Ok(needs(missing))
    }
}

/// Looks in the best section first, then in the others found, then shows the
/// beginning of the best that has text.
fn snippet(hit: &Hit, text: &[String], terms: &[String]) -> Vec<Span> {
    let found = hit
        .sections
        .iter()
        .filter_map(|section| text.get(section.section as usize));
    if let Some(spans) = found.clone().find_map(|text| window::best(text, terms)) {
        return spans;
    }
    let mut any = found.chain(text).filter(|text| !text.trim().is_empty());
    any.next()
        .map(|text| window::beginning(text))
        .unwrap_or_default()
}
