//! What feeds tell.

use super::catalog::Catalog;
use super::lesson_index::Learned;
use super::postmortem;
use model::DateOrInstant;

/// An entry of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// What it is, for good: no other entry of the site has it.
    pub(crate) id: String,
    /// Address within the site.
    pub(crate) url: String,
    /// Title.
    pub(crate) title: String,
    /// ISO 8601 instant of the last change.
    pub(crate) updated: String,
    /// Plain text.
    pub(crate) summary: String,
    /// Services and tags.
    pub(crate) categories: Vec<String>,
}

/// The postmortems whose date is known, newest incident first.
pub(super) fn postmortem_entries(catalog: &Catalog) -> Vec<Entry> {
    catalog
        .postmortems()
        .iter()
        .filter_map(|&number| {
            let document = &catalog.documents[number];
            let front = &document.front;
            Some(Entry {
                id: document.url.clone(),
                url: document.url.clone(),
                title: document.title.clone(),
                updated: updated(catalog, number)?,
                summary: document.description.clone(),
                categories: front.services.iter().chain(&front.tags).cloned().collect(),
            })
        })
        .collect()
}

/// The lessons of the postmortems whose date is known, newest incident first.
pub(super) fn lesson_entries(catalog: &Catalog, learned: &Learned) -> Vec<Entry> {
    let mut entries = Vec::new();
    for number in learned.documents() {
        let Some(updated) = updated(catalog, *number) else {
            continue;
        };
        for (at, lesson) in learned.of(*number).iter().enumerate() {
            entries.push(Entry {
                id: format!("{}#lesson-{}", catalog.documents[*number].url, at + 1),
                url: lesson.source.url.clone(),
                title: format!("{}: {}", lesson.kind.label(), lesson.source.text),
                updated: updated.clone(),
                summary: lesson.text.clone(),
                categories: catalog.documents[*number].front.services.clone(),
            });
        }
    }
    entries
}

/// When a document changed last, else when its incident was; ISO 8601 in full.
fn updated(catalog: &Catalog, number: usize) -> Option<String> {
    let document = &catalog.documents[number];
    let changed = catalog.changed(document).cloned();
    changed.or_else(|| {
        Some(match postmortem::date(document)? {
            DateOrInstant::Date(day) => format!("{day}T00:00:00Z"),
            DateOrInstant::Instant(at) => at.to_string(),
        })
    })
}
