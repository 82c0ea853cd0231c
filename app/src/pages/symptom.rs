//! The page of a symptom: likely causes, pages that help, past incidents.

use leptos::prelude::*;

use crate::model::{Site, SymptomPage};

use super::address::Place;
use super::cards::{RowDetail, rows};
use super::head::Head;
use super::links::link_list;
use super::search_field::SearchIn;
use super::shell::Shell;
use super::suspects::{case, suspects};

/// Renders the page of a symptom.
pub(super) fn render(site: &Site, symptom: &SymptomPage) -> String {
    let place = Place::at(&symptom.url);
    let title = sentence(&symptom.name);
    let description =
        format!("{title}: likely causes, the cheapest check first, and past incidents.");
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

/// Capitalises the first letter of a symptom: `Slow responses`.
fn sentence(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Links to the pages of the symptom for one service.
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
            <nav class="symptom__services" aria-label="Service">
                <ul class="chips">{items}</ul>
            </nav>
        }
        .into_any()
    })
}

/// The pages about the symptom, by kind.
fn pages(place: &Place, symptom: &SymptomPage) -> Vec<AnyView> {
    let groups = symptom.pages.iter().enumerate();
    groups
        .filter_map(|(number, (title, cards))| {
            let list = rows(place, RowDetail::Full, cards)?;
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

/// Past incidents with the symptom.
fn past(place: &Place, symptom: &SymptomPage) -> Option<AnyView> {
    let items: Vec<_> = symptom.past.iter().map(|one| case(place, one)).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="kb-past-incidents">
                <h2 id="kb-past-incidents">
                    "Past incidents " <span class="count">{items.len()}</span>
                </h2>
                <ul class="cases">{items}</ul>
            </section>
        }
        .into_any()
    })
}

/// Similar symptoms.
fn related(place: &Place, symptom: &SymptomPage) -> Option<AnyView> {
    let list = link_list(place, "chips", &symptom.related)?;
    Some(
        view! {
            <section class="group" aria-labelledby="kb-related-symptoms">
                <h2 id="kb-related-symptoms">"Similar symptoms"</h2>
                {list}
            </section>
        }
        .into_any(),
    )
}
