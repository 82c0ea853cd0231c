//! The search field of a page.

use leptos::prelude::*;

use crate::islands::SearchBox;

use super::address::Place;

/// The location of the only search field of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SearchIn {
    /// In the header.
    Header,
    /// In the content of the page, which renders the field itself.
    Main,
}

/// The search field with its panel.
pub(super) fn search_field(place: &Place, search: SearchIn) -> impl IntoView + use<> {
    let class = match search {
        SearchIn::Header => "site-search",
        SearchIn::Main => "site-search site-search--main",
    };
    view! {
        <div class=class>
            <SearchBox action=place.link("/search/") />
        </div>
    }
}
