//! Indexes of kinds and tags.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use app::model::{Card, IndexEntry, Kind, Link, Listing};

use super::catalog::Catalog;
use super::postmortem;
use model::address::{TAGS, tag_url};
use model::{Document, count};

/// A tag and the documents that carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tagged {
    /// As first written.
    pub(crate) tag: String,
    /// Address within the site.
    pub(crate) url: String,
    /// Numbers of the documents, ascending.
    pub(crate) documents: Vec<usize>,
}

/// The index of a kind. `indexes` follow the list of documents.
pub(super) fn kind_index(
    catalog: &Catalog,
    kind: Kind,
    indexes: Vec<(String, Vec<IndexEntry>)>,
) -> Listing {
    let numbers = catalog.relations.of_kind(kind);
    let mut groups: BTreeMap<Reverse<String>, Vec<Card>> = BTreeMap::new();
    for number in numbers {
        groups
            .entry(Reverse(group(kind, &catalog.documents[*number])))
            .or_default()
            .push(catalog.card(*number));
    }
    let mut groups: Vec<(String, Vec<Card>)> = groups
        .into_iter()
        .map(|(Reverse(name), cards)| (name, cards))
        .collect();
    if kind != Kind::Postmortem {
        groups.reverse();
    }
    Listing {
        title: kind.plural().to_owned(),
        intro: intro(kind).to_owned(),
        url: format!("/{}/", kind.folder()),
        groups,
        tags: tags_of(&catalog.documents, numbers.iter().copied()),
        indexes,
    }
}

/// All tags, by address.
pub(super) fn tags(documents: &[Arc<Document>]) -> Vec<Tagged> {
    let mut tags: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        for tag in &document.front.tags {
            let entry = tags
                .entry(tag_url(tag))
                .or_insert_with(|| (tag.clone(), Vec::new()));
            if entry.1.last() != Some(&number) {
                entry.1.push(number);
            }
        }
    }
    let tags = tags.into_iter().map(|(url, (tag, documents))| Tagged {
        tag,
        url,
        documents,
    });
    tags.collect()
}

/// The list of all tags.
pub(super) fn tag_index(documents: &[Arc<Document>]) -> Listing {
    Listing {
        title: "Tags".to_owned(),
        intro: "Everything by tag.".to_owned(),
        url: TAGS.to_owned(),
        tags: tags_of(documents, 0..documents.len()),
        indexes: Vec::new(),
        groups: Vec::new(),
    }
}

/// The page of a tag.
pub(super) fn tag_page(catalog: &Catalog, tagged: &Tagged) -> Listing {
    let Tagged {
        tag,
        url,
        documents,
    } = tagged;
    Listing {
        title: tag.clone(),
        intro: format!("{} tagged “{tag}”.", count(documents.len(), "document")),
        url: url.clone(),
        groups: by_kind(catalog, documents),
        tags: Vec::new(),
        indexes: Vec::new(),
    }
}

fn by_kind(catalog: &Catalog, numbers: &[usize]) -> Vec<(String, Vec<Card>)> {
    let group = |kind: Kind| {
        let of_kind = numbers
            .iter()
            .copied()
            .filter(|number| catalog.documents[*number].kind == kind);
        (kind.plural().to_owned(), catalog.cards(of_kind))
    };
    Kind::ALL
        .into_iter()
        .map(group)
        .filter(|(_, cards)| !cards.is_empty())
        .collect()
}

/// The group of a document in the index of its kind: the year of an
/// incident, else the folder below the kind's own.
fn group(kind: Kind, document: &Document) -> String {
    if kind == Kind::Postmortem {
        return postmortem::date(document).map_or_else(
            || "Date not stated".to_owned(),
            |date| format!("{:04}", date.date().year()),
        );
    }
    let folders: Vec<&str> = document.path.split('/').collect();
    match folders.as_slice() {
        [.., folder, _] if *folder != kind.folder() && *folder != kind.name() => {
            (*folder).to_owned()
        }
        _ => String::new(),
    }
}

/// The tags of some documents with their numbers, most used first.
fn tags_of(documents: &[Arc<Document>], numbers: impl Iterator<Item = usize>) -> Vec<Link> {
    // By address: `Postgres` and `postgres` are one tag, shown as first written.
    let mut counts: BTreeMap<String, (&str, BTreeSet<usize>)> = BTreeMap::new();
    for number in numbers {
        for tag in &documents[number].front.tags {
            let entry = counts
                .entry(tag_url(tag))
                .or_insert_with(|| (tag, BTreeSet::new()));
            entry.1.insert(number);
        }
    }
    let mut ranked: Vec<_> = counts
        .into_values()
        .map(|(tag, documents)| (tag, documents.len()))
        .collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    ranked
        .into_iter()
        .map(|(tag, number)| Link {
            url: tag_url(tag),
            text: format!("{tag} ({number})"),
        })
        .collect()
}

fn intro(kind: Kind) -> &'static str {
    match kind {
        Kind::Runbook => "What to do when an alert fires or a symptom shows.",
        Kind::Postmortem => "What happened, why, and what changes because of it. Newest first.",
        Kind::Guide => "How to find out what is wrong.",
        Kind::Service => "What each service does, what it depends on, and who owns it.",
    }
}
