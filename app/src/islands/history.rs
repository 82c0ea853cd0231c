//! Keeps the address and the title in step with the field.

use std::cell::{Cell, RefCell};

use gloo::utils::{document, window};
use wasm_bindgen::JsValue;

use crate::browser::latest::Latest;

use super::address;
use super::searcher::Searcher;

/// The address follows the field when typing pauses.
const PAUSE: i32 = 300;

/// The search page's address and title.
///
/// A query that was sent or came with the address is an entry of its own:
/// Back returns to it. While typing goes on, one entry is rewritten.
#[derive(Debug, Default)]
pub(crate) struct History {
    /// Whether the current entry is to be kept.
    kept: Cell<bool>,
    /// The page's title without a query.
    title: RefCell<String>,
    pause: Latest,
}

impl History {
    /// The query part of the address.
    fn part() -> String {
        window().location().search().unwrap_or_default()
    }

    /// The query in the address.
    pub(crate) fn asked() -> String {
        address::query_of(&Self::part()).unwrap_or_default()
    }

    /// Whether the address asks for words as they are typed.
    pub(crate) fn is_literal() -> bool {
        Self::part().ends_with("&as=typed")
    }

    /// How many hits the entry showed, if it was more than at first.
    pub(crate) fn limit() -> Option<usize> {
        let state = window().history().and_then(|history| history.state());
        Some(state.ok()?.as_f64()? as usize)
    }

    /// Notes how many hits the entry shows, for whoever comes back to it.
    pub(crate) fn note_limit(limit: usize) {
        let limit = JsValue::from_f64(limit as f64);
        // Browsers limit how often that may be; the first hits will do.
        let _ = window()
            .history()
            .and_then(|history| history.replace_state(&limit, ""));
    }

    /// Takes the address as it is.
    pub(crate) fn begin(&self, searcher: &Searcher) {
        self.pause.cancel();
        if self.title.borrow().is_empty() {
            *self.title.borrow_mut() = document().title();
        }
        let asked = Self::asked();
        // Nobody goes back to a paste that was not read yet.
        self.kept.set(!asked.is_empty() && !searcher.is_waiting());
        self.name(&asked);
    }

    /// Writes the query into the address when typing pauses.
    pub(crate) fn follow(&'static self, searcher: &'static Searcher) {
        let write = move || self.write(searcher);
        self.pause.after(PAUSE, Box::new(write));
    }

    /// Writes the query into the address if that is still to come.
    pub(crate) fn catch_up(&self, searcher: &Searcher) {
        self.pause.cancel();
        self.write(searcher);
    }

    /// Makes the query an entry of its own.
    pub(crate) fn keep(&self, searcher: &Searcher) {
        self.catch_up(searcher);
        self.kept.set(self.kept.get() || !searcher.is_waiting());
    }

    fn write(&self, searcher: &Searcher) {
        let query = searcher.value();
        let query = query.trim();
        // What is shown of a paste before it is read is no query.
        if searcher.is_waiting() {
            return;
        }
        let literal = searcher.literal.get();
        if query == Self::asked() && literal == Self::is_literal() {
            return;
        }
        let mut part = address::query_part(query);
        // "./" is the page without a query.
        part.push_str(match (part.is_empty(), literal) {
            (true, _) => "./",
            (false, true) => "&as=typed",
            (false, false) => "",
        });
        let write = |history: &web_sys::History| {
            if self.kept.get() {
                history.push_state_with_url(&JsValue::NULL, "", Some(&part))
            } else {
                history.replace_state_with_url(&JsValue::NULL, "", Some(&part))
            }
        };
        // Browsers limit how often the address may change; the next pause will do.
        if window()
            .history()
            .is_ok_and(|history| write(&history).is_ok())
        {
            self.kept.set(false);
            self.name(query);
        }
    }

    /// The title says what is searched for.
    fn name(&self, query: &str) {
        let title = self.title.borrow();
        let dash = if query.is_empty() { "" } else { " – " };
        document().set_title(&[query, dash, &title].concat());
    }
}
