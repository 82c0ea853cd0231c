//! What the page of an incident shows.

use super::actions;
use super::catalog::Catalog;
use super::lesson_index::Learned;
use super::postmortem::{cause_name, contradictions, detection_name, provenance, timeline};
use app::model::{Card, Cause, Figure, Incident};
use index::similar::Similar;
use model::incident::{self as understood, Origin};
use model::{Document, address, slug};

/// What was understood of postmortem `number`.
pub(super) fn incident(catalog: &Catalog, learned: &Learned, number: usize) -> Incident {
    let document = &catalog.documents[number];
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
            .map(|cause| cause_of(learned, document, cause))
            .collect(),
        detection: found.detection.as_ref().map(|detection| {
            let by = detection_name(detection.source).to_owned();
            let line = Some(&detection.line);
            (by, provenance(document, Origin::Inferred, line))
        }),
        actions: actions::of_incident(catalog, number),
        brief_url: brief_url(catalog, number).unwrap_or_default(),
    }
}

fn cause_of(learned: &Learned, document: &Document, cause: &understood::Cause) -> Cause {
    Cause {
        name: cause_name(&cause.name),
        url: learned
            .cause_url(&slug::slug(&cause.name))
            .unwrap_or_default(),
        evidence: Some(cause.evidence.clone()).filter(|text| !text.is_empty()),
        provenance: provenance(document, cause.origin, Some(&cause.line)),
    }
}

/// Address of the brief of postmortem `number`, unless a document has it.
pub(super) fn brief_url(catalog: &Catalog, number: usize) -> Option<String> {
    let url = address::brief_url(&catalog.documents[number].url);
    (!catalog.relations.has_page(&url)).then_some(url)
}

/// Incidents like `number`, each with the reason.
pub(super) fn similar(catalog: &Catalog, similar: &Similar, number: usize) -> Vec<Card> {
    similar
        .of(number)
        .into_iter()
        .map(|like| Card {
            reason: Some(like.reason),
            ..catalog.card(like.number)
        })
        .collect()
}
