//! Links and lists of links.

use leptos::prelude::*;

use crate::model::Link;

use super::address::{Place, is_external, is_safe};

/// A link to a page of this or another site. Plain text if the URL is empty or unsafe.
pub(super) fn anchor(place: &Place, url: &str, text: &str) -> AnyView {
    let text = text.to_owned();
    if url.is_empty() || !is_safe(url) {
        return text.into_any();
    }
    let href = place.link(url);
    if is_external(url) {
        view! { <a href=href class="external" rel="noopener">{text}</a> }.into_any()
    } else {
        view! { <a href=href>{text}</a> }.into_any()
    }
}

/// Like [`anchor`], for a [`Link`].
pub(super) fn link(place: &Place, link: &Link) -> AnyView {
    anchor(place, &link.url, &link.text)
}

/// Links as a list with a class. `None` for no links.
pub(super) fn link_list(place: &Place, class: &'static str, links: &[Link]) -> Option<AnyView> {
    let items: Vec<_> = links
        .iter()
        .map(|item| view! { <li>{link(place, item)}</li> })
        .collect();
    (!items.is_empty()).then(|| view! { <ul class=class>{items}</ul> }.into_any())
}
