//! The home page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use app::model::{Home, Kind, Link};

use super::catalog::Catalog;
use super::lesson_index::Learned;
use super::symptoms;
use content::config::Config;
use content::symptoms::Symptoms;
use model::percent;

/// How many entries each list of the home page shows.
const LIST: usize = 8;
/// How many incidents it shows with what they taught.
const LEARNED: usize = 5;
/// How many symptoms the home page offers.
const SYMPTOMS: usize = 12;

/// The home page.
pub(super) fn home(
    catalog: &Catalog,
    learned: &Learned,
    symptoms: &Symptoms,
    config: &Config,
) -> Home {
    let all = || 0..catalog.documents.len();
    let of = |kind| all().filter(move |number| catalog.documents[*number].kind == kind);
    let ongoing = of(Kind::Postmortem)
        .filter(|number| catalog.documents[*number].front.status.as_deref() == Some("ongoing"));

    let changed_at = |number: &usize| catalog.changed(&catalog.documents[*number]);
    let mut changed: Vec<usize> = all()
        .filter(|number| changed_at(number).is_some())
        .collect();
    // What one commit brought is ordered by kind: what helps in an incident first.
    changed.sort_by_key(|number| {
        (
            Reverse(changed_at(number)),
            catalog.documents[*number].kind,
            *number,
        )
    });

    let incidents = catalog.postmortems().iter().take(LEARNED);
    let incidents = incidents.map(|&number| {
        let lesson = learned.first(number).cloned();
        (catalog.card(number), lesson)
    });

    let due = |number: &usize| catalog.documents[*number].front.review_due.as_ref();
    let mut reviews: Vec<usize> = all().filter(|number| due(number).is_some()).collect();
    reviews.sort_by_key(|number| (due(number), *number));

    Home {
        ongoing: catalog.cards(ongoing),
        symptoms: offered(catalog, symptoms, config),
        changed: catalog.cards(changed.into_iter().take(LIST)),
        learned: incidents.collect(),
        start: catalog.cards(start(catalog, config)),
        reviews: catalog.cards(reviews.into_iter().take(LIST)),
    }
}

/// The configured symptoms, else those that most documents name.
fn offered(catalog: &Catalog, symptoms: &Symptoms, config: &Config) -> Vec<Link> {
    let configured = !config.symptoms.is_empty();
    let mut texts = config.symptoms.clone();
    if !configured {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for symptom in catalog
            .documents
            .iter()
            .flat_map(|document| &document.front.symptoms)
        {
            *counts.entry(symptom.to_lowercase()).or_default() += 1;
        }
        let mut ranked: Vec<_> = counts.into_iter().collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        texts = ranked.into_iter().map(|(symptom, _)| symptom).collect();
    }
    texts
        .into_iter()
        .take(SYMPTOMS)
        .map(|text| Link {
            url: symptoms::url(symptoms, &text)
                .unwrap_or_else(|| format!("/search/?q={}", percent::form_value(&text))),
            text,
        })
        .collect()
}

/// The configured first reads, else guides in their order.
fn start(catalog: &Catalog, config: &Config) -> Vec<usize> {
    let by_path = |path: &String| {
        catalog
            .documents
            .iter()
            .position(|document| &document.path == path)
    };
    let configured: Vec<usize> = config.start.iter().filter_map(by_path).collect();
    if !configured.is_empty() {
        return configured;
    }
    let guides = (0..catalog.documents.len())
        .filter(|number| catalog.documents[*number].kind == Kind::Guide);
    guides.take(LIST).collect()
}
