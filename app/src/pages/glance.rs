//! A postmortem at a glance: how long, and when what happened.

use leptos::prelude::*;

use crate::model::{Contradiction, Document};

use super::dates::{duration, instant, time_of_day};
use super::time::{Moment, Span};

/// The strip of figures above a postmortem; nothing if no instant is known.
pub(super) fn glance(document: &Document) -> Option<AnyView> {
    let points = points(document);
    let first = points.first()?;
    let last = points.last()?;
    let ongoing = document.card.status.as_deref() == Some("ongoing");
    let lasted = (!ongoing && points.len() > 1).then(|| {
        view! {
            <div class="glance__total">
                <dt>"Lasted"</dt>
                <dd>{duration(Span::between(first.seconds, last.seconds))}</dd>
            </div>
        }
    });
    let steps: Vec<_> = points.iter().map(|point| step(point, first)).collect();
    Some(
        view! {
            <section class="glance" aria-label="At a glance">
                <dl class="glance__figures">{lasted}{steps}</dl>
                {track(&points)}
                {contradictions(&document.contradictions)}
            </section>
        }
        .into_any(),
    )
}

/// A known instant of the incident.
struct Point<'a> {
    label: &'a str,
    moment: Moment,
    seconds: i64,
}

/// The instants that could be read, in order of time.
fn points(document: &Document) -> Vec<Point<'_>> {
    let mut points: Vec<_> = document
        .instants
        .iter()
        .filter_map(|(label, iso)| {
            let moment = Moment::parse(iso)?;
            let seconds = moment.seconds()?;
            Some(Point {
                label,
                moment,
                seconds,
            })
        })
        .collect();
    points.sort_by_key(|point| point.seconds);
    points
}

/// An instant with its distance from the first.
fn step(point: &Point<'_>, first: &Point<'_>) -> impl IntoView + use<> {
    let same_day = point.moment.date() == first.moment.date();
    let is_first = point.seconds == first.seconds && point.label == first.label;
    let time = if same_day && !is_first {
        time_of_day(point.moment)
    } else {
        instant(point.moment)
    };
    let offset = (!is_first).then(|| {
        view! {
            " "
            <span class="glance__offset">
                "+"{duration(Span::between(first.seconds, point.seconds))}
            </span>
        }
    });
    view! { <div><dt>{point.label.to_owned()}</dt><dd>{time}{offset}</dd></div> }
}

/// The instants to scale, for the eye only: the figures say the same in words.
fn track(points: &[Point<'_>]) -> Option<AnyView> {
    let (first, last) = (points.first()?.seconds, points.last()?.seconds);
    let whole = last - first;
    if whole == 0 {
        return None;
    }
    let dots: Vec<_> = points
        .iter()
        .map(|point| {
            // In tenths of a percent, so that no floating point shows.
            let share = (point.seconds - first) * 1000 / whole;
            let x = format!("{}.{}%", share / 10, share % 10);
            view! { <circle cx=x cy="6" r="4.5" /> }
        })
        .collect();
    Some(
        view! {
            <svg class="glance__track" height="12" aria-hidden="true">
                <line x1="0" y1="6" x2="100%" y2="6" />
                {dots}
            </svg>
        }
        .into_any(),
    )
}

/// Figures that disagree, both of them.
fn contradictions(contradictions: &[Contradiction]) -> Vec<AnyView> {
    contradictions
        .iter()
        .map(|found| {
            let source = found.anchor.as_deref().map(|anchor| {
                view! { " "<a href=format!("#{anchor}")>"See where"</a> }
            });
            view! {
                <p class="contradiction" data-diagnostic="contradiction">
                    <strong>"Contradiction: "</strong>
                    {found.message.clone()}
                    {source}
                </p>
            }
            .into_any()
        })
        .collect()
}
