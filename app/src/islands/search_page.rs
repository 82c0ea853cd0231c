//! The full page of results.

// The island macro makes the function that the loader calls public.
#![allow(unreachable_pub)]

use gloo::events::EventListener;
use gloo::utils::{document, window};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::browser::latest::Latest;
use crate::browser::{client, dom, landing};

use super::address;
use super::field::Field;
use super::keys::Effect as Pressed;
use super::panel::{self, Button};
use super::results::LIST;
use super::rows::Layout;
use super::searcher::Searcher;

/// Documents shown at first, and added by "Show more".
const STEP: usize = 20;

/// The address follows the field when typing pauses.
const PAUSE: i32 = 300;

const LAYOUT: Layout = Layout {
    grouped: false,
    more: 2,
};

/// Searches that show what can be typed.
const EXAMPLES: [&str; 4] = [
    "connection refused",
    "5xx rising",
    "disk full",
    "certificate expired",
];

/// The search page's field and results.
#[island]
pub fn SearchPage() -> impl IntoView {
    let searcher = Searcher::new(LAYOUT);
    let field = Field {
        input: NodeRef::new(),
        searcher,
        open: Signal::derive(move || searcher.has_rows()),
        closes: false,
    };
    let limit = RwSignal::new(STEP);
    let history = History::new();
    let ask = move || {
        limit.set(STEP);
        searcher.ask(&field.value(), STEP);
    };
    let typed = move || {
        ask();
        history.follow(field);
    };
    let local = move |pressed| {
        if pressed == Pressed::Clear {
            field.set_value("");
            typed();
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        history.keep(&field.value());
        ask();
    };
    let again = move || searcher.ask(&field.value(), limit.get_untracked());
    let more = move |_| {
        limit.update(|limit| *limit += STEP);
        again();
    };
    let pressed = move |event: web_sys::MouseEvent| match Button::of(&event) {
        Some(Button::Again) => again(),
        Some(Button::Reload) => dom::reload(),
        _ => {}
    };
    let follow = move |event: &web_sys::MouseEvent| {
        if let Some(link) = dom::hit_of(event) {
            history.catch_up(&field.value());
            landing::remember(&link.href(), &searcher.words());
        }
    };
    field.input.on_load(move |input| {
        // Keys typed before the island woke are in the field; the loader has
        // put the address's query there unless something was typed.
        let asked = history.asked();
        if input.value().is_empty() {
            input.set_value(&asked);
        }
        history.begin();
        spawn_local(async move {
            if field.value() == asked {
                ask();
            } else {
                typed();
            }
            client::preload().await;
        });
        EventListener::new(&window(), "popstate", move |_| {
            field.set_value(&history.asked());
            history.begin();
            ask();
        })
        .forget();
        EventListener::new(&window(), "online", move |_| again()).forget();
    });
    let list = Signal::derive(move || searcher.list());
    let has_no_rows = Signal::derive(move || !searcher.has_rows());
    let message = Signal::derive(move || panel::message(searcher));
    let count = Signal::derive(move || panel::count(searcher));
    let has_no_more = Signal::derive(move || !searcher.has_more());
    let is_asked = Signal::derive(move || searcher.busy.get() || !searcher.is_silent());
    let examples =
        EXAMPLES.map(|query| view! { <li><a href=address::query_part(query)>{query}</a></li> });
    view! {
        <form class="kb-search" role="search" method="get" action="./" on:submit=submit>
            {field.view(typed, || {}, local)}
        </form>
        <p class="visually-hidden" role="status">
            {searcher.status}
        </p>
        <p class="kb-results__status">{count}</p>
        <div inner_html=message on:click=pressed></div>
        <ul
            class="kb-results"
            id=LIST
            role="listbox"
            aria-label="Results"
            hidden=has_no_rows
            inner_html=list
            on:click=move |event| follow(&event)
            on:auxclick=move |event| follow(&event)
        ></ul>
        <button type="button" class="kb-results__more" hidden=has_no_more on:click=more>
            "Show more"
        </button>
        <div class="kb-examples" hidden=is_asked>
            <p>"Describe what you see, or paste a line of a log. For example:"</p>
            <ul class="chips">{examples}</ul>
        </div>
    }
}

/// Keeps the address and the title in step with the field.
///
/// A query that was sent or came with the address is an entry of its own:
/// Back returns to it. While typing goes on, one entry is rewritten.
#[derive(Debug, Clone, Copy)]
struct History {
    /// Whether the current entry is to be kept.
    kept: StoredValue<bool>,
    /// The page's title without a query.
    title: StoredValue<String>,
    pause: Latest,
}

impl History {
    fn new() -> Self {
        Self {
            kept: StoredValue::new(false),
            title: StoredValue::new(String::new()),
            pause: Latest::new(),
        }
    }

    /// The query in the address.
    fn asked(self) -> String {
        window()
            .location()
            .search()
            .ok()
            .and_then(|part| address::query_of(&part))
            .unwrap_or_default()
    }

    /// Takes the address as it is.
    fn begin(self) {
        self.pause.cancel();
        if self.title.with_value(String::is_empty) {
            self.title.set_value(document().title());
        }
        let asked = self.asked();
        self.kept.set_value(!asked.is_empty());
        self.name(&asked);
    }

    /// Writes the query into the address when typing pauses.
    fn follow(self, field: Field) {
        self.pause.after(PAUSE, move || self.write(&field.value()));
    }

    /// Writes the query into the address if that is still to come.
    fn catch_up(self, query: &str) {
        self.pause.cancel();
        self.write(query);
    }

    /// Makes the query an entry of its own.
    fn keep(self, query: &str) {
        self.catch_up(query);
        self.kept.set_value(true);
    }

    fn write(self, query: &str) {
        let query = query.trim();
        if query == self.asked() {
            return;
        }
        let part = address::query_part(query);
        // "./" is the page without a query.
        let url = if part.is_empty() { "./" } else { part.as_str() };
        let write = |history: &web_sys::History| {
            if self.kept.get_value() {
                history.push_state_with_url(&JsValue::NULL, "", Some(url))
            } else {
                history.replace_state_with_url(&JsValue::NULL, "", Some(url))
            }
        };
        // Browsers limit how often the address may change; the next pause will do.
        if window()
            .history()
            .is_ok_and(|history| write(&history).is_ok())
        {
            self.kept.set_value(false);
            self.name(query);
        }
    }

    /// The title says what is searched for.
    fn name(self, query: &str) {
        let title = self.title.get_value();
        document().set_title(&if query.is_empty() {
            title
        } else {
            format!("{query} – {title}")
        });
    }
}
