//! The common parts of the pages about all incidents: lessons, actions, insights.

use leptos::prelude::*;

use crate::model::Site;

use super::address::Place;
use super::head::Head;
use super::search_field::SearchIn;
use super::shell::Shell;

/// The HTML document around such a page.
pub(super) fn learning_shell<V: IntoView>(
    site: &Site,
    place: &Place,
    mut head: Head<'_>,
    main: impl FnOnce() -> V,
) -> String {
    head.learning = true;
    let shell = Shell {
        name: "learning",
        kind: None,
        place,
        head,
        search: SearchIn::Header,
    };
    shell.render(site, main)
}

/// The heading with a number, links to the related pages, and a sentence.
pub(super) fn learning_head(
    site: &Site,
    place: &Place,
    title: &str,
    count: usize,
    intro: &str,
) -> impl IntoView + use<> {
    let tabs: Vec<_> = site
        .learning
        .iter()
        .map(|link| {
            let current = if place.is(&link.url) {
                Some("page")
            } else {
                place.is_within(&link.url).then_some("true")
            };
            view! {
                <li>
                    <a href=place.link(&link.url) aria-current=current>
                        {link.text.clone()}
                    </a>
                </li>
            }
        })
        .collect();
    let tabs = (!tabs.is_empty()).then(|| {
        view! {
            <nav class="tabs" aria-label="Learned from incidents">
                <ul>{tabs}</ul>
            </nav>
        }
    });
    let count = (count > 0).then(|| view! { " "<span class="count">{count}</span> });
    view! {
        {tabs}
        <header class="page-head">
            <h1>{title.to_owned()}{count}</h1>
            <p class="lead">{intro.to_owned()}</p>
        </header>
    }
}
