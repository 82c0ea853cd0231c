//! A page that redirects an old URL to the new one.

use leptos::prelude::*;

use crate::model::Site;

use super::address::Place;
use super::head::Head;
use super::prerender::to_html;
use super::shell::document;

/// Renders a redirect. It has a link for browsers that do not redirect, and loads no
/// script.
pub(super) fn render(site: &Site, from: &str, to: &str, title: &str) -> String {
    let place = Place::at(from);
    let description = format!("This page has moved: {title}");
    let head = Head {
        title,
        description: &description,
        canonical: Some(to),
        noindex: true,
        refresh: Some(to),
        ..Head::default()
    };
    let body = to_html(|| {
        view! {
            <main id="kb-main" class="site-main" data-page="redirect">
                <h1>"This page has moved"</h1>
                <p>"It is now at " <a href=place.link(to)>{title.to_owned()}</a> "."</p>
            </main>
        }
    });
    document(site, &place, &head, &body)
}
