//! The content of the site as data for other programs, at stable URLs.
//!
//! `/data/schema.json` describes every file. Within a version of the schema, keys are
//! added but never renamed or removed.

use app::model::{Action, Incident, Lesson, Provenance};
use serde_json::{Value, json};

use super::json::lines;
use super::text_file::{TextFile, TextInputs};
use model::incident::Origin;
use model::{Document, Kind, Phase, address};

use crate::view::Views;

/// The published schema.
const SCHEMA: &str = include_str!("data/schema.json");

/// Version of the schema: the number in its `$id`.
const VERSION: u32 = 1;

/// The files of the folder `/data/`.
pub(super) const FILES: [TextFile; 8] = [
    (address::DATA_INDEX, index),
    (address::DATA_SCHEMA, |_| SCHEMA.to_owned()),
    (address::ACTIONS_CSV, |inputs| {
        csv(&inputs.views.all_actions())
    }),
    (address::DATA_DOCUMENTS, |inputs| {
        let documents = inputs.content.documents.iter();
        all(documents.map(|one| document(inputs.views, one)))
    }),
    (address::DATA_INCIDENTS, |inputs| {
        let postmortems = of_kind(inputs, Kind::Postmortem);
        all(postmortems.map(|(number, one)| incident(inputs.views, number, one)))
    }),
    (address::ACTIONS_JSON, |inputs| {
        all(inputs.views.all_actions().iter().map(action))
    }),
    (address::DATA_LESSONS, |inputs| {
        let lessons = of_kind(inputs, Kind::Postmortem)
            .flat_map(|(number, _)| inputs.views.lessons_of(number));
        all(lessons.map(lesson))
    }),
    (address::DATA_SERVICES, |inputs| {
        let services = of_kind(inputs, Kind::Service);
        all(services.map(|(number, one)| service(inputs.views, number, one)))
    }),
];

/// Names of the files that the index lists.
const NAMED: [&str; 5] = ["documents", "incidents", "actions", "lessons", "services"];

fn index(_: &TextInputs<'_>) -> String {
    let index = json!({
        "schema": "schema.json",
        "version": VERSION,
        "files": NAMED.map(|name| format!("{name}.json")),
    });
    format!("{index}\n")
}

fn all(values: impl Iterator<Item = Value>) -> String {
    lines(&values.collect::<Vec<_>>())
}

/// Returns the documents of a kind, each with its index.
fn of_kind<'a>(
    inputs: &TextInputs<'a>,
    kind: Kind,
) -> impl Iterator<Item = (usize, &'a Document)> + use<'a> {
    let documents = inputs.content.documents.iter().enumerate();
    documents
        .map(|(number, document)| (number, &**document))
        .filter(move |(_, document)| document.kind == kind)
}

/// Returns the fields that all documents have.
fn document(views: &Views, document: &Document) -> Value {
    let front = &document.front;
    json!({
        "path": document.path,
        "url": document.url,
        "kind": document.kind.name(),
        "title": document.title,
        "summary": document.description,
        "services": front.services,
        "tags": front.tags,
        "owner": front.owner,
        "alerts": document.alerts,
        "symptoms": front.symptoms,
        "last_reviewed": front.last_reviewed.map(|date| date.to_string()),
        "review_due": front.review_due.map(|date| date.to_string()),
        "changed": views.changed(document),
        "links": document.links,
    })
}

/// Returns the parsed fields of a postmortem.
fn incident(views: &Views, number: usize, document: &Document) -> Value {
    let (card, found) = (views.card(number), views.incident(number));
    let minutes = |label: &str| {
        let mut figures = found.figures.iter();
        let figure = figures.find(|figure| figure.label == label)?;
        Some(json!({ "minutes": figure.minutes, "source": source(&figure.provenance) }))
    };
    let total = found.total.as_ref();
    json!({
        "path": document.path,
        "url": document.url,
        "title": document.title,
        "date": card.incident_date,
        "severity": card.severity,
        "status": card.status,
        "services": document.front.services,
        "tags": document.front.tags,
        "durations": {
            "total": total.map(|figure| json!({
                "minutes": figure.minutes, "source": source(&figure.provenance)
            })),
            "detect": minutes("To detect"),
            "acknowledge": minutes("To acknowledge"),
            "mitigate": minutes("To mitigate"),
            "false_leads": wasted(&found),
        },
        "timeline": timeline(&found),
        "detection": found.detection.as_ref().map(|(by, _)| by),
        "causes": found.causes.iter().map(|cause| json!({
            "name": cause.name,
            "evidence": cause.evidence,
            "source": source(&cause.provenance),
        })).collect::<Vec<_>>(),
        "contradictions": found.contradictions.iter().map(|one| &one.message).collect::<Vec<_>>(),
        "similar": views.similar(number).iter().map(|card| json!({
            "url": card.url, "reason": card.reason
        })).collect::<Vec<_>>(),
    })
}

fn wasted(found: &Incident) -> Option<Value> {
    let wasted = found.timeline.as_ref()?.wasted.as_ref()?;
    Some(json!({ "minutes": wasted.minutes, "source": source(&wasted.provenance) }))
}

fn timeline(found: &Incident) -> Vec<Value> {
    let events = found.timeline.iter().flat_map(|timeline| &timeline.events);
    events
        .map(|event| {
            json!({
                "at": event.at,
                "until": event.until,
                "approximate": event.approximate,
                "phase": event.phase.map(Phase::name),
                "phase_inferred": event.inferred,
                "false_lead": event.wasted,
                "text": event.text,
            })
        })
        .collect()
}

/// Returns the origin of a statement, as the schema names it.
fn source(provenance: &Provenance) -> &'static str {
    match provenance.origin {
        None => "",
        Some(Origin::FrontMatter) => "stated by the author",
        Some(Origin::Stated) => "stated in the text",
        Some(Origin::Timeline) => "from the timeline",
        Some(Origin::Inferred) => "inferred",
    }
}

fn action(action: &Action) -> Value {
    json!({
        "text": action.text,
        "state": action.state.name(),
        "type": action.kind,
        "owner": action.owner,
        "due": action.due.as_ref().map(ToString::to_string),
        "tracker": action.tracker.as_ref().map(|tracker| &tracker.url),
        "incident": action.source.text,
        "url": action.source.url,
        "services": services_of(action),
        "opened": action.opened.map(|date| date.to_string()),
        "closed": action.closed.map(|day| day.to_string()),
    })
}

fn services_of(action: &Action) -> Vec<&str> {
    let services = action.services.iter();
    services.map(|service| service.text.as_str()).collect()
}

fn lesson(lesson: &Lesson) -> Value {
    json!({
        "kind": lesson.kind.name(),
        "text": lesson.text,
        "incident": lesson.source.text,
        "url": lesson.source.url,
        "date": lesson.date,
    })
}

fn service(views: &Views, number: usize, document: &Document) -> Value {
    let links = views.service(number);
    let names = |links: &[app::model::Link]| -> Vec<String> {
        links.iter().map(|link| link.text.clone()).collect()
    };
    let documents = links.documents.iter().flat_map(|(_, cards)| cards);
    json!({
        "path": document.path,
        "url": document.url,
        "title": document.title,
        "tier": document.front.tier,
        "owner": document.front.owner,
        "depends_on": names(&links.depends_on),
        "dependents": names(&links.dependents),
        "documents": documents.map(|card| &card.url).collect::<Vec<_>>(),
        "open_actions": links.open_actions.len(),
    })
}

/// Returns the register as CSV (RFC 4180), one item per line.
fn csv(actions: &[Action]) -> String {
    let mut out =
        String::from("state,type,owner,due,action,incident,url,services,opened,tracker,closed\r\n");
    for action in actions {
        let services = services_of(action).join("; ");
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let tracker = action.tracker.as_ref().map(|tracker| tracker.url.clone());
        let cells = [
            action.state.name().to_owned(),
            text(&action.kind),
            text(&action.owner),
            action
                .due
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            action.text.clone(),
            action.source.text.clone(),
            action.source.url.clone(),
            services,
            action
                .opened
                .map_or_else(String::new, |date| date.to_string()),
            text(&tracker),
            action
                .closed
                .map_or_else(String::new, |day| day.to_string()),
        ];
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        out += &cells.join(",");
        out += "\r\n";
    }
    out
}

/// Returns a CSV cell that spreadsheets read as text, even if it looks like a formula.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = text.replace(['\r', '\n'], " ");
    let text = if formula { format!("'{text}") } else { text };
    if text.contains([',', '"', ';', '\'']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        for (text, expected) in [
            ("plain", "plain"),
            ("a, \"b\"", "\"a, \"\"b\"\"\""),
            ("=1+1", "\"'=1+1\""),
            ("two\nlines", "two lines"),
        ] {
            assert_eq!(cell(text), expected);
        }
    }

    #[test]
    fn the_schema_is_of_the_version_that_is_told() {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        assert_eq!(schema["$id"], format!("urn:incident-kb:data:{VERSION}"));
    }
}
