//! The search field of every page.

// The island macro makes the function that the loader calls public.
#![allow(unreachable_pub)]

use gloo::events::EventListener;
use gloo::utils::{document, window};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use crate::browser::{client, dom, landing, marks};

use super::address;
use super::field::Field;
use super::keys::Effect as Pressed;
use super::panel::{self, Button};
use super::results::LIST;
use super::rows::Layout;
use super::searcher::Searcher;

/// Documents shown in the panel.
const LIMIT: usize = 8;

const LAYOUT: Layout = Layout {
    grouped: true,
    more: 2,
};

/// Address of the search page. It reaches the island by context, as a property
/// of an island costs every page a JSON reader.
#[derive(Debug, Clone)]
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
    let action = use_context::<Action>().map(|Action(action)| action);
    let form = NodeRef::<html::Form>::new();
    let open = RwSignal::new(false);
    let field = Field {
        input: NodeRef::new(),
        searcher: Searcher::new(LAYOUT),
        open: open.into(),
        closes: true,
    };
    let searcher = field.searcher;
    // Open is what the reader wants; there must be something to show as well.
    let asked = RwSignal::new(false);
    let update = move || open.set(asked.get_untracked() && !field.value().trim().is_empty());
    let ask = move || {
        asked.set(true);
        update();
        searcher.ask(&field.value(), LIMIT);
    };
    let show = move || {
        if searcher.is_silent_untracked() {
            // Words that stood in the field before anyone came to it.
            ask();
        } else {
            asked.set(true);
            update();
        }
    };
    let close = move || {
        asked.set(false);
        searcher.unpoint();
        update();
    };
    let local = move |pressed| match pressed {
        Pressed::Open => show(),
        Pressed::Close => close(),
        Pressed::Clear => {
            field.set_value("");
            ask();
        }
        _ => {}
    };
    let follow = move |event: &web_sys::MouseEvent| {
        let Some(link) = dom::hit_of(event) else {
            return;
        };
        let words = searcher.words();
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
    };
    field.input.on_load(move |input| {
        // Keys typed before the island woke are in the field. So are the words
        // of an address that leads nowhere, which nobody has to confirm.
        let typed = !input.value().trim().is_empty();
        let focused = document()
            .active_element()
            .is_some_and(|e| &e == input.as_ref());
        spawn_local(async move {
            if typed && (focused || dom::is_page("not-found")) {
                ask();
            }
            client::preload().await;
        });
        close_from_outside(form, close);
        EventListener::new(&window(), "online", move |_| {
            if open.get_untracked() {
                ask();
            }
        })
        .forget();
    });
    let pressed = move |event: web_sys::MouseEvent| match Button::of(&event) {
        Some(Button::Again) => ask(),
        Some(Button::Reload) => dom::reload(),
        Some(Button::Close) => close(),
        None => follow(&event),
    };
    let list = Signal::derive(move || searcher.list());
    let is_hidden = Signal::derive(move || !open.get() || searcher.is_silent());
    let has_no_rows = Signal::derive(move || !searcher.has_rows());
    let message = Signal::derive(move || panel::message(searcher));
    let count = Signal::derive(move || panel::count(searcher));
    let has_no_more = Signal::derive(move || !searcher.has_more());
    let all_text = Signal::derive(move || all(searcher).map(|(_, text)| text).unwrap_or_default());
    let all_href = Signal::derive(move || all(searcher).map(|(href, _)| href));
    view! {
        <form
            class="kb-search"
            role="search"
            method="get"
            action=action
            node_ref=form
            on:click=pressed
            on:auxclick=move |event| follow(&event)
        >
            {field.view(ask, show, local)}
            <div class="kb-panel" hidden=is_hidden>
                <ul
                    class="kb-panel__list"
                    id=LIST
                    role="listbox"
                    aria-label="Results"
                    hidden=has_no_rows
                    inner_html=list
                ></ul>
                <div inner_html=message></div>
                <div class="kb-panel__foot">
                    <span class="kb-panel__keys">
                        <kbd>"↑"</kbd>
                        <kbd>"↓"</kbd>
                        " move "
                        <kbd>"↵"</kbd>
                        " open "
                        <kbd>"ctrl"</kbd>
                        <kbd>"↵"</kbd>
                        " new tab "
                        <kbd>"esc"</kbd>
                        " close"
                    </span>
                    <a class="kb-panel__all" href=all_href hidden=has_no_more>
                        {all_text}
                    </a>
                    <span class="kb-panel__count">{count}</span>
                </div>
            </div>
            <p class="visually-hidden" role="status">
                {searcher.status}
            </p>
        </form>
    }
}

/// The way to everything that was found: its address and text.
fn all(searcher: Searcher) -> Option<(String, String)> {
    let found = searcher.shown().filter(|found| found.has_more())?;
    let page = address::on_page(&dom::root(), "/search/");
    Some((
        page + &address::query_part(found.query.trim()),
        format!("All {} results", found.response.total),
    ))
}

/// Whether a link leads to a section of the page it is on. One to the page
/// itself loads it again.
fn is_this_page(link: &web_sys::HtmlAnchorElement) -> bool {
    let here = window().location();
    !link.hash().is_empty()
        && here.pathname().is_ok_and(|path| path == link.pathname())
        && here.search().is_ok_and(|search| search == link.search())
}

/// Closes the panel when the reader presses or goes elsewhere on the page.
fn close_from_outside(form: NodeRef<html::Form>, close: impl Fn() + Copy + 'static) {
    let is_outside = move |target: Option<web_sys::EventTarget>| {
        let node = target.and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let form = form.get_untracked();
        node.is_some_and(|node| form.is_some_and(|form| !form.contains(Some(&node))))
    };
    for name in ["pointerdown", "focusin"] {
        EventListener::new(&document(), name, move |event| {
            if is_outside(event.target()) {
                close();
            }
        })
        .forget();
    }
}
