//! A search as the islands see it: ask, and the screen changes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::utils::document;
use search::engine::{Request, Response, Span};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::browser::alerts;
use crate::browser::client::{self, Stop, Trouble, Turn};
use crate::browser::dom;
use crate::browser::latest::Latest;
use crate::browser::names;

use super::outcome::{Found, Outcome};
use super::paste::{self, Paste};
use super::results::{self, LIST, option_id, snippet};
use super::rows::{self, Layout, Page};
use super::{offers, past, said, words};

/// Waiting shorter than this is not worth a word.
const SLOW: i32 = 200;

/// Hits whose snippets are read before the others': those in sight.
const FIRST: usize = 5;

/// A screen reader hears the count when typing pauses, not at every letter.
const PAUSE: i32 = 600;

/// The search of a page: its state, and the elements that show it.
///
/// A page has one, for as long as it is open, so its listeners and what it
/// waits for share a reference that never ends. It writes to the screen itself:
/// a tree of views that react to signals was a sixth of the WebAssembly.
pub(crate) struct Searcher {
    /// The field.
    pub(crate) input: HtmlInputElement,
    /// What there is to show.
    pub(crate) outcome: RefCell<Outcome>,
    /// What was pasted, while the field stands for it.
    pub(crate) paste: RefCell<Option<Paste>>,
    /// Whether words are searched as typed, without corrections.
    pub(crate) literal: Cell<bool>,
    /// The row that is pointed at.
    pub(crate) active: Cell<Option<usize>>,
    /// The part of a paste that has the focus, by the id of its chip.
    chip: Cell<Option<String>>,
    /// Whether the answer is on its way.
    busy: Cell<bool>,
    /// Whether it has been for so long that the old one is put away.
    slow: Cell<bool>,
    /// Whether its first hits are shown already.
    early: Cell<bool>,
    /// Why the others did not come.
    trouble: Cell<Option<Trouble>>,
    list: HtmlElement,
    said: HtmlElement,
    short: HtmlElement,
    count: HtmlElement,
    status: HtmlElement,
    layout: Layout,
    announce: Latest,
    /// Told whenever something else is to be shown.
    changed: Box<dyn Fn(&'static Searcher)>,
}

impl Searcher {
    /// The search of this page. `None` where its elements are not there.
    pub(crate) fn new(
        layout: Layout,
        changed: impl Fn(&'static Self) + 'static,
    ) -> Option<&'static Self> {
        Some(Box::leak(Box::new(Self {
            input: dom::by_id("kb-q")?.dyn_into().ok()?,
            outcome: RefCell::default(),
            paste: RefCell::default(),
            literal: Cell::new(false),
            active: Cell::new(None),
            chip: Cell::default(),
            busy: Cell::new(false),
            slow: Cell::new(false),
            early: Cell::new(false),
            trouble: Cell::new(None),
            list: dom::by_id(LIST)?,
            said: dom::first(".kb-said")?,
            short: dom::first(".kb-short")?,
            count: dom::first(".kb-count")?,
            status: dom::first(".kb-status")?,
            layout,
            announce: Latest::default(),
            changed: Box::new(changed),
        })))
    }

    /// What stands in the field.
    pub(crate) fn value(&self) -> String {
        self.input.value()
    }

    /// What the engine is asked: the field, with what was pasted into it.
    pub(crate) fn request(&self, limit: usize) -> Request {
        self.request_of(self.value(), limit)
    }

    /// What the engine is asked for a text in the field.
    fn request_of(&self, value: String, limit: usize) -> Request {
        let paste = self.paste.borrow();
        let pasted = paste
            .as_ref()
            .and_then(|paste| Some((paste.query(&value)?, paste)));
        let mut request = Request {
            query: value,
            limit,
            // Always, as `kb search` does: an address that is shared finds what
            // its sender found while typing.
            prefix: true,
            literal: self.literal.get(),
            ..Request::default()
        };
        if let Some((query, paste)) = pasted {
            request.query = query;
            request.ignored.clone_from(&paste.ignored);
            request.prefix = false;
        }
        request
    }

    /// Asks for the best `limit` documents.
    pub(crate) fn ask(&'static self, limit: usize) {
        let turn = Turn::next();
        self.point(None);
        self.trouble.set(None);
        if self.value().trim().is_empty() {
            self.done(Outcome::Idle);
            return;
        }
        self.busy.set(true);
        spawn_local(names::load());
        let (field, request) = (self.value(), self.request(limit));
        let typed = field.clone();
        spawn_local(async move {
            // Names that come late are offered with what stands in the field then.
            if alerts::load(&typed).await && self.value().contains("alert:") {
                self.ask(limit);
            }
        });
        // What answers the very same stays in sight until the answer comes.
        let same = self.found().is_some_and(|found| found.answers(&request));
        self.early.set(same && self.early.get());
        let caret = self.input.selection_end().ok().flatten();
        spawn_local(async move {
            dom::pause(SLOW).await;
            if turn.is_current() && self.busy.get() && !self.early.get() {
                self.say("Searching");
                if !same {
                    self.slow.set(true);
                    self.paint();
                }
            }
        });
        spawn_local(self.answer(turn, field, request, caret));
    }

    async fn answer(
        &'static self,
        turn: Turn,
        field: String,
        request: Request,
        caret: Option<u32>,
    ) {
        let started = dom::now();
        let early =
            &mut |response, snippets| self.glimpse(&field, &request, response, snippets, started);
        let response = match client::search(turn, &request, early).await {
            Ok(response) => response,
            Err(Stop::Superseded) => return,
            Err(Stop::Trouble(trouble)) => {
                if turn.is_current() && self.early.get() {
                    self.partly(trouble);
                } else if turn.is_current() {
                    self.done(Outcome::Failed(trouble));
                }
                return;
            }
        };
        let offers = offers::offers(turn, &request, caret).await;
        if !turn.is_current() {
            return;
        }
        let millis = (dom::now() - started).round() as u32;
        let root = dom::root();
        let page = Page {
            layout: self.layout,
            root: &root,
            today: dom::today(),
        };
        let before = self.found();
        let before = before.as_deref();
        let mut found = Found::new(field, request, response, offers, before, millis, page);
        if let Some(rest) = said::rest(&found) {
            let others = self.request_of(rest.clone(), 1);
            let response = client::search(turn, &others, &mut |_, _| ()).await;
            if !turn.is_current() {
                return;
            }
            let total = response.map_or(0, |response| response.total);
            found.rest = (total > 0).then_some((rest, total));
        }
        let found = Rc::new(found);
        self.done(Outcome::Found(Rc::clone(&found)));
        // Titles are painted and keys are heard before the text is read.
        dom::pause(0).await;
        let all = found.response.hits.len();
        for count in [FIRST.min(all), all] {
            let mut some = found.response.clone();
            some.hits.truncate(count);
            // Without snippets the titles still stand.
            let Ok(snippets) = client::snippets(turn, &some).await else {
                return;
            };
            if !turn.is_current() {
                return;
            }
            let found = found.with_snippets(snippets, page);
            show_snippets(&found);
            // Known for the next answer; the list stays as it is.
            *self.outcome.borrow_mut() = Outcome::Found(Rc::new(found));
        }
    }

    /// Shows the first hits while the others are under way, unless there are some
    /// of the same query already, of which more are wanted.
    fn glimpse(
        &'static self,
        field: &str,
        request: &Request,
        mut response: Response,
        mut snippets: Vec<Vec<Span>>,
        started: f64,
    ) {
        let before = self.found();
        if before.is_some_and(|found| found.answers(request)) {
            return;
        }
        if self.layout.grouped {
            // What comes later may only stand below: in the first group, or behind it.
            let first = response.hits.first().map(|hit| hit.kind.clone());
            let alike = response.hits.iter();
            let alike = alike.take_while(|hit| Some(&hit.kind) == first.as_ref());
            let count = alike.count();
            response.hits.truncate(count);
            snippets.truncate(count);
        }
        let root = dom::root();
        let page = Page {
            layout: self.layout,
            root: &root,
            today: dom::today(),
        };
        let millis = (dom::now() - started).round() as u32;
        let (field, request) = (field.to_owned(), request.clone());
        let found = Found::new(field, request, response, Vec::new(), None, millis, page);
        self.early.set(true);
        self.slow.set(false);
        let found = Rc::new(found.with_snippets(snippets, page));
        *self.outcome.borrow_mut() = Outcome::Found(found);
        self.say("First results");
        self.paint();
    }

    /// The first hits stay, and it is said why there are no others.
    fn partly(&'static self, trouble: Trouble) {
        self.busy.set(false);
        self.slow.set(false);
        self.trouble.set(Some(trouble));
        self.say(&words::short(trouble));
        self.paint();
    }

    fn done(&'static self, outcome: Outcome) {
        self.busy.set(false);
        self.slow.set(false);
        match &outcome {
            Outcome::Idle => self.say(""),
            Outcome::Found(found) => self.say(&words::results(found.response.total)),
            Outcome::Failed(trouble) => self.say(words::trouble(*trouble)),
        }
        self.point(None);
        *self.outcome.borrow_mut() = outcome;
        self.paint();
    }

    /// Tells screen readers.
    pub(crate) fn say(&'static self, status: &str) {
        let status = status.to_owned();
        let tell = move || self.status.set_text_content(Some(&status));
        self.announce.after(PAUSE, Box::new(tell));
    }

    /// Shows the state.
    fn paint(&'static self) {
        let shown = self.shown();
        let list = shown
            .as_ref()
            .map(|found| results::list(found, self.early.get()));
        dom::fill(&self.list, &list.unwrap_or_default());
        let said = said::said(&self.outcome.borrow(), self.slow.get());
        self.fill_said(&said);
        let short = said::short(shown.as_deref(), self.trouble.get());
        dom::fill(&self.short, &short);
        let count = shown.filter(|found| found.response.total > 0);
        let count = count.map(|found| words::count(&found));
        self.count.set_text_content(count.as_deref());
        (self.changed)(self);
    }

    /// Says something beside the hits. Who stands on a part of a paste stays
    /// there, also while an answer takes so long that no parts are shown.
    fn fill_said(&self, said: &str) {
        let focus = document().active_element();
        if let Some(id) = focus
            .map(|it| it.id())
            .filter(|id| id.starts_with(paste::CHIP))
        {
            self.chip.set(Some(id));
        }
        dom::fill(&self.said, said);
        let Some(id) = self.chip.take() else {
            return;
        };
        let focus = document().active_element();
        match dom::by_id(&id) {
            // What took the focus meanwhile keeps it.
            Some(chip) if focus.is_none_or(|it| it.local_name() == "body") => {
                // A part that cannot have the focus goes without.
                let _ = chip.focus();
            }
            Some(_) => {}
            None => self.chip.set(Some(id)),
        }
    }

    /// What was found last.
    pub(crate) fn found(&self) -> Option<Rc<Found>> {
        self.outcome.borrow().found().cloned()
    }

    /// What is found and may be shown: not what an older query found.
    pub(crate) fn shown(&self) -> Option<Rc<Found>> {
        self.found().filter(|_| !self.slow.get())
    }

    /// Whether there are rows to show.
    pub(crate) fn has_rows(&self) -> bool {
        self.shown().is_some_and(|found| found.reach() > 0)
    }

    /// Whether more was found than is shown, and none of it is on its way.
    pub(crate) fn has_more(&self) -> bool {
        let all = !self.busy.get() || !self.early.get();
        all && self.trouble.get().is_none() && self.shown().is_some_and(|found| found.has_more())
    }

    /// Whether there is nothing to say.
    pub(crate) fn is_silent(&self) -> bool {
        !self.slow.get() && matches!(&*self.outcome.borrow(), Outcome::Idle)
    }

    /// Whether an answer is on its way.
    pub(crate) fn is_busy(&self) -> bool {
        self.busy.get()
    }

    /// Points at a row, or at none.
    pub(crate) fn point(&self, row: Option<usize>) {
        if let Some(before) = self.active.get().and_then(option) {
            dom::set(&before, "aria-selected", Some("false"));
        }
        if let Some(option) = row.and_then(option) {
            dom::set(&option, "aria-selected", Some("true"));
            dom::reveal(&option);
        }
        let id = row.map(option_id);
        dom::set(&self.input, "aria-activedescendant", id.as_deref());
        self.active.set(row);
    }

    /// How many rows the arrow keys reach; none while others are on their way.
    pub(crate) fn reach(&self) -> usize {
        let found = self.found().filter(|_| !self.busy.get());
        found.map_or(0, |found| found.reach())
    }

    /// Keeps the query among those of this browser: it led somewhere, or was sent.
    pub(crate) fn note_recent(&self) {
        if !self.is_waiting() {
            past::change("recent", &self.value());
        }
    }

    /// The words to mark where a hit leads.
    pub(crate) fn words(&self) -> String {
        self.found().map(|found| found.words()).unwrap_or_default()
    }
}

/// The option with this number.
fn option(row: usize) -> Option<HtmlElement> {
    dom::by_id(&option_id(row))
}

/// Puts the snippets into rows that are on the screen, and leaves the rest of
/// them alone: somebody may be about to press one.
fn show_snippets(found: &Found) {
    for row in rows::all(&found.groups) {
        if let Some(option) = option(row.index)
            && let Some(spans) = row.snippet.as_deref()
            && let Ok(Some(place)) = option.query_selector(".kb-hit__snippet")
        {
            place.set_inner_html(&snippet(spans));
        }
    }
}
