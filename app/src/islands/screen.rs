//! What the search page shows beside hits: filters, searches of the past.

use std::cell::Cell;

use gloo::utils::document;
use search::language::Key;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlElement, HtmlInputElement, NodeList};

use crate::browser::client::{self, Turn};
use crate::browser::dom;
use crate::browser::latest::Latest;

use super::filters;
use super::outcome::Outcome;
use super::past::{self, Past};
use super::searcher::Searcher;

/// Documents shown at first, and added by "Show more".
pub(crate) const STEP: usize = 10;

/// A query that nobody changes for so long is meant.
const MEANT: i32 = 1500;

/// The elements of the search page beside field and hits.
pub(crate) struct Screen {
    /// How many documents are asked for.
    pub(crate) limit: Cell<usize>,
    facets: HtmlElement,
    dates: [HtmlInputElement; 2],
    toggle: HtmlElement,
    count: HtmlElement,
    clear: HtmlElement,
    pin: HtmlElement,
    more: HtmlElement,
    rest: HtmlElement,
    past: HtmlElement,
    meant: &'static Latest,
    settled: &'static Latest,
}

/// While somebody types, what filters would leave is counted when no key has come
/// for so long: it stands beside the hits, and takes longer than they do.
const SETTLED: i32 = 120;

const DATES: [Key; 2] = [Key::After, Key::Before];

impl Screen {
    /// The elements of this page; `None` if one is missing.
    pub(crate) fn new() -> Option<Self> {
        let date = |name: &str| {
            let input = dom::first(&format!(".kb-dates [name={name}]"))?;
            input.dyn_into().ok()
        };
        Some(Self {
            limit: Cell::new(STEP),
            facets: dom::first(".kb-facets")?,
            dates: [date("after")?, date("before")?],
            toggle: dom::first(".kb-filters__toggle")?,
            count: dom::first(".kb-filters__count")?,
            clear: dom::first(".kb-filters__clear")?,
            pin: dom::first(".kb-keep")?,
            more: dom::first(".kb-results__more")?,
            rest: dom::first(".kb-rest")?,
            past: dom::first(".kb-past")?,
            meant: Box::leak(Box::default()),
            settled: Box::leak(Box::default()),
        })
    }

    /// Another query begins.
    pub(crate) fn begin(&self) {
        self.limit.set(STEP);
    }

    /// More of the same is wanted.
    pub(crate) fn more(&self) {
        self.limit.set(self.limit.get() + STEP);
    }

    /// Shows what is to be shown.
    pub(crate) fn update(&'static self, searcher: &'static Searcher) {
        let expanded = if searcher.has_rows() { "true" } else { "false" };
        dom::set(&searcher.input, "aria-expanded", Some(expanded));
        self.more.set_hidden(!searcher.has_more());
        let idle = searcher.is_silent() && !searcher.is_busy();
        self.rest.set_hidden(!idle);
        self.pin.set_hidden(!searcher.has_rows());
        dom::set(&self.pin, "aria-pressed", Some("false"));
        if idle {
            self.show_past();
        }
        let query = searcher.value();
        for (input, key) in self.dates.iter().zip(DATES) {
            input.set_value(&filters::day(&query, key));
        }
        let count = filters::count(&query);
        self.clear.set_hidden(count == 0);
        let count = if count == 0 {
            String::new()
        } else {
            count.to_string()
        };
        self.count.set_text_content(Some(&count));
        if !searcher.is_busy() {
            let count = move || spawn_local(self.show_facets(searcher));
            let active = document().active_element();
            let typing = active.as_ref() == Some(searcher.input.as_ref());
            let wait = if typing { SETTLED } else { 0 };
            self.settled.after(wait, Box::new(count));
            self.note_missed(searcher);
        }
    }

    /// Counts what filters would leave, and shows it beside the hits.
    async fn show_facets(&'static self, searcher: &'static Searcher) {
        if searcher.is_busy() {
            return;
        }
        let turn = Turn::current();
        let request = searcher.request(0);
        let Ok(facets) = client::facets(turn, &request).await else {
            return;
        };
        if !turn.is_current() {
            return;
        }
        // Who stands in a list, or has unfolded it, stays there.
        let focus = document().active_element().map(|element| element.id());
        let open = self.facets.query_selector_all("details[open]");
        self.facets.set_inner_html(&filters::html(&facets));
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
        let focus = focus.filter(|id| id.starts_with("kb-f-"));
        if let Some(control) = focus.and_then(|id| dom::by_id(&id)) {
            // A control that cannot have the focus goes without.
            let _ = control.focus();
        }
    }

    /// Changes the query by a filter that was changed.
    pub(crate) fn filtered(&self, searcher: &Searcher, event: &Event) -> bool {
        let Some(control) = dom::control(event) else {
            return false;
        };
        let Some(key) = Key::from_name(&control.name()) else {
            return false;
        };
        let query = searcher.value();
        let value = control.value();
        let (is_date, on) = (DATES.contains(&key), control.checked());
        let others = || self.ticked(key).filter(|other| *other != value);
        searcher.set_value(&if is_date && control.type_() != "checkbox" {
            filters::only(&query, key, &value)
        } else if let (true, Ok(year)) = (is_date, value.parse()) {
            let others: Vec<u16> = others().filter_map(|year| year.parse().ok()).collect();
            match on {
                true => filters::in_year(&query, year),
                false => filters::not_in_year(&query, year, &others),
            }
        } else {
            let others: Vec<String> = others().collect();
            filters::toggled(&query, key, &value, on, &others)
        });
        true
    }

    /// The values of a key that are ticked.
    fn ticked(&self, key: Key) -> impl Iterator<Item = String> + use<> {
        let ticked = ["[name=", key.name(), "]:checked"].concat();
        let ticked = self.facets.query_selector_all(&ticked).ok();
        let all = ticked.as_ref().map_or(0, NodeList::length);
        (0..all).filter_map(move |n| {
            let control = ticked.as_ref()?.item(n)?;
            Some(control.dyn_into::<HtmlInputElement>().ok()?.value())
        })
    }

    /// Takes all filters out of the query.
    pub(crate) fn unfilter(&self, searcher: &Searcher) {
        let all = Key::ALL.iter();
        searcher.set_value(&all.fold(searcher.value(), |query, key| {
            filters::only(&query, *key, "")
        }));
    }

    /// Folds the filters of a phone out or in.
    pub(crate) fn toggle(&self) {
        let open = self.toggle.get_attribute("aria-expanded").as_deref() == Some("true");
        dom::set(
            &self.toggle,
            "aria-expanded",
            Some(if open { "false" } else { "true" }),
        );
    }

    /// Pins the query.
    pub(crate) fn keep(&self, searcher: &Searcher) {
        past::change("pin", &searcher.value());
        dom::set(&self.pin, "aria-pressed", Some("true"));
    }

    /// Changes the searches of the past, and shows them.
    pub(crate) fn change(&self, act: &str, query: &str) {
        past::change(act, query);
        self.show_past();
    }

    fn show_past(&self) {
        dom::fill(&self.past, &Past::load().html());
    }

    /// Notes a search that found nothing, once it stands for a while.
    fn note_missed(&'static self, searcher: &'static Searcher) {
        let note = move || {
            let outcome = searcher.outcome.borrow();
            if let Outcome::Found(found) = &*outcome
                && found.reach() == 0
                && !searcher.is_busy()
                && !searcher.is_waiting()
                && past::may_be_missed(&found.field)
            {
                past::change("missed", &found.field);
            }
        };
        self.meant.after(MEANT, Box::new(note));
    }

    /// Hands the searches that found nothing over as a file.
    pub(crate) fn export(&self) {
        dom::save("pages-to-write.md", &Past::load().pages_to_write());
    }
}
