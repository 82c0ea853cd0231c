//! Converts what was understood to JSON: the output of `kb inspect`.

use serde_json::{Value, json};

use model::incident::{
    ActionState, ActionType, Category, DueDate, Duration, Event, Mention, Moment, Origin,
    Understood,
};

/// The line of a document in `kb inspect --json`; `null` means unknown.
#[must_use]
pub fn to_json(path: &str, kind: &str, title: &str, understood: &Understood) -> Value {
    json!({
        "path": path,
        "kind": kind,
        "title": title,
        "zone": understood.zone,
        "sections": sections(understood),
        "window": {
            "start": mention(understood.window.start.as_ref()),
            "end": mention(understood.window.end.as_ref()),
            "start_source": source(understood.window.start.as_ref()),
            "end_source": source(understood.window.end.as_ref()),
        },
        "phases": understood.phases.iter().map(|mark| json!({
            "phase": mark.phase.words(),
            "local": mark.moment.text(),
            "at": mark.moment.at.map(|at| at.to_string()),
            "source": mark.origin.name(),
            "line": line(mark.line),
        })).collect::<Vec<_>>(),
        "timeline": timeline(understood),
        "leftovers": understood.unparsed.iter().map(|left| json!({
            "text": left.text,
            "entry": left.entry,
            "line": left.line,
        })).collect::<Vec<_>>(),
        "durations": durations(understood),
        "actions": understood.actions.iter().map(|action| json!({
            "text": action.text,
            "type": action.kind.map(ActionType::name),
            "type_source": action.kind.map(|_| action.kind_origin.name()),
            "owner": action.owner,
            "due": action.due.as_ref().map(DueDate::to_string),
            "state": stated(action.state),
            "closed": action.closed.map(|day| day.to_string()),
            "priority": action.priority,
            "tracker": action.tracker,
            "line": action.line,
        })).collect::<Vec<_>>(),
        "causes": understood.causes.iter().map(|cause| cause.name.clone()).collect::<Vec<_>>(),
        "cause_evidence": understood.causes.iter().map(|cause| json!({
            "cause": cause.name,
            "category": cause.category.map(Category::name),
            "source": cause.origin.name(),
            "evidence": if cause.evidence.is_empty() { Value::Null } else { json!(cause.evidence) },
            "line": line(cause.line),
        })).collect::<Vec<_>>(),
        "contradictions": understood.contradictions.iter().map(|found| json!({
            "message": found.message,
            "lines": found.figures.iter().map(|figure| figure.line).filter(|line| *line > 0).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "false_leads": understood.false_leads.iter().map(|lead| json!({
            "subject": lead.subject,
            "from": understood.timeline.get(lead.first).and_then(|event| event.start.text()),
            "until": understood.timeline.get(lead.until).and_then(|event| event.start.text()),
            "minutes": lead.minutes,
            "line": understood.timeline.get(lead.first).map(|event| event.line),
        })).collect::<Vec<_>>(),
        "lessons": understood.lessons.iter().map(|lesson| json!({
            "kind": lesson.kind.name(),
            "text": lesson.text,
            "line": lesson.line,
        })).collect::<Vec<_>>(),
        "detection": understood.detection.as_ref().map(|detection| json!({
            "source": detection.source.name(),
            "evidence": detection.evidence,
            "line": detection.line,
        })),
    })
}

/// The name of a state; `None` if the author does not state it.
fn stated(state: ActionState) -> Option<&'static str> {
    (state != ActionState::Unstated).then(|| state.name())
}

/// A heading that means two sections is listed twice, once for each.
fn sections(understood: &Understood) -> Vec<Value> {
    let mut out = Vec::new();
    for section in &understood.sections {
        let one = |canonical: Option<&str>| json!({ "canonical": canonical, "heading": section.heading, "line": section.line });
        if section.canonical.is_empty() {
            out.push(one(None));
        }
        out.extend(
            section
                .canonical
                .iter()
                .map(|canonical| one(Some(canonical.name()))),
        );
    }
    out
}

fn timeline(understood: &Understood) -> Vec<Value> {
    let event = |event: &Event| {
        json!({
            "local": event.start.text(),
            "at": event.start.at.map(|at| at.to_string()),
            "end_local": event.end.and_then(|end| end.text()),
            "end_at": event.end.and_then(|end| end.at).map(|at| at.to_string()),
            "approximate": event.approximate,
            "date_inferred": event.date_inferred,
            "phase": event.phase.map(super::Phase::words),
            "phase_source": event.phase_origin.map(Origin::name),
            "text": event.text,
            "line": event.line,
        })
    };
    understood.timeline.iter().map(event).collect()
}

fn durations(understood: &Understood) -> Value {
    let known = &understood.durations;
    let minutes = |duration: &Option<Duration>| duration.as_ref().map(|duration| duration.minutes);
    let source =
        |duration: &Option<Duration>| duration.as_ref().map(|duration| duration.origin.name());
    let lost: i64 = understood
        .false_leads
        .iter()
        .filter_map(|lead| lead.minutes)
        .sum();
    json!({
        "stated_min": minutes(&known.stated),
        "window_min": minutes(&known.window),
        "timeline_min": minutes(&known.timeline),
        "total_min": minutes(&known.total),
        "total_source": source(&known.total),
        "detect_min": minutes(&known.detect),
        "detect_source": source(&known.detect),
        "acknowledge_min": minutes(&known.acknowledge),
        "acknowledge_source": source(&known.acknowledge),
        "mitigate_min": minutes(&known.mitigate),
        "mitigate_source": source(&known.mitigate),
        "resolve_min": minutes(&known.resolve),
        "resolve_source": source(&known.resolve),
        "false_leads_min": if understood.false_leads.is_empty() { Value::Null } else { json!(lost) },
    })
}

/// A point in time as an instant, or as precise as it is known.
fn mention(mention: Option<&Mention>) -> Option<String> {
    let Moment { at, .. } = mention?.moment;
    at.map(|at| at.to_string())
        .or_else(|| mention?.moment.text())
}

fn source(mention: Option<&Mention>) -> Option<&'static str> {
    mention.map(|mention| mention.origin.name())
}

fn line(line: usize) -> Option<usize> {
    (line > 0).then_some(line)
}
