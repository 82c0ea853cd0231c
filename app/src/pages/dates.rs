//! Dates and durations as `<time>` elements.
//!
//! Ages and "overdue" depend on the day they are read, so a script works them
//! out from `data-relative` and `data-due`; without it the dates stand.

use leptos::prelude::*;

use super::time::{Moment, Span};

/// The day of a date or instant; text that is neither is shown as it is.
pub(super) fn day(iso: &str) -> AnyView {
    match Moment::parse(iso) {
        Some(moment) => view! { <time datetime=moment.machine()>{moment.date()}</time> }.into_any(),
        None => iso.to_owned().into_any(),
    }
}

/// A day that a script may show as an age ("12 days ago").
pub(super) fn age(iso: &str) -> AnyView {
    match Moment::parse(iso) {
        Some(moment) => {
            view! { <time datetime=moment.machine() data-relative="">{moment.date()}</time> }
                .into_any()
        }
        None => iso.to_owned().into_any(),
    }
}

/// An instant that a script may show as an age ("40 minutes ago").
pub(super) fn since(iso: &str) -> AnyView {
    match Moment::parse(iso) {
        Some(moment) => {
            view! { <time datetime=moment.machine() data-relative="">{moment.human()}</time> }
                .into_any()
        }
        None => iso.to_owned().into_any(),
    }
}

/// A day on which something is due; a script marks it when it has passed.
pub(super) fn due(iso: &str) -> AnyView {
    match Moment::parse(iso) {
        Some(moment) => {
            view! { <time datetime=moment.machine() data-due=moment.date()>{moment.date()}</time> }
                .into_any()
        }
        None => iso.to_owned().into_any(),
    }
}

/// A duration: `1 h 45 min`.
pub(super) fn duration(span: Span) -> AnyView {
    view! { <time datetime=span.machine()>{span.human()}</time> }.into_any()
}
