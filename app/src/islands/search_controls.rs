//! The search page besides the field and the hits: filters and search history.

use std::cell::Cell;

use gloo::utils::document;
use search::language::Key;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlElement, HtmlInputElement, NodeList};

use crate::browser::client::{self, Generation};
use crate::browser::debounce::Debounce;
use crate::browser::dom;
use crate::hooks::{action, class, id};

use super::query_filters;
use super::search_controller::SearchController;
use super::search_history::{self, SearchHistory};
use super::search_state::SearchState;

/// Documents shown at first, and added by "Show more".
pub(crate) const PAGE_SIZE: usize = 10;

/// How long a query must stay unchanged to count as a search without results, in
/// milliseconds.
const MISSED_AFTER_MS: i32 = 1500;

/// While the reader types, the facets are counted after this pause, in milliseconds: they
/// are less important than the hits, and take longer.
const FACETS_AFTER_MS: i32 = 120;

/// The filters for dates.
const DATE_KEYS: [Key; 2] = [Key::After, Key::Before];

/// The elements of the search page besides the field and the hits.
pub(crate) struct SearchControls {
    /// Most documents shown.
    pub(crate) limit: Cell<usize>,
    facets: HtmlElement,
    dates: [HtmlInputElement; 2],
    toggle: HtmlElement,
    filter_count: HtmlElement,
    clear_filters: HtmlElement,
    pin: HtmlElement,
    more: HtmlElement,
    no_query: HtmlElement,
    history: HtmlElement,
    missed_later: &'static Debounce,
    facets_later: &'static Debounce,
}

impl SearchControls {
    /// The elements of this page. `None` if one is missing.
    pub(crate) fn new() -> Option<Self> {
        let date = |key: Key| {
            let selector = [".", class::DATES, " [name=", key.name(), "]"].concat();
            dom::first(&selector)?.dyn_into().ok()
        };
        Some(Self {
            limit: Cell::new(PAGE_SIZE),
            facets: dom::by_class(class::FACETS)?,
            dates: [date(Key::After)?, date(Key::Before)?],
            toggle: dom::by_class(class::TOGGLE_FILTERS)?,
            filter_count: dom::by_class(class::FILTER_COUNT)?,
            clear_filters: dom::by_class(class::CLEAR_FILTERS)?,
            pin: dom::by_class(class::PIN_SEARCH)?,
            more: dom::by_class(class::MORE_RESULTS)?,
            no_query: dom::by_class(class::NO_QUERY)?,
            history: dom::by_class(class::HISTORY)?,
            missed_later: Box::leak(Box::default()),
            facets_later: Box::leak(Box::default()),
        })
    }

    /// Resets the number of documents for another query.
    pub(crate) fn reset_limit(&self) {
        self.limit.set(PAGE_SIZE);
    }

    /// Adds another page of documents.
    pub(crate) fn raise_limit(&self) {
        self.limit.set(self.limit.get() + PAGE_SIZE);
    }

    /// Shows the state of the search.
    pub(crate) fn update(&'static self, controller: &'static SearchController) {
        let has_options = controller.has_options();
        let expanded = if has_options { "true" } else { "false" };
        dom::set(&controller.input, "aria-expanded", Some(expanded));
        self.more.set_hidden(!controller.has_more());
        let is_idle = controller.is_empty() && !controller.is_busy();
        self.no_query.set_hidden(!is_idle);
        self.pin.set_hidden(!has_options);
        dom::set(&self.pin, "aria-pressed", Some("false"));
        if is_idle {
            self.show_history();
        }
        let query = controller.value();
        for (input, key) in self.dates.iter().zip(DATE_KEYS) {
            input.set_value(&query_filters::date(&query, key));
        }
        let count = query_filters::count(&query);
        self.clear_filters.set_hidden(count == 0);
        let count = if count == 0 {
            String::new()
        } else {
            count.to_string()
        };
        self.filter_count.set_text_content(Some(&count));
        if !controller.is_busy() {
            let show = move || spawn_local(self.show_facets(controller));
            let active = document().active_element();
            let is_typing = active.as_ref() == Some(controller.input.as_ref());
            let wait = if is_typing { FACETS_AFTER_MS } else { 0 };
            self.facets_later.schedule(wait, Box::new(show));
            self.add_missed_later(controller);
        }
    }

    /// Counts how many documents each filter would leave, and shows the filters.
    async fn show_facets(&'static self, controller: &'static SearchController) {
        if controller.is_busy() {
            return;
        }
        let generation = Generation::current();
        let request = controller.request(0);
        let Ok(facets) = client::facets(generation, &request).await else {
            return;
        };
        if !generation.is_current() {
            return;
        }
        // The focus and what is unfolded are kept.
        let focus = document().active_element().map(|element| element.id());
        let open = self.facets.query_selector_all("details[open]");
        self.facets.set_inner_html(&query_filters::html(&facets));
        if let Ok(open) = open {
            for n in 0..open.length() {
                let before = open
                    .item(n)
                    .and_then(|it| it.dyn_into::<HtmlElement>().ok());
                if let Some(details) = before.and_then(|it| dom::by_id(&it.id())) {
                    dom::set(&details, "open", Some(""));
                }
            }
        }
        let focus = focus.filter(|focus| focus.starts_with(id::FILTER));
        if let Some(control) = focus.and_then(|id| dom::by_id(&id)) {
            // If that fails, the control has no focus.
            let _ = control.focus();
        }
    }

    /// Handles a change of a filter: changes the query. Returns whether it was a filter.
    pub(crate) fn on_filter_change(&self, controller: &SearchController, event: &Event) -> bool {
        let Some(control) = dom::control(event) else {
            return false;
        };
        let Some(key) = Key::from_name(&control.name()) else {
            return false;
        };
        let query = controller.value();
        let value = control.value();
        let (is_date, is_checked) = (DATE_KEYS.contains(&key), control.checked());
        let others = || self.checked_values(key).filter(|other| *other != value);
        controller.set_value(&if is_date && control.type_() != "checkbox" {
            query_filters::only(&query, key, &value)
        } else if let (true, Ok(year)) = (is_date, value.parse()) {
            let others: Vec<u16> = others().filter_map(|year| year.parse().ok()).collect();
            match is_checked {
                true => query_filters::in_year(&query, year),
                false => query_filters::not_in_year(&query, year, &others),
            }
        } else {
            let others: Vec<String> = others().collect();
            query_filters::toggled(&query, key, &value, is_checked, &others)
        });
        true
    }

    /// The values of a key that are checked.
    fn checked_values(&self, key: Key) -> impl Iterator<Item = String> + use<> {
        let selector = ["[name=", key.name(), "]:checked"].concat();
        let checked = self.facets.query_selector_all(&selector).ok();
        let count = checked.as_ref().map_or(0, NodeList::length);
        (0..count).filter_map(move |n| {
            let control = checked.as_ref()?.item(n)?;
            Some(control.dyn_into::<HtmlInputElement>().ok()?.value())
        })
    }

    /// Removes all filters from the query.
    pub(crate) fn clear_filters(&self, controller: &SearchController) {
        let all = Key::ALL.iter();
        controller.set_value(&all.fold(controller.value(), |query, key| {
            query_filters::only(&query, *key, "")
        }));
    }

    /// Unfolds or folds the filters, which a phone shows folded.
    pub(crate) fn toggle_filters(&self) {
        let open = self.toggle.get_attribute("aria-expanded").as_deref() == Some("true");
        dom::set(
            &self.toggle,
            "aria-expanded",
            Some(if open { "false" } else { "true" }),
        );
    }

    /// Pins the current search.
    pub(crate) fn pin(&self, controller: &SearchController) {
        search_history::pin(&controller.value());
        dom::set(&self.pin, "aria-pressed", Some("true"));
    }

    /// Handles a button of the search history, for the search `query`.
    pub(crate) fn on_history_action(&self, name: &str, query: &str) {
        match name {
            action::PIN => search_history::pin(query),
            action::UNPIN => search_history::unpin(query),
            action::REMOVE => search_history::remove_missed(query),
            action::CLEAR_HISTORY => search_history::clear(),
            _ => return,
        }
        self.show_history();
    }

    fn show_history(&self) {
        dom::fill(&self.history, &SearchHistory::load().html());
    }

    /// Adds a search without results to the history, unless it changes soon.
    fn add_missed_later(&'static self, controller: &'static SearchController) {
        let add = move || {
            let state = controller.state.borrow();
            if let SearchState::Found(results) = &*state
                && results.option_count() == 0
                && !controller.is_busy()
                && !controller.is_paste_pending()
                && search_history::may_be_missed(&results.input)
            {
                search_history::add_missed(&results.input);
            }
        };
        self.missed_later.schedule(MISSED_AFTER_MS, Box::new(add));
    }

    /// Saves the searches without results as a file.
    pub(crate) fn export(&self) {
        dom::save("pages-to-write.md", &SearchHistory::load().pages_to_write());
    }
}
