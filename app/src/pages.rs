//! Pages rendered at build time.
//!
//! A page is a Leptos view rendered natively in islands mode ([`prerender`]),
//! inside a document that [`shell`] assembles. Every address on it is relative
//! to the page ([`address`]), so the same bytes work at any base path.

mod address;
mod badges;
mod cards;
mod dates;
mod document;
mod escape;
mod facts;
mod footer;
mod glance;
mod head;
mod header;
mod home;
mod links;
mod listing;
mod not_found;
mod prerender;
mod redirect;
mod search;
mod service;
mod shell;
mod suspects;
mod time;
mod toc;
mod variables;

pub use address::relative;

use crate::model::{Document, Home, Listing, Site};

/// A page to render.
#[derive(Debug, Clone)]
pub enum Page<'a> {
    /// The home page at `/`.
    Home(&'a Home),
    /// An index of a kind, a tag, or the list of tags.
    Listing(&'a Listing),
    /// A document.
    Document(&'a Document),
    /// The search page at `/search/`.
    Search,
    /// The page for addresses that do not exist; its links use the base address.
    NotFound,
    /// A page that leads from an old address to the new one.
    Redirect {
        /// Old address within the site.
        from: &'a str,
        /// New address within the site.
        to: &'a str,
        /// Title of the page it leads to.
        title: &'a str,
    },
}

/// Renders a page as a whole HTML document.
#[must_use]
pub fn render(site: &Site, page: &Page<'_>) -> String {
    match *page {
        Page::Home(home) => home::render(site, home),
        Page::Listing(listing) => listing::render(site, listing),
        Page::Document(document) => document::render(site, document),
        Page::Search => search::render(site),
        Page::NotFound => not_found::render(site),
        Page::Redirect { from, to, title } => redirect::render(site, from, to, title),
    }
}
