//! Which documents belong together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use model::Kind;

use super::postmortem;
use model::{Document, slug};

/// Most related documents shown.
const RELATED: usize = 6;
/// Documents of one service or tag that are looked at for related ones; a tag
/// that everything carries says nothing.
const COMMON: usize = 200;

/// Weight of a reason why two documents are related.
mod weight {
    /// The author says so.
    pub(super) const DECLARED: u32 = 100;
    /// This one links to the other.
    pub(super) const LINKED: u32 = 10;
    /// Both concern a service.
    pub(super) const SERVICE: u32 = 4;
    /// Both carry a tag.
    pub(super) const TAG: u32 = 1;
}

/// Numbers of documents, by what connects them.
#[derive(Debug, Default)]
pub(super) struct Relations {
    kinds: BTreeMap<Kind, Vec<usize>>,
    place: Vec<usize>,
    by_url: HashMap<String, usize>,
    service_pages: HashMap<String, usize>,
    /// The slugs by which others name the services of documents.
    own_slugs: HashMap<usize, String>,
    services: HashMap<String, Vec<usize>>,
    tags: HashMap<String, Vec<usize>>,
    backlinks: Vec<Vec<usize>>,
    /// The documents that name a document as related.
    naming: Vec<Vec<usize>>,
    dependents: HashMap<String, Vec<usize>>,
}

impl Relations {
    pub(super) fn new(documents: &[Arc<Document>]) -> Self {
        let mut relations = Self {
            place: vec![0; documents.len()],
            backlinks: vec![Vec::new(); documents.len()],
            naming: vec![Vec::new(); documents.len()],
            ..Self::default()
        };
        for (number, document) in documents.iter().enumerate() {
            let front = &document.front;
            relations.by_url.insert(document.url.clone(), number);
            relations
                .kinds
                .entry(document.kind)
                .or_default()
                .push(number);
            if document.kind == Kind::Service {
                relations
                    .service_pages
                    .insert(last_segment(&document.url).to_owned(), number);
            }
            for service in &front.services {
                relations
                    .services
                    .entry(slug::slug(service))
                    .or_default()
                    .push(number);
            }
            for tag in &front.tags {
                relations
                    .tags
                    .entry(slug::tag(tag))
                    .or_default()
                    .push(number);
            }
            for service in &front.depends_on {
                relations
                    .dependents
                    .entry(slug::slug(service))
                    .or_default()
                    .push(number);
            }
        }
        for (kind, numbers) in &mut relations.kinds {
            sort(*kind, numbers, documents);
            for (place, number) in numbers.iter().enumerate() {
                relations.place[*number] = place;
            }
        }
        let own = relations.service_pages.iter();
        relations.own_slugs = own.map(|(slug, page)| (*page, slug.clone())).collect();
        for (number, document) in documents.iter().enumerate() {
            for url in &document.front.related {
                if let Some(target) = relations.by_url.get(url) {
                    relations.naming[*target].push(number);
                }
            }
            for link in &document.links {
                if let Some(target) = relations
                    .by_url
                    .get(link)
                    .filter(|target| **target != number)
                    && relations.backlinks[*target].last() != Some(&number)
                {
                    relations.backlinks[*target].push(number);
                }
            }
        }
        relations
    }

    /// The documents of a kind in the order of its index.
    pub(super) fn of_kind(&self, kind: Kind) -> &[usize] {
        self.kinds.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Whether a document has this address.
    pub(super) fn has_page(&self, url: &str) -> bool {
        self.by_url.contains_key(url)
    }

    /// The document of the service called `name`.
    pub(super) fn service_page(&self, name: &str) -> Option<usize> {
        self.service_pages.get(&slug::slug(name)).copied()
    }

    /// The documents that name the service of document `number`.
    pub(super) fn of_service(&self, number: usize) -> &[usize] {
        self.own_slug(number)
            .and_then(|slug| self.services.get(slug))
            .map_or(&[], Vec::as_slice)
    }

    /// The documents that say they depend on the service of document `number`.
    pub(super) fn dependents(&self, number: usize) -> &[usize] {
        self.own_slug(number)
            .and_then(|slug| self.dependents.get(slug))
            .map_or(&[], Vec::as_slice)
    }

    /// The documents that link to document `number`.
    pub(super) fn backlinks(&self, number: usize) -> &[usize] {
        &self.backlinks[number]
    }

    /// The documents that name document `number` as related.
    pub(super) fn naming(&self, number: usize) -> &[usize] {
        &self.naming[number]
    }

    /// The documents before and after document `number` in the index of its kind.
    pub(super) fn neighbours(&self, number: usize) -> (Option<usize>, Option<usize>) {
        let place = self.place[number];
        let numbers = self
            .kinds
            .values()
            .find(|numbers| numbers.get(place) == Some(&number));
        let at = |place: Option<usize>| place.and_then(|place| numbers?.get(place).copied());
        (at(place.checked_sub(1)), at(place.checked_add(1)))
    }

    /// Related documents, the closest first, each with the reason.
    pub(super) fn related(
        &self,
        documents: &[Arc<Document>],
        number: usize,
    ) -> Vec<(usize, String)> {
        let document = &documents[number];
        let mut scores: BTreeMap<usize, (u32, String)> = BTreeMap::new();
        let mut add = |other: usize, weight: u32, reason: &dyn Fn() -> String| {
            if other != number {
                let entry = scores.entry(other).or_insert_with(|| (0, reason()));
                entry.0 += weight;
            }
        };
        let targets = |urls: &[String]| -> Vec<usize> {
            urls.iter()
                .filter_map(|url| self.by_url.get(url).copied())
                .collect()
        };
        for other in targets(&document.front.related) {
            add(other, weight::DECLARED, &|| {
                "named by the author".to_owned()
            });
        }
        for other in targets(&document.links) {
            add(other, weight::LINKED, &|| "linked from here".to_owned());
        }
        for service in &document.front.services {
            for other in common(&self.services, &slug::slug(service)) {
                add(other, weight::SERVICE, &|| {
                    format!("same service: {service}")
                });
            }
        }
        for tag in &document.front.tags {
            for other in common(&self.tags, &slug::tag(tag)) {
                add(other, weight::TAG, &|| format!("same tag: {tag}"));
            }
        }
        let mut ranked: Vec<_> = scores.into_iter().collect();
        ranked.sort_by_key(|(other, (score, _))| (Reverse(*score), *other));
        ranked
            .into_iter()
            .take(RELATED)
            .map(|(other, (_, reason))| (other, reason))
            .collect()
    }

    /// The slug by which others name the service of document `number`.
    pub(super) fn own_slug(&self, number: usize) -> Option<&String> {
        self.own_slugs.get(&number)
    }
}

fn common(map: &HashMap<String, Vec<usize>>, key: &str) -> impl Iterator<Item = usize> {
    map.get(key).into_iter().flatten().copied().take(COMMON)
}

fn last_segment(url: &str) -> &str {
    url.trim_end_matches('/').rsplit('/').next().unwrap_or(url)
}

/// Postmortems newest first, everything else by title.
fn sort(kind: Kind, numbers: &mut Vec<usize>, documents: &[Arc<Document>]) {
    if kind == Kind::Postmortem {
        *numbers = postmortem::newest_first(documents, numbers.iter().copied());
    } else {
        numbers.sort_by_cached_key(|number| (documents[*number].title.to_lowercase(), *number));
    }
}
