//! Candidate causes of a page and of a symptom, counted and ranked as
//! [`crate::suspects`] says.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use app::model::{Candidate, Case, Kind, Link, Source, Suspect, Suspects};

use super::catalog::{Catalog, document_link};
use super::postmortem::{self, newest_first};
use super::rebase::rebase_part;
use crate::suspects::{Profiles, main_category, plain};
use content::hash;
use content::symptoms::{Symptom, Symptoms};
use model::incident::{FalseLead, Phase};
use model::{Document, escape, slug};

/// Most suspects of a symptom that did not happen yet.
const MOST: usize = 20;

/// A candidate with what it is ranked by.
struct Ranked {
    candidate: Candidate,
    /// Its place in its author's list.
    place: usize,
    /// What the pages that name suspects are ordered by.
    page: (Kind, usize, String),
}

/// The past incidents that are counted, and the symptom's words.
struct Past<'a> {
    catalog: &'a Catalog,
    profiles: &'a Profiles,
    /// Numbers of the postmortems, newest first.
    incidents: Vec<usize>,
    symptom: BTreeSet<&'a str>,
}

/// The candidate causes that document `number` names, counted over the
/// incidents that show one of its symptoms and name one of its services;
/// where there are none, over those that show one of its symptoms.
pub(super) fn of_page(
    catalog: &Catalog,
    symptoms: &Symptoms,
    profiles: &Profiles,
    number: usize,
) -> Suspects {
    let document = &catalog.documents[number];
    if document.front.suspects.is_empty() {
        return Suspects::default();
    }
    let shown: BTreeSet<usize> = symptoms
        .of(number)
        .flat_map(|symptom| incidents_with(catalog, symptom))
        .collect();
    let services: BTreeSet<String> = own_services(document);
    let at_service: Vec<usize> = shown
        .iter()
        .copied()
        .filter(|other| !own_services(&catalog.documents[*other]).is_disjoint(&services))
        .collect();
    let (incidents, scope) = if at_service.is_empty() {
        (shown.into_iter().collect(), "with these symptoms")
    } else {
        (at_service, "with these symptoms and services")
    };
    let past = Past {
        catalog,
        profiles,
        incidents: newest_first(&catalog.documents, incidents.into_iter()),
        symptom: BTreeSet::new(),
    };
    let ranked = past.named(number, 0);
    suspects(ranked, &past, scope.to_owned())
}

/// The candidate causes of a symptom, counted over its incidents, or over
/// those that name `service`.
pub(super) fn of_symptom(
    catalog: &Catalog,
    profiles: &Profiles,
    symptom: &Symptom,
    service: Option<&Link>,
) -> Suspects {
    let incidents = incidents_with(catalog, symptom).into_iter();
    let incidents = incidents.filter(|number| {
        service.is_none_or(|service| catalog.names_service(*number, &service.url))
    });
    let past = Past {
        catalog,
        profiles,
        incidents: newest_first(&catalog.documents, incidents),
        symptom: symptom.words.iter().map(String::as_str).collect(),
    };
    let mut ranked: Vec<Ranked> = Vec::new();
    for number in &symptom.shown_by {
        let rank = symptom.rank_in(&catalog.documents[*number]);
        ranked.extend(past.named(*number, rank));
    }
    merge(&mut ranked);
    ranked.extend(past.unnamed(&ranked));
    ranked.extend(past.leads(&ranked));
    let scope = service.map_or_else(
        || "with this symptom".to_owned(),
        |service| format!("with this symptom at {}", service.text),
    );
    suspects(ranked, &past, scope)
}

/// The postmortems that show a symptom.
pub(super) fn incidents_with(catalog: &Catalog, symptom: &Symptom) -> Vec<usize> {
    let shown = symptom.shown_by.iter().copied();
    shown
        .filter(|number| catalog.documents[*number].kind == Kind::Postmortem)
        .collect()
}

/// The incident as a case of a cause.
pub(super) fn case(document: &Document) -> Case {
    let stated = document.front.root_cause.clone();
    let inferred = || {
        let causes = document.understood.causes.iter();
        causes
            .map(|cause| cause.evidence.clone())
            .find(|words| !words.is_empty())
    };
    Case {
        incident: document_link(document),
        date: postmortem::date(document).map(|date| date.to_string()),
        words: stated.or_else(inferred).unwrap_or_default(),
        minutes: None,
    }
}

impl Past<'_> {
    fn document(&self, number: usize) -> &Document {
        &self.catalog.documents[number]
    }

    /// The suspects that document `number` names.
    fn named(&self, number: usize, rank: usize) -> Vec<Ranked> {
        let document = self.document(number);
        let suspects = document.front.suspects.iter().enumerate();
        suspects
            .map(|(place, suspect)| {
                let of = (number, place);
                let had = self.incidents.iter().copied().filter(|incident| {
                    self.profiles
                        .had(&self.catalog.documents, *incident, of, &self.symptom)
                });
                let misled = self.incidents.iter().flat_map(|incident| {
                    let incident = self.document(*incident);
                    let leads = incident.understood.false_leads.iter();
                    leads
                        .filter(|lead| {
                            self.profiles
                                .was_suspected(&self.catalog.documents, of, &lead.subject)
                        })
                        .map(|lead| misled(incident, lead))
                });
                let name = plain(&suspect.cause);
                Ranked {
                    place,
                    page: (document.kind, rank, document.title.to_lowercase()),
                    candidate: Candidate {
                        id: hash::short(format!("{}\n{name}", document.path).as_bytes()),
                        name,
                        suspect: suspect.clone(),
                        source: Source::Page,
                        from: Some(document_link(document)),
                        cases: had.map(|incident| case(self.document(incident))).collect(),
                        misled: misled.collect(),
                    },
                }
            })
            .collect()
    }

    /// Causes of the incidents that no named suspect accounts for.
    fn unnamed(&self, named: &[Ranked]) -> Vec<Ranked> {
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for incident in &self.incidents {
            let document = self.document(*incident);
            let known = named.iter().flat_map(|one| &one.candidate.cases);
            if known.clone().any(|case| case.incident.url == document.url) {
                continue;
            }
            if let Some(category) = main_category(document) {
                groups.entry(category.name()).or_default().push(*incident);
            }
        }
        let symptom: Vec<&str> = self.symptom.iter().copied().collect();
        let symptom = symptom.join(" ");
        groups
            .into_iter()
            .map(|(category, incidents)| {
                let name = postmortem::cause_name(category);
                let found = incidents
                    .iter()
                    .find_map(|number| found_by(self.document(*number)));
                let cases: Vec<Case> = incidents
                    .iter()
                    .map(|number| case(self.document(*number)))
                    .collect();
                let newest = cases.first().cloned().unwrap_or_default();
                Ranked {
                    place: 0,
                    page: (Kind::Postmortem, 0, name.to_lowercase()),
                    candidate: Candidate {
                        // What was capacity there may be another thing here.
                        id: hash::short(format!("past\n{category}\n{symptom}").as_bytes()),
                        suspect: Suspect {
                            cause: escape::text(&name),
                            check: escape::text(&found.unwrap_or_default()),
                            confirms: escape::text(&newest.words),
                            ..Suspect::default()
                        },
                        name,
                        source: Source::Past,
                        from: Some(newest.incident),
                        cases,
                        misled: Vec::new(),
                    },
                }
            })
            .collect()
    }

    /// False leads of the past that no named suspect stands for.
    fn leads(&self, named: &[Ranked]) -> Vec<Ranked> {
        let mut leads: BTreeMap<String, (String, Vec<Case>)> = BTreeMap::new();
        for incident in &self.incidents {
            let document = self.document(*incident);
            for lead in &document.understood.false_leads {
                let case = misled(document, lead);
                let known = named.iter().flat_map(|one| &one.candidate.misled);
                if lead.subject.is_empty() || known.clone().any(|other| *other == case) {
                    continue;
                }
                let name = postmortem::cause_name(&lead.subject);
                let entry = leads.entry(slug::slug(&name));
                let entry = entry.or_insert_with(|| (name, Vec::new()));
                entry.1.push(case);
            }
        }
        leads
            .into_iter()
            .map(|(key, (name, misled))| {
                let newest = misled.first().cloned().unwrap_or_default();
                Ranked {
                    place: 0,
                    page: (Kind::Postmortem, 0, key.clone()),
                    candidate: Candidate {
                        id: hash::short(format!("lead\n{key}").as_bytes()),
                        suspect: Suspect {
                            cause: escape::text(&name),
                            check: escape::text(&newest.words),
                            ..Suspect::default()
                        },
                        name,
                        source: Source::FalseLead,
                        from: Some(newest.incident),
                        cases: Vec::new(),
                        misled,
                    },
                }
            })
            .collect()
    }
}

/// An incident that a false lead led astray: how it was cleared, what it cost.
fn misled(incident: &Document, lead: &FalseLead) -> Case {
    let events = &incident.understood.timeline;
    let last = lead.until.checked_sub(1).and_then(|last| events.get(last));
    Case {
        words: last.map(|event| event.text.clone()).unwrap_or_default(),
        minutes: lead.minutes,
        ..case(incident)
    }
}

/// How the cause of an incident was found, in the words of its timeline.
fn found_by(incident: &Document) -> Option<String> {
    let events = incident.understood.timeline.iter();
    let mut found = events.filter(|event| event.phase == Some(Phase::CauseFound));
    found.next().map(|event| event.text.clone())
}

/// The same suspects as they stand on the page at `url`.
pub(super) fn moved(mut suspects: Suspects, url: &str) -> Suspects {
    for candidate in &mut suspects.list {
        let Some(from) = candidate.from.as_ref() else {
            continue;
        };
        let from = from.url.clone();
        let suspect = &mut candidate.suspect;
        for html in [
            &mut suspect.cause,
            &mut suspect.check,
            &mut suspect.confirms,
            &mut suspect.rules_out,
            &mut suspect.then,
        ] {
            *html = rebase_part(html, &from, url);
        }
    }
    suspects
}

/// Puts the candidates in their order.
fn suspects(mut ranked: Vec<Ranked>, past: &Past<'_>, scope: String) -> Suspects {
    ranked.sort_by(|a, b| key(a).cmp(&key(b)));
    let all = ranked.len();
    // Nobody checks more than that; what has a past is always shown.
    let mut room = MOST;
    ranked.retain(|one| {
        room = room.saturating_sub(1);
        room > 0 || one.candidate.source != Source::Page || !one.candidate.cases.is_empty()
    });
    Suspects {
        incidents: past.incidents.len(),
        scope,
        more: all - ranked.len(),
        list: ranked.into_iter().map(|one| one.candidate).collect(),
    }
}

type Key<'a> = (
    Reverse<usize>,
    u8,
    usize,
    &'a (Kind, usize, String),
    &'a str,
);

fn key(one: &Ranked) -> Key<'_> {
    let source = match one.candidate.source {
        Source::Page => 0,
        Source::Past => 1,
        Source::FalseLead => 2,
    };
    (
        Reverse(one.candidate.cases.len()),
        source,
        one.place,
        &one.page,
        &one.candidate.name,
    )
}

/// Leaves one of several suspects whose causes are worded alike: the first in order.
fn merge(ranked: &mut Vec<Ranked>) {
    ranked.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut known = BTreeSet::new();
    ranked.retain(|one| known.insert(content::symptoms::words(&one.candidate.name)));
}

fn own_services(document: &Document) -> BTreeSet<String> {
    let services = document.front.services.iter();
    services.map(|name| slug::slug(name)).collect()
}
