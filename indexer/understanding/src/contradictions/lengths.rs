//! Compares the stated length with the stated window, the timeline, and other stated lengths.

use super::{Evidence, range, shown};
use crate::facts::Label;
use crate::stated_duration::StatedDuration;
use model::incident::{Contradiction, Event, Phase, PhaseMark};

fn agree(stated: &StatedDuration, minutes: i64) -> bool {
    let share = if stated.approximate { 35 } else { 15 };
    let least = if stated.approximate { 15 } else { 5 };
    let margin = (stated.minutes.max(minutes) * share / 100).max(least);
    (stated.minutes - minutes).abs() <= margin
}

/// Compares each stated length with the stated window, the timeline, and other stated lengths.
pub(super) fn find(evidence: &Evidence<'_>, marks: &[PhaseMark], out: &mut Vec<Contradiction>) {
    let known = evidence.known;
    let of = |phase| marks.iter().find(|mark| mark.phase == phase);
    // A window that ends before it starts is reported by another rule and has no length.
    let window = of(Phase::Start)
        .zip(of(Phase::Resolution))
        .filter(|(start, end)| {
            let both = start.moment.at.zip(end.moment.at);
            both.is_none_or(|(from, to)| from < to)
        });
    // `Duration: 30 minutes` is a stated length, too.
    let labelled = known.facts.iter().filter(|fact| fact.label == Label::Span);
    let labelled = labelled.filter_map(|fact| {
        let length = fact.length()?;
        Some(StatedDuration {
            minutes: length.minutes,
            approximate: length.approximate,
            words: fact.value[length.range].to_owned(),
            line: fact.line,
            in_title: false,
        })
    });
    let stated: Vec<StatedDuration> = labelled.chain(known.stated.iter().cloned()).collect();
    let mut blamed = false;
    for stated in &stated {
        let words = format!("\u{201c}{}\u{201d}", stated.words);
        if let Some((start, end)) = window
            && let (Some(from), Some(to)) = (start.moment.at, end.moment.at)
        {
            let minutes = to.duration_since(from).as_mins();
            if minutes > 0 && !agree(stated, minutes) && !blamed {
                blamed = true;
                let range = range(&start.moment, &end.moment);
                out.push(Contradiction {
                    message: format!(
                        "stated as {words} ({}), but {range} is {}",
                        shown(stated.minutes),
                        exact(minutes)
                    ),
                    figures: vec![
                        evidence.figure(&stated.words, stated.line),
                        evidence.figure(range, start.line),
                    ],
                });
            }
        } else if known.regions == 1 && !blamed {
            let candidates = spans(evidence.events);
            let fits = candidates
                .iter()
                .any(|(minutes, _, _)| agree(stated, *minutes));
            if let Some((minutes, from, to)) = candidates.first().filter(|_| !fits) {
                blamed = true;
                let (from, to) = (&evidence.events[*from], &evidence.events[*to]);
                let range = range(&from.start, &to.start);
                out.push(Contradiction {
                    message: format!(
                        "stated as {words} ({}), but the timeline runs {range}: {}",
                        shown(stated.minutes),
                        exact(*minutes)
                    ),
                    figures: vec![
                        evidence.figure(&stated.words, stated.line),
                        evidence.figure(from.start.text().unwrap_or_default(), from.line),
                        evidence.figure(to.start.text().unwrap_or_default(), to.line),
                    ],
                });
            }
        }
    }
    if let Some(first) = stated.first() {
        let exact = |stated: &&StatedDuration| !stated.approximate && stated.minutes >= 10;
        let other = stated
            .iter()
            .filter(exact)
            .find(|other| !agree(other, first.minutes));
        if let Some(other) = other.filter(|_| !first.approximate && !blamed) {
            out.push(Contradiction {
                message: format!(
                    "the outage is said to be \u{201c}{}\u{201d} and \u{201c}{}\u{201d}",
                    first.words, other.words
                ),
                figures: vec![
                    evidence.figure(&first.words, first.line),
                    evidence.figure(&other.words, other.line),
                ],
            });
        }
    }
}

/// Formats minutes in words, from one hour on with the number: `1 h 45 min (105 min)`.
fn exact(minutes: i64) -> String {
    if minutes < 60 {
        return shown(minutes);
    }
    format!("{} ({minutes} min)", shown(minutes))
}

/// The possible lengths of the outage by its timeline, the most likely one first.
fn spans(events: &[Event]) -> Vec<(i64, usize, usize)> {
    let dated = |index: &usize| events[*index].start.at.is_some();
    let all: Vec<usize> = (0..events.len()).filter(dated).take(200).collect();
    let phase = |wanted: &'static [Phase]| {
        let all = all.clone();
        all.into_iter().filter(move |index| {
            events[*index]
                .phase
                .is_some_and(|phase| wanted.contains(&phase))
        })
    };
    let mut starts: Vec<usize> = all.first().copied().into_iter().collect();
    starts.extend(phase(&[Phase::Start]));
    starts.extend(phase(&[Phase::Detection]).take(2));
    // A timeline without an explicit end proves nothing.
    let mut ends: Vec<usize> = phase(&[Phase::Resolution]).collect();
    if ends.is_empty() {
        return Vec::new();
    }
    ends.reverse();
    ends.extend(phase(&[Phase::Mitigation]));
    ends.extend(all.last());
    let mut out = Vec::new();
    for start in starts {
        for end in &ends {
            if let (Some(from), Some(to)) = (events[start].start.at, events[*end].start.at) {
                let minutes = to.duration_since(from).as_mins();
                if minutes > 0 {
                    out.push((minutes, start, *end));
                }
            }
        }
    }
    out
}
