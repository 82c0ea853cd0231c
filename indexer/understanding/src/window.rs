//! The start and end of an incident, its phases, and its durations.
//!
//! Front matter has precedence over what the document states, and that over the timeline.
//! What only the wording suggests is marked as inferred.

mod durations;

use jiff::tz::TimeZone;

use super::facts::{Fact, Label};
use super::stated_duration::StatedDuration;
use super::time::date::Day;
use super::time::stamp::Stamp;
use super::time::zone::Zone;
use super::timeline::moment;
use model::incident::{Event, Mention, Moment, Origin, Phase, PhaseMark, Window};
use model::{DateOrInstant, FrontMatter};

pub(crate) use durations::durations;

/// What is known besides the timeline.
pub(crate) struct Known<'a> {
    pub front: &'a FrontMatter,
    pub facts: &'a [Fact],
    pub stated: &'a [StatedDuration],
    pub zone: &'a Zone,
    /// The day of the document, for labels that have only a time.
    pub day: Option<jiff::civil::Date>,
    /// The number of timelines in the document.
    pub regions: usize,
}

/// The phases that front matter or a label states, with their moments.
pub(crate) fn stated_phases(known: &Known<'_>) -> Vec<PhaseMark> {
    let front = known.front;
    let keys = [
        (Phase::Start, &front.started_at, Label::Start),
        (Phase::Detection, &front.detected_at, Label::Detected),
        (
            Phase::Acknowledgement,
            &front.acknowledged_at,
            Label::Acknowledged,
        ),
        (Phase::Mitigation, &front.mitigated_at, Label::Mitigated),
        (Phase::Resolution, &front.resolved_at, Label::End),
    ];
    let range = known.facts.iter().find_map(|fact| {
        let stamp = fact.stamp().filter(|stamp| {
            matches!(fact.label, Label::Span | Label::Date) && stamp.end_clock.is_some()
        })?;
        Some((fact, stamp))
    });
    let mut marks = Vec::new();
    for (phase, key, label) in keys {
        if let Some(moment) = key.map(|given| of_front_matter(given, known.zone)) {
            marks.push(mark(phase, moment, Origin::FrontMatter, 0));
            continue;
        }
        let fact = known
            .facts
            .iter()
            .find(|fact| fact.label == label && fact.stamp().is_some());
        if let Some(fact) = fact
            && let Some(stamp) = fact.stamp()
            && stamp.has_time()
        {
            let mut moment = begin(&stamp, known);
            // With `Start: 22:15` and `End: 01:05`, the end is on the next day.
            let start = marks
                .iter()
                .find(|mark: &&PhaseMark| mark.phase == Phase::Start);
            if stamp.day.is_none()
                && let Some(start) = start.and_then(|start| start.moment.local())
                && let Some(time) = moment.time
            {
                let same = start.date().to_datetime(time);
                let date = if same < start {
                    start.date().tomorrow().ok()
                } else {
                    Some(start.date())
                };
                moment = super::timeline::moment(
                    date,
                    Some(time),
                    stamp.zone.as_ref().unwrap_or(known.zone),
                );
            }
            marks.push(mark(phase, moment, Origin::Stated, fact.line));
            continue;
        }
        if let Some((fact, stamp)) = &range {
            let found = match phase {
                Phase::Start => Some(begin(stamp, known)),
                Phase::Resolution => finish(stamp, known),
                _ => None,
            };
            marks.extend(found.map(|moment| mark(phase, moment, Origin::Stated, fact.line)));
        }
    }
    marks
}

fn mark(phase: Phase, moment: Moment, origin: Origin, line: usize) -> PhaseMark {
    PhaseMark {
        phase,
        moment,
        origin,
        line,
    }
}

/// Converts a date or instant of front matter to the author's zone.
fn of_front_matter(given: DateOrInstant, zone: &Zone) -> Moment {
    let Some(at) = given.instant() else {
        return moment(Some(given.date()), None, zone);
    };
    let local = at.to_zoned(zone.zone.clone()).datetime();
    Moment {
        date: Some(local.date()),
        time: Some(local.time()),
        at: Some(at),
    }
}

fn begin(stamp: &Stamp, known: &Known<'_>) -> Moment {
    let time = time(stamp.clock);
    let zone = stamp.zone.as_ref().unwrap_or(known.zone);
    moment(day(stamp.day, known.day), time, zone)
}

fn finish(stamp: &Stamp, known: &Known<'_>) -> Option<Moment> {
    let start = begin(stamp, known);
    let time = time(stamp.end_clock)?;
    let mut date = day(stamp.end_day, start.date);
    if stamp.end_day.is_none() && start.time.is_some_and(|start| time < start) {
        date = date.and_then(|date| date.tomorrow().ok());
    }
    let zone = stamp.zone.as_ref().unwrap_or(known.zone);
    Some(moment(date, Some(time), zone))
}

fn day(day: Option<Day>, default: Option<jiff::civil::Date>) -> Option<jiff::civil::Date> {
    match day {
        Some(Day::Full(date)) => Some(date),
        Some(Day::OfYear { month, day }) => {
            jiff::civil::Date::new(default?.year(), month, day).ok()
        }
        Some(Day::Wrong | Day::Blank) => None,
        None => default,
    }
}

fn time(clock: Option<super::time::clock::Clock>) -> Option<jiff::civil::Time> {
    match clock {
        Some(super::time::clock::Clock::At { time, .. }) => Some(time),
        _ => None,
    }
}

/// Adds the phases of the timeline to the stated phases, in the order of [`Phase`].
pub(crate) fn phases(known: &Known<'_>, events: &[Event]) -> Vec<PhaseMark> {
    let mut marks = stated_phases(known);
    if known.regions <= 1 && !events.is_empty() {
        let fitted = fitted(known, events);
        let of = |event: &Event, phase| mark(phase, event.start, Origin::Inferred, event.line);
        let dated = |event: &&Event| event.start.at.is_some();
        let first = |phase| {
            events
                .iter()
                .filter(dated)
                .find(|event| event.phase == Some(phase))
        };
        let has = |marks: &[PhaseMark], phase| marks.iter().any(|mark| mark.phase == phase);
        if !has(&marks, Phase::Start) {
            let explicit = events.iter().filter(dated).find(|event| {
                let text = event.text.to_lowercase();
                [
                    "start of incident",
                    "problem start",
                    "incident start",
                    "outage start",
                    "incident began",
                    "outage began",
                    "outage begins",
                    "incident begins",
                    "started the incident",
                    "impact start",
                    "impact begins",
                ]
                .iter()
                .any(|words| text.contains(words))
            });
            let start = fitted
                .map(|(start, _)| &events[start])
                .or(explicit)
                .or_else(|| events.iter().find(|event| event.start.date.is_some()));
            marks.extend(start.map(|event| of(event, Phase::Start)));
        }
        // Messages before the start are not the detection.
        let began = marks
            .iter()
            .find(|mark| mark.phase == Phase::Start)
            .and_then(|mark| mark.moment.at);
        let within = |phase| {
            let mut all = events.iter().filter(dated);
            all.find(|event| event.phase == Some(phase) && event.start.at >= began)
        };
        for phase in [
            Phase::Detection,
            Phase::Acknowledgement,
            Phase::Escalation,
            Phase::CauseFound,
        ] {
            if !has(&marks, phase) {
                let event = within(phase).or_else(|| first(phase));
                marks.extend(event.map(|event| of(event, phase)));
            }
        }
        if !has(&marks, Phase::Resolution) {
            let fitted = fitted.and_then(|(_, end)| end).map(|end| &events[end]);
            // `Outage ends` is closer to the end for users than a later `Incident ends`.
            let outage = events.iter().rev().filter(dated).find(|event| {
                let text = event.text.to_lowercase();
                [
                    "outage ends",
                    "outage ended",
                    "outage is over",
                    "outage over",
                ]
                .iter()
                .any(|words| text.contains(words))
            });
            let resolved = outage.or_else(|| {
                events
                    .iter()
                    .rev()
                    .filter(dated)
                    .find(|event| event.phase == Some(Phase::Resolution))
            });
            let end = resolved
                .or(fitted)
                .or_else(|| events.iter().rev().find(dated))
                .filter(|_| events.len() > 1);
            marks.extend(end.map(|event| {
                mark(
                    Phase::Resolution,
                    event.end.unwrap_or(event.start),
                    Origin::Inferred,
                    event.line,
                )
            }));
        }
        if !has(&marks, Phase::Mitigation) {
            let end = marks
                .iter()
                .find(|mark| mark.phase == Phase::Resolution)
                .and_then(|mark| mark.moment.at);
            let relief = events.iter().rev().filter(dated).find(|event| {
                event.phase == Some(Phase::Mitigation) && (end.is_none() || event.start.at <= end)
            });
            marks.extend(relief.map(|event| of(event, Phase::Mitigation)));
        }
    }
    marks.sort_by_key(|mark| mark.phase);
    marks
}

/// The events between which the stated times to detection and recovery fit.
fn fitted(known: &Known<'_>, events: &[Event]) -> Option<(usize, Option<usize>)> {
    let length = |label| {
        known
            .facts
            .iter()
            .find(|fact| fact.label == label)
            .and_then(Fact::length)
            .map(|length| length.minutes)
    };
    let detect = length(Label::ToDetect);
    let recover = length(Label::ToRecover).or_else(|| length(Label::ToMitigate));
    if detect.is_none() && recover.is_none() {
        return None;
    }
    // The limit avoids comparing all pairs in a timeline that is a log of a thousand lines.
    let events = &events[..events.len().min(200)];
    let after = |start: usize, minutes: i64| {
        let from = events[start].start.at?;
        events.iter().position(|event| {
            event
                .start
                .at
                .is_some_and(|at| at.duration_since(from).as_mins() == minutes)
        })
    };
    // A recovery before or at the detection would fit anywhere.
    if detect
        .zip(recover)
        .is_some_and(|(detect, recover)| recover <= detect)
    {
        return None;
    }
    for start in 0..events.len() {
        let noticed = detect.map(|minutes| after(start, minutes));
        let over = recover.map(|minutes| after(start, minutes));
        match (noticed, over) {
            (Some(Some(_)), Some(Some(end))) | (None, Some(Some(end))) => {
                return Some((start, Some(end)));
            }
            (Some(Some(_)), None) => return Some((start, None)),
            _ => {}
        }
    }
    None
}

/// The start and end, as far as the phases have them.
pub(crate) fn window(phases: &[PhaseMark]) -> Window {
    let of = |phase| {
        phases
            .iter()
            .find(|mark| mark.phase == phase)
            .map(|mark| Mention {
                moment: mark.moment,
                origin: mark.origin,
                line: mark.line,
            })
    };
    Window {
        start: of(Phase::Start),
        end: of(Phase::Resolution).or_else(|| of(Phase::Mitigation)),
    }
}

/// The zone of the site, which `kb.toml` names.
pub(crate) fn site_zone(zone: &TimeZone) -> Zone {
    Zone {
        name: zone.iana_name().unwrap_or("UTC").to_owned(),
        zone: zone.clone(),
    }
}
