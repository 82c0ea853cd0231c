//! Lists of symptoms: for the whole site, and on the list of guides.

use leptos::prelude::*;

use crate::model::{Card, IndexEntry, Link, Site, SymptomIndex};

use super::address::Place;
use super::head::Head;
use super::links::{link, link_list};
use super::search_field::SearchIn;
use super::shell::Shell;

/// Renders the list of all symptoms.
pub(super) fn render(site: &Site, index: &SymptomIndex) -> String {
    let place = Place::at(&index.url);
    let shell = Shell {
        name: "symptoms",
        kind: None,
        place: &place,
        head: Head {
            title: "Symptoms",
            description: "Likely causes, runbooks and past incidents for what you see.",
            canonical: Some(&index.url),
            ..Head::default()
        },
        search: SearchIn::Header,
    };
    shell.render(site, || {
        view! {
            <header class="page-head">
                <h1>"Symptoms " <span class="count">{index.shared.len()}</span></h1>
                <p class="lead">
                    "Pick what you see: likely causes, runbooks, guides and past incidents."
                </p>
            </header>
            {entries(&place, None, &index.shared)}
            {single(&place, &index.single)}
        }
    })
}

/// Entries with links to the pages about them, under a heading if there is one.
pub(super) fn entries(place: &Place, title: Option<&str>, all: &[IndexEntry]) -> Option<AnyView> {
    let items: Vec<_> = all.iter().map(|one| entry(place, one)).collect();
    (!items.is_empty()).then(|| {
        let heading = title.map(|title| view! { <h2>{title.to_owned()}</h2> });
        view! {
            <section class="group">
                {heading}
                <dl class="index">{items}</dl>
            </section>
        }
        .into_any()
    })
}

fn entry(place: &Place, entry: &IndexEntry) -> impl IntoView + use<> {
    let note = (!entry.note.is_empty())
        .then(|| view! { " " <span class="count">{entry.note.clone()}</span> });
    let pages: Vec<_> = entry
        .pages
        .iter()
        .map(|page| view! { <li>{link(place, page)}</li> })
        .collect();
    view! {
        <div>
            <dt>{link(place, &entry.name)}{note}</dt>
            <dd>
                <ul class="index__pages">{pages}</ul>
            </dd>
        </div>
    }
}

/// Error messages and log lines that only one document mentions.
fn single(place: &Place, documents: &[(Card, Vec<Link>)]) -> Option<AnyView> {
    let items: Vec<_> = documents
        .iter()
        .map(|(card, symptoms)| {
            view! {
                <div>
                    <dt>
                        <a href=place.link(&card.url)>{card.title.clone()}</a>
                    </dt>
                    <dd>{link_list(place, "messages", symptoms)}</dd>
                </div>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="kb-messages">
                <h2 id="kb-messages">"Exact error messages"</h2>
                <p>"Error messages and log lines that one page mentions."</p>
                <dl class="index index--messages">{items}</dl>
            </section>
        }
        .into_any()
    })
}
