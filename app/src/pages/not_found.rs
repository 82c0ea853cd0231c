//! The page for URLs that do not exist.

use leptos::prelude::*;

use crate::hooks::page;
use crate::model::Site;

use super::address::Place;
use super::head::Head;
use super::search::browse;
use super::search_field::{SearchIn, search_field};
use super::shell::Shell;

/// Renders the page.
///
/// A host serves it for any URL, so its links start with the base URL. The loader fills the
/// search field with the words of the missing URL.
pub(super) fn render(site: &Site) -> String {
    let place = Place::anywhere(site);
    let shell = Shell {
        name: page::NOT_FOUND,
        kind: None,
        place: &place,
        head: Head {
            title: "Page not found",
            description: "There is no page at this URL.",
            noindex: true,
            searches: true,
            ..Head::default()
        },
        search: SearchIn::Main,
    };
    shell.render(site, || {
        view! {
            <header class="page-head">
                <h1>"Page not found"</h1>
                <p class="lead">
                    "It may have been renamed. Search for it here."
                </p>
            </header>
            {unknown_alert(site, &place)}
            {search_field(&place, SearchIn::Main)}
            <p class="search-hint">
                <a href=place.link("/search/") data-search-address="">
                    "Search for the words of this URL"
                </a>
            </p>
            {browse(site, &place)}
        }
    })
}

/// How to add a runbook for an alert that has none. `loader.js` shows it at the URL of an
/// alert, and inserts the name of the alert.
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
            <h2>"No runbook for the alert "<code>{name()}</code>" yet"</h2>
            <p>
                "Search results for it are below. When you have fixed it, save this as "
                <code data-alert="path">"runbooks/alert-name.md"</code>
                ", or add the name to "<code>"alerts"</code>" of a page that covers it:"
            </p>
            <div class="code" data-lang="yaml">
                <pre tabindex="0"><code data-alert="text">{FRONT_MATTER}</code></pre>
            </div>
            <p class="notice__ways">
                {write}
                {ask}
                <a href=place.link("/alerts/")>"All alerts with a runbook"</a>
            </p>
        </section>
    }
}

/// Front matter of a runbook; a script inserts the name of the alert.
const FRONT_MATTER: &str = "---
title: \"{name}\"
kind: runbook
summary: Use this when …
alerts: [\"{name}\"]
review_every: 6 months
---
";
