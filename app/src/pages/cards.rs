//! Lists of documents, one row each.

use leptos::prelude::*;

use crate::model::Card;

use super::address::Place;
use super::badges::{severity, status};
use super::links::link;
use super::time_elements::{age, day, due};

/// What a row shows besides the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowDetail {
    /// Summary, services, and the date of the incident or of the last review.
    Full,
    /// When the document was edited.
    Edited,
    /// When the next review is due, and who owns the document.
    Due,
    /// The summary.
    Summary,
    /// Why the document is related.
    Related,
}

/// Documents as rows. `None` for no documents.
pub(super) fn rows<'a>(
    place: &Place,
    detail: RowDetail,
    cards: impl IntoIterator<Item = &'a Card>,
) -> Option<AnyView> {
    let items: Vec<_> = cards
        .into_iter()
        .map(|card| row(place, detail, card))
        .collect();
    (!items.is_empty()).then(|| view! { <ul class="rows">{items}</ul> }.into_any())
}

fn row(place: &Place, detail: RowDetail, card: &Card) -> AnyView {
    let summary = card
        .summary
        .clone()
        .filter(|text| !text.is_empty() && matches!(detail, RowDetail::Full | RowDetail::Summary))
        .map(|text| view! { <p class="row__summary">{text}</p> });
    let meta = meta(place, detail, card);
    let meta = (!meta.is_empty()).then(|| view! { <ul class="meta row__meta">{meta}</ul> });
    view! {
        <li class="row">
            <div class="row__main">
                {incident_date(detail, card)}
                <a class="row__title" href=place.link(&card.url)>
                    {card.title.clone()}
                </a>
                {severity(card)}
                {status(card)}
                {summary}
            </div>
            {meta}
        </li>
    }
    .into_any()
}

/// The date of the incident, before the title.
fn incident_date(detail: RowDetail, card: &Card) -> Option<AnyView> {
    let date = card.incident_date.as_deref()?;
    matches!(detail, RowDetail::Full | RowDetail::Related)
        .then(|| view! { <span class="row__date">{day(date)}</span> }.into_any())
}

/// The facts at the end of a row.
fn meta(place: &Place, detail: RowDetail, card: &Card) -> Vec<AnyView> {
    let mut items = Vec::new();
    match detail {
        RowDetail::Full => {
            // The page of a service does not repeat its name.
            let services = card.services.iter().filter(|s| !place.is(&s.url));
            items.extend(services.map(|service| link(place, service)));
            if card.incident_date.is_none() {
                items.push(reviewed(card));
            }
        }
        RowDetail::Edited => {
            items.extend(card.changed.as_deref().map(age));
            items.extend(card.kind.map(|kind| kind.name().into_any()));
        }
        RowDetail::Due => {
            items.extend(card.review_due.as_deref().map(due));
            items.extend(card.owner.clone().map(IntoAny::into_any));
        }
        RowDetail::Related => items.extend(card.reason.clone().map(IntoAny::into_any)),
        RowDetail::Summary => {}
    }
    items
        .into_iter()
        .map(|item| view! { <li>{item}</li> }.into_any())
        .collect()
}

/// When the document was last reviewed.
pub(super) fn reviewed(card: &Card) -> AnyView {
    match card.reviewed.as_deref() {
        Some(date) => view! { "reviewed "{age(date)} }.into_any(),
        None => view! { <span class="muted">"not reviewed yet"</span> }.into_any(),
    }
}
