//! What feeds tell.

use model::Kind;

use super::{Views, facets, lesson_index, postmortem};

/// An entry of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// What it is, for good: no other entry of the site has it.
    pub id: String,
    /// Address within the site.
    pub url: String,
    /// Title.
    pub title: String,
    /// ISO 8601 instant of the last change.
    pub updated: String,
    /// Plain text.
    pub summary: String,
    /// Services and tags.
    pub categories: Vec<String>,
}

impl Views {
    /// The postmortems whose date is known, newest incident first.
    #[must_use]
    pub fn postmortem_entries(&self) -> Vec<Entry> {
        let postmortems = self
            .catalog
            .relations
            .of_kind(Kind::Postmortem)
            .iter()
            .copied();
        lesson_index::newest_first(&self.catalog.documents, postmortems)
            .into_iter()
            .filter_map(|number| {
                let document = &self.catalog.documents[number];
                let front = &document.front;
                Some(Entry {
                    id: document.url.clone(),
                    url: document.url.clone(),
                    title: document.title.clone(),
                    updated: self.updated(number)?,
                    summary: document.description.clone(),
                    categories: front.services.iter().chain(&front.tags).cloned().collect(),
                })
            })
            .collect()
    }

    /// The lessons of the postmortems whose date is known, newest incident first.
    #[must_use]
    pub fn lesson_entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for number in self.lessons.documents() {
            let Some(updated) = self.updated(*number) else {
                continue;
            };
            for (at, lesson) in self.lessons.of(*number).iter().enumerate() {
                entries.push(Entry {
                    id: format!("{}#lesson-{}", self.catalog.documents[*number].url, at + 1),
                    url: lesson.source.url.clone(),
                    title: format!("{}: {}", lesson.kind.label(), lesson.source.text),
                    updated: updated.clone(),
                    summary: lesson.text.clone(),
                    categories: self.catalog.documents[*number].front.services.clone(),
                });
            }
        }
        entries
    }

    /// When a document changed last, else when its incident was; ISO 8601 in full.
    fn updated(&self, number: usize) -> Option<String> {
        let document = &self.catalog.documents[number];
        let changed = self.catalog.changed(document).cloned();
        let date = changed.or_else(|| postmortem::date(document))?;
        if date.contains('T') {
            return Some(date);
        }
        facets::is_date(&date).then(|| format!("{date}T00:00:00Z"))
    }
}
