//! The search page.

// The island macro makes the function that the loader calls public.
#![allow(unreachable_pub)]

use gloo::utils::window;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Event;

use crate::browser::{client, dom, highlight_handoff};
use crate::hooks::{action, class};
use crate::model::Kind;

use super::field::clicked_hit;
use super::keys::KeyAction;
use super::rows::RowLayout;
use super::search_controller::SearchController;
use super::search_controls::{PAGE_SIZE, SearchControls};
use super::url_state::UrlState;

const LAYOUT: RowLayout = RowLayout {
    grouped: false,
    more: 2,
};

/// The kinds that have documents. They reach the island by context, as a property of an
/// island costs every page a JSON parser.
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "ssr"), allow(dead_code))]
struct Kinds(Vec<Kind>);

/// The field, filters and results of the search page.
#[component]
pub fn SearchPage(
    /// The kinds that have documents.
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
    // The prerendered markup is kept.
    #[cfg(not(feature = "ssr"))]
    let markup = {
        attach();
        ""
    };
    view! { <div class=class::SEARCH_PAGE inner_html=markup></div> }
}

/// Adds the listeners.
#[cfg_attr(feature = "ssr", allow(dead_code))]
fn attach() -> Option<()> {
    let page = dom::by_class(class::SEARCH_PAGE)?;
    let controls: &'static SearchControls = Box::leak(Box::new(SearchControls::new()?));
    let controller = SearchController::new(LAYOUT, |controller| controls.update(controller))?;
    let url_state: &'static UrlState = Box::leak(Box::default());
    let search = move || controller.search(controls.limit.get());
    let on_typed = move || {
        controls.reset_limit();
        search();
        url_state.update_later(controller);
    };
    // A filter or link that the reader clicked has a history entry: Back undoes it.
    let on_chosen = move || {
        controls.reset_limit();
        url_state.keep(controller);
        search();
    };
    // Takes over a history entry, with as many hits as it showed.
    let adopt_entry = move || {
        controller.is_literal.set(UrlState::is_literal());
        controls.limit.set(UrlState::limit().unwrap_or(PAGE_SIZE));
        controller.adopt_input(on_typed);
        url_state.start(controller);
    };
    let on_hit = move |event: &Event| {
        if let Some(link) = clicked_hit(event) {
            url_state.update_now(controller);
            controller.add_to_history();
            highlight_handoff::save(&link.href(), &controller.highlight_words());
        }
    };
    let on = |name, listener| dom::on(&page, name, listener);
    on(
        "input",
        Box::new(move |event| {
            if controller.is_field(event) {
                controller.on_edit();
                on_typed();
            }
        }),
    );
    on(
        "paste",
        Box::new(move |event| {
            if controller.is_field(event) {
                controller.on_paste(event, on_chosen);
            }
        }),
    );
    on(
        "change",
        Box::new(move |event| {
            if controls.on_filter_change(controller, event) {
                on_chosen();
            }
        }),
    );
    on(
        "keydown",
        Box::new(move |event| {
            if controller.is_field(event) {
                controller.on_key(event, controller.has_options(), false, |action| {
                    if action == KeyAction::Clear {
                        controller.set_value("");
                        on_typed();
                    }
                });
            }
        }),
    );
    on(
        "submit",
        Box::new(move |event| {
            event.prevent_default();
            controller.add_to_history();
            on_chosen();
        }),
    );
    on("auxclick", Box::new(on_hit));
    on(
        "click",
        Box::new(move |event| {
            let data = dom::closest(event, "[data-do]").map(|button| button.dataset());
            let get = |name| data.as_ref().and_then(|data| data.get(name));
            let part = get("part").unwrap_or_default();
            match get("do").as_deref() {
                Some(action::RETRY) => search(),
                Some(action::RELOAD) => dom::reload(),
                Some(action::MORE) => {
                    controls.raise_limit();
                    UrlState::set_limit(controls.limit.get());
                    search();
                }
                Some(action::IGNORE) => {
                    controller.toggle_part(&part);
                    on_chosen();
                }
                Some(action::CLEAR_FILTERS) => {
                    controls.clear_filters(controller);
                    on_chosen();
                }
                Some(action::TOGGLE_FILTERS) => controls.toggle_filters(),
                Some(action::EXPORT) => controls.export(),
                Some(action::PIN_CURRENT) => controls.pin(controller),
                Some(other) => controls.on_history_action(other, &part),
                None if controller.on_query_link(event) => on_chosen(),
                None => on_hit(event),
            }
        }),
    );
    dom::on(
        &window(),
        "popstate",
        Box::new(move |_| {
            controller.set_value(&UrlState::query());
            adopt_entry();
            search();
        }),
    );
    dom::on(&window(), "online", Box::new(move |_| search()));
    // What was typed before hydration is in the field; if nothing was, the loader has put
    // the query of the URL there.
    let query = UrlState::query();
    if controller.value().is_empty() {
        controller.input.set_value(&query);
    }
    adopt_entry();
    if controller.value() == query {
        search();
    } else {
        on_typed();
    }
    spawn_local(client::preload());
    Some(())
}
