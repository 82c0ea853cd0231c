//! What a postmortem says, as pages show it.

use std::cmp::Reverse;
use std::sync::Arc;

use app::model::{
    Band, BandKind, Contradiction, Event, Kind, Lesson, Link, Provenance, Timeline, Wasted,
};
use jiff::Timestamp;

use model::incident::{self as understood, Origin, Understood};
use model::{DateOrInstant, Document};

/// When an incident began, as precisely as known: what its author declares,
/// else what was read in its text.
pub(super) fn date(document: &Document) -> Option<DateOrInstant> {
    if document.kind != Kind::Postmortem {
        return None;
    }
    document.front.started_at.or_else(|| {
        let start = document.understood.window.start.as_ref()?;
        let moment = start.moment;
        let instant = moment.at.map(DateOrInstant::Instant);
        instant.or_else(|| moment.date.map(DateOrInstant::Date))
    })
}

/// Documents by the date of their incident, newest first; without a date last.
pub(super) fn newest_first(
    documents: &[Arc<Document>],
    numbers: impl Iterator<Item = usize>,
) -> Vec<usize> {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_by_cached_key(|number| (Reverse(date(&documents[*number])), *number));
    numbers
}

/// Name of a cause for people: `Code defect`.
pub(super) fn cause_name(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Address of the place of `line` in a document, and the heading above it.
pub(super) fn place(document: &Document, line: usize) -> Link {
    let above = document
        .sections
        .iter()
        .rfind(|section| line > 0 && section.line <= line && !section.anchor.is_empty());
    match above {
        Some(section) => Link {
            url: format!("{}#{}", document.url, section.anchor),
            text: section.heading.clone(),
        },
        None => Link {
            url: document.url.clone(),
            text: document.title.clone(),
        },
    }
}

/// The lessons of a postmortem, in the order of its text.
pub(super) fn lessons(document: &Document) -> Vec<Lesson> {
    let date = date(document);
    let lessons = document.understood.lessons.iter();
    lessons
        .map(|lesson| Lesson {
            kind: lesson.kind,
            text: lesson.text.clone(),
            source: Link {
                url: place(document, lesson.line).url,
                text: document.title.clone(),
            },
            date: date.map(|date| date.to_string()),
        })
        .collect()
}

/// Who or what noticed, for people.
pub(super) fn detection_name(source: understood::DetectionSource) -> &'static str {
    match source {
        understood::DetectionSource::Monitoring => "Monitoring",
        understood::DetectionSource::Users => "Users",
        understood::DetectionSource::Staff => "Staff",
        understood::DetectionSource::External => "Somebody outside",
    }
}

pub(super) fn provenance(document: &Document, origin: Origin, line: Option<&usize>) -> Provenance {
    let anchor = line
        .and_then(|line| {
            let place = place(document, *line);
            place
                .url
                .split_once('#')
                .map(|(_, anchor)| anchor.to_owned())
        })
        .filter(|_| origin != Origin::FrontMatter);
    Provenance {
        origin: Some(origin),
        anchor,
    }
}

pub(super) fn contradictions(document: &Document) -> Vec<Contradiction> {
    let found = document.understood.contradictions.iter();
    found
        .map(|found| {
            let mut places: Vec<Link> = Vec::new();
            for figure in found.figures.iter().filter(|figure| figure.line > 0) {
                let place = place(document, figure.line);
                if place.url.contains('#') && !places.contains(&place) {
                    places.push(place);
                }
            }
            Contradiction {
                message: found.message.clone(),
                places,
            }
        })
        .collect()
}

/// The drawn timeline; none where fewer than two instants are known.
pub(super) fn timeline(document: &Document) -> Option<Timeline> {
    let found = &document.understood;
    let (from, to) = range(found)?;
    let (wasted, leads) = wasted(document);
    let spent = |at: usize| {
        let mut leads = found.false_leads.iter();
        leads.any(|lead| (lead.first..lead.until).contains(&at))
    };
    let events = found
        .timeline
        .iter()
        .enumerate()
        .map(|(at, event)| Event {
            wasted: spent(at),
            ..event_of(event)
        })
        .collect();
    let mut bands = stages(found, from, to);
    bands.extend(leads.into_iter().map(|(from, to)| Band {
        kind: BandKind::FalseLead,
        from: from.to_string(),
        to: to.to_string(),
    }));
    Some(Timeline {
        from: from.to_string(),
        to: to.to_string(),
        events,
        bands,
        wasted,
        unread: found.unparsed.len(),
    })
}

/// What is drawn: the incident's window, and the entries before and after it
/// that are no farther away than it is long. What lies farther (a deploy weeks
/// before, a follow-up weeks later) would press the incident into a line.
pub(super) fn range(found: &Understood) -> Option<(Timestamp, Timestamp)> {
    let instants = || found.timeline.iter().filter_map(|event| event.start.at);
    let known = |mention: &Option<understood::Mention>| mention.as_ref()?.moment.at;
    let start = known(&found.window.start).or_else(|| instants().min())?;
    let end = known(&found.window.end).or_else(|| instants().max())?;
    let length = end.as_second() - start.as_second();
    if length <= 0 {
        let (first, last) = (instants().min()?, instants().max()?);
        return (first < last).then_some((first, last));
    }
    let near = |at: &Timestamp| {
        (start.as_second() - length..=end.as_second() + length).contains(&at.as_second())
    };
    let first = instants()
        .filter(near)
        .min()
        .map_or(start, |at| at.min(start));
    let last = instants().filter(near).max().map_or(end, |at| at.max(end));
    Some((first, last))
}

pub(super) fn event_of(event: &understood::Event) -> Event {
    let at = event.start.at;
    let written = event.start.text().map(|text| text.replace('T', " "));
    // What an instant in UTC shows anyway need not be said twice.
    let utc = at.map(|at| at.to_string());
    let shows = |text: &String| {
        let time = text.rsplit(' ').next().unwrap_or(text);
        utc.as_ref()
            .is_some_and(|utc| utc.contains(&format!("T{time}")))
    };
    Event {
        at: utc.clone(),
        until: event.end.and_then(|end| end.at).map(|at| at.to_string()),
        local: written.filter(|text| !shows(text)),
        approximate: event.approximate,
        text: event.text.clone(),
        phase: event.phase,
        inferred: event.phase_origin == Some(Origin::Inferred),
        wasted: false,
    }
}

/// From unnoticed to over.
pub(super) fn stages(found: &Understood, from: Timestamp, to: Timestamp) -> Vec<Band> {
    use understood::Phase::{Detection, Mitigation, Resolution, Start};
    let instant = |phase| {
        let mut marks = found.phases.iter();
        marks.find(|mark| mark.phase == phase)?.moment.at
    };
    let window = |mention: &Option<understood::Mention>| mention.as_ref()?.moment.at;
    let start = instant(Start).or_else(|| window(&found.window.start));
    let start = start.unwrap_or(from).clamp(from, to);
    let end = instant(Resolution).or_else(|| window(&found.window.end));
    let end = end.unwrap_or(to).clamp(start, to);
    let detected = instant(Detection).unwrap_or(start).clamp(start, end);
    let mitigated = instant(Mitigation).unwrap_or(end).clamp(detected, end);
    [
        (BandKind::Unnoticed, start, detected),
        (BandKind::Response, detected, mitigated),
        (BandKind::Recovery, mitigated, end),
    ]
    .into_iter()
    .filter(|(_, from, to)| from < to)
    .map(|(kind, from, to)| Band {
        kind,
        from: from.to_string(),
        to: to.to_string(),
    })
    .collect()
}

/// What false leads cost in all, and when. Leads that were followed at the same
/// time are counted once.
pub(super) fn wasted(document: &Document) -> (Option<Wasted>, Vec<(Timestamp, Timestamp)>) {
    let found = &document.understood;
    let Some(first) = found.false_leads.first() else {
        return (None, Vec::new());
    };
    let at = |index: usize| found.timeline.get(index).and_then(|event| event.start.at);
    let mut spans: Vec<_> = found
        .false_leads
        .iter()
        .filter_map(|lead| Some((at(lead.first)?, at(lead.until)?)))
        .filter(|(from, to)| from < to)
        .collect();
    spans.sort_unstable();
    let mut merged: Vec<(Timestamp, Timestamp)> = Vec::new();
    for (from, to) in spans {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    let minutes = minutes_lost(found, &merged);
    let line = found.timeline.get(first.first).map(|event| event.line);
    let wasted = minutes.map(|minutes| Wasted {
        minutes,
        leads: found
            .false_leads
            .iter()
            .map(|lead| lead.subject.clone())
            .filter(|subject| !subject.is_empty())
            .collect(),
        provenance: provenance(document, Origin::Timeline, line.as_ref()),
    });
    (wasted, merged)
}

pub(super) fn minutes_lost(found: &Understood, spans: &[(Timestamp, Timestamp)]) -> Option<i64> {
    let seconds: i64 = spans
        .iter()
        .map(|(from, to)| to.as_second() - from.as_second())
        .sum();
    if seconds > 0 {
        return Some(seconds / 60);
    }
    let known: Vec<i64> = found
        .false_leads
        .iter()
        .filter_map(|lead| lead.minutes)
        .collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

/// Minutes that postmortem lost to false leads, if any are known.
pub(super) fn lost(document: &Document) -> Option<i64> {
    wasted(document).0.map(|wasted| wasted.minutes)
}
