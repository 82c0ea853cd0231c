//! Snippets of hits.

use super::Engine;
use super::model::{Hit, Progress, Response, Span};
use super::search::needs;
use super::snippet_window;
use super::store::MissingChunks;
use crate::pack::{PackError, SectionEntry};

/// Returns a snippet for each hit.
pub(super) fn snippets(
    engine: &Engine,
    response: &Response,
) -> Result<Progress<Vec<Vec<Span>>>, PackError> {
    let mut missing = MissingChunks::new();
    let mut snippets = Vec::with_capacity(response.hits.len());
    for hit in &response.hits {
        let doc = engine.store.doc(hit.doc, &mut missing);
        snippets.push(
            doc.map(|doc| snippet(hit, &doc.sections, &response.terms))
                .unwrap_or_default(),
        );
    }
    if missing.is_empty() {
        Ok(Progress::Ready(snippets))
    } else {
        Ok(needs(missing))
    }
}

/// The snippet of a hit: from its best section with a match, else the start of
/// the best section with text.
fn snippet(hit: &Hit, sections: &[SectionEntry], terms: &[String]) -> Vec<Span> {
    let text = || sections.iter().map(|section| &section.text);
    let found = hit.sections.iter();
    let found = found.filter_map(|section| sections.get(section.section as usize));
    let found = found.map(|section| &section.text);
    if let Some(spans) = found
        .clone()
        .find_map(|text| snippet_window::best(text, terms))
    {
        return spans;
    }
    let mut any = found.chain(text()).filter(|text| !text.trim().is_empty());
    any.next()
        .map(|text| snippet_window::beginning(text))
        .unwrap_or_default()
}
