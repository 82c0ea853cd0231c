//! The document around a page's content.

use leptos::prelude::*;

use crate::islands::SearchBox;
use crate::model::{Kind, Site};

use super::address::Place;
use super::escape::escape;
use super::footer::footer;
use super::head::Head;
use super::header::header;
use super::prerender::to_html;

/// What every page has around its content.
pub(super) struct Shell<'a> {
    /// What kind of page it is, for scripts and style: `home`, `document`, …
    pub(super) name: &'static str,
    /// The kind of the document shown.
    pub(super) kind: Option<Kind>,
    /// Where the page stands.
    pub(super) place: &'a Place,
    /// What the page says of itself.
    pub(super) head: Head<'a>,
    /// Where the page's one search field is.
    pub(super) search: SearchIn,
}

/// Where a page's one search field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SearchIn {
    /// In the header.
    Header,
    /// In the content, which brings its own.
    Main,
}

impl Shell<'_> {
    /// The whole document around `main`, the children of `<main>`.
    pub(super) fn render<V: IntoView>(self, site: &Site, main: impl FnOnce() -> V) -> String {
        let Self {
            name,
            place,
            search,
            ..
        } = self;
        let kind = self.kind.map(Kind::name);
        // Under whatever address it stands, a page is one page.
        let url = self.head.canonical.map(str::to_owned);
        let body = to_html(|| {
            view! {
                <a class="skip-link" href="#kb-main">
                    "Skip to the content"
                </a>
                {header(site, place, search)}
                <main id="kb-main" class="site-main" tabindex="-1" data-page=name data-kind=kind data-url=url>
                    {main()}
                </main>
                {footer(site, place, self.head.canonical)}
            }
        });
        document(site, place, &self.head, &body)
    }
}

/// A whole HTML document.
pub(super) fn document(site: &Site, place: &Place, head: &Head<'_>, body: &str) -> String {
    let language = match site.language.as_str() {
        "" => "en",
        language => language,
    };
    let pack = match site.assets.pack.as_str() {
        "" => String::new(),
        pack => format!(" data-pack=\"{}\"", escape(&place.link(pack))),
    };
    format!(
        "<!doctype html>\n<html lang=\"{language}\" data-root=\"{root}\"{pack}>\n<head>\n{head}</head>\n\
         <body>{body}</body>\n</html>\n",
        language = escape(language),
        root = escape(&place.link("/")),
        head = head.html(site, place),
    )
}

/// The search field with its panel, for the header or the content.
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
