//! What lists show of a document.

use app::model::Card;

use super::{Views, postmortem};

impl Views {
    /// The card of document `number`.
    pub(crate) fn card(&self, number: usize) -> Card {
        let document = &self.documents[number];
        let front = &document.front;
        Card {
            url: document.url.clone(),
            title: document.title.clone(),
            kind: Some(document.kind),
            summary: Some(document.description.clone()).filter(|text| !text.is_empty()),
            services: front
                .services
                .iter()
                .map(|name| self.service_link(name))
                .collect(),
            tags: front.tags.iter().map(|tag| Self::tag_link(tag)).collect(),
            incident_date: postmortem::date(document),
            reviewed: front.last_reviewed.map(|date| date.to_string()),
            review_due: front.review_due.map(|date| date.to_string()),
            changed: self.changes.get(&document.path).cloned(),
            severity: front.severity.clone(),
            status: front.status.clone(),
            owner: front.owner.clone(),
            reason: None,
        }
    }

    /// The cards of several documents.
    pub(super) fn cards(&self, numbers: impl IntoIterator<Item = usize>) -> Vec<Card> {
        numbers
            .into_iter()
            .map(|number| self.card(number))
            .collect()
    }
}
