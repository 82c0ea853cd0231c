//! The page of a symptom: what may be behind it, and who wrote about it.

use leptos::prelude::*;

use crate::model::{Site, SymptomPage};

use super::address::Place;
use super::cards::{Row, rows};
use super::head::Head;
use super::links::link_list;
use super::shell::{SearchIn, Shell};
use super::suspects::{case, suspects};

/// Renders the page of a symptom.
pub(super) fn render(site: &Site, symptom: &SymptomPage) -> String {
    let place = Place::at(&symptom.url);
    let title = sentence(&symptom.name);
    let description = format!(
        "{title}: what may be behind it, the cheapest check first, and what it was before."
    );
    let shell = Shell {
        name: "symptom",
        kind: None,
        place: &place,
        head: Head {
            title: &title,
            description: &description,
            canonical: Some(symptom.whole.as_deref().unwrap_or(&symptom.url)),
            ..Head::default()
        },
        search: SearchIn::Header,
    };
    shell.render(site, || {
        view! {
            <header class="page-head">
                <nav class="crumbs" aria-label="Breadcrumbs">
                    <ol>
                        <li>
                            <a href=place.link(&symptom.index)>"Symptoms"</a>
                        </li>
                    </ol>
                </nav>
                <h1>{title.clone()}</h1>
                {services(&place, symptom)}
            </header>
            {suspects(&place, &symptom.suspects)}
            {pages(&place, symptom)}
            {past(&place, symptom)}
            {related(&place, symptom)}
        }
    })
}

/// `Slow responses`.
fn sentence(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The choice among services whose incidents had the symptom.
fn services(place: &Place, symptom: &SymptomPage) -> Option<AnyView> {
    let items: Vec<_> = symptom
        .services
        .iter()
        .map(|(service, number)| {
            let current = place.is(&service.url).then_some("page");
            view! {
                <li>
                    <a href=place.link(&service.url) aria-current=current>
                        {service.text.clone()}
                        " "
                        <span class="count">{*number}</span>
                    </a>
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <nav class="symptom__services" aria-label="Count incidents of">
                <ul class="chips">{items}</ul>
            </nav>
        }
        .into_any()
    })
}

/// What treats it, by kind.
fn pages(place: &Place, symptom: &SymptomPage) -> Vec<AnyView> {
    let groups = symptom.pages.iter().enumerate();
    groups
        .filter_map(|(number, (title, cards))| {
            let list = rows(place, Row::Full, cards)?;
            let id = format!("kb-treats-{number}");
            Some(
                view! {
                    <section class="group" aria-labelledby=id>
                        <h2 id=id.clone()>{title.clone()}</h2>
                        {list}
                    </section>
                }
                .into_any(),
            )
        })
        .collect()
}

/// What it was before.
fn past(place: &Place, symptom: &SymptomPage) -> Option<AnyView> {
    let items: Vec<_> = symptom.past.iter().map(|one| case(place, one)).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="kb-past-incidents">
                <h2 id="kb-past-incidents">
                    "What it was before " <span class="count">{items.len()}</span>
                </h2>
                <ul class="cases">{items}</ul>
            </section>
        }
        .into_any()
    })
}

/// Symptoms that say more, or less.
fn related(place: &Place, symptom: &SymptomPage) -> Option<AnyView> {
    let list = link_list(place, "chips", &symptom.related)?;
    Some(
        view! {
            <section class="group" aria-labelledby="kb-related-symptoms">
                <h2 id="kb-related-symptoms">"Near it"</h2>
                {list}
            </section>
        }
        .into_any(),
    )
}
