//! The timeline of a postmortem, drawn to scale and as a list.

mod axis;
mod strip;

use leptos::prelude::*;

use crate::model::{Event, Timeline};
use crate::text::plural;

use super::time::{Moment, Span};
use super::time_elements::duration;

/// The drawing with its list. `None` if nothing can be drawn.
pub(super) fn timeline(timeline: &Timeline) -> Option<AnyView> {
    let scale = Scale::new(timeline)?;
    let entries = plural(timeline.events.len(), "entry", "entries");
    let items: Vec<_> = timeline
        .events
        .iter()
        .enumerate()
        .map(|(number, event)| entry(&scale, number, event))
        .collect();
    let inferred = timeline.events.iter().any(|event| event.inferred).then(|| {
        view! {
            <p class="timeline__note">
                "Phases with a dashed border are inferred from the text."
            </p>
        }
    });
    let unread = (timeline.unread > 0).then(|| {
        let lines = plural(timeline.unread, "line", "lines");
        let note = format!("{lines} of the timeline without a readable time: see the text.");
        view! { <p class="timeline__note">{note}</p> }
    });
    Some(
        view! {
            <div class="timeline">
                {strip::strip(timeline, &scale, "")}
                <p class="timeline__caption js-only" aria-hidden="true"></p>
                <details class="timeline__list">
                    <summary>"Timeline as a list: " {entries}</summary>
                    <ol>{items}</ol>
                    {inferred}
                    {unread}
                </details>
            </div>
        }
        .into_any(),
    )
}

/// The drawing, with links to the entries of the list on the page at `page`.
pub(super) fn drawing(timeline: &Timeline, page: &str) -> Option<AnyView> {
    let scale = Scale::new(timeline)?;
    let strip = strip::strip(timeline, &scale, page);
    Some(view! { <div class="timeline">{strip}</div> }.into_any())
}

/// The id of an entry in the list.
fn entry_id(number: usize) -> String {
    format!("kb-event-{}", number + 1)
}

/// Maps instants to positions in the drawing.
struct Scale {
    first: i64,
    last: i64,
    /// Whether the first and the last instant are on the same day.
    one_day: bool,
}

impl Scale {
    fn new(timeline: &Timeline) -> Option<Self> {
        let (from, to) = (Moment::parse(&timeline.from)?, Moment::parse(&timeline.to)?);
        let (first, last) = (from.seconds()?, to.seconds()?);
        (first < last).then(|| Self {
            first,
            last,
            one_day: from.date() == to.date(),
        })
    }

    /// The distance from the left in hundredths of a percent. Instants outside are at the edge.
    ///
    /// An integer makes the output the same on every machine.
    fn share(&self, seconds: i64) -> i64 {
        (seconds.clamp(self.first, self.last) - self.first) * 10_000 / (self.last - self.first)
    }

    /// The distance from the left as an attribute: `12.5%`.
    fn x(&self, seconds: i64) -> String {
        percent(self.share(seconds))
    }

    /// The label of an instant in the list and on the axis. It has a date only if there are
    /// several days.
    fn label(&self, moment: Moment) -> String {
        if self.one_day {
            moment.time()
        } else {
            moment.human()
        }
    }
}

/// Formats hundredths of a percent as an attribute.
fn percent(share: i64) -> String {
    match share % 100 {
        0 => format!("{}%", share / 100),
        rest => format!("{}.{rest:02}%", share / 100),
    }
}

/// The instant of an ISO 8601 text in seconds.
fn seconds(iso: &str) -> Option<i64> {
    Moment::parse(iso)?.seconds()
}

/// An entry of the list.
fn entry(scale: &Scale, number: usize, event: &Event) -> AnyView {
    let moment = event.at.as_deref().and_then(Moment::parse);
    let about = event.approximate.then_some("about ");
    let time = moment.map(|moment| {
        view! { <time datetime=moment.machine()>{scale.label(moment)}</time> }
    });
    let until =
        event.until.as_deref().and_then(Moment::parse).map(
            |until| view! { " to "<time datetime=until.machine()>{scale.label(until)}</time> },
        );
    let local = event.local.clone().map(|local| {
        let as_written = moment.is_some().then_some(" as written");
        view! { " "<span class="timeline__local">{local}{as_written}</span> }
    });
    let offset = moment
        .and_then(Moment::seconds)
        .filter(|at| *at > scale.first)
        .map(|at| view! { "+"{duration(Span::between(scale.first, at))} });
    let phase = event.phase.map(|phase| {
        let mut class = format!("phase phase--{}", phase.name());
        if event.inferred {
            class.push_str(" phase--inferred");
        }
        let inferred = event
            .inferred
            .then(|| view! { <span class="visually-hidden">" (inferred)"</span> });
        view! { <span class=class>{phase.label()}{inferred}</span>" " }
    });
    let class = event.wasted.then_some("is-wasted");
    view! {
        <li id=entry_id(number) class=class>
            <span class="timeline__time">{about}{time}{until}{local}</span>
            <span class="timeline__offset">{offset}</span>
            <span class="timeline__text">{phase}{event.text.clone()}</span>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_are_written_without_floating_point() {
        let table = [(0, "0%"), (10_000, "100%"), (5, "0.05%"), (1250, "12.50%")];
        for (share, expected) in table {
            assert_eq!(percent(share), expected);
        }
    }
}
