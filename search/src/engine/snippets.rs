//! Snippets of the documents found.

use super::Engine;
use super::model::{Hit, Progress, Response, Span};
use super::search::needs;
use super::store::Missing;
use super::window;
use crate::pack::{PackError, SectionEntry};

/// The best stretch of text of each hit.
pub(super) fn snippets(
    engine: &Engine,
    response: &Response,
) -> Result<Progress<Vec<Vec<Span>>>, PackError> {
    let mut missing = Missing::new();
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

/// Looks in the best section first, then in the others found, then shows the
/// beginning of the best that has text.
fn snippet(hit: &Hit, sections: &[SectionEntry], terms: &[String]) -> Vec<Span> {
    let text = || sections.iter().map(|section| &section.text);
    let found = hit.sections.iter();
    let found = found.filter_map(|section| sections.get(section.section as usize));
    let found = found.map(|section| &section.text);
    if let Some(spans) = found.clone().find_map(|text| window::best(text, terms)) {
        return spans;
    }
    let mut any = found.chain(text()).filter(|text| !text.trim().is_empty());
    any.next()
        .map(|text| window::beginning(text))
        .unwrap_or_default()
}
