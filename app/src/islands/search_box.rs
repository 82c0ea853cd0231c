//! The search field with its panel, which every page has.

// The island macro makes the function that the loader calls public.
#![allow(unreachable_pub)]

use std::cell::Cell;

use gloo::utils::{document, window};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, EventTarget, HtmlAnchorElement, HtmlElement, Node};

use crate::browser::{client, dom, highlight, highlight_handoff};
use crate::hooks::{action, class, page};
use crate::url;

use super::field::clicked_hit;
use super::keys::KeyAction;
use super::labels;
use super::rows::RowLayout;
use super::search_controller::SearchController;

/// Documents shown in the panel.
const LIMIT: usize = 8;

const LAYOUT: RowLayout = RowLayout {
    grouped: true,
    more: 2,
};

/// URL of the search page. It reaches the island by context, as a property of an island
/// costs every page a JSON parser.
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "ssr"), allow(dead_code))]
struct SearchPageUrl(String);

/// The search field with its panel of results.
#[component]
pub fn SearchBox(
    /// URL of the search page, relative to this page.
    action: String,
) -> impl IntoView {
    provide_context(SearchPageUrl(action));
    view! { <SearchField /> }
}

/// The island inside [`SearchBox`].
#[island]
fn SearchField() -> impl IntoView {
    #[cfg(feature = "ssr")]
    let (action, markup) = {
        let SearchPageUrl(action) = use_context().unwrap_or(SearchPageUrl(String::new()));
        let markup = super::markup::search_box(&action);
        (action, markup)
    };
    // The prerendered markup is kept.
    #[cfg(not(feature = "ssr"))]
    let (action, markup) = {
        attach();
        ("", "")
    };
    view! {
        <form
            class=class::SEARCH_FORM
            role="search"
            method="get"
            action=action
            inner_html=markup
        ></form>
    }
}

/// The panel below the field.
struct Panel {
    element: HtmlElement,
    all_results: HtmlElement,
    /// Whether the reader has opened it. It is shown if there is also something to show.
    is_requested: Cell<bool>,
}

impl Panel {
    fn is_open(&self) -> bool {
        self.is_requested.get() && !self.element.hidden()
    }

    /// Shows or hides the panel, and its link to all results.
    fn update(&self, controller: &SearchController) {
        let has_query = !controller.value().trim().is_empty();
        let open = self.is_requested.get() && has_query;
        self.element.set_hidden(!open || controller.is_empty());
        let expanded = if open { "true" } else { "false" };
        dom::set(&controller.input, "aria-expanded", Some(expanded));
        self.all_results.set_hidden(!controller.has_more());
        if let Some(results) = controller.shown_results() {
            let href = url::search_page(&dom::root(), controller.value().trim());
            dom::set(&self.all_results, "href", Some(&href));
            let label = labels::all_results(results.response.total);
            self.all_results.set_text_content(Some(&label));
        }
    }
}

/// Adds the listeners. Does nothing on a page without the field.
#[cfg_attr(feature = "ssr", allow(dead_code))]
fn attach() -> Option<()> {
    let form = dom::first(&["form.", class::SEARCH_FORM].concat())?;
    let panel: &'static Panel = Box::leak(Box::new(Panel {
        element: dom::by_class(class::PANEL)?,
        all_results: dom::by_class(class::ALL_RESULTS)?,
        is_requested: Cell::new(false),
    }));
    let controller = SearchController::new(LAYOUT, |controller| panel.update(controller))?;
    let request_panel = move |is_requested| {
        panel.is_requested.set(is_requested);
        panel.update(controller);
    };
    let search = move || {
        request_panel(true);
        controller.search(LIMIT);
    };
    // A query that is in the field already is searched when the field gets the focus.
    let open = move || {
        if controller.is_empty() {
            search();
        } else {
            request_panel(true);
        }
    };
    let close = move || {
        controller.select(None);
        request_panel(false);
    };
    let on_hit = move |event: &Event| on_hit(controller, event, close);
    let on = |name, listener| dom::on(&form, name, listener);
    on(
        "input",
        Box::new(move |event| {
            if controller.is_field(event) {
                controller.on_edit();
                search();
            }
        }),
    );
    on(
        "paste",
        Box::new(move |event| {
            if controller.is_field(event) {
                controller.on_paste(event, search);
            }
        }),
    );
    on(
        "focusin",
        Box::new(move |event| {
            if controller.is_field(event) {
                open();
            }
        }),
    );
    on(
        "keydown",
        Box::new(move |event| {
            if controller.is_field(event) {
                controller.on_key(event, panel.is_open(), true, |action| match action {
                    KeyAction::Show => open(),
                    KeyAction::Close => close(),
                    _ => {
                        controller.set_value("");
                        search();
                    }
                });
            }
        }),
    );
    on("submit", Box::new(move |_| controller.add_to_history()));
    on("auxclick", Box::new(on_hit));
    on(
        "click",
        Box::new(move |event| {
            let data = dom::closest(event, "[data-do]").map(|button| button.dataset());
            let get = |name| data.as_ref().and_then(|data| data.get(name));
            match get("do").as_deref() {
                Some(action::RETRY) => search(),
                Some(action::RELOAD) => dom::reload(),
                Some(action::CLOSE) => close(),
                Some(action::IGNORE) => {
                    controller.toggle_part(&get("part").unwrap_or_default());
                    search();
                }
                _ if controller.on_query_link(event) => search(),
                _ => on_hit(event),
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
                search();
            }
        }),
    );
    controller.adopt_input(search);
    // What was typed before hydration is in the field. On the page for missing URLs the
    // words of the URL are, and are searched at once.
    let has_query = !controller.value().trim().is_empty();
    let is_focused = document().active_element().as_ref() == Some(controller.input.as_ref());
    if has_query && (is_focused || dom::is_page(page::NOT_FOUND)) {
        search();
    }
    spawn_local(client::preload());
    Some(())
}

/// Handles a click on a hit: hands the words to highlight to the page that it opens.
fn on_hit(controller: &SearchController, event: &Event, close: impl Fn()) {
    let Some(link) = clicked_hit(event) else {
        return;
    };
    let words = controller.highlight_words();
    controller.add_to_history();
    if dom::opens_elsewhere(event) {
        highlight_handoff::save(&link.href(), &words);
        return;
    }
    // After Back the panel is closed.
    close();
    if is_this_page(&link) {
        // The browser scrolls to the section without loading the page.
        highlight::highlight(&words);
    } else {
        highlight_handoff::save(&link.href(), &words);
    }
}

/// Whether a link leads to a section of this page. A link without a fragment loads the page
/// again.
fn is_this_page(link: &HtmlAnchorElement) -> bool {
    let here = window().location();
    !link.hash().is_empty()
        && here.pathname().is_ok_and(|path| path == link.pathname())
        && here.search().is_ok_and(|search| search == link.search())
}

/// Whether the target of an event is outside the form.
fn is_outside(form: &HtmlElement, target: Option<EventTarget>) -> bool {
    let node = target.and_then(|target| target.dyn_into::<Node>().ok());
    node.is_some_and(|node| !form.contains(Some(&node)))
}
