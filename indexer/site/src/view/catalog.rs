//! The documents of a site with what connects them, and what lists and links
//! show of each.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::model::{Card, Kind, Link};

use super::postmortem;
use super::relations::Relations;
use model::Document;
use model::address::tag_url;

/// The documents of a site, what connects them, and when each changed.
///
/// A number of a document is its place in `documents`.
#[derive(Debug)]
pub(super) struct Catalog {
    pub(super) documents: Vec<Arc<Document>>,
    pub(super) relations: Relations,
    /// The instant of the last commit by path.
    changes: Arc<BTreeMap<String, String>>,
}

impl Catalog {
    /// Connects the documents. `changes` is the instant of the last commit by path.
    pub(super) fn new(
        documents: Vec<Arc<Document>>,
        changes: Arc<BTreeMap<String, String>>,
    ) -> Self {
        Self {
            relations: Relations::new(&documents),
            documents,
            changes,
        }
    }

    /// The postmortems, newest incident first.
    pub(super) fn postmortems(&self) -> &[usize] {
        self.relations.of_kind(Kind::Postmortem)
    }

    /// The instant of a document's last commit, if known.
    pub(super) fn changed(&self, document: &Document) -> Option<&String> {
        self.changes.get(&document.path)
    }

    /// The card of document `number`.
    pub(super) fn card(&self, number: usize) -> Card {
        let document = &self.documents[number];
        let front = &document.front;
        Card {
            url: document.url.clone(),
            title: document.title.clone(),
            kind: Some(document.kind),
            summary: Some(document.description.clone()).filter(|text| !text.is_empty()),
            services: self.service_links(document),
            tags: front.tags.iter().map(|tag| tag_link(tag)).collect(),
            incident_date: postmortem::date(document).map(|date| date.to_string()),
            reviewed: front.last_reviewed.map(|date| date.to_string()),
            review_due: front.review_due.map(|date| date.to_string()),
            changed: self.changed(document).cloned(),
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

    /// A link to the page of document `number`.
    pub(super) fn link(&self, number: usize) -> Link {
        document_link(&self.documents[number])
    }

    /// A link to the page of a service, or its bare name where it has none.
    pub(super) fn service_link(&self, name: &str) -> Link {
        match self.relations.service_page(name) {
            Some(number) => self.link(number),
            None => unlinked(name),
        }
    }

    /// Links to the services that a document names.
    pub(super) fn service_links(&self, document: &Document) -> Vec<Link> {
        let names = document.front.services.iter();
        names.map(|name| self.service_link(name)).collect()
    }

    /// Whether document `number` names the service whose page is at `url`.
    pub(super) fn names_service(&self, number: usize, url: &str) -> bool {
        let mut services = self.documents[number].front.services.iter();
        services.any(|name| self.service_link(name).url == url)
    }
}

/// A link to the page of a document.
pub(super) fn document_link(document: &Document) -> Link {
    Link {
        url: document.url.clone(),
        text: document.title.clone(),
    }
}

/// A text where a link could be.
pub(super) fn unlinked(text: &str) -> Link {
    Link {
        url: String::new(),
        text: text.to_owned(),
    }
}

/// A link to the page of a tag.
fn tag_link(tag: &str) -> Link {
    Link {
        url: tag_url(tag),
        text: tag.to_owned(),
    }
}
