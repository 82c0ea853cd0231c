//! Computes the durations of an incident.

use jiff::Timestamp;

use super::Known;
use crate::facts::Label;
use model::incident::{Duration, Durations, Event, Origin, Phase, PhaseMark};

/// Returns the durations of an incident, each from the most trusted source that states it.
pub(crate) fn durations(known: &Known<'_>, phases: &[PhaseMark], events: &[Event]) -> Durations {
    let between = |from: Phase, to: Phase| {
        let find = |phase| phases.iter().find(|mark: &&PhaseMark| mark.phase == phase);
        let (from, to) = (find(from)?, find(to)?);
        let minutes = to.moment.at?.duration_since(from.moment.at?).as_mins();
        let origin = match from.origin.max(to.origin) {
            Origin::Inferred => Origin::Timeline,
            other => other,
        };
        (minutes >= 0).then(|| Duration {
            minutes,
            origin,
            approximate: false,
            lines: vec![from.line, to.line],
        })
    };
    let labelled = |label| {
        let fact = known
            .facts
            .iter()
            .find(|fact| fact.label == label && fact.length().is_some())?;
        let length = fact.length()?;
        Some(Duration {
            minutes: length.minutes,
            origin: Origin::Stated,
            approximate: length.approximate,
            lines: vec![fact.line],
        })
    };
    // The order of trust is front matter, then words, then the timeline.
    let best = |computed: Option<Duration>, words: Option<Duration>| match computed {
        Some(computed) if computed.origin == Origin::FrontMatter => Some(computed),
        computed => words.or(computed),
    };
    let whole = between(Phase::Start, Phase::Resolution);
    let stated = labelled(Label::Span)
        .filter(|_| {
            known.facts.iter().any(|fact| {
                fact.label == Label::Span
                    && fact.stamp().is_none_or(|stamp| stamp.end_clock.is_none())
            })
        })
        .or_else(|| {
            let found = known
                .stated
                .iter()
                .find(|stated| !stated.in_title)
                .or(known.stated.first())?;
            Some(Duration {
                minutes: found.minutes,
                origin: Origin::Stated,
                approximate: found.approximate,
                lines: vec![found.line],
            })
        });
    let window = whole.clone().filter(|whole| whole.origin <= Origin::Stated);
    // With two incidents, the time between them is not part of an outage.
    let timeline = spread(phases, events).filter(|_| known.regions <= 1);
    let to_recover = labelled(Label::ToRecover);
    let total = window
        .clone()
        .or_else(|| to_recover.clone().filter(|_| stated.is_none()))
        .or_else(|| whole.clone())
        .or_else(|| stated.clone());
    Durations {
        detect: best(
            between(Phase::Start, Phase::Detection),
            labelled(Label::ToDetect),
        ),
        acknowledge: best(
            between(Phase::Detection, Phase::Acknowledgement),
            labelled(Label::ToAcknowledge),
        ),
        mitigate: best(
            between(Phase::Detection, Phase::Mitigation),
            labelled(Label::ToMitigate),
        ),
        resolve: best(whole, to_recover),
        stated,
        window,
        timeline,
        total,
    }
}

/// The duration of the incident by the times of its timeline.
fn spread(phases: &[PhaseMark], events: &[Event]) -> Option<Duration> {
    let at = |mark: &PhaseMark| Some((mark.moment.at?, mark.line));
    let inferred = |phase| {
        phases
            .iter()
            .find(|mark| mark.phase == phase && mark.origin == Origin::Inferred)
            .and_then(at)
    };
    let mut timed: Vec<(Timestamp, usize)> = events
        .iter()
        .filter_map(|event| Some((event.start.at?, event.line)))
        .collect();
    timed.sort_unstable();
    let first = inferred(Phase::Start).or_else(|| timed.first().copied())?;
    let resolved = events
        .iter()
        .rev()
        .find(|event| event.phase == Some(Phase::Resolution) && event.start.at.is_some());
    let last = inferred(Phase::Resolution)
        .or_else(|| {
            resolved.and_then(|event| Some((event.end.unwrap_or(event.start).at?, event.line)))
        })
        .or_else(|| timed.last().copied())?;
    let minutes = last.0.duration_since(first.0).as_mins();
    (minutes >= 0 && timed.len() > 1).then(|| Duration {
        minutes,
        origin: Origin::Timeline,
        approximate: false,
        lines: vec![first.1, last.1],
    })
}
