//! The axis below a drawn timeline.

use leptos::prelude::*;

use super::super::time::Moment;
use super::Scale;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The distances between ticks, in seconds, which are round for people.
const STEPS: [i64; 15] = [
    MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    28 * DAY,
];

/// The maximum number of steps.
const MOST: i64 = 6;

/// The distance from an end, in hundredths of a percent, within which a tick has no label.
const ROOM: i64 = 1_300;

/// Ticks at round times, and the labels of the first and last instant and of the ticks.
pub(super) fn axis(scale: &Scale, top: i64, base: i64) -> impl IntoView + use<> {
    let ticks: Vec<_> = ticks(scale.first, scale.last)
        .into_iter()
        .map(|at| {
            let roomy = (ROOM..=10_000 - ROOM).contains(&scale.share(at));
            let words = roomy.then(|| {
                view! {
                    <text class="tick" x=scale.x(at) y=base.to_string() text-anchor="middle">
                        {words(at, scale)}
                    </text>
                }
            });
            let (y1, y2) = (top.to_string(), (base - 12).to_string());
            view! {
                <line class="tick" x1=scale.x(at) x2=scale.x(at) y1=y1 y2=y2 />
                {words}
            }
        })
        .collect();
    let end = |at: i64, x: &'static str, anchor: &'static str| {
        view! {
            <text x=x y=base.to_string() text-anchor=anchor>
                {scale.label(Moment::Instant(at))}
            </text>
        }
    };
    view! {
        <g class="timeline__axis" aria-hidden="true">
            {ticks}
            {end(scale.first, "0", "start")}
            {end(scale.last, "100%", "end")}
        </g>
    }
}

/// The round instants between two others, excluding both.
fn ticks(first: i64, last: i64) -> Vec<i64> {
    let span = last - first;
    let step = STEPS
        .into_iter()
        .find(|step| span / step <= MOST)
        .unwrap_or_else(|| (span / MOST / DAY + 1) * DAY);
    let mut at = first - first.rem_euclid(step) + step;
    let mut out = Vec::new();
    while at < last {
        out.push(at);
        at += step;
    }
    out
}

/// The time of day, or the date at the start of a day.
fn words(at: i64, scale: &Scale) -> String {
    let moment = Moment::Instant(at);
    if !scale.one_day && at.rem_euclid(DAY) == 0 {
        moment.date()
    } else {
        moment.time().trim_end_matches(" UTC").to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        // From 13:45 to 15:30 there is a tick every half hour.
        let start = 13 * HOUR + 45 * MINUTE;
        let expected: Vec<i64> = [28, 29, 30].iter().map(|half| half * HOUR / 2).collect();
        assert_eq!(ticks(start, 15 * HOUR + 30 * MINUTE), expected);
        for span in [MINUTE, HOUR, DAY, 40 * DAY, 400 * DAY] {
            let found = ticks(7, 7 + span).len();
            assert!(found <= 7, "{found} ticks in {span} s");
        }
        assert!(ticks(5, 5).is_empty());
    }
}
