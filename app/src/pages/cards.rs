//! Documents in lists: one dense row each.

use leptos::prelude::*;

use crate::model::Card;

use super::address::Place;
use super::badges::{severity, status};
use super::dates::{age, day, due};
use super::links::link;

/// What a row shows besides the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// Summary, services, the date of the incident or of the review.
    Full,
    /// When it was changed.
    Changed,
    /// When the next review is due, and by whom.
    Due,
    /// The summary alone.
    Plain,
    /// Why it is shown.
    Related,
}

/// Documents as rows; nothing for no documents.
pub(super) fn rows<'a>(
    place: &Place,
    row: Row,
    cards: impl IntoIterator<Item = &'a Card>,
) -> Option<AnyView> {
    let items: Vec<_> = cards
        .into_iter()
        .map(|card| one(place, row, card))
        .collect();
    (!items.is_empty()).then(|| view! { <ul class="rows">{items}</ul> }.into_any())
}

/// One document.
fn one(place: &Place, row: Row, card: &Card) -> AnyView {
    let summary = card
        .summary
        .clone()
        .filter(|text| !text.is_empty() && matches!(row, Row::Full | Row::Plain))
        .map(|text| view! { <p class="row__summary">{text}</p> });
    let meta = meta(place, row, card);
    let meta = (!meta.is_empty()).then(|| view! { <ul class="meta row__meta">{meta}</ul> });
    view! {
        <li class="row">
            <div class="row__main">
                {lead(row, card)}
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

/// The date before a title: that of the incident, where there was one.
fn lead(row: Row, card: &Card) -> Option<AnyView> {
    let date = card.incident_date.as_deref()?;
    matches!(row, Row::Full | Row::Related)
        .then(|| view! { <span class="row__date">{day(date)}</span> }.into_any())
}

/// The facts at the end of a row.
fn meta(place: &Place, row: Row, card: &Card) -> Vec<AnyView> {
    let mut items = Vec::new();
    match row {
        Row::Full => {
            // On a service's own page its name says nothing new.
            let services = card.services.iter().filter(|s| !place.is(&s.url));
            items.extend(services.map(|service| link(place, service)));
            if card.incident_date.is_none() {
                items.push(reviewed(card));
            }
        }
        Row::Changed => {
            items.extend(card.changed.as_deref().map(age));
            items.extend(card.kind.map(|kind| kind.name().into_any()));
        }
        Row::Due => {
            items.extend(card.review_due.as_deref().map(due));
            items.extend(card.owner.clone().map(IntoAny::into_any));
        }
        Row::Related => items.extend(card.reason.clone().map(IntoAny::into_any)),
        Row::Plain => {}
    }
    items
        .into_iter()
        .map(|item| view! { <li>{item}</li> }.into_any())
        .collect()
}

/// When a person last looked through it.
pub(super) fn reviewed(card: &Card) -> AnyView {
    match card.reviewed.as_deref() {
        Some(date) => view! { "reviewed "{age(date)} }.into_any(),
        None => view! { <span class="muted">"no review recorded"</span> }.into_any(),
    }
}
