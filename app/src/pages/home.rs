//! The home page, which starts with the search.

use leptos::prelude::*;

use crate::model::{Card, Home, Site};

use super::address::Place;
use super::badges::{severity, status};
use super::cards::{RowDetail, rows};
use super::head::Head;
use super::links::{anchor, link_list};
use super::search_field::{SearchIn, search_field};
use super::shell::Shell;
use super::time_elements::{day, since};

/// Renders the home page.
pub(super) fn render(site: &Site, home: &Home) -> String {
    let place = Place::at("/");
    let shell = Shell {
        name: "home",
        kind: None,
        place: &place,
        head: Head {
            description: &site.description,
            canonical: Some("/"),
            ..Head::default()
        },
        search: SearchIn::Main,
    };
    shell.render(site, || {
        view! {
            {ongoing(&place, &home.ongoing)}
            <div class="home-search">
                <h1>"What are you seeing?"</h1>
                {search_field(&place, SearchIn::Main)}
            </div>
            {symptoms(site, &place, home)}
            <div class="home-columns">
                {section(&place, "kb-changed", "Recently updated", RowDetail::Edited, &home.changed)}
                {learned(&place, home)}
                {section(&place, "kb-start", "Start here", RowDetail::Summary, &home.start)}
                {section(&place, "kb-reviews", "Next reviews", RowDetail::Due, &home.reviews)}
            </div>
            {empty(site)}
        }
    })
}

/// Ongoing incidents, above everything else.
fn ongoing(place: &Place, cards: &[Card]) -> Option<AnyView> {
    let items: Vec<_> = cards
        .iter()
        .map(|card| {
            let began = card
                .incident_date
                .as_deref()
                .map(|date| view! { <span class="ongoing__since">"since "{since(date)}</span> });
            let summary = card
                .summary
                .clone()
                .map(|text| view! { <p class="ongoing__summary">{text}</p> });
            view! {
                <li>
                    <a class="ongoing__title" href=place.link(&card.url)>
                        {card.title.clone()}
                    </a>
                    " "
                    {severity(card)}
                    {began}
                    {summary}
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="ongoing" aria-labelledby="kb-ongoing">
                <h2 id="kb-ongoing">"Happening now"</h2>
                <ul>{items}</ul>
            </section>
        }
        .into_any()
    })
}

/// Links to the pages of common symptoms.
fn symptoms(site: &Site, place: &Place, home: &Home) -> Option<AnyView> {
    let list = link_list(place, "chips", &home.symptoms)?;
    let all = site
        .symptoms_url
        .as_deref()
        .map(|url| view! { <p class="more">{anchor(place, url, "All symptoms")}</p> });
    Some(
        view! {
            <section class="symptoms" aria-labelledby="kb-symptoms">
                <h2 id="kb-symptoms">"Start from a symptom"</h2>
                {list}
                {all}
            </section>
        }
        .into_any(),
    )
}

/// A list of documents under a heading.
fn section(
    place: &Place,
    id: &'static str,
    title: &'static str,
    detail: RowDetail,
    cards: &[Card],
) -> Option<AnyView> {
    let list = rows(place, detail, cards)?;
    Some(
        view! {
            <section aria-labelledby=id>
                <h2 id=id>{title}</h2>
                {list}
            </section>
        }
        .into_any(),
    )
}

/// Lessons of the latest incidents, quoted from their postmortems.
fn learned(place: &Place, home: &Home) -> Option<AnyView> {
    let items: Vec<_> = home
        .learned
        .iter()
        .map(|(card, lesson)| {
            let date = card
                .incident_date
                .as_deref()
                .map(|date| view! { <span class="row__date">{day(date)}</span> });
            let words = match lesson {
                Some(lesson) => view! {
                    <blockquote class="row__summary">
                        {lesson.text.clone()}" "
                        <a href=place.link(&lesson.source.url)>"Read the incident"</a>
                    </blockquote>
                }
                .into_any(),
                None => view! {
                    <p class="row__summary">{card.summary.clone().unwrap_or_default()}</p>
                }
                .into_any(),
            };
            view! {
                <li class="row">
                    <div class="row__main">
                        {date}
                        <a class="row__title" href=place.link(&card.url)>
                            {card.title.clone()}
                        </a>
                        {severity(card)}
                        {status(card)}
                        {words}
                    </div>
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section aria-labelledby="kb-learned">
                <h2 id="kb-learned">
                    "Recent lessons"
                </h2>
                <ul class="rows">{items}</ul>
                <p class="more">{anchor(place, "/lessons/", "All lessons")}</p>
            </section>
        }
        .into_any()
    })
}

/// Instructions to start a knowledge base that has no documents.
fn empty(site: &Site) -> Option<AnyView> {
    (site.documents == 0).then(|| {
        let report = site.issue_url.as_deref().map(|url| {
            view! { <p>{anchor(&Place::at("/"), url, "Repository of this knowledge base")}</p> }
        });
        view! {
            <section class="empty">
                <h2>"No documents yet"</h2>
                <p>
                    "Start with the last incident that woke somebody up: "
                    <code>"kb new postmortem \"What broke\""</code>
                </p>
                {report}
            </section>
        }
        .into_any()
    })
}
