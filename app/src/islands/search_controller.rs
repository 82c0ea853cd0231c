//! The search of a page: its state, and the elements that show it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::utils::document;
use search::engine::{Request, Response, Span};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::browser::client::{self, Generation, Interrupted};
use crate::browser::debounce::Debounce;
use crate::browser::fetch::FetchError;
use crate::browser::{alerts, dom, symptoms};
use crate::hooks::{class, id};

use super::paste::Paste;
use super::result_list::{self, option_id, snippet};
use super::rows::{self, RowContext, RowLayout};
use super::search_state::{Results, SearchState};
use super::{completions, labels, notices, search_history};

/// After this time, in milliseconds, a search that has no results yet is shown to be in
/// progress.
const SLOW_AFTER_MS: i32 = 200;

/// Hits whose snippets are loaded before those of the others: those in view.
const FIRST_SNIPPETS: usize = 5;

/// How long typing must pause before a screen reader is told the number of results, in
/// milliseconds.
const ANNOUNCE_AFTER_MS: i32 = 600;

/// The search of a page.
///
/// A page has one for as long as it is open, so listeners and tasks share a `'static`
/// reference. It writes to the page itself: a tree of views that react to signals was a
/// sixth of the WebAssembly.
pub(crate) struct SearchController {
    /// The field.
    pub(crate) input: HtmlInputElement,
    /// The state of the latest search that is finished, or of its first hits.
    pub(crate) state: RefCell<SearchState>,
    /// The pasted text that the field shows a short form of.
    pub(crate) paste: RefCell<Option<Paste>>,
    /// Whether words are searched as typed, without corrections.
    pub(crate) is_literal: Cell<bool>,
    /// The selected option.
    pub(crate) active: Cell<Option<usize>>,
    /// Id of the button of a part of a paste that has the focus.
    focused_part: Cell<Option<String>>,
    /// Whether a search is in progress.
    is_busy: Cell<bool>,
    /// Whether it takes so long that older results are hidden.
    is_slow: Cell<bool>,
    /// Whether its first hits are shown already.
    has_first_hits: Cell<bool>,
    /// Why there are no hits but the first.
    error: Cell<Option<FetchError>>,
    list: HtmlElement,
    notices: HtmlElement,
    footnote: HtmlElement,
    count: HtmlElement,
    status: HtmlElement,
    layout: RowLayout,
    announce: Debounce,
    /// Called after every change of what is shown.
    on_change: Box<dyn Fn(&'static SearchController)>,
}

impl SearchController {
    /// The search of this page. `None` if one of its elements is missing.
    pub(crate) fn new(
        layout: RowLayout,
        on_change: impl Fn(&'static Self) + 'static,
    ) -> Option<&'static Self> {
        Some(Box::leak(Box::new(Self {
            input: dom::by_id(id::SEARCH_INPUT)?.dyn_into().ok()?,
            state: RefCell::default(),
            paste: RefCell::default(),
            is_literal: Cell::new(false),
            active: Cell::new(None),
            focused_part: Cell::default(),
            is_busy: Cell::new(false),
            is_slow: Cell::new(false),
            has_first_hits: Cell::new(false),
            error: Cell::new(None),
            list: dom::by_id(id::RESULTS)?,
            notices: dom::by_class(class::NOTICES)?,
            footnote: dom::by_class(class::FOOTNOTE)?,
            count: dom::by_class(class::COUNT)?,
            status: dom::by_class(class::STATUS)?,
            layout,
            announce: Debounce::default(),
            on_change: Box::new(on_change),
        })))
    }

    /// The content of the field.
    pub(crate) fn value(&self) -> String {
        self.input.value()
    }

    /// The request for the content of the field, with the pasted text in it.
    pub(crate) fn request(&self, limit: usize) -> Request {
        self.request_for(self.value(), limit)
    }

    /// The request for a content of the field.
    fn request_for(&self, value: String, limit: usize) -> Request {
        let paste = self.paste.borrow();
        let pasted = paste
            .as_ref()
            .and_then(|paste| Some((paste.query(&value)?, paste)));
        let mut request = Request {
            query: value,
            limit,
            // Always, as `kb search` does: a URL that is shared finds what its sender
            // found while typing.
            prefix: true,
            literal: self.is_literal.get(),
            ..Request::default()
        };
        if let Some((query, paste)) = pasted {
            request.query = query;
            request.ignored.clone_from(&paste.ignored);
            request.prefix = false;
        }
        request
    }

    /// Searches for the best `limit` documents.
    pub(crate) fn search(&'static self, limit: usize) {
        let generation = Generation::next();
        self.select(None);
        self.error.set(None);
        if self.value().trim().is_empty() {
            self.finish(SearchState::Idle);
            return;
        }
        self.is_busy.set(true);
        spawn_local(symptoms::load());
        let (input, request) = (self.value(), self.request(limit));
        let query = input.clone();
        spawn_local(async move {
            // Names that arrive late complete the query that is in the field then.
            if alerts::load(&query).await && self.value().contains("alert:") {
                self.search(limit);
            }
        });
        // Results of the same request are shown until the new ones arrive.
        let is_same = self
            .results()
            .is_some_and(|results| results.is_for(&request));
        self.has_first_hits
            .set(is_same && self.has_first_hits.get());
        let caret = self.input.selection_end().ok().flatten();
        spawn_local(async move {
            dom::pause(SLOW_AFTER_MS).await;
            if generation.is_current() && self.is_busy.get() && !self.has_first_hits.get() {
                self.announce("Searching");
                if !is_same {
                    self.is_slow.set(true);
                    self.show();
                }
            }
        });
        spawn_local(self.run(generation, input, request, caret));
    }

    /// Runs a search and shows its results, then their snippets.
    async fn run(
        &'static self,
        generation: Generation,
        input: String,
        request: Request,
        caret: Option<u32>,
    ) {
        let on_first_hits =
            &mut |response, snippets| self.show_first_hits(&input, &request, response, snippets);
        let response = match client::search(generation, &request, on_first_hits).await {
            Ok(response) => response,
            Err(Interrupted::Superseded) => return,
            Err(Interrupted::Failed(error)) => {
                if generation.is_current() && self.has_first_hits.get() {
                    self.finish_with_first_hits(error);
                } else if generation.is_current() {
                    self.finish(SearchState::Failed(error));
                }
                return;
            }
        };
        let completions = completions::completions(generation, &request, caret).await;
        if !generation.is_current() {
            return;
        }
        let root = dom::root();
        let context = self.row_context(&root);
        let before = self.results();
        let before = before.as_deref();
        let mut results = Results::new(input, request, response, completions, before, context);
        if let Some(query) = notices::query_without_all(&results) {
            let others = self.request_for(query.clone(), 1);
            let response = client::search(generation, &others, &mut |_, _| ()).await;
            if !generation.is_current() {
                return;
            }
            let total = response.map_or(0, |response| response.total);
            results.without_all = (total > 0).then_some((query, total));
        }
        let results = Rc::new(results);
        self.finish(SearchState::Found(Rc::clone(&results)));
        // Titles are painted and key presses handled before the snippets are loaded.
        dom::pause(0).await;
        let all = results.response.hits.len();
        for count in [FIRST_SNIPPETS.min(all), all] {
            let mut some = results.response.clone();
            some.hits.truncate(count);
            // Without snippets the titles stay.
            let Ok(snippets) = client::snippets(generation, &some).await else {
                return;
            };
            if !generation.is_current() {
                return;
            }
            let results = results.with_snippets(snippets, context);
            show_snippets(&results);
            // The next results take over these snippets; the list is not written again.
            *self.state.borrow_mut() = SearchState::Found(Rc::new(results));
        }
    }

    /// Shows the first hits while the others are loading, unless there are results of the
    /// same request already.
    fn show_first_hits(
        &'static self,
        input: &str,
        request: &Request,
        mut response: Response,
        mut snippets: Vec<Vec<Span>>,
    ) {
        let before = self.results();
        if before.is_some_and(|results| results.is_for(request)) {
            return;
        }
        if self.layout.grouped {
            // Later hits may only be added below: to the first group, or after it.
            let first = response.hits.first().map(|hit| hit.kind.clone());
            let hits = response.hits.iter();
            let first_group = hits.take_while(|hit| Some(&hit.kind) == first.as_ref());
            let count = first_group.count();
            response.hits.truncate(count);
            snippets.truncate(count);
        }
        let root = dom::root();
        let context = self.row_context(&root);
        let (input, request) = (input.to_owned(), request.clone());
        let results = Results::new(input, request, response, Vec::new(), None, context);
        self.has_first_hits.set(true);
        self.is_slow.set(false);
        let results = Rc::new(results.with_snippets(snippets, context));
        *self.state.borrow_mut() = SearchState::Found(results);
        self.announce("First results");
        self.show();
    }

    fn row_context<'a>(&self, root: &'a str) -> RowContext<'a> {
        RowContext {
            layout: self.layout,
            root,
            today: dom::today(),
        }
    }

    /// Ends a search that has failed after its first hits: they stay, with the reason.
    fn finish_with_first_hits(&'static self, error: FetchError) {
        self.is_busy.set(false);
        self.is_slow.set(false);
        self.error.set(Some(error));
        self.announce(&labels::partial(error));
        self.show();
    }

    /// Ends a search.
    fn finish(&'static self, state: SearchState) {
        self.is_busy.set(false);
        self.is_slow.set(false);
        match &state {
            SearchState::Idle => self.announce(""),
            SearchState::Found(results) => self.announce(&labels::results(results.response.total)),
            SearchState::Failed(error) => self.announce(labels::spoken_error(*error)),
        }
        self.select(None);
        *self.state.borrow_mut() = state;
        self.show();
    }

    /// Tells screen readers the status.
    fn announce(&'static self, status: &str) {
        let status = status.to_owned();
        let set = move || self.status.set_text_content(Some(&status));
        self.announce.schedule(ANNOUNCE_AFTER_MS, Box::new(set));
    }

    /// Writes the state into the page.
    fn show(&'static self) {
        let shown = self.shown_results();
        let list = shown
            .as_ref()
            .map(|results| result_list::list(results, self.has_first_hits.get()));
        dom::fill(&self.list, &list.unwrap_or_default());
        self.show_notices(&notices::notices(&self.state.borrow(), self.is_slow.get()));
        let footnote = notices::footnote(shown.as_deref(), self.error.get());
        dom::fill(&self.footnote, &footnote);
        let total = shown.map(|results| results.response.total);
        let count = total.filter(|total| *total > 0).map(labels::results);
        self.count.set_text_content(count.as_deref());
        (self.on_change)(self);
    }

    /// Shows the messages above the hits. If the button of a part of a paste has the focus,
    /// it keeps it, also when a slow search shows no parts for a while.
    fn show_notices(&self, html: &str) {
        let focus = document().active_element();
        if let Some(part) = focus
            .map(|element| element.id())
            .filter(|id| id.starts_with(id::PASTE_PART))
        {
            self.focused_part.set(Some(part));
        }
        dom::fill(&self.notices, html);
        let Some(part) = self.focused_part.take() else {
            return;
        };
        let focus = document().active_element();
        match dom::by_id(&part) {
            // Another element that has got the focus meanwhile keeps it.
            Some(button) if focus.is_none_or(|element| element.local_name() == "body") => {
                // If that fails, the button has no focus.
                let _ = button.focus();
            }
            Some(_) => {}
            None => self.focused_part.set(Some(part)),
        }
    }

    /// The latest results.
    pub(crate) fn results(&self) -> Option<Rc<Results>> {
        self.state.borrow().results().cloned()
    }

    /// The latest results, unless they are hidden because a newer search is slow.
    pub(crate) fn shown_results(&self) -> Option<Rc<Results>> {
        self.results().filter(|_| !self.is_slow.get())
    }

    /// Whether any options are shown.
    pub(crate) fn has_options(&self) -> bool {
        self.shown_results()
            .is_some_and(|results| results.option_count() > 0)
    }

    /// Whether there are more hits than are shown, and none of them is loading.
    pub(crate) fn has_more(&self) -> bool {
        let is_complete = !self.is_busy.get() || !self.has_first_hits.get();
        is_complete
            && self.error.get().is_none()
            && self
                .shown_results()
                .is_some_and(|results| results.has_more())
    }

    /// Whether there is nothing to show.
    pub(crate) fn is_empty(&self) -> bool {
        !self.is_slow.get() && matches!(&*self.state.borrow(), SearchState::Idle)
    }

    /// Whether a search is in progress.
    pub(crate) fn is_busy(&self) -> bool {
        self.is_busy.get()
    }

    /// Selects an option, or none.
    pub(crate) fn select(&self, number: Option<usize>) {
        if let Some(before) = self.active.get().and_then(option) {
            dom::set(&before, "aria-selected", Some("false"));
        }
        if let Some(option) = number.and_then(option) {
            dom::set(&option, "aria-selected", Some("true"));
            dom::reveal(&option);
        }
        let id = number.map(option_id);
        dom::set(&self.input, "aria-activedescendant", id.as_deref());
        self.active.set(number);
    }

    /// How many options the arrow keys reach; none while a search is in progress.
    pub(crate) fn option_count(&self) -> usize {
        let results = self.results().filter(|_| !self.is_busy.get());
        results.map_or(0, |results| results.option_count())
    }

    /// Adds the query to the search history: it was submitted, or led to a page.
    pub(crate) fn add_to_history(&self) {
        if !self.is_paste_pending() {
            search_history::add_recent(&self.value());
        }
    }

    /// The words to highlight on the page that a hit opens.
    pub(crate) fn highlight_words(&self) -> String {
        self.results()
            .map(|results| results.highlight_words())
            .unwrap_or_default()
    }
}

/// The option with this number.
fn option(number: usize) -> Option<HtmlElement> {
    dom::by_id(&option_id(number))
}

/// Writes the snippets into the rows that are shown, and leaves the rest of the rows
/// alone: the reader may be about to click one.
fn show_snippets(results: &Results) {
    let selector = [".", class::SNIPPET].concat();
    for row in rows::all_rows(&results.groups) {
        if let Some(option) = option(row.index)
            && let Some(spans) = row.snippet.as_deref()
            && let Ok(Some(element)) = option.query_selector(&selector)
        {
            element.set_inner_html(&snippet(spans));
        }
    }
}
