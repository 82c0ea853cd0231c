//! What is said instead of hits: waiting, nothing found, trouble.

use gloo::utils::document;
use leptos::prelude::*;

use crate::browser::client::Trouble;
use crate::browser::dom;
use crate::model::Kind;

use super::html::Html;
use super::outcome::{Found, Outcome};
use super::searcher::Searcher;
use super::{address, words};

/// What a button in a message does; in its `data-do`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Button {
    /// Asks again.
    Again,
    /// Loads the page anew.
    Reload,
    /// Closes the panel.
    Close,
}

impl Button {
    /// The button that was pressed, if one was.
    pub(crate) fn of(event: &web_sys::MouseEvent) -> Option<Self> {
        match dom::closest(event, "[data-do]")?
            .get_attribute("data-do")?
            .as_str()
        {
            "again" => Some(Self::Again),
            "reload" => Some(Self::Reload),
            "close" => Some(Self::Close),
            _ => None,
        }
    }
}

/// What is said instead of hits, if anything.
pub(crate) fn message(searcher: Searcher) -> String {
    if searcher.slow.get() {
        return "<p class=\"kb-panel__note\">Searching…</p>".to_owned();
    }
    searcher.outcome.with(|outcome| match outcome {
        Outcome::Failed(trouble) => failed(*trouble),
        Outcome::Found(found) if found.groups.is_empty() => nothing(found),
        _ => String::new(),
    })
}

/// Why there is no answer, and what to do.
fn failed(trouble: Trouble) -> String {
    let mut html = Html::default();
    html.raw("<p class=\"kb-panel__error\">")
        .text(words::trouble(trouble))
        .raw(match trouble {
            Trouble::Offline | Trouble::Network => {
                " <button type=\"button\" data-do=\"again\">Try again</button>"
            }
            Trouble::Missing | Trouble::Damaged => {
                " <button type=\"button\" data-do=\"reload\">Reload</button>"
            }
            Trouble::Unsupported => "",
        })
        .raw("</p>");
    html.into_string()
}

/// Nothing was found: ways on.
fn nothing(found: &Found) -> String {
    let mut html = Html::default();
    html.raw("<div class=\"kb-panel__empty\"><p>Nothing found for <strong>")
        .text(&found.query)
        .raw(
            "</strong>.</p><p>Try fewer words, the name of an alert, \
             or the exact words of an error.</p><ul>",
        );
    if let Some(word) = longest_word(&found.query) {
        let search = address::on_page(&dom::root(), "/search/") + &address::query_part(word);
        html.raw("<li><a href=\"")
            .text(&search)
            .raw("\">Search for <strong>")
            .text(word)
            .raw("</strong> alone</a></li>");
    }
    for kind in Kind::ALL {
        if let Some(href) = listed(kind) {
            html.raw("<li><a href=\"")
                .text(&href)
                .raw("\">")
                .text(kind.plural())
                .raw("</a></li>");
        }
    }
    html.raw("</ul></div>");
    html.into_string()
}

/// Where the documents of a kind are listed. The page's own links tell which
/// kinds have documents.
fn listed(kind: Kind) -> Option<String> {
    let selector = format!("nav a[href$=\"{}/\"]", kind.folder());
    let link = document().query_selector(&selector).ok()??;
    link.get_attribute("href")
}

/// The word that says most, where there are several.
fn longest_word(query: &str) -> Option<&str> {
    let words = query.split_whitespace();
    (words.clone().count() > 1)
        .then(|| words.max_by_key(|word| word.len()))
        .flatten()
}

/// `7 of 312, 3 ms`.
pub(crate) fn count(searcher: Searcher) -> String {
    let found = searcher.shown();
    found.map_or_else(String::new, |found| {
        let response = &found.response;
        words::count(response.total, response.documents, found.millis)
    })
}
