//! What the page of an incident shows.

use super::Views;
use super::postmortem::{
    cause_name, contradictions, date, detection_name, lessons, place, provenance, timeline,
};
use app::model::{Action, Card, Cause, Figure, Incident, Lesson, Link};
use model::address::LessonsBy;
use model::incident::{self as understood, Origin};
use model::{Document, address, slug};

impl Views {
    /// What was understood of postmortem `number`.
    pub(crate) fn incident(&self, number: usize) -> Incident {
        let document = &self.catalog.documents[number];
        let found = &document.understood;
        let durations = &found.durations;
        let figure = |label: &str, duration: &Option<understood::Duration>| {
            let duration = duration.as_ref()?;
            Some(Figure {
                label: label.to_owned(),
                minutes: duration.minutes,
                provenance: provenance(document, duration.origin, duration.lines.first()),
            })
        };
        let figures = [
            ("To detect", &durations.detect),
            ("To acknowledge", &durations.acknowledge),
            ("To mitigate", &durations.mitigate),
        ];
        Incident {
            total: figure("Lasted", &durations.total),
            figures: figures
                .into_iter()
                .filter_map(|(label, duration)| figure(label, duration))
                .collect(),
            timeline: timeline(document),
            contradictions: contradictions(document),
            causes: found
                .causes
                .iter()
                .map(|cause| self.cause(document, cause))
                .collect(),
            detection: found.detection.as_ref().map(|detection| {
                let by = detection_name(detection.source).to_owned();
                let line = Some(&detection.line);
                (by, provenance(document, Origin::Inferred, line))
            }),
            actions: self.actions_of(number),
            brief_url: self.brief_url(number).unwrap_or_default(),
        }
    }

    fn cause(&self, document: &Document, cause: &understood::Cause) -> Cause {
        let known = self.lessons.has_cause(&slug::slug(&cause.name));
        Cause {
            name: cause_name(&cause.name),
            url: if known {
                address::lessons_url(LessonsBy::Cause, &slug::slug(&cause.name))
            } else {
                String::new()
            },
            evidence: Some(cause.evidence.clone()).filter(|text| !text.is_empty()),
            provenance: provenance(document, cause.origin, Some(&cause.line)),
        }
    }

    /// The action items of postmortem `number`, in the order of its text.
    pub(super) fn actions_of(&self, number: usize) -> Vec<Action> {
        let document = &self.catalog.documents[number];
        let services: Vec<Link> = document
            .front
            .services
            .iter()
            .map(|name| self.catalog.service_link(name))
            .collect();
        let actions = document.understood.actions.iter();
        actions
            .map(|action| Action {
                text: action.text.clone(),
                state: action.state,
                kind: action.kind.map(|kind| kind.name().to_owned()),
                owner: action.owner.clone(),
                due: action.due.clone(),
                tracker: action.tracker.as_ref().map(|url| Link {
                    url: url.clone(),
                    text: "ticket".to_owned(),
                }),
                source: Link {
                    url: place(document, action.line).url,
                    text: document.title.clone(),
                },
                services: services.clone(),
                opened: date(document),
                closed: action.closed.clone(),
                tokens: Vec::new(),
            })
            .collect()
    }

    /// Address of the brief of postmortem `number`, unless a document has it.
    pub(crate) fn brief_url(&self, number: usize) -> Option<String> {
        let url = address::brief_url(&self.catalog.documents[number].url);
        (!self.catalog.relations.has_page(&url)).then_some(url)
    }

    /// The lessons of postmortem `number`, in the order of its text.
    pub(crate) fn lessons_of(&self, number: usize) -> Vec<Lesson> {
        lessons(&self.catalog.documents[number])
    }

    /// Incidents like `number`, each with the reason.
    pub(crate) fn similar(&self, number: usize) -> Vec<Card> {
        let similar = self.similar.of(number).into_iter();
        similar
            .map(|like| Card {
                reason: Some(like.reason),
                ..self.catalog.card(like.number)
            })
            .collect()
    }
}
