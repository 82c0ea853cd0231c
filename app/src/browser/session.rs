//! Records an incident in this browser: what the reader did, across pages and tabs.
//!
//! Nothing is recorded before the reader starts a session; at most one session is
//! recorded at a time. Islands read it with [`recorded`] and re-run when
//! [`changed`] is notified. Others report what happened by the event of
//! [`record`](super::record).

use gloo::utils::{document, window};
use js_sys::{Date, JSON, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Event;

use super::{dom, record, store};
use crate::session::{Entry, Session, What, clock};

/// A session and its id.
pub(crate) type Stored = (String, Session);

/// The sessions of this browser.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Recorded {
    /// The one being recorded.
    pub(crate) current: Option<Stored>,
    /// The others, newest first.
    pub(crate) ended: Vec<Stored>,
    /// Whether this browser refused to store something.
    pub(crate) denied: bool,
}

thread_local! {
    static CHANGED: ArcTrigger = ArcTrigger::new();
}

/// Notified when the current incident, or what is stored of it, changes: on this
/// page or in another tab.
pub(crate) fn changed() -> ArcTrigger {
    CHANGED.with(ArcTrigger::clone)
}

/// Makes the islands of this page read the current incident again.
pub(crate) fn notify_changed() {
    changed().notify();
}

/// Listens for events and other tabs, and records that this page was opened.
pub(crate) fn start() {
    dom::on(
        &document(),
        record::EVENT,
        Box::new(|event| {
            event.prevent_default();
            if let Some((kind, text)) = detail(event) {
                record(&kind, &text);
            }
        }),
    );
    // Another tab stored something, or the page comes back from the browser's cache.
    for name in ["storage", "pageshow"] {
        dom::on(&window(), name, Box::new(|_| notify_changed()));
    }
    // What led here happened before this page was opened.
    record::take_unrecorded(record);
    record_opened();
}

/// Records an event by its name, if a session is being recorded.
pub(crate) fn record(kind: &str, text: &str) {
    let text = text.trim();
    if let Some(kind) = What::from_name(kind)
        && !text.is_empty()
    {
        add(kind, text);
    }
}

/// Records that this page was opened. Pages that only lead to others are left out.
fn record_opened() {
    if !["home", "search", "not-found"]
        .iter()
        .any(|name| dom::is_page(name))
    {
        add(What::Opened, "");
    }
}

/// Adds an entry to the session being recorded, if there is one.
pub(crate) fn add(kind: What, text: &str) {
    let Some((id, mut session)) = current() else {
        return;
    };
    let (url, title) = match kind {
        What::Searched | What::Missed => Default::default(),
        _ => page(),
    };
    session.add(Entry {
        at: now(),
        offset: utc_offset(),
        what: kind,
        url,
        title,
        text: text.to_owned(),
    });
    save(&id, &session);
    notify_changed();
}

/// Removes the latest entry of this page with this kind and text.
pub(crate) fn take_back(kind: What, text: &str) {
    if let Some((id, mut session)) = current() {
        session.take_back(kind, &page().0, text);
        save(&id, &session);
        notify_changed();
    }
}

/// The session being recorded.
fn current() -> Option<Stored> {
    let id = store::current_session()?;
    let session = load(&id)?;
    Some((id, session))
}

fn load(id: &str) -> Option<Session> {
    Session::from_kept(&store::get(&store::session_key(store::LOG, id))?)
}

fn save(id: &str, session: &Session) {
    store::set(&store::session_key(store::LOG, id), &session.to_kept());
}

/// The sessions of this browser as stored now.
pub(crate) fn recorded() -> Recorded {
    let current = current();
    let current_id = store::current_session();
    // Few: inserting in place costs less code than a sort.
    let mut ended: Vec<Stored> = Vec::new();
    for id in store::session_ids() {
        if let Some(session) = load(&id)
            && current_id.as_ref() != Some(&id)
        {
            let at = ended
                .iter()
                .position(|(_, other)| other.started < session.started);
            ended.insert(at.unwrap_or(ended.len()), (id, session));
        }
    }
    Recorded {
        current,
        ended,
        denied: store::is_denied(),
    }
}

/// Starts a session, which becomes the current incident.
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
    store::set_current_session(Some(&id));
    record_opened();
    notify_changed();
}

/// Ends the session that is being recorded.
pub(crate) fn end() {
    if let Some((id, mut session)) = current() {
        session.ended = Some(now());
        save(&id, &session);
    }
    store::set_current_session(None);
    notify_changed();
}

/// Continues an ended session; the one being recorded ends.
pub(crate) fn reopen(id: &str) {
    end();
    if let Some(mut session) = load(id) {
        session.ended = None;
        save(id, &session);
        store::set_current_session(Some(id));
        record_opened();
        notify_changed();
    }
}

/// Renames the session that is being recorded, unless the name is blank.
pub(crate) fn rename(name: &str) {
    if let Some((id, mut session)) = current()
        && !name.trim().is_empty()
    {
        session.name = name.trim().to_owned();
        save(&id, &session);
        notify_changed();
    }
}

/// Removes a session and everything that belongs to it.
pub(crate) fn remove(id: &str) {
    store::remove_session(id);
    notify_changed();
}

/// URL within the site, and title, of this page.
pub(crate) fn page() -> (String, String) {
    let url = dom::first("main").and_then(|main| main.get_attribute("data-url"));
    let title = dom::first("main h1").and_then(|title| title.text_content());
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
pub(crate) fn utc_offset() -> i64 {
    -(Date::new_0().get_timezone_offset() as i64)
}

/// Kind and text of an event, if its detail is well-formed.
fn detail(event: &Event) -> Option<(String, String)> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).ok();
    let detail = get(event.as_ref(), "detail")?.as_string()?;
    let detail = JSON::parse(&detail).ok()?;
    Some((
        get(&detail, "what")?.as_string()?,
        get(&detail, "text")?.as_string()?,
    ))
}
