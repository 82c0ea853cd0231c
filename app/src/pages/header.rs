//! The header of every page.

use leptos::prelude::*;

use crate::model::{Kind, Site};

use super::address::Place;
use super::search_field::{SearchIn, search_field};

/// The site's name, the search, links to the kinds of documents, and the theme switch.
pub(super) fn header(site: &Site, place: &Place, search: SearchIn) -> impl IntoView + use<> {
    let home = place.link("/");
    let at_home = place.is("/").then_some("page");
    let field = (search == SearchIn::Header).then(|| search_field(place, search));
    view! {
        <header class="site-header">
            <div class="site-header__bar">
                <a class="brand" href=home aria-current=at_home>
                    {site.title.clone()}
                </a>
                {field}
                {nav(site, place)}
                {theme_switch()}
            </div>
        </header>
    }
}

/// Links to the kinds that have documents, and to lessons, actions and insights. Narrow
/// screens show only the first of these three; its page links to the others.
fn nav(site: &Site, place: &Place) -> impl IntoView + use<> {
    let item = |url: &str, text: String, class: Option<&'static str>| {
        let current = if place.is(url) {
            Some("page")
        } else {
            place.is_within(url).then_some("true")
        };
        view! {
            <li class=class>
                <a href=place.link(url) aria-current=current>
                    {text}
                </a>
            </li>
        }
    };
    let kinds = site
        .kinds
        .iter()
        .map(|(kind, _)| item(&folder_url(*kind), kind.plural().to_owned(), None));
    let learning = site.learning.iter().enumerate().map(|(number, link)| {
        let class = (number > 0).then_some("wide-only");
        item(&link.url, link.text.clone(), class)
    });
    let items: Vec<_> = kinds.chain(learning).collect();
    (!items.is_empty()).then(|| {
        view! {
            <nav class="site-nav" aria-label="Site">
                <ul>{items}</ul>
            </nav>
        }
    })
}

/// Path within the site of the list of a kind.
pub(super) fn folder_url(kind: Kind) -> String {
    format!("/{}/", kind.folder())
}

/// The theme switch, which is hidden without scripts: the theme script sets the class `js`.
fn theme_switch() -> impl IntoView {
    view! {
        <button
            type="button"
            class="theme-switch"
            data-theme-switch=""
            aria-label="Switch between light and dark"
        >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" stroke-width="1.5" />
                <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
            </svg>
        </button>
    }
}
