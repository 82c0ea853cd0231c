//! A search as the islands see it: ask, and the signals change.

use std::sync::Arc;

use leptos::prelude::*;
use search::engine::Request;
use wasm_bindgen_futures::spawn_local;

use crate::browser::client::{self, Stop, Turn};
use crate::browser::dom;
use crate::browser::latest::Latest;

use super::outcome::{Found, Outcome};
use super::results::{self, option_id, snippet};
use super::rows::{self, Layout};
use super::words;

/// Waiting shorter than this is not worth a word.
const SLOW: i32 = 200;

/// A screen reader hears the count when typing pauses, not at every letter.
const PAUSE: i32 = 600;

/// The state of a search.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Searcher {
    /// What there is to show.
    pub(crate) outcome: RwSignal<Outcome>,
    /// Whether the answer is on its way.
    pub(crate) busy: RwSignal<bool>,
    /// Whether it has been for so long that the old one is put away.
    pub(crate) slow: RwSignal<bool>,
    /// The row that is pointed at.
    pub(crate) active: RwSignal<Option<usize>>,
    /// What screen readers are told.
    pub(crate) status: RwSignal<String>,
    layout: Layout,
    announce: Latest,
}

impl Searcher {
    /// A search that nobody has asked anything yet.
    pub(crate) fn new(layout: Layout) -> Self {
        Self {
            outcome: RwSignal::new(Outcome::Idle),
            busy: RwSignal::new(false),
            slow: RwSignal::new(false),
            active: RwSignal::new(None),
            status: RwSignal::new(String::new()),
            layout,
            announce: Latest::new(),
        }
    }

    /// Asks for the best `limit` documents.
    pub(crate) fn ask(self, query: &str, limit: usize) {
        let turn = Turn::next();
        self.unpoint();
        if query.trim().is_empty() {
            self.done(Outcome::Idle);
            return;
        }
        self.busy.set(true);
        let request = Request {
            query: query.to_owned(),
            limit,
            // Always, as `kb search` does: an address that is shared finds what
            // its sender found while typing.
            prefix: true,
            ..Request::default()
        };
        spawn_local(async move {
            dom::pause(SLOW).await;
            if turn.is_current() && self.busy.get_untracked() {
                self.slow.set(true);
                self.say("Searching");
            }
        });
        spawn_local(async move {
            let started = dom::now();
            match client::search(turn, &request).await {
                Err(Stop::Superseded) => {}
                Err(Stop::Trouble(trouble)) if turn.is_current() => {
                    self.done(Outcome::Failed(trouble));
                }
                Err(Stop::Trouble(_)) => {}
                Ok(response) => {
                    let millis = (dom::now() - started).round() as u32;
                    let before = self.outcome.get_untracked();
                    let page = (self.layout, dom::root(), dom::today());
                    let page = (page.0, page.1.as_str(), page.2);
                    let before = before.found().map(AsRef::as_ref);
                    let found = Found::new(&request.query, response, before, millis, page);
                    let found = Arc::new(found);
                    self.done(Outcome::Found(Arc::clone(&found)));
                    // Titles are painted and keys are heard before the text is read.
                    dom::pause(0).await;
                    // Without snippets the titles still stand.
                    if let Ok(snippets) = client::snippets(turn, &found.response).await
                        && turn.is_current()
                    {
                        let found = found.with_snippets(snippets, page);
                        show_snippets(&found);
                        // Known for the next answer; the list stays as it is.
                        let found = Outcome::Found(Arc::new(found));
                        self.outcome.update_untracked(|outcome| *outcome = found);
                    }
                }
            }
        });
    }

    fn done(self, outcome: Outcome) {
        self.busy.set(false);
        self.slow.set(false);
        match &outcome {
            Outcome::Idle => self.say(""),
            Outcome::Found(found) => self.say(&words::results(found.response.total)),
            Outcome::Failed(trouble) => self.say(words::trouble(*trouble)),
        }
        self.unpoint();
        self.outcome.set(outcome);
    }

    fn say(self, status: &str) {
        let status = status.to_owned();
        self.announce.after(PAUSE, move || self.status.set(status));
    }

    /// What is found and may be shown: not what an older query found.
    pub(crate) fn shown(self) -> Option<Arc<Found>> {
        (!self.slow.get())
            .then(|| self.outcome.get().found().cloned())
            .flatten()
    }

    /// The rows to show, as HTML.
    pub(crate) fn list(self) -> String {
        self.shown()
            .map_or_else(String::new, |found| results::list(&found.groups))
    }

    /// Whether there are rows to show.
    pub(crate) fn has_rows(self) -> bool {
        self.shown().is_some_and(|found| !found.groups.is_empty())
    }

    /// Whether more was found than is shown.
    pub(crate) fn has_more(self) -> bool {
        self.shown().is_some_and(|found| found.has_more())
    }

    /// Whether there is nothing to say either.
    pub(crate) fn is_silent(self) -> bool {
        !self.slow.get()
            && self
                .outcome
                .with(|outcome| matches!(outcome, Outcome::Idle))
    }

    /// The same, for those who only look once.
    pub(crate) fn is_silent_untracked(self) -> bool {
        untrack(|| self.is_silent())
    }

    /// Points at a row.
    pub(crate) fn point(self, row: usize) {
        if let Some(before) = self.active.get_untracked() {
            select(before, false);
        }
        select(row, true);
        self.active.set(Some(row));
    }

    /// Points at no row.
    pub(crate) fn unpoint(self) {
        if let Some(before) = self.active.get_untracked() {
            select(before, false);
            self.active.set(None);
        }
    }

    /// How many rows the arrow keys reach; none while others are on their way.
    pub(crate) fn reach(self) -> usize {
        if self.busy.get_untracked() {
            return 0;
        }
        self.outcome.with_untracked(|outcome| {
            outcome
                .found()
                .map_or(0, |found| rows::reach(&found.groups))
        })
    }

    /// The words to mark where a hit leads.
    pub(crate) fn words(self) -> String {
        self.outcome
            .with_untracked(|outcome| outcome.found().map(|found| found.words()))
            .unwrap_or_default()
    }
}

/// Puts the snippets into rows that are on the screen, and leaves the rest of
/// them alone: somebody may be about to press one.
fn show_snippets(found: &Found) {
    for row in found.groups.iter().flat_map(|group| &group.rows) {
        if let Some(option) = dom::by_id(&option_id(row.index))
            && let Ok(Some(place)) = option.query_selector(".kb-hit__snippet")
        {
            place.set_inner_html(&snippet(row.snippet.as_deref().unwrap_or_default()));
        }
    }
}

fn select(row: usize, is: bool) {
    if let Some(option) = dom::by_id(&option_id(row)) {
        // Setting a well-formed attribute does not fail.
        let _ = option.set_attribute("aria-selected", if is { "true" } else { "false" });
        if is {
            dom::reveal(&option);
        }
    }
}
