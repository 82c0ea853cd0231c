//! Keeps the URL and the title of the search page in step with the field.

use std::cell::{Cell, RefCell};

use gloo::utils::{document, window};
use wasm_bindgen::JsValue;

use crate::browser::debounce::Debounce;
use crate::url;

use super::search_controller::SearchController;

/// How long typing must pause before the URL is updated, in milliseconds.
const PAUSE_MS: i32 = 300;

/// URL parameter of a search without corrections.
const LITERAL: &str = "&as=typed";

/// The URL and the title of the search page.
///
/// A query that was submitted or came with the URL has a history entry of its own, so
/// that Back returns to it. While the reader types, one entry is rewritten.
#[derive(Debug, Default)]
pub(crate) struct UrlState {
    /// Whether the current history entry is kept: the next query gets a new one.
    is_kept: Cell<bool>,
    /// The title of the page without a query.
    title: RefCell<String>,
    pause: Debounce,
}

impl UrlState {
    fn query_string() -> String {
        window().location().search().unwrap_or_default()
    }

    /// The query in the URL; empty if there is none.
    pub(crate) fn query() -> String {
        url::parse_search_query(&Self::query_string()).unwrap_or_default()
    }

    /// Whether the URL is that of a search without corrections.
    pub(crate) fn is_literal() -> bool {
        Self::query_string().ends_with(LITERAL)
    }

    /// How many hits the history entry showed, if there were more than at first.
    pub(crate) fn limit() -> Option<usize> {
        let state = window().history().and_then(|history| history.state());
        Some(state.ok()?.as_f64()? as usize)
    }

    /// Stores in the history entry how many hits it shows.
    pub(crate) fn set_limit(limit: usize) {
        let limit = JsValue::from_f64(limit as f64);
        // Browsers limit how often this is allowed; without it the first hits are shown.
        let _ = window()
            .history()
            .and_then(|history| history.replace_state(&limit, ""));
    }

    /// Takes over the URL of the page.
    pub(crate) fn start(&self, controller: &SearchController) {
        self.pause.cancel();
        if self.title.borrow().is_empty() {
            *self.title.borrow_mut() = document().title();
        }
        let query = Self::query();
        // Nobody goes back to a paste that was not read yet.
        self.is_kept
            .set(!query.is_empty() && !controller.is_paste_pending());
        self.set_title(&query);
    }

    /// Updates the URL when typing pauses.
    pub(crate) fn update_later(&'static self, controller: &'static SearchController) {
        let update = move || self.update(controller);
        self.pause.schedule(PAUSE_MS, Box::new(update));
    }

    /// Updates the URL now.
    pub(crate) fn update_now(&self, controller: &SearchController) {
        self.pause.cancel();
        self.update(controller);
    }

    /// Updates the URL now, and keeps the history entry.
    pub(crate) fn keep(&self, controller: &SearchController) {
        self.update_now(controller);
        self.is_kept
            .set(self.is_kept.get() || !controller.is_paste_pending());
    }

    fn update(&self, controller: &SearchController) {
        let query = controller.value();
        let query = query.trim();
        // Until a paste is read, the field shows no query.
        if controller.is_paste_pending() {
            return;
        }
        let is_literal = controller.is_literal.get();
        if query == Self::query() && is_literal == Self::is_literal() {
            return;
        }
        let mut url = url::search_query(query);
        // "./" is the page without a query.
        url.push_str(match (url.is_empty(), is_literal) {
            (true, _) => "./",
            (false, true) => LITERAL,
            (false, false) => "",
        });
        let write = |history: &web_sys::History| {
            if self.is_kept.get() {
                history.push_state_with_url(&JsValue::NULL, "", Some(&url))
            } else {
                history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
            }
        };
        // Browsers limit how often the URL may change; the next pause tries again.
        if window()
            .history()
            .is_ok_and(|history| write(&history).is_ok())
        {
            self.is_kept.set(false);
            self.set_title(query);
        }
    }

    /// Puts the query before the title of the page.
    fn set_title(&self, query: &str) {
        let title = self.title.borrow();
        let dash = if query.is_empty() { "" } else { " – " };
        document().set_title(&[query, dash, &title].concat());
    }
}
