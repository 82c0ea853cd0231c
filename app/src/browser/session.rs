//! Recording an incident: what was done, across pages and tabs, in this browser.
//!
//! Nothing is recorded before the reader starts a session, and a session ends
//! when the reader ends it. At most one is recorded at a time; the values of
//! variables and the progress of checklists belong to it ([`super::store`]).
//! Others tell what happened by [`record`](super::record) and its event.

use std::cell::RefCell;

use gloo::utils::{document, window};
use js_sys::{Date, JSON, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Event;

use super::{dom, record, steps, store, values};
use crate::session::{Entry, Session, What, clock};

/// Key of a session's entries, before its number.
const LOG: &str = "kb-log";

/// Told when there is something else to show, and whether of another incident.
type Watcher = Box<dyn Fn(bool)>;

thread_local! {
    static WATCHERS: RefCell<Vec<Watcher>> = const { RefCell::new(Vec::new()) };
    /// The session that the watchers were told of.
    static SEEN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Hears what happens on this page and in other tabs.
pub(crate) fn start() {
    dom::on(
        &document(),
        record::EVENT,
        Box::new(|event| {
            event.prevent_default();
            if let Some((what, text)) = detail(event) {
                record(&what, &text);
            }
        }),
    );
    SEEN.set(store::current());
    // Another tab changed something; or the page was put away and is back.
    for name in ["storage", "pageshow"] {
        dom::on(&window(), name, Box::new(|_| tell()));
    }
    watch(Box::new(values::refresh));
    // What led here was done before this page was opened.
    record::unheard(record);
    opened();
}

/// Calls `watcher` whenever there is something else to show; with `true` if
/// another incident is this incident now.
pub(crate) fn watch(watcher: Watcher) {
    WATCHERS.with_borrow_mut(|watchers| watchers.push(watcher));
}

fn tell() {
    let now = store::current();
    let is_other = SEEN.replace(now.clone()) != now;
    WATCHERS.with_borrow(|watchers| {
        for watcher in watchers {
            watcher(is_other);
        }
    });
}

/// Records something that was done on this page, if a session is being recorded.
pub(crate) fn record(what: &str, text: &str) {
    let text = text.trim();
    if let Some(what) = What::from_name(what)
        && !text.is_empty()
    {
        add(what, text);
    }
}

/// Records that this page was opened. Ways to a page, such as the search, say
/// nothing that what is found there does not.
fn opened() {
    if !["home", "search", "not-found"]
        .iter()
        .any(|name| dom::is_page(name))
    {
        add(What::Opened, "");
    }
}

/// Records something else that was done on this page.
pub(crate) fn add(what: What, text: &str) {
    let Some((id, mut session)) = here() else {
        return;
    };
    let (url, title) = match what {
        What::Searched | What::Missed => Default::default(),
        _ => page(),
    };
    session.add(Entry {
        at: now(),
        offset: offset(),
        what,
        url,
        title,
        text: text.to_owned(),
    });
    save(&id, &session);
    tell();
}

/// Takes back what was recorded last with these words: it was a slip.
pub(crate) fn take_back(what: What, text: &str) {
    if let Some((id, mut session)) = here() {
        session.take_back(what, &page().0, text);
        save(&id, &session);
        tell();
    }
}

/// The session that is being recorded.
pub(crate) fn here() -> Option<(String, Session)> {
    let id = store::current()?;
    let session = load(&id)?;
    Some((id, session))
}

/// A session of this browser.
pub(crate) fn load(id: &str) -> Option<Session> {
    Session::from_kept(&store::get(&store::key_of(LOG, Some(id)))?)
}

/// The sessions of this browser, newest first, but for the one being recorded.
pub(crate) fn others() -> Vec<(String, Session)> {
    let current = store::current();
    // Few, and a sort costs the browser more than it saves.
    let mut all: Vec<(String, Session)> = Vec::new();
    for key in store::keys("kb-log:") {
        let id = key.trim_start_matches("kb-log:");
        if let Some(session) = load(id)
            && current.as_deref() != Some(id)
        {
            let at = all
                .iter()
                .position(|(_, other)| other.started < session.started);
            all.insert(at.unwrap_or(all.len()), (id.to_owned(), session));
        }
    }
    all
}

fn save(id: &str, session: &Session) {
    store::set(&store::key_of(LOG, Some(id)), &session.to_kept());
}

/// Begins a session: a fresh incident.
pub(crate) fn begin(name: &str) {
    let started = now();
    let name = match name.trim() {
        "" => ["Incident of ", &clock::moment(started)[..16], " UTC"].concat(),
        name => name.to_owned(),
    };
    let id = (Date::now() as u64).to_string();
    let session = Session {
        name,
        started,
        ..Session::default()
    };
    save(&id, &session);
    store::make_current(Some(&id));
    opened();
    tell();
}

/// Ends the session that is being recorded.
pub(crate) fn end() {
    if let Some((id, mut session)) = here() {
        session.ended = Some(now());
        save(&id, &session);
    }
    store::make_current(None);
    tell();
}

/// Goes on with a session that was ended; the present one ends.
pub(crate) fn reopen(id: &str) {
    end();
    if let Some(mut session) = load(id) {
        session.ended = None;
        save(id, &session);
        store::make_current(Some(id));
        opened();
        tell();
    }
}

/// Calls the session that is being recorded something else.
pub(crate) fn rename(name: &str) {
    if let Some((id, mut session)) = here()
        && !name.trim().is_empty()
    {
        session.name = name.trim().to_owned();
        save(&id, &session);
        tell();
    }
}

/// Forgets a session and all that belongs to it.
pub(crate) fn forget(id: &str) {
    for key in [LOG, values::KEY, steps::KEY] {
        store::set(&store::key_of(key, Some(id)), "");
    }
    tell();
}

/// Address within the site and title of this page.
pub(crate) fn page() -> (String, String) {
    let of = |selector: &str| dom::first(selector);
    let url = of("main").and_then(|main| main.get_attribute("data-url"));
    let title = of("main h1").and_then(|title| title.text_content());
    (
        url.unwrap_or_default(),
        title.unwrap_or_default().trim().to_owned(),
    )
}

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    (Date::now() / 1000.0) as i64
}

/// Minutes that the reader's clock is ahead of UTC.
pub(crate) fn offset() -> i64 {
    -(Date::new_0().get_timezone_offset() as i64)
}

/// What an event tells.
fn detail(event: &Event) -> Option<(String, String)> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).ok();
    let detail = get(event.as_ref(), "detail")?.as_string()?;
    let detail = JSON::parse(&detail).ok()?;
    Some((
        get(&detail, "what")?.as_string()?,
        get(&detail, "text")?.as_string()?,
    ))
}
