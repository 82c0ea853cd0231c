//! Renders the page of a document: runbook, postmortem, guide or service.

use leptos::prelude::*;

use crate::model::{Action, ActionState, Card, Document, Kind, Link, Site};

use super::actions::{Columns, table};
use super::address::Place;
use super::badges::stated;
use super::cards::{RowDetail, reviewed, rows};
use super::contacts::contacts;
use super::facts::facts;
use super::freshness::{edited, overdue, used};
use super::glance::glance;
use super::head::Head;
use super::header::folder_url;
use super::links::{anchor, link, link_list};
use super::reading::bar;
use super::runbook_sections::runbook_sections;
use super::search_field::SearchIn;
use super::service::{dependencies, documents, open_actions};
use super::shell::Shell;
use super::steps::steps;
use super::suspects::suspects;
use super::time_elements::{age, day, due};
use super::toc::toc;
use super::variables::variables;

/// Renders a document's page.
pub(super) fn render(site: &Site, document: &Document) -> String {
    let card = &document.card;
    let place = Place::at(document.at.as_deref().unwrap_or(&card.url));
    let summary = card.summary.as_deref().unwrap_or_default();
    let description = match document.description.as_str() {
        "" => summary,
        description => description,
    };
    let shell = Shell {
        name: "document",
        kind: card.kind,
        place: &place,
        head: Head {
            title: &card.title,
            description,
            canonical: Some(&card.url),
            article: true,
            learning: document.incident.is_some() || document.service.is_some(),
            ..Head::default()
        },
        search: SearchIn::Header,
    };
    shell.render(site, || {
        let service = document.service.as_ref();
        view! {
            <div class="doc">
                {head(&place, document)}
                {toc(&document.toc)}
                <div class="doc__body">
                    {bar(&place, document)}
                    {glance(&place, document)}
                    {facts(&place, &document.facts)}
                    {service.and_then(|service| dependencies(&place, &card.title, service))}
                    {suspects(&place, &document.suspects)}
                    {variables(&document.variables)}
                    {steps(document.steps)}
                    <article class="prose" inner_html=document.html.clone()></article>
                    {document.incident.as_ref().and_then(|incident| items(&place, &incident.actions))}
                    {service.map(|service| open_actions(&place, service))}
                    {service.map(|service| documents(&place, service))}
                    {after(&place, document)}
                </div>
            </div>
        }
    })
}

/// Breadcrumbs, title, metadata, contacts, alerts and symptoms.
fn head(place: &Place, document: &Document) -> impl IntoView + use<> {
    let card = &document.card;
    let crumbs = card.kind.map(|kind| {
        view! {
            <nav class="crumbs" aria-label="Breadcrumbs">
                <ol>
                    <li><a href=place.link(&folder_url(kind))>{kind.plural()}</a></li>
                    {services(place, card)}
                </ol>
            </nav>
        }
    });
    let alerts: Vec<_> = document
        .alerts
        .iter()
        .map(|name| view! { <li><code>{name.clone()}</code></li> })
        .collect();
    let alerts = (!alerts.is_empty()).then(|| {
        view! {
            <div class="alerts">
                <h2 id="kb-alerts">"Alerts"</h2>
                <ul aria-labelledby="kb-alerts">{alerts}</ul>
            </div>
        }
    });
    view! {
        <header class="doc__head">
            {crumbs}
            <h1>{card.title.clone()}</h1>
            <ul class="meta">{meta(place, document)}</ul>
            {overdue(card)}
            {contacts(place, &document.trust)}
            {alerts}
            {symptoms(place, &document.symptoms)}
            {runbook_sections(place, &document.trust.parts)}
        </header>
    }
}

/// The symptoms: links to their pages, and error messages, which are folded.
fn symptoms(place: &Place, symptoms: &[Link]) -> Option<AnyView> {
    let (pages, words): (Vec<Link>, Vec<Link>) = symptoms
        .iter()
        .cloned()
        .partition(|symptom| !symptom.url.is_empty());
    let pages = link_list(place, "chips", &pages);
    let words = link_list(place, "messages", &words).map(|list| {
        view! {
            <details class="doc__messages">
                <summary>"Exact error messages"</summary>
                {list}
            </details>
        }
    });
    (pages.is_some() || words.is_some()).then(|| {
        view! {
            <section class="doc__symptoms" aria-labelledby="kb-symptoms">
                <h2 id="kb-symptoms">"Symptoms"</h2>
                {pages}
                {words}
            </section>
        }
        .into_any()
    })
}

/// The services concerned, as the last of the breadcrumbs.
fn services(place: &Place, card: &Card) -> Option<AnyView> {
    let mut items = Vec::new();
    for service in &card.services {
        if !items.is_empty() {
            items.push(", ".into_any());
        }
        items.push(link(place, service));
    }
    (!items.is_empty()).then(|| view! { <li>{items}</li> }.into_any())
}

/// The metadata of the document: dates, severity, owner, use.
fn meta(place: &Place, document: &Document) -> Vec<AnyView> {
    let card = &document.card;
    let mut items = Vec::new();
    items.extend(card.incident_date.as_deref().map(day));
    items.extend(stated(card));
    if card.kind != Some(Kind::Postmortem) {
        items.push(reviewed(card));
    }
    items.extend(
        card.review_due
            .as_deref()
            .map(|date| view! { "next review "{due(date)} }.into_any()),
    );
    items.extend(
        card.owner
            .clone()
            .map(|owner| view! { "owner "<strong>{owner}</strong> }.into_any()),
    );
    items.extend(document.trust.used.as_ref().map(|found| used(place, found)));
    if card.kind != Some(Kind::Postmortem) {
        items.extend(edited(card));
    }
    items
        .into_iter()
        .map(|item| view! { <li>{item}</li> }.into_any())
        .collect()
}

/// What follows the text: related documents, and links to edit and report the page.
fn after(place: &Place, document: &Document) -> impl IntoView + use<> {
    let card = &document.card;
    let tags = link_list(place, "chips", &card.tags).map(|list| {
        view! {
            <section class="doc__tags" aria-labelledby="kb-tags">
                <h2 id="kb-tags" class="visually-hidden">"Tags"</h2>
                {list}
            </section>
        }
    });
    let edit = document
        .edit_url
        .as_deref()
        .map(|url| view! { <li>{anchor(place, url, "Edit this page")}</li> });
    let report = document.trust.report.as_ref().map(|report| {
        view! { <li>{anchor(place, &report.url, "Report a problem with this page")}</li> }
    });
    // Other documents show it at their top.
    let changed = card
        .changed
        .as_deref()
        .filter(|_| card.kind == Some(Kind::Postmortem))
        .map(|instant| view! { <li>"edited "{age(instant)}</li> });
    view! {
        <footer class="doc__after">
            {cards(place, "kb-similar", "Similar incidents", &document.similar)}
            {related(place, document)}
            {cards(place, "kb-backlinks", "Linked from", &document.backlinks)}
            {tags}
            <ul class="meta doc__mend">{edit}{report}{changed}</ul>
            {neighbours(place, document)}
        </footer>
    }
}

/// Related documents. Those of a postmortem are grouped by kind.
fn related(place: &Place, document: &Document) -> Vec<AnyView> {
    let of = |kind: Kind| -> Vec<Card> {
        let cards = document.related.iter();
        cards
            .filter(|card| card.kind == Some(kind))
            .cloned()
            .collect()
    };
    if document.incident.is_none() {
        let all = cards(place, "kb-related", "Related", &document.related);
        return all.into_iter().collect();
    }
    [
        ("kb-for-runbooks", "Runbooks", Kind::Runbook),
        ("kb-for-guides", "Guides", Kind::Guide),
        ("kb-for-postmortems", "Other incidents", Kind::Postmortem),
        ("kb-for-services", "Services", Kind::Service),
    ]
    .into_iter()
    .filter_map(|(id, title, kind)| cards(place, id, title, &of(kind)))
    .collect()
}

/// The action items of an incident.
fn items(place: &Place, actions: &[Action]) -> Option<AnyView> {
    let list = table(place, Columns::Own, actions)?;
    let undone = |action: &&Action| action.state != ActionState::Done;
    let ownerless = actions
        .iter()
        .filter(undone)
        .filter(|action| action.owner.is_none())
        .count();
    let note = (ownerless > 0).then(|| {
        let words = format!("{ownerless} of {} have no owner.", actions.len());
        view! { <p class="muted">{words}</p> }
    });
    Some(
        view! {
            <section class="group" aria-labelledby="kb-actions">
                <h2 id="kb-actions">
                    "Action items in the "
                    <a href=place.link("/actions/")>"register"</a>
                    " "
                    <span class="count">{actions.len()}</span>
                </h2>
                {note}
                {list}
            </section>
        }
        .into_any(),
    )
}

/// A list of related documents under a heading.
fn cards(place: &Place, id: &'static str, title: &'static str, cards: &[Card]) -> Option<AnyView> {
    let list = rows(place, RowDetail::Related, cards)?;
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

/// Links to the previous and the next document of the kind.
fn neighbours(place: &Place, document: &Document) -> Option<AnyView> {
    let one = |link: &Option<Link>, rel: &'static str, label: &'static str| {
        link.as_ref().map(|link| {
            view! {
                <li class=rel>
                    <a rel=rel href=place.link(&link.url)>
                        <span>{label}</span>
                        " "
                        {link.text.clone()}
                    </a>
                </li>
            }
        })
    };
    let previous = one(&document.previous, "prev", "Previous");
    let next = one(&document.next, "next", "Next");
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="neighbours" aria-label="Previous and next">
                <ul>{previous}{next}</ul>
            </nav>
        }
        .into_any()
    })
}
