//! Dates and durations as `<time>` elements.
//!
//! Ages and "overdue" depend on the day on which a page is read, so a script computes them
//! from `data-relative` and `data-due`. Without scripts the page shows the dates.

use leptos::prelude::*;

use super::time::{Moment, Span};

/// The day of a date or an instant. Other texts are shown unchanged.
pub(super) fn day(iso: &str) -> AnyView {
    match Moment::parse(iso) {
        Some(moment) => view! { <time datetime=moment.machine()>{moment.date()}</time> }.into_any(),
        None => iso.to_owned().into_any(),
    }
}

/// A date that a script shows as an age: "12 days ago".
pub(super) fn age(iso: &str) -> AnyView {
    match Moment::parse(iso) {
        Some(moment) => {
            view! { <time datetime=moment.machine() data-relative="">{moment.date()}</time> }
                .into_any()
        }
        None => iso.to_owned().into_any(),
    }
}

/// An instant that a script shows as an age: "40 minutes ago".
pub(super) fn since(iso: &str) -> AnyView {
    match Moment::parse(iso) {
        Some(moment) => {
            view! { <time datetime=moment.machine() data-relative="">{moment.human()}</time> }
                .into_any()
        }
        None => iso.to_owned().into_any(),
    }
}

/// A date on which something is due. A script marks it after it has passed.
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
