//! The full page of results.

// The island macro makes the function that the loader calls public.
#![allow(unreachable_pub)]

use gloo::utils::window;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Event;

use crate::browser::{client, dom, landing};
use crate::model::Kind;

use super::history::History;
use super::keys::Effect as Pressed;
use super::rows::Layout;
use super::screen::{STEP, Screen};
use super::searcher::Searcher;

const LAYOUT: Layout = Layout {
    grouped: false,
    more: 2,
};

/// The kinds of documents that there are. They reach the island by context, as
/// a property of an island costs every page a JSON reader.
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "ssr"), allow(dead_code))]
struct Kinds(Vec<Kind>);

/// The search page's field, filters and results.
#[component]
pub fn SearchPage(
    /// The kinds of documents that there are.
    kinds: Vec<Kind>,
) -> impl IntoView {
    provide_context(Kinds(kinds));
    view! { <SearchResults /> }
}

/// The island inside [`SearchPage`].
#[island]
fn SearchResults() -> impl IntoView {
    #[cfg(feature = "ssr")]
    let markup = {
        let Kinds(kinds) = use_context().unwrap_or(Kinds(Vec::new()));
        let kinds: Vec<_> = kinds
            .iter()
            .map(|kind| (kind.name(), kind.plural()))
            .collect();
        super::markup::search_page(&kinds)
    };
    // What stands in the page stays as it is.
    #[cfg(not(feature = "ssr"))]
    let markup = {
        wake();
        ""
    };
    view! { <div class="search-page" inner_html=markup></div> }
}

/// Wires the page up.
#[cfg_attr(feature = "ssr", allow(dead_code))]
fn wake() -> Option<()> {
    let page = dom::first(".search-page")?;
    let screen: &'static Screen = Box::leak(Box::new(Screen::new()?));
    let searcher = Searcher::new(LAYOUT, |searcher| screen.update(searcher))?;
    let history: &'static History = Box::leak(Box::default());
    let ask = move || searcher.ask(screen.limit.get());
    let typed = move || {
        screen.begin();
        ask();
        history.follow(searcher);
    };
    // What the reader chose is an entry of its own: Back undoes it.
    let chosen = move || {
        screen.begin();
        history.keep(searcher);
        ask();
    };
    // An entry of the history, with as many hits as there were.
    let come = move || {
        searcher.literal.set(History::is_literal());
        screen.limit.set(History::limit().unwrap_or(STEP));
        searcher.wake(typed);
        history.begin(searcher);
    };
    let follow = move |event: &Event| {
        if let Some(link) = dom::hit_of(event) {
            history.catch_up(searcher);
            searcher.note_recent();
            landing::remember(&link.href(), &searcher.words());
        }
    };
    let hears = |name, heard| dom::on(&page, name, heard);
    hears(
        "input",
        Box::new(move |event| {
            if searcher.is_field(event) {
                searcher.edited();
                typed();
            }
        }),
    );
    hears(
        "paste",
        Box::new(move |event| {
            if searcher.is_field(event) {
                searcher.pasted(event, chosen);
            }
        }),
    );
    hears(
        "change",
        Box::new(move |event| {
            if screen.filtered(searcher, event) {
                chosen();
            }
        }),
    );
    hears(
        "keydown",
        Box::new(move |event| {
            if searcher.is_field(event) {
                searcher.press(event, searcher.has_rows(), false, |pressed| {
                    if pressed == Pressed::Clear {
                        searcher.set_value("");
                        typed();
                    }
                });
            }
        }),
    );
    hears(
        "submit",
        Box::new(move |event| {
            event.prevent_default();
            searcher.note_recent();
            chosen();
        }),
    );
    hears("auxclick", Box::new(follow));
    hears(
        "click",
        Box::new(move |event| {
            let data = dom::closest(event, "[data-do]").map(|button| button.dataset());
            let get = |name| data.as_ref().and_then(|data| data.get(name));
            let part = get("part").unwrap_or_default();
            match get("do").as_deref() {
                Some("again") => ask(),
                Some("reload") => dom::reload(),
                Some("more") => {
                    screen.more();
                    History::note_limit(screen.limit.get());
                    ask();
                }
                Some("ignore") => {
                    searcher.ignore(&part);
                    chosen();
                }
                Some("unfilter") => {
                    screen.unfilter(searcher);
                    chosen();
                }
                Some("filters") => screen.toggle(),
                Some("export") => screen.export(),
                Some("keep") => screen.keep(searcher),
                Some(act) => screen.change(act, &part),
                None if searcher.asked_by(event) => chosen(),
                None => follow(event),
            }
        }),
    );
    dom::on(
        &window(),
        "popstate",
        Box::new(move |_| {
            searcher.set_value(&History::asked());
            come();
            ask();
        }),
    );
    dom::on(&window(), "online", Box::new(move |_| ask()));
    // Keys typed before the island woke are in the field; the loader has
    // put the address's query there unless something was typed.
    let asked = History::asked();
    if searcher.value().is_empty() {
        searcher.input.set_value(&asked);
    }
    come();
    if searcher.value() == asked {
        ask();
    } else {
        typed();
    }
    spawn_local(client::preload());
    Some(())
}
