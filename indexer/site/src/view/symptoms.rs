//! Pages of symptoms, their index, and the ways from symptoms and components to guides.

use std::collections::{BTreeMap, BTreeSet};

use app::model::{Card, IndexEntry, Kind, Link, SymptomIndex, SymptomPage};

use super::catalog::Catalog;
use super::postmortem::newest_first;
use super::suspects;
use crate::suspects::Profiles;
use content::symptoms::{Symptom, Symptoms};
use model::address::SYMPTOMS;
use model::{Document, count};

/// Most pages named beside an entry of an index.
const PAGES: usize = 6;
/// Most symptoms that searches suggest.
const SUGGESTED: usize = 200;

/// A page of a symptom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SymptomPart {
    /// Address within the site.
    pub(crate) url: String,
    /// Number of the symptom.
    symptom: usize,
    /// Number of the document of the service whose incidents are looked at alone.
    service: Option<usize>,
}

/// Which pages symptoms have: each by itself, and for each service of its
/// incidents where there is a choice.
pub(super) fn parts(catalog: &Catalog, symptoms: &Symptoms) -> Vec<SymptomPart> {
    let all = symptoms.all().iter().enumerate();
    all.filter(|(_, symptom)| symptom.has_page)
        .flat_map(|(number, symptom)| {
            let services = services_of(catalog, symptom);
            let services = services.into_iter().map(|(service, _)| Some(service));
            let parts = std::iter::once(None).chain(services);
            parts.map(move |service| SymptomPart {
                url: part_url(catalog, symptom, service),
                symptom: number,
                service,
            })
        })
        .collect()
}

/// The list of all symptoms.
pub(super) fn index(catalog: &Catalog, symptoms: &Symptoms) -> SymptomIndex {
    let all = symptoms.all();
    let mut shared: Vec<&Symptom> = all.iter().filter(|one| one.is_shared()).collect();
    shared.sort_by_cached_key(|one| (one.name.to_lowercase(), one.url.clone()));
    let mut single: BTreeMap<(String, usize), Vec<Link>> = BTreeMap::new();
    for symptom in all.iter().filter(|one| !one.is_shared()) {
        for number in &symptom.named_by {
            let title = catalog.documents[*number].title.to_lowercase();
            let entry = single.entry((title, *number)).or_default();
            entry.push(symptom_link(symptom));
        }
    }
    SymptomIndex {
        url: SYMPTOMS.to_owned(),
        shared: shared.into_iter().map(|one| entry(catalog, one)).collect(),
        single: single
            .into_iter()
            .map(|((_, number), links)| (catalog.card(number), links))
            .collect(),
    }
}

/// What a document says an engineer sees, each with its page if it has one.
pub(super) fn links(symptoms: &Symptoms, document: &Document) -> Vec<Link> {
    let names = document.front.symptoms.iter();
    names
        .map(|text| match symptoms.find(text) {
            Some(symptom) if symptom.has_page => Link {
                text: text.clone(),
                url: symptom.url.clone(),
            },
            _ => Link {
                text: text.clone(),
                url: String::new(),
            },
        })
        .collect()
}

/// The page of the symptom that a text words, if it has one.
pub(super) fn url(symptoms: &Symptoms, text: &str) -> Option<String> {
    let symptom = symptoms.find(text).filter(|one| one.has_page)?;
    Some(symptom.url.clone())
}

/// The names that searches suggest, one a line, with the last part of the
/// address after a tab where it is not the name with hyphens.
pub(super) fn names(symptoms: &Symptoms) -> String {
    let mut shared: Vec<&Symptom> = symptoms
        .all()
        .iter()
        .filter(|one| one.is_shared() && !one.name.contains(['\n', '\t']))
        .collect();
    shared.sort_by_cached_key(|one| (std::cmp::Reverse(one.shown_by.len()), one.url.clone()));
    shared.truncate(SUGGESTED);
    let mut text = String::new();
    for symptom in shared {
        let segment = symptom.url[SYMPTOMS.len()..].trim_end_matches('/');
        text.push_str(&symptom.name);
        if search::analysis::lowercase(&symptom.name).replace(' ', "-") != segment {
            text.push('\t');
            text.push_str(segment);
        }
        text.push('\n');
    }
    text
}

/// From symptoms to the guides that treat them, and from components to
/// their guides and runbooks.
pub(super) fn guide_indexes(
    catalog: &Catalog,
    symptoms: &Symptoms,
) -> Vec<(String, Vec<IndexEntry>)> {
    let mut treated: Vec<&Symptom> = symptoms
        .all()
        .iter()
        .filter(|one| one.has_page && one.is_shared())
        .filter(|one| {
            treats(catalog, one)
                .iter()
                .any(|(number, _)| is_guide(catalog, *number))
        })
        .collect();
    treated.sort_by_cached_key(|one| (one.name.to_lowercase(), one.url.clone()));
    let by_symptom = treated.into_iter().map(|one| entry(catalog, one)).collect();
    let indexes = [
        ("By symptom", by_symptom),
        ("By component", components(catalog)),
    ];
    indexes
        .into_iter()
        .map(|(title, entries)| (title.to_owned(), entries))
        .filter(|(_, entries)| !entries.is_empty())
        .collect()
}

/// Services that have a page, with the guides and runbooks about them.
fn components(catalog: &Catalog) -> Vec<IndexEntry> {
    let services = catalog.relations.of_kind(Kind::Service).iter();
    services
        .filter_map(|number| {
            let mut pages: Vec<usize> = catalog.relations.of_service(*number).to_vec();
            pages.retain(|page| {
                matches!(catalog.documents[*page].kind, Kind::Guide | Kind::Runbook)
            });
            pages.sort_by_key(|page| (!is_guide(catalog, *page), *page));
            let pages: Vec<Link> = pages.into_iter().map(|page| catalog.link(page)).collect();
            (!pages.is_empty()).then(|| IndexEntry {
                name: catalog.link(*number),
                note: count(pages.len(), "page"),
                pages,
            })
        })
        .collect()
}

/// The page of a symptom, counted over the incidents of one service if it is
/// a part.
pub(super) fn page(
    catalog: &Catalog,
    symptoms: &Symptoms,
    profiles: &Profiles,
    part: &SymptomPart,
) -> SymptomPage {
    let symptom = &symptoms.all()[part.symptom];
    let (service, url) = (part.service, part.url.clone());
    let services = services_of(catalog, symptom);
    let named = service.map(|number| catalog.link(number));
    let mut past = suspects::incidents_with(catalog, symptom);
    let all = Link {
        url: symptom.url.clone(),
        text: "All services".to_owned(),
    };
    let all = (!services.is_empty()).then_some((all, past.len()));
    let each = services.iter().map(|(number, count)| {
        let link = Link {
            url: part_url(catalog, symptom, Some(*number)),
            text: catalog.documents[*number].title.clone(),
        };
        (link, *count)
    });
    let services = all.into_iter().chain(each).collect();
    if let Some(named) = &named {
        past.retain(|number| catalog.names_service(*number, &named.url));
    }
    let past = newest_first(&catalog.documents, past.into_iter());
    SymptomPage {
        name: symptom.name.clone(),
        whole: service.map(|_| symptom.url.clone()),
        index: SYMPTOMS.to_owned(),
        services,
        suspects: suspects::moved(
            suspects::of_symptom(catalog, profiles, symptom, named.as_ref()),
            &url,
        ),
        pages: treating_cards(catalog, symptom),
        past: past
            .into_iter()
            .map(|number| suspects::case(&catalog.documents[number]))
            .collect(),
        related: near(symptoms, symptom),
        url,
    }
}

/// Address of a symptom's page, or of its part for one service.
fn part_url(catalog: &Catalog, symptom: &Symptom, service: Option<usize>) -> String {
    let page = service.map(|number| catalog.documents[number].url.trim_end_matches('/'));
    let segment = page.and_then(|url| url.rsplit('/').next());
    segment.map_or_else(
        || symptom.url.clone(),
        |segment| format!("{}{segment}/", symptom.url),
    )
}

/// The services, by the numbers of their documents, whose incidents can be
/// looked at alone, with their number; none that would show the same.
fn services_of(catalog: &Catalog, symptom: &Symptom) -> Vec<(usize, usize)> {
    let incidents = suspects::incidents_with(catalog, symptom);
    let mut services: BTreeMap<usize, usize> = BTreeMap::new();
    for number in &incidents {
        let names = catalog.documents[*number].front.services.iter();
        let pages: BTreeSet<usize> = names
            .filter_map(|name| catalog.relations.service_page(name))
            .collect();
        for page in pages {
            *services.entry(page).or_default() += 1;
        }
    }
    services.retain(|_, number| *number < incidents.len());
    services.into_iter().collect()
}

/// Runbooks, guides and services that name or treat a symptom: the number of
/// the document, and the section where only a heading says so.
fn treats(catalog: &Catalog, symptom: &Symptom) -> Vec<(usize, Option<usize>)> {
    let mut found: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for (number, section) in &symptom.treated_in {
        found.entry(*number).or_insert(Some(*section));
    }
    for number in &symptom.shown_by {
        if catalog.documents[*number].kind != Kind::Postmortem {
            found.insert(*number, None);
        }
    }
    found.into_iter().collect()
}

fn treating_cards(catalog: &Catalog, symptom: &Symptom) -> Vec<(String, Vec<Card>)> {
    let all = treats(catalog, symptom);
    let kinds = [Kind::Runbook, Kind::Guide, Kind::Service].into_iter();
    kinds
        .map(|kind| {
            let of_kind = all
                .iter()
                .filter(|(number, _)| catalog.documents[*number].kind == kind);
            let cards = of_kind.map(|(number, section)| {
                let link = section_link(catalog, *number, *section);
                Card {
                    url: link.url,
                    title: link.text,
                    ..catalog.card(*number)
                }
            });
            (kind.plural().to_owned(), cards.collect())
        })
        .filter(|(_, cards): &(String, Vec<Card>)| !cards.is_empty())
        .collect()
}

fn entry(catalog: &Catalog, symptom: &Symptom) -> IndexEntry {
    let mut pages = treats(catalog, symptom);
    pages
        .sort_by_key(|(number, section)| (section.is_some(), !is_guide(catalog, *number), *number));
    let suspects: usize = symptom
        .shown_by
        .iter()
        .map(|number| catalog.documents[*number].front.suspects.len())
        .sum();
    let incidents = suspects::incidents_with(catalog, symptom).len();
    let notes = [
        (suspects > 0).then(|| count(suspects, "suspect")),
        (incidents > 0).then(|| count(incidents, "incident")),
    ];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    let more = pages.len().saturating_sub(PAGES);
    let mut pages: Vec<Link> = pages
        .into_iter()
        .take(PAGES)
        .map(|(number, section)| section_link(catalog, number, section))
        .collect();
    if more > 0 {
        pages.push(Link {
            url: symptom.url.clone(),
            text: format!("and {more} more"),
        });
    }
    IndexEntry {
        name: symptom_link(symptom),
        note: notes.join(" · "),
        pages,
    }
}

/// Symptoms all of whose words this one has, or the other way round.
fn near(symptoms: &Symptoms, symptom: &Symptom) -> Vec<Link> {
    let holds = |a: &Symptom, b: &Symptom| b.words.iter().all(|word| a.words.contains(word));
    let others = symptoms.all().iter().filter(|other| {
        other.has_page
            && other.url != symptom.url
            && (holds(symptom, other) || holds(other, symptom))
    });
    others.take(PAGES).map(symptom_link).collect()
}

fn section_link(catalog: &Catalog, number: usize, section: Option<usize>) -> Link {
    let document = &catalog.documents[number];
    let section = section.and_then(|section| document.sections.get(section));
    match section.filter(|section| !section.anchor.is_empty()) {
        Some(section) => Link {
            url: format!("{}#{}", document.url, section.anchor),
            text: format!("{} › {}", document.title, section.heading),
        },
        None => Link {
            url: document.url.clone(),
            text: document.title.clone(),
        },
    }
}

fn is_guide(catalog: &Catalog, number: usize) -> bool {
    catalog.documents[number].kind == Kind::Guide
}

/// A symptom with its page, if it has one.
fn symptom_link(symptom: &Symptom) -> Link {
    Link {
        url: if symptom.has_page {
            symptom.url.clone()
        } else {
            String::new()
        },
        text: symptom.name.clone(),
    }
}
