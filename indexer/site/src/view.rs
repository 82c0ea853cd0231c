//! From documents to what the pages show.
//!
//! [`Views`] holds what is prepared of a whole content. Each module below is given
//! only the parts that its pages depend on, and none of them imports [`Views`].

mod actions;
mod alert_pages;
mod catalog;
mod contacts;
mod contribute;
mod document;
mod entries;
mod facets;
mod freshness;
mod home;
mod incident;
mod insights;
mod lesson_index;
mod lessons;
mod listing;
mod measures;
mod order;
mod postmortem;
mod rebase;
mod relations;
mod suspects;
mod symptoms;

use std::collections::BTreeMap;
use std::sync::Arc;

use app::model::{
    Action, Assets, Card, Document as DocumentPage, Home, Incident, Insights, Lesson, Lessons,
    Link, Listing, Register, ServiceLinks, Site, SymptomIndex, SymptomPage,
};
use model::address::{ACTIONS, INSIGHTS, LESSONS, SYMPTOMS, TAGS};
use model::{Document, Kind};

use crate::suspects::Profiles;
use catalog::Catalog;
use content::Content;
use content::alerts::{self, Alert};
use content::config::Config;
use content::symptoms::Symptoms;
use document::DocumentInputs;
use index::IndexError;
use index::similar::Similar;
use lesson_index::Learned;

pub(crate) use entries::Entry;
pub(crate) use lesson_index::LessonsOf;
pub(crate) use listing::Tagged;
pub(crate) use symptoms::SymptomPart;

/// What pages show of a whole content, one method a kind of page.
#[derive(Debug)]
pub(crate) struct Views {
    /// What all pages share.
    pub(crate) site: Site,
    catalog: Catalog,
    learned: Learned,
    symptoms: Symptoms,
    profiles: Profiles,
    similar: Similar,
    alerts: BTreeMap<String, Alert>,
    config: Arc<Config>,
}

impl Views {
    /// Prepares the views. `changes` is the instant of the last change by path,
    /// `similar` and `symptoms` are of the same documents.
    pub(crate) fn new(
        content: &Content,
        config: Arc<Config>,
        assets: &Assets,
        pack_url: &str,
        changes: Arc<BTreeMap<String, String>>,
        similar: Similar,
        symptoms: Symptoms,
    ) -> Self {
        let documents = content.documents.as_slice();
        let assets = Assets {
            pack: pack_url.to_owned(),
            ..assets.clone()
        };
        Self {
            site: shared(documents, &config, assets, !symptoms.all().is_empty()),
            learned: Learned::new(documents),
            profiles: Profiles::new(documents),
            alerts: alerts::all(documents),
            catalog: Catalog::new(content.documents.clone(), changes),
            symptoms,
            similar,
            config,
        }
    }

    /// Whether there are incidents to learn from.
    pub(crate) fn has_learning(&self) -> bool {
        !self.site.learning.is_empty()
    }

    /// Why similar incidents could not be found, if a page asked for them in vain.
    pub(crate) fn similar_failure(&self) -> Option<Arc<IndexError>> {
        self.similar.failure()
    }

    /// The alerts that have pages, by their letters and digits in lower case.
    pub(crate) fn alerts(&self) -> &BTreeMap<String, Alert> {
        &self.alerts
    }

    /// The home page.
    pub(crate) fn home(&self) -> Home {
        home::home(&self.catalog, &self.learned, &self.symptoms, &self.config)
    }

    /// The index of a kind.
    pub(crate) fn kind_index(&self, kind: Kind) -> Listing {
        let indexes = match kind {
            Kind::Guide => symptoms::guide_indexes(&self.catalog, &self.symptoms),
            _ => Vec::new(),
        };
        listing::kind_index(&self.catalog, kind, indexes)
    }

    /// All tags, by address.
    pub(crate) fn tags(&self) -> Vec<Tagged> {
        listing::tags(&self.catalog.documents)
    }

    /// The list of all tags.
    pub(crate) fn tag_index(&self) -> Listing {
        listing::tag_index(&self.catalog.documents)
    }

    /// The page of a tag.
    pub(crate) fn tag_page(&self, tagged: &Tagged) -> Listing {
        listing::tag_page(&self.catalog, tagged)
    }

    /// The page of document `number`.
    pub(crate) fn document(&self, number: usize) -> DocumentPage {
        document::page(&self.document_inputs(), number)
    }

    /// The page of document `number` as it stands at another address.
    pub(crate) fn document_at(&self, number: usize, url: &str) -> DocumentPage {
        document::page_at(&self.document_inputs(), number, url)
    }

    /// What belongs to the service of document `number`.
    pub(crate) fn service(&self, number: usize) -> ServiceLinks {
        document::service(&self.catalog, number)
    }

    /// What was understood of postmortem `number`.
    pub(crate) fn incident(&self, number: usize) -> Incident {
        incident::incident(&self.catalog, &self.learned, number)
    }

    /// Address of the brief of postmortem `number`, unless a document has it.
    pub(crate) fn brief_url(&self, number: usize) -> Option<String> {
        incident::brief_url(&self.catalog, number)
    }

    /// Incidents like `number`, each with the reason.
    pub(crate) fn similar(&self, number: usize) -> Vec<Card> {
        incident::similar(&self.catalog, &self.similar, number)
    }

    /// The lessons of document `number`, in the order of its text.
    pub(crate) fn lessons_of(&self, number: usize) -> &[Lesson] {
        self.learned.of(number)
    }

    /// Which pages of lessons there are, that of all lessons first.
    pub(crate) fn lessons_of_all(&self) -> Vec<LessonsOf> {
        lessons::pages(&self.learned)
    }

    /// A page of lessons.
    pub(crate) fn lesson_page(&self, of: &LessonsOf) -> Lessons {
        lessons::page(&self.catalog.documents, &self.learned, of)
    }

    /// The register of action items.
    pub(crate) fn register(&self) -> Register {
        actions::register(&self.catalog)
    }

    /// The action items of all incidents in the order of the register.
    pub(crate) fn all_actions(&self) -> Vec<Action> {
        actions::all(&self.catalog)
    }

    /// Figures over all incidents.
    pub(crate) fn insights(&self) -> Insights {
        insights::insights(&self.catalog, &self.learned)
    }

    /// Which pages symptoms have: each by itself, and for each service of its
    /// incidents where there is a choice.
    pub(crate) fn symptom_parts(&self) -> Vec<SymptomPart> {
        symptoms::parts(&self.catalog, &self.symptoms)
    }

    /// The list of all symptoms.
    pub(crate) fn symptom_index(&self) -> SymptomIndex {
        symptoms::index(&self.catalog, &self.symptoms)
    }

    /// The page of a symptom, counted over the incidents of one service if it is
    /// a part.
    pub(crate) fn symptom_page(&self, part: &SymptomPart) -> SymptomPage {
        symptoms::page(&self.catalog, &self.symptoms, &self.profiles, part)
    }

    /// The names of symptoms that searches suggest, one a line.
    pub(crate) fn symptom_names(&self) -> String {
        symptoms::names(&self.symptoms)
    }

    /// The list of all alerts.
    pub(crate) fn alert_index(&self) -> Listing {
        alert_pages::index(&self.catalog.documents, &self.alerts)
    }

    /// What is shown for an alert that several pages answer.
    pub(crate) fn alert_choice(&self, alert: &Alert) -> Listing {
        alert_pages::choice(&self.catalog, alert)
    }

    /// The postmortems whose date is known, newest incident first.
    pub(crate) fn postmortem_entries(&self) -> Vec<Entry> {
        entries::postmortem_entries(&self.catalog)
    }

    /// The lessons of the postmortems whose date is known, newest incident first.
    pub(crate) fn lesson_entries(&self) -> Vec<Entry> {
        entries::lesson_entries(&self.catalog, &self.learned)
    }

    /// The card of document `number`.
    pub(crate) fn card(&self, number: usize) -> Card {
        self.catalog.card(number)
    }

    /// The instant of a document's last commit, if known.
    pub(crate) fn changed(&self, document: &Document) -> Option<&String> {
        self.catalog.changed(document)
    }

    fn document_inputs(&self) -> DocumentInputs<'_> {
        DocumentInputs {
            catalog: &self.catalog,
            learned: &self.learned,
            symptoms: &self.symptoms,
            profiles: &self.profiles,
            similar: &self.similar,
            config: &self.config,
        }
    }
}

/// What all pages share.
fn shared(
    documents: &[Arc<Document>],
    config: &Config,
    assets: Assets,
    has_symptoms: bool,
) -> Site {
    let number = |kind| {
        documents
            .iter()
            .filter(|document| document.kind == kind)
            .count()
    };
    let has_tags = documents
        .iter()
        .any(|document| !document.front.tags.is_empty());
    Site {
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
        assets,
        issue_url: contribute::reports(config),
        new_runbook: contribute::new_runbook(config),
        tags_url: has_tags.then(|| TAGS.to_owned()),
        learning: learning(number(Kind::Postmortem)),
        symptoms_url: has_symptoms.then(|| SYMPTOMS.to_owned()),
    }
}

/// The pages about all incidents, where there are any.
fn learning(postmortems: usize) -> Vec<Link> {
    let pages = [
        ("Lessons", LESSONS),
        ("Actions", ACTIONS),
        ("Insights", INSIGHTS),
    ];
    pages
        .into_iter()
        .filter(|_| postmortems > 0)
        .map(|(text, url)| Link {
            url: url.to_owned(),
            text: text.to_owned(),
        })
        .collect()
}
