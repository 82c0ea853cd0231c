//! From documents to what the pages show.

mod alert_pages;
mod card;
mod document;
mod home;
mod listing;
mod rebase;
mod relations;

use std::collections::BTreeMap;

use app::model::{Assets, Kind, Link, Site};

use crate::alerts::{self, Alert};
use crate::config::Config;
use crate::content::{Content, Document};
use relations::Relations;

/// Views of a whole content.
#[derive(Debug)]
pub struct Views<'a> {
    /// What all pages share.
    pub site: Site,
    documents: &'a [Document],
    config: &'a Config,
    changes: &'a BTreeMap<String, String>,
    relations: Relations,
    pub(crate) alerts: BTreeMap<String, Alert>,
}

impl<'a> Views<'a> {
    /// Prepares the views. `changes` is the instant of the last change by path.
    #[must_use]
    pub fn new(
        content: &'a Content,
        config: &'a Config,
        assets: &Assets,
        pack_url: &str,
        changes: &'a BTreeMap<String, String>,
    ) -> Self {
        let documents = content.documents.as_slice();
        let number = |kind| {
            documents
                .iter()
                .filter(|document| document.kind == kind)
                .count()
        };
        let has_tags = documents
            .iter()
            .any(|document| !document.front.tags.is_empty());
        let site = Site {
            title: config.title.clone(),
            description: config.description.clone(),
            base_url: config.base_url.clone(),
            language: config.language.clone(),
            kinds: Kind::ALL
                .into_iter()
                .map(|kind| (kind, number(kind)))
                .filter(|(_, number)| *number > 0)
                .collect(),
            documents: documents.len(),
            assets: Assets {
                pack: pack_url.to_owned(),
                ..assets.clone()
            },
            issue_url: config.issue_url.clone(),
            tags_url: has_tags.then(|| listing::TAGS.to_owned()),
        };
        Self {
            site,
            documents,
            config,
            changes,
            relations: Relations::new(documents),
            alerts: alerts::all(documents),
        }
    }

    /// A link to the page of a service, or its bare name where it has none.
    fn service_link(&self, name: &str) -> Link {
        match self.relations.service_page(name) {
            Some(number) => Link {
                url: self.documents[number].url.clone(),
                text: self.documents[number].title.clone(),
            },
            None => Link {
                url: String::new(),
                text: name.to_owned(),
            },
        }
    }

    /// A link to the page of a tag.
    fn tag_link(tag: &str) -> Link {
        Link {
            url: listing::tag_url(tag),
            text: tag.to_owned(),
        }
    }
}
