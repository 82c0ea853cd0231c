//! Finds statements that cannot all be true, each with its places in the file.
//!
//! A finding of this module accuses an author. Each rule therefore needs two explicit
//! statements and a margin for rounding; wording alone is never enough.

mod claims;
mod lengths;

use std::ops::Range;

use super::facts::Fact;
use super::rows::Row;
use super::sections::Part;
use super::time::date::{self, Day};
use super::window::{Known, stated_phases};
use model::incident::{
    Action, Contradiction, Event, Figure, Moment, Origin, Phase, PhaseMark, UnparsedEntry,
};

/// The input of the rules.
pub(crate) struct Evidence<'a> {
    pub known: &'a Known<'a>,
    pub rows: &'a [Row],
    pub parts: &'a [Part],
    pub events: &'a [Event],
    pub wrong_days: &'a [UnparsedEntry],
    pub actions: &'a [Action],
    pub title: &'a str,
}

/// Returns all contradictions in a document.
pub(crate) fn find(evidence: &Evidence<'_>) -> Vec<Contradiction> {
    let marks = stated_phases(evidence.known);
    let mut out = Vec::new();
    lengths::find(evidence, &marks, &mut out);
    order(evidence, &marks, &mut out);
    outside(evidence, &marks, &mut out);
    days(evidence, &mut out);
    title(evidence, &mut out);
    claims::find(evidence, &mut out);
    out
}

/// Formats minutes in words: `1 h 45 min`.
#[must_use]
pub fn shown(minutes: i64) -> String {
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let mut parts = Vec::new();
    if days > 0 {
        parts.push(format!("{days} d"));
    }
    if hours > 0 {
        parts.push(format!("{hours} h"));
    }
    if rest > 0 || parts.is_empty() {
        parts.push(format!("{rest} min"));
    }
    parts.join(" ")
}

impl Evidence<'_> {
    pub(super) fn figure(&self, text: impl Into<String>, line: usize) -> Figure {
        let row = self.rows.iter().find(|row| row.line == line);
        let span: Range<usize> = row.map_or(0..0, |row| row.span.clone());
        let text = text.into();
        Figure { text, line, span }
    }
}

fn range(from: &Moment, to: &Moment) -> String {
    let text = |moment: &Moment, with_day: bool| {
        if with_day {
            moment.text().unwrap_or_default().replace('T', " ")
        } else {
            Moment {
                date: None,
                ..*moment
            }
            .text()
            .unwrap_or_default()
        }
    };
    let days = from.date != to.date;
    format!("{} to {}", text(from, days), text(to, days))
}

/// Phases and entries that end before they start.
fn order(evidence: &Evidence<'_>, marks: &[PhaseMark], out: &mut Vec<Contradiction>) {
    let pairs = [
        (Phase::Start, Phase::Resolution, "ends before it starts"),
        (
            Phase::Start,
            Phase::Mitigation,
            "is mitigated before it starts",
        ),
        (
            Phase::Start,
            Phase::Detection,
            "is detected before it starts",
        ),
        (
            Phase::Detection,
            Phase::Acknowledgement,
            "is acknowledged before it is detected",
        ),
        (
            Phase::Detection,
            Phase::Resolution,
            "is resolved before it is detected",
        ),
    ];
    for (first, then, what) in pairs {
        let of = |phase| marks.iter().find(|mark| mark.phase == phase);
        let (Some(from), Some(to)) = (of(first), of(then)) else {
            continue;
        };
        let reversed = match (from.moment.at, to.moment.at) {
            (Some(from), Some(to)) => to < from,
            _ => from
                .moment
                .date
                .zip(to.moment.date)
                .is_some_and(|(from, to)| to < from),
        };
        if reversed {
            let (a, b) = (
                from.moment.text().unwrap_or_default(),
                to.moment.text().unwrap_or_default(),
            );
            out.push(Contradiction {
                message: format!(
                    "the incident {what}: {} is {a}, {} is {b}",
                    first.name(),
                    then.name()
                ),
                figures: vec![evidence.figure(a, from.line), evidence.figure(b, to.line)],
            });
        }
    }
    for event in evidence.events {
        let end = event.end.and_then(|end| end.at);
        if end
            .zip(event.start.at)
            .is_some_and(|(end, start)| end < start)
        {
            let text = event.start.text().unwrap_or_default();
            out.push(Contradiction {
                message: format!(
                    "this entry ends before it starts: {}",
                    range(&event.start, &event.end.unwrap_or_default())
                ),
                figures: vec![evidence.figure(text, event.line)],
            });
        }
    }
}

/// Entries before the stated start or after the stated end of the incident.
fn outside(evidence: &Evidence<'_>, marks: &[PhaseMark], out: &mut Vec<Contradiction>) {
    if evidence.known.regions > 1 {
        return;
    }
    let of = |phase| marks.iter().find(|mark| mark.phase == phase);
    let before = [
        Phase::Detection,
        Phase::Acknowledgement,
        Phase::Mitigation,
        Phase::Resolution,
        Phase::FalseLead,
    ];
    let after = [Phase::Start, Phase::Resolution];
    for event in evidence.events {
        let (Some(at), Some(phase)) = (event.start.at, event.phase) else {
            continue;
        };
        let early = of(Phase::Start)
            .filter(|start| start.origin == Origin::Stated)
            .filter(|start| {
                before.contains(&phase) && start.moment.at.is_some_and(|start| at < start)
            });
        let late = of(Phase::Resolution)
            .filter(|end| after.contains(&phase) && end.moment.at.is_some_and(|end| at > end));
        let Some(edge) = early.or(late) else {
            continue;
        };
        let (time, limit) = (
            event.start.text().unwrap_or_default(),
            edge.moment.text().unwrap_or_default(),
        );
        let side = if early.is_some() {
            "before the stated start"
        } else {
            "after the stated end"
        };
        let source = if edge.origin == Origin::FrontMatter {
            " of the front matter"
        } else {
            ""
        };
        out.push(Contradiction {
            message: format!(
                "this entry ({time}, {}) is {side}{source}, {limit}",
                phase.name()
            ),
            figures: vec![
                evidence.figure(time, event.line),
                evidence.figure(limit, edge.line),
            ],
        });
    }
}

/// The maximum number of places that a finding lists.
const MOST_PLACES: usize = 20;

/// Text that has the form of a date but is not one.
fn days(evidence: &Evidence<'_>, out: &mut Vec<Contradiction>) {
    let wrong = |fact: &&Fact| {
        super::time::stamp::parse(&fact.value).is_some_and(|stamp| stamp.day == Some(Day::Wrong))
    };
    let facts = evidence
        .known
        .facts
        .iter()
        .filter(wrong)
        .map(|fact| fact.line);
    let mut lines: Vec<usize> = evidence
        .wrong_days
        .iter()
        .map(|left| left.line)
        .chain(facts)
        .collect();
    lines.dedup();
    lines.truncate(MOST_PLACES);
    if lines.is_empty() {
        return;
    }
    let figures: Vec<Figure> = lines
        .iter()
        .map(|line| {
            let row = evidence.rows.iter().find(|row| row.line == *line);
            let words = row.map_or("", |row| {
                row.text
                    .split([' ', '|'])
                    .find(|word| date::parse(word).is_some())
                    .unwrap_or(&row.text)
            });
            evidence.figure(words, *line)
        })
        .collect();
    let words = figures.first().map_or("", |figure| figure.text.as_str());
    out.push(Contradiction {
        message: format!("\u{201c}{words}\u{201d} is not a date"),
        figures,
    });
}

/// A day in the title that differs from the days of the timeline.
fn title(evidence: &Evidence<'_>, out: &mut Vec<Contradiction>) {
    let Some(titled) = date::find(evidence.title) else {
        return;
    };
    let days: Vec<_> = evidence
        .events
        .iter()
        .filter(|event| !event.date_inferred)
        .filter_map(|event| event.start.date)
        .collect();
    let far = |date: &jiff::civil::Date| {
        titled
            .until(*date)
            .is_ok_and(|span| span.get_days().abs() > 31)
    };
    let first = evidence
        .events
        .iter()
        .find(|event| !event.date_inferred && event.start.date.is_some());
    if let Some(event) = first.filter(|_| days.iter().all(far)) {
        let line = evidence
            .rows
            .iter()
            .find(|row| date::find(&row.text) == Some(titled))
            .map_or(0, |row| row.line);
        let day = event
            .start
            .date
            .map(|date| date.to_string())
            .unwrap_or_default();
        out.push(Contradiction {
            message: format!("the title says {titled}, but the timeline is of {day}"),
            figures: vec![
                evidence.figure(titled.to_string(), line),
                evidence.figure(day, event.line),
            ],
        });
    }
}
