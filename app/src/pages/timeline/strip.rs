//! Draws a timeline to scale.
//!
//! Positions are percentages and sizes are pixels, so that the drawing fills the available
//! width and its text is legible on screens of any size.

use leptos::prelude::*;

use crate::model::{BandKind, Event, Phase, Timeline};

use super::super::time::{Moment, Span};
use super::super::time_elements::duration;
use super::axis::axis;
use super::{Scale, entry_id, percent, seconds};

/// The vertical positions and heights of the parts, from the top, in pixels.
mod y {
    /// The baselines of the two rows of labels.
    pub(super) const LABELS: [i64; 2] = [12, 27];
    /// The top of the bar.
    pub(super) const BAR: i64 = 36;
    /// The height of the bar.
    pub(super) const BAR_HEIGHT: i64 = 12;
    /// The bracket below lost time, and its text.
    pub(super) const BRACKET: i64 = 56;
    pub(super) const BRACKET_TEXT: i64 = 73;
    /// The axis without and with a bracket above it.
    pub(super) const AXIS: [i64; 2] = [66, 92];
}

/// The width for which labels are laid out, in pixels; narrower screens show no labels.
const WIDTH: i64 = 600;
/// The maximum width of a letter, in pixels.
const LETTER: i64 = 7;

/// The drawing. Its points link to the entries of the list on `page`, which is empty for the
/// page that contains the drawing.
pub(super) fn strip(timeline: &Timeline, scale: &Scale, page: &str) -> impl IntoView + use<> {
    let leads: Vec<_> = timeline
        .bands
        .iter()
        .filter(|band| band.kind == BandKind::FalseLead)
        .filter_map(|band| Some((seconds(&band.from)?, seconds(&band.to)?)))
        .collect();
    let axis_at = y::AXIS[usize::from(!leads.is_empty())];
    let bands: Vec<_> = timeline
        .bands
        .iter()
        .filter_map(|band| rect(scale, band.kind, seconds(&band.from)?, seconds(&band.to)?))
        .collect();
    let brackets = bracket(timeline, scale, &leads);
    let points: Vec<_> = timeline
        .events
        .iter()
        .enumerate()
        .filter_map(|(number, event)| point(scale, page, number, event))
        .collect();
    let height = (axis_at + 6).to_string();
    view! {
        <svg
            class="timeline__strip"
            width="100%"
            height=height
            role="group"
            aria-label="Timeline to scale; each point leads to its entry"
        >
            <rect
                class="band"
                x="0"
                width="100%"
                y=y::BAR.to_string()
                height=y::BAR_HEIGHT.to_string()
                rx="2"
            />
            {bands}
            {labels(timeline, scale)}
            {brackets}
            {axis(scale, y::BAR, axis_at)}
            {points}
        </svg>
        {legend(timeline)}
    }
}

/// A section of the bar.
fn rect(scale: &Scale, kind: BandKind, from: i64, to: i64) -> Option<AnyView> {
    let (left, right) = (scale.share(from), scale.share(to));
    (left < right).then(|| {
        let class = format!("band band--{}", kind.name());
        view! {
            <rect
                class=class
                x=percent(left)
                width=percent(right - left)
                y=y::BAR.to_string()
                height=y::BAR_HEIGHT.to_string()
            />
        }
        .into_any()
    })
}

/// An entry as a point with a link to it.
fn point(scale: &Scale, page: &str, number: usize, event: &Event) -> Option<AnyView> {
    let moment = event.at.as_deref().and_then(Moment::parse)?;
    let at = moment
        .seconds()
        .filter(|at| (scale.first..=scale.last).contains(at))?;
    let about = if event.approximate { "about " } else { "" };
    let mut name = format!("{about}{}", scale.label(moment));
    if let Some(phase) = event.phase {
        name = format!("{name} · {}", phase.label());
    }
    name = format!("{name}: {}", event.text);
    let (class, r) = match event.phase {
        _ if event.wasted => ("point point--wasted", "5"),
        Some(Phase::Investigation) | None => ("point", "5"),
        Some(_) => ("point point--phase", "6"),
    };
    let cy = (y::BAR + y::BAR_HEIGHT / 2).to_string();
    Some(
        view! {
            <a class=class href=format!("{page}#{}", entry_id(number)) aria-label=name>
                <title>{name.clone()}</title>
                <circle class="point__reach" cx=scale.x(at) cy=cy.clone() r="12" />
                <circle class="point__dot" cx=scale.x(at) cy=cy r=r />
            </a>
        }
        .into_any(),
    )
}

/// The names of the phases above the bar. A name without room is omitted; the list has all names.
fn labels(timeline: &Timeline, scale: &Scale) -> impl IntoView + use<> {
    let mut ends = [i64::MIN; 2];
    let mut seen = Vec::new();
    let mut out = Vec::new();
    for event in &timeline.events {
        let at = event.at.as_deref().and_then(seconds);
        let (Some(at), Some(phase)) = (at, event.phase) else {
            continue;
        };
        if !(scale.first..=scale.last).contains(&at) {
            continue;
        }
        // False leads have a bracket, and investigation is too common for a label.
        let quiet = matches!(phase, Phase::FalseLead | Phase::Investigation);
        if quiet || seen.contains(&phase) {
            continue;
        }
        seen.push(phase);
        let text = phase.label();
        let width = LETTER * i64::try_from(text.len()).unwrap_or(0);
        let x = scale.share(at) * WIDTH / 10_000;
        let (anchor, left) = if x < width / 2 {
            ("start", x)
        } else if x > WIDTH - width / 2 {
            ("end", x - width)
        } else {
            ("middle", x - width / 2)
        };
        let Some(row) = ends.iter().rposition(|end| *end < left) else {
            continue;
        };
        ends[row] = left + width + LETTER;
        let base = y::LABELS[row];
        let mark = (base + 3).to_string();
        let foot = y::BAR.to_string();
        out.push(view! {
            <line class="label__line" x1=scale.x(at) x2=scale.x(at) y1=mark y2=foot />
            <text x=scale.x(at) y=base.to_string() text-anchor=anchor>
                {text}
            </text>
        });
    }
    view! { <g class="timeline__labels" aria-hidden="true">{out}</g> }
}

/// A bracket below each false lead, and the time lost to all of them.
fn bracket(timeline: &Timeline, scale: &Scale, leads: &[(i64, i64)]) -> Option<AnyView> {
    let wasted = timeline.wasted.as_ref()?;
    let from = leads.iter().map(|lead| lead.0).min()?;
    let to = leads.iter().map(|lead| lead.1).max()?;
    let lines: Vec<_> = leads
        .iter()
        .map(|(from, to)| {
            let (top, bottom) = (y::BRACKET.to_string(), (y::BRACKET - 5).to_string());
            view! {
                <line x1=scale.x(*from) x2=scale.x(*to) y1=top.clone() y2=top.clone() />
                <line x1=scale.x(*from) x2=scale.x(*from) y1=top.clone() y2=bottom.clone() />
                <line x1=scale.x(*to) x2=scale.x(*to) y1=top y2=bottom />
            }
        })
        .collect();
    let words = format!("false leads, {}", Span::minutes(wasted.minutes).human());
    let middle = i64::midpoint(scale.share(from), scale.share(to));
    let (anchor, at) = match middle {
        0..3000 => ("start", scale.share(from)),
        7001.. => ("end", scale.share(to)),
        _ => ("middle", middle),
    };
    Some(
        view! {
            <g class="timeline__wasted" aria-hidden="true">
                {lines}
                <text x=percent(at) y=y::BRACKET_TEXT.to_string() text-anchor=anchor>
                    {words}
                </text>
            </g>
        }
        .into_any(),
    )
}

/// The legend of the bar, with the total duration of each colour.
fn legend(timeline: &Timeline) -> impl IntoView + use<> {
    let kinds = [
        BandKind::Unnoticed,
        BandKind::Response,
        BandKind::Recovery,
        BandKind::FalseLead,
    ];
    let items: Vec<_> = kinds
        .into_iter()
        .filter_map(|kind| {
            let spans = timeline.bands.iter().filter(|band| band.kind == kind);
            let sum: i64 = spans
                .filter_map(|band| Some((seconds(&band.to)? - seconds(&band.from)?) / 60))
                .sum();
            let minutes = match (&timeline.wasted, kind) {
                (Some(wasted), BandKind::FalseLead) => wasted.minutes,
                _ => sum,
            };
            (sum > 0).then(|| {
                let class = format!("key key--{}", kind.name());
                view! {
                    <li class=class>
                        {kind.label()}" "
                        {duration(Span::minutes(minutes))}
                    </li>
                }
            })
        })
        .collect();
    (!items.is_empty()).then(|| view! { <ul class="timeline__legend">{items}</ul> })
}
