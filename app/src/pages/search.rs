//! The search page.

use leptos::prelude::*;

use crate::islands::SearchPage;
use crate::model::Site;

use super::address::Place;
use super::head::Head;
use super::header::folder_url;
use super::shell::{SearchIn, Shell};

/// Renders the search page.
pub(super) fn render(site: &Site) -> String {
    let place = Place::at("/search/");
    let shell = Shell {
        name: "search",
        kind: None,
        place: &place,
        head: Head {
            title: "Search",
            description: &format!(
                "Search {} by symptom, alert, error or log line.",
                site.title
            ),
            canonical: Some("/search/"),
            noindex: true,
            ..Head::default()
        },
        search: SearchIn::Main,
    };
    shell.render(site, || {
        view! {
            <h1 class="visually-hidden">"Search"</h1>
            <noscript>
                <p class="notice">
                    "Search runs in your browser and needs JavaScript. Every document can also be found through the lists below."
                </p>
            </noscript>
            <div class="search-page">
                <SearchPage />
            </div>
            {browse(site, &place)}
        }
    })
}

/// Links to every list of documents: the way that needs no search.
pub(super) fn browse(site: &Site, place: &Place) -> impl IntoView + use<> {
    let kinds: Vec<_> = site
        .kinds
        .iter()
        .map(|(kind, count)| {
            view! {
                <li>
                    <a href=place.link(&folder_url(*kind))>
                        {kind.plural()} " " <span class="count">{*count}</span>
                    </a>
                </li>
            }
        })
        .collect();
    let tags = site
        .tags_url
        .as_deref()
        .map(|url| view! { <li><a href=place.link(url)>"Tags"</a></li> });
    view! {
        <nav class="browse" aria-labelledby="kb-browse">
            <h2 id="kb-browse">"Or browse"</h2>
            <ul class="chips">
                {kinds}
                {tags}
                <li><a href=place.link("/")>"Home"</a></li>
            </ul>
        </nav>
    }
}
