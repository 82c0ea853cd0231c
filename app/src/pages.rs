//! Pages rendered at build time.
//!
//! A page is a Leptos view rendered natively in islands mode ([`prerender`]),
//! inside a document that [`shell`] assembles. Every URL on it is relative to the page
//! ([`address`]), so the same bytes work at any base path.

mod actions;
mod address;
mod badges;
mod brief;
mod cards;
mod contacts;
mod document;
mod facts;
mod filters;
mod footer;
mod freshness;
mod glance;
mod graph;
mod head;
mod header;
mod home;
mod insights;
mod learning;
mod lessons;
mod links;
mod listing;
mod not_found;
mod prerender;
mod reading;
mod redirect;
mod runbook_sections;
mod search;
mod search_field;
mod service;
mod shell;
mod steps;
mod suspects;
mod symptom;
mod symptoms;
mod time;
mod time_elements;
mod timeline;
mod toc;
mod variables;

pub use address::relative;

use crate::model::{
    Document, Home, Insights, Lessons, Listing, Register, Site, SymptomIndex, SymptomPage,
};

/// A page to render.
#[derive(Debug, Clone)]
pub enum Page<'a> {
    /// The home page at `/`.
    Home(&'a Home),
    /// An index of a kind, a tag, or the list of tags.
    Listing(&'a Listing),
    /// A document.
    Document(&'a Document),
    /// A postmortem on one printed page.
    Brief(&'a Document),
    /// Lessons: all, or those of one cause, service or tag.
    Lessons(&'a Lessons),
    /// All action items, at `/actions/`.
    Actions(&'a Register),
    /// Figures over all incidents, at `/insights/`.
    Insights(&'a Insights),
    /// The page of a symptom.
    Symptom(&'a SymptomPage),
    /// All symptoms, at `/symptoms/`.
    Symptoms(&'a SymptomIndex),
    /// The search page at `/search/`.
    Search,
    /// The page for URLs that do not exist; its links use the base URL.
    NotFound,
    /// A page that redirects an old URL to the new one.
    Redirect {
        /// Old path within the site.
        from: &'a str,
        /// New path within the site.
        to: &'a str,
        /// Title of the new page.
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
        Page::Brief(document) => brief::render(site, document),
        Page::Lessons(lessons) => lessons::render(site, lessons),
        Page::Actions(register) => actions::render(site, register),
        Page::Insights(insights) => insights::render(site, insights),
        Page::Symptom(symptom) => symptom::render(site, symptom),
        Page::Symptoms(index) => symptoms::render(site, index),
        Page::Search => search::render(site),
        Page::NotFound => not_found::render(site),
        Page::Redirect { from, to, title } => redirect::render(site, from, to, title),
    }
}
