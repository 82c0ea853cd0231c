//! How current a page is: when it was used and edited, and whether its review is overdue.

use leptos::prelude::*;

use crate::model::{Card, Used};
use crate::text::plural;

use super::address::Place;
use super::time::Moment;
use super::time_elements::{age, day};

/// The number of incidents in which the page was used, and the latest one.
pub(super) fn used(place: &Place, used: &Used) -> AnyView {
    let incidents = plural(used.incidents, "incident", "incidents");
    let last = used
        .date
        .as_deref()
        .and_then(Moment::parse)
        .map_or_else(|| used.last.text.clone(), Moment::date);
    let href = place.link(&used.last.url);
    view! {
        <span title="Postmortems that link to this page or name it as related">
            "used in " {incidents} ", last "
            <a href=href title=used.last.text.clone()>
                {match used.date.as_deref() {
                    Some(date) => day(date),
                    None => last.into_any(),
                }}
            </a>
        </span>
    }
    .into_any()
}

/// When the text was last edited, which is not a review.
pub(super) fn edited(card: &Card) -> Option<AnyView> {
    let changed = card.changed.as_deref()?;
    Some(view! { "edited "{age(changed)} }.into_any())
}

/// A warning that the review is overdue. A script shows it when `data-due` has passed.
pub(super) fn overdue(card: &Card) -> Option<AnyView> {
    let due = card.review_due.as_deref()?;
    let date = Moment::parse(due)?.date();
    let owner = match &card.owner {
        Some(owner) => {
            view! { ", and tell "<strong>{owner.clone()}</strong>" what is outdated" }.into_any()
        }
        None => ().into_any(),
    };
    Some(
        view! {
            <p class="overdue" data-due=date role="note">
                <strong>"Review overdue since "{day(due)}"."</strong>
                " Check each command before you run it"
                {owner}
                "."
            </p>
        }
        .into_any(),
    )
}
