//! The page for addresses that do not exist.

use leptos::prelude::*;

use crate::model::Site;

use super::address::Place;
use super::head::Head;
use super::search::browse;
use super::shell::{SearchIn, Shell, search_field};

/// Renders the 404. A host serves it for any address, so its links begin with
/// the base address; the island fills its field with the words of the missing one.
pub(super) fn render(site: &Site) -> String {
    let place = Place::anywhere(site);
    let shell = Shell {
        name: "not-found",
        kind: None,
        place: &place,
        head: Head {
            title: "Page not found",
            description: "There is no page at this address.",
            noindex: true,
            searches: true,
            ..Head::default()
        },
        search: SearchIn::Main,
    };
    shell.render(site, || {
        view! {
            <header class="page-head">
                <h1>"There is no page at this address"</h1>
                <p class="lead">
                    "It may have been renamed. Search for its words, an alert, or what you see."
                </p>
            </header>
            {unknown_alert(site, &place)}
            {search_field(&place, SearchIn::Main)}
            <p class="search-hint">
                <a href=place.link("/search/") data-search-address="">
                    "Search for the words of this address"
                </a>
            </p>
            {browse(site, &place)}
        }
    })
}

/// How to add a runbook for an alert that no page answers. `loader.js` shows it
/// at an alert's address and writes the alert's name into it.
fn unknown_alert(site: &Site, place: &Place) -> impl IntoView + use<> {
    let new = &site.new_runbook;
    let write = new.new_url.clone().map(|url| {
        view! { <a class="button" data-fill=url rel="noopener">"Write the runbook"</a> }
    });
    let ask = new.ask_url.clone().map(|url| {
        view! { <a class="button" data-fill=url rel="noopener">"Ask for one"</a> }
    });
    let name = || view! { <span data-alert="name">"AlertName"</span> };
    view! {
        <section class="notice" data-unknown-alert="" hidden>
            <h2>"No page answers the alert "<code>{name()}</code>" yet"</h2>
            <p>
                "What the search finds for it stands below. Once you know what ends it, save this as "
                <code data-alert="path">"runbooks/alert-name.md"</code>
                ", or add the name to the "<code>"alerts"</code>" of a page that fits:"
            </p>
            <div class="code" data-lang="yaml">
                <pre tabindex="0"><code data-alert="text">{FRONT_MATTER}</code></pre>
            </div>
            <p class="notice__ways">
                {write}
                {ask}
                <a href=place.link("/alerts/")>"All alerts that have a page"</a>
            </p>
        </section>
    }
}

/// The beginning of a runbook; a script writes the alert's name into it.
const FRONT_MATTER: &str = "---
title: \"{name}\"
kind: runbook
summary: Use this when …
alerts: [\"{name}\"]
review_every: 6 months
---
";
