//! The HTML document around the content of a page.

use leptos::prelude::*;

use crate::model::{Kind, Site};
use model::escape;

use super::address::Place;
use super::footer::footer;
use super::head::Head;
use super::header::header;
use super::prerender::to_html;
use super::search_field::SearchIn;

/// Everything around the content of a page.
pub(super) struct Shell<'a> {
    /// The name of the page for scripts and style sheets: `home`, `document`, …
    pub(super) name: &'static str,
    /// The kind of the document that the page shows.
    pub(super) kind: Option<Kind>,
    /// The URL of the page.
    pub(super) place: &'a Place,
    /// The metadata of the page.
    pub(super) head: Head<'a>,
    /// Where the search field is.
    pub(super) search: SearchIn,
}

impl Shell<'_> {
    /// Renders the whole document around `main`, the children of `<main>`.
    pub(super) fn render<V: IntoView>(self, site: &Site, main: impl FnOnce() -> V) -> String {
        let Self {
            name,
            place,
            search,
            ..
        } = self;
        let kind = self.kind.map(Kind::name);
        // Several URLs of the same page count as one page.
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

/// Renders a whole HTML document.
pub(super) fn document(site: &Site, place: &Place, head: &Head<'_>, body: &str) -> String {
    let language = match site.language.as_str() {
        "" => "en",
        language => language,
    };
    let pack = match site.assets.pack.as_str() {
        "" => String::new(),
        pack => format!(" data-pack=\"{}\"", escape::attribute(&place.link(pack))),
    };
    format!(
        "<!doctype html>\n<html lang=\"{language}\" data-root=\"{root}\"{pack}>\n<head>\n{head}</head>\n\
         <body>{body}</body>\n</html>\n",
        language = escape::attribute(language),
        root = escape::attribute(&place.link("/")),
        head = head.html(site, place),
    )
}
