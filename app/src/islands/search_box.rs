//! The search field of every page.

// The island macro makes the function that the loader calls public.
#![allow(unreachable_pub)]

use std::cell::Cell;

use gloo::utils::{document, window};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, EventTarget, HtmlAnchorElement, HtmlElement, Node};

use crate::browser::{client, dom, landing, marks};

use super::keys::Effect as Pressed;
use super::rows::Layout;
use super::searcher::Searcher;
use super::{address, words};

/// Documents shown in the panel.
const LIMIT: usize = 8;

const LAYOUT: Layout = Layout {
    grouped: true,
    more: 2,
};

/// Address of the search page. It reaches the island by context, as a property
/// of an island costs every page a JSON reader.
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "ssr"), allow(dead_code))]
struct Action(String);

/// The search field with its panel of results.
#[component]
pub fn SearchBox(
    /// Address of the search page relative to the document.
    action: String,
) -> impl IntoView {
    provide_context(Action(action));
    view! { <SearchField /> }
}

/// The island inside [`SearchBox`].
#[island]
fn SearchField() -> impl IntoView {
    #[cfg(feature = "ssr")]
    let (action, markup) = {
        let Action(action) = use_context().unwrap_or(Action(String::new()));
        let markup = super::markup::search_box(&action);
        (action, markup)
    };
    // What stands in the page stays as it is.
    #[cfg(not(feature = "ssr"))]
    let (action, markup) = {
        wake();
        ("", "")
    };
    view! { <form class="kb-search" role="search" method="get" action=action inner_html=markup></form> }
}

/// The panel under the field.
struct Panel {
    element: HtmlElement,
    all: HtmlElement,
    /// Whether the reader wants it; there must be something to show as well.
    wanted: Cell<bool>,
}

impl Panel {
    fn is_open(&self) -> bool {
        self.wanted.get() && !self.element.hidden()
    }

    /// Shows the panel if it is wanted and there is something in it.
    fn update(&self, searcher: &Searcher) {
        let typed = !searcher.value().trim().is_empty();
        let open = self.wanted.get() && typed;
        self.element.set_hidden(!open || searcher.is_silent());
        let expanded = if open { "true" } else { "false" };
        dom::set(&searcher.input, "aria-expanded", Some(expanded));
        self.all.set_hidden(!searcher.has_more());
        if let Some(found) = searcher.shown() {
            let page = address::on_page(&dom::root(), "/search/");
            let href = page + &address::query_part(searcher.value().trim());
            dom::set(&self.all, "href", Some(&href));
            self.all.set_text_content(Some(&words::all(&found)));
        }
    }
}

/// Wires the field up. Does nothing on a page without one.
#[cfg_attr(feature = "ssr", allow(dead_code))]
fn wake() -> Option<()> {
    let form = dom::first("form.kb-search")?;
    let panel: &'static Panel = Box::leak(Box::new(Panel {
        element: dom::first(".kb-panel")?,
        all: dom::first(".kb-panel__all")?,
        wanted: Cell::new(false),
    }));
    let searcher = Searcher::new(LAYOUT, |searcher| panel.update(searcher))?;
    let want = move |wanted| {
        panel.wanted.set(wanted);
        panel.update(searcher);
    };
    let ask = move || {
        want(true);
        searcher.ask(LIMIT);
    };
    // Words that stood in the field before anyone came to it are asked for.
    let show = move || {
        if searcher.is_silent() {
            ask();
        } else {
            want(true);
        }
    };
    let close = move || {
        searcher.point(None);
        want(false);
    };
    let follow = move |event: &Event| follow(searcher, event, close);
    let hears = |name, heard| dom::on(&form, name, heard);
    hears(
        "input",
        Box::new(move |event| {
            if searcher.is_field(event) {
                searcher.edited();
                ask();
            }
        }),
    );
    hears(
        "paste",
        Box::new(move |event| {
            if searcher.is_field(event) {
                searcher.pasted(event, ask);
            }
        }),
    );
    hears(
        "focusin",
        Box::new(move |event| {
            if searcher.is_field(event) {
                show();
            }
        }),
    );
    hears(
        "keydown",
        Box::new(move |event| {
            if searcher.is_field(event) {
                searcher.press(event, panel.is_open(), true, |pressed| match pressed {
                    Pressed::Open => show(),
                    Pressed::Close => close(),
                    _ => {
                        searcher.set_value("");
                        ask();
                    }
                });
            }
        }),
    );
    hears("submit", Box::new(move |_| searcher.note_recent()));
    hears("auxclick", Box::new(follow));
    hears(
        "click",
        Box::new(move |event| {
            let data = dom::closest(event, "[data-do]").map(|button| button.dataset());
            let get = |name| data.as_ref().and_then(|data| data.get(name));
            match get("do").as_deref() {
                Some("again") => ask(),
                Some("reload") => dom::reload(),
                Some("close") => close(),
                Some("ignore") => {
                    searcher.ignore(&get("part").unwrap_or_default());
                    ask();
                }
                _ if searcher.asked_by(event) => ask(),
                _ => follow(event),
            }
        }),
    );
    for name in ["pointerdown", "focusin"] {
        let form = form.clone();
        dom::on(
            &document(),
            name,
            Box::new(move |event| {
                if is_outside(&form, event.target()) {
                    close();
                }
            }),
        );
    }
    dom::on(
        &window(),
        "online",
        Box::new(move |_| {
            if panel.is_open() {
                ask();
            }
        }),
    );
    searcher.wake(ask);
    // Keys typed before the island woke are in the field. So are the words
    // of an address that leads nowhere, which nobody has to confirm.
    let typed = !searcher.value().trim().is_empty();
    let focused = document().active_element().as_ref() == Some(searcher.input.as_ref());
    if typed && (focused || dom::is_page("not-found")) {
        ask();
    }
    spawn_local(client::preload());
    Some(())
}

/// Hands on what the reader was looking for when a hit is followed.
fn follow(searcher: &Searcher, event: &Event, close: impl Fn()) {
    let Some(link) = dom::hit_of(event) else {
        return;
    };
    let words = searcher.words();
    searcher.note_recent();
    if dom::opens_elsewhere(event) {
        landing::remember(&link.href(), &words);
        return;
    }
    // Whoever comes back wants the page, not the panel.
    close();
    if is_this_page(&link) {
        // No page is loaded: the browser goes to the section, and we mark.
        marks::highlight(&words);
    } else {
        landing::remember(&link.href(), &words);
    }
}

/// Whether a link leads to a section of the page it is on. One to the page
/// itself loads it again.
fn is_this_page(link: &HtmlAnchorElement) -> bool {
    let here = window().location();
    !link.hash().is_empty()
        && here.pathname().is_ok_and(|path| path == link.pathname())
        && here.search().is_ok_and(|search| search == link.search())
}

/// Whether an event happened elsewhere on the page.
fn is_outside(form: &HtmlElement, target: Option<EventTarget>) -> bool {
    let node = target.and_then(|target| target.dyn_into::<Node>().ok());
    node.is_some_and(|node| !form.contains(Some(&node)))
}
