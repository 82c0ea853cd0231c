//! Charts of the distribution of durations, in which every incident is a point.

use leptos::prelude::*;

use crate::figures::fair_percentile;
use crate::model::{Distribution, Link};

use super::super::address::Place;
use super::super::filters::tokens;
use super::super::links::link;
use super::super::time::Span;
use super::super::time_elements::duration;

/// Marks of the scale in minutes, at equal distances; between them the scale is linear.
///
/// Durations range from minutes to months, and most of them are short.
const MARKS: [(i64, &str); 9] = [
    (0, "0"),
    (5, "5 min"),
    (15, "15 min"),
    (60, "1 h"),
    (240, "4 h"),
    (1_440, "1 d"),
    (10_080, "7 d"),
    (43_200, "30 d"),
    (525_600, "1 y"),
];

/// The percentiles that are shown.
const PERCENTILES: [(usize, &str); 3] = [(50, "Median"), (75, "75 %"), (90, "90 %")];

/// The number of rows of points, which keep equal durations from hiding each other.
const ROWS: usize = 4;

/// The durations of one kind: figures, every incident as a point, and a table.
pub(super) fn spread(place: &Place, one: &Distribution) -> AnyView {
    let values: Vec<i64> = one.points.iter().map(|(.., minutes)| *minutes).collect();
    let id = format!("kb-{}", one.name);
    let n = format!("n-{}", one.name);
    let figures: Vec<_> = PERCENTILES
        .into_iter()
        .map(|(percent, label)| {
            let key = format!("{}:{percent}", one.name);
            let value = match fair_percentile(&values, percent) {
                Some(minutes) => duration(Span::minutes(minutes)),
                None => "–".into_any(),
            };
            view! { <div><dt>{label}</dt><dd data-q=key>{value}</dd></div> }
        })
        .collect();
    let drawn = (!values.is_empty()).then(|| drawing(one, &values));
    view! {
        <section class="spread" aria-labelledby=id>
            <h3 id=id.clone()>{one.title.clone()}</h3>
            <p class="muted chart__note">
                {one.meaning.clone()}
                ". Known for "
                <span data-n=format!("{n}:yes")>{values.len()}</span>
                " of "
                <span data-n="">{one.of}</span>
                "."
            </p>
            <dl class="spread__figures">{figures}</dl>
            {drawn}
            {table(place, one, "Duration")}
        </section>
    }
    .into_any()
}

/// A drawing with every incident as a point; the points at percentiles are marked.
fn drawing(one: &Distribution, values: &[i64]) -> impl IntoView + use<> {
    let most = values.last().copied().unwrap_or(0);
    let last = MARKS
        .iter()
        .position(|(minutes, _)| *minutes >= most)
        .unwrap_or(MARKS.len() - 1)
        .max(1);
    let rank = |percent| fair_percentile(values, percent);
    let points: Vec<_> = one
        .points
        .iter()
        .enumerate()
        .map(|(at, (incident, row, minutes))| {
            let class = if rank(50) == Some(*minutes) {
                "dot dot--median"
            } else {
                "dot"
            };
            let cy = (8 + at % ROWS * 8).to_string();
            let name = format!("{}: {}", incident.text, crate::figures::duration(*minutes));
            view! {
                <circle
                    class=class
                    cx=place_of(*minutes, last)
                    cy=cy
                    r="4"
                    data-f=tokens(row)
                    data-dot=one.name.clone()
                    data-v=minutes.to_string()
                >
                    <title>{name}</title>
                </circle>
            }
        })
        .collect();
    let marks: Vec<_> = MARKS
        .iter()
        .take(last + 1)
        .enumerate()
        .map(|(at, (minutes, label))| {
            let x = place_of(*minutes, last);
            let anchor = match at {
                0 => "start",
                at if at == last => "end",
                _ => "middle",
            };
            // A phone has room only for every second label.
            let class = if at % 2 == 1 && at != last {
                "tick minor"
            } else {
                "tick"
            };
            view! {
                <line class="tick" x1=x.clone() x2=x.clone() y1="0" y2="40" />
                <text class=class x=x y="54" text-anchor=anchor>
                    {*label}
                </text>
            }
        })
        .collect();
    view! {
        <svg class="spread__drawing" width="100%" height="58" aria-hidden="true">
            {marks}
            {points}
        </svg>
    }
}

/// The position of a duration as an attribute: `12.50%`.
fn place_of(minutes: i64, last: usize) -> String {
    let steps = i64::try_from(last).unwrap_or(1);
    let share = (0..last)
        .find(|at| minutes <= MARKS[at + 1].0)
        .map_or(10_000, |at| {
            let (low, high) = (MARKS[at].0, MARKS[at + 1].0);
            let at = i64::try_from(at).unwrap_or(0);
            (at * 10_000 + (minutes.max(low) - low) * 10_000 / (high - low)) / steps
        });
    format!("{}.{:02}%", share / 100, share % 100)
}

/// A table of the incidents of a drawing, longest first.
fn table(place: &Place, one: &Distribution, what: &'static str) -> Option<AnyView> {
    let row = |(incident, row, minutes): &(Link, Vec<String>, i64)| {
        view! {
            <tr data-f=tokens(row)>
                <th scope="row">{link(place, incident)}</th>
                <td class="ta-r">{duration(Span::minutes(*minutes))}</td>
            </tr>
        }
    };
    let rows: Vec<_> = one.points.iter().rev().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details>
                <summary>"As a table"</summary>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Incident"</th>
                            <th scope="col" class="ta-r">{what}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        }
        .into_any()
    })
}

/// The time lost to false leads, by incident.
pub(super) fn false_leads(place: &Place, one: &Distribution) -> Option<AnyView> {
    let most = one.points.iter().map(|(.., minutes)| *minutes).max()?;
    let total: i64 = one.points.iter().map(|(.., minutes)| *minutes).sum();
    let view_box = format!("0 0 {} 1", most.max(1));
    let rows: Vec<_> = one
        .points
        .iter()
        .rev()
        .map(|(incident, row, minutes)| {
            view! {
                <tr data-f=tokens(row)>
                    <th scope="row">{link(place, incident)}</th>
                    <td class="bar__number">{duration(Span::minutes(*minutes))}</td>
                    <td class="bar bar--wasted">
                        <svg
                            viewBox=view_box.clone()
                            preserveAspectRatio="none"
                            width="100%"
                            height="12"
                            aria-hidden="true"
                        >
                            <rect width=minutes.to_string() height="1" />
                        </svg>
                    </td>
                </tr>
            }
        })
        .collect();
    Some(
        view! {
            <section class="group" aria-labelledby="kb-false-leads">
                <h2 id="kb-false-leads">"Lost to false leads"</h2>
                <p class="muted chart__note">
                    <span data-s=one.name.clone()>{duration(Span::minutes(total))}</span>
                    " in total. Known for "
                    <span data-n=format!("n-{}:yes", one.name)>{one.points.len()}</span>
                    " of "
                    <span data-n="">{one.of}</span>
                    " incidents; the others had none, or do not state it."
                </p>
                <table class="bars bars--wide">
                    <thead class="visually-hidden">
                        <tr>
                            <th scope="col">"Incident"</th>
                            <th scope="col">"Lost"</th>
                            <th scope="col">"Bar"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_stand_between_their_marks() {
        let table = [
            (0, 3, "0.00%"),
            (5, 3, "33.33%"),
            (10, 3, "50.00%"),
            (60, 3, "100.00%"),
            (9_999, 3, "100.00%"),
            (-5, 3, "0.00%"),
        ];
        for (minutes, last, expected) in table {
            assert_eq!(place_of(minutes, last), expected, "{minutes}");
        }
    }
}
