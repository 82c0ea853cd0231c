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
            {search_field(&place, SearchIn::Main)}
            <p class="search-hint">
                <a href=place.link("/search/") data-search-address="">
                    "Search for the words of this address"
                </a>
            </p>
            <section class="notice" data-unknown-alert="" hidden>
                <h2>"No page answers this alert yet"</h2>
                <p>
                    "Whoever mends it can write one: "<code>"kb new runbook"</code>
                    " makes the file, and its "<code>"alerts"</code>" names the alert. "
                    <a href=place.link("/alerts/")>"All alerts that have a page"</a> "."
                </p>
            </section>
            {browse(site, &place)}
        }
    })
}
