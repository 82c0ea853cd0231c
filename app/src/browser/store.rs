//! What this browser stores for the site, per incident.
//!
//! All access to `localStorage` for incidents goes through this module, so that a
//! page works where storage is denied or full: what could not be stored is kept in
//! memory until the page is closed, and [`is_denied`] reports it. The *current
//! incident* is the session that is being recorded; without a session it is
//! everything that happened within [`HOURS`] of the last change.

use std::cell::RefCell;

use super::dom;
use crate::contract;

/// Hours without a change after which an incident without a session is over.
const HOURS: f64 = 12.0;

/// Key of the id of the session that is being recorded. The loader reads it too.
const SESSION: &str = contract::SESSION_KEY;
/// Key of a session's entries.
pub(crate) const LOG: &str = contract::LOG_KEY;
/// Key of the values of variables in an incident.
pub(crate) const VALUES: &str = contract::VALUES_KEY;
/// Key of the ticked steps of an incident, on all pages.
pub(crate) const STEPS: &str = contract::STEPS_KEY;
/// Key of the suspects ruled out or confirmed in an incident.
pub(crate) const SUSPECTS: &str = contract::SUSPECTS_KEY;
/// Key of events that no page has recorded yet.
pub(crate) const UNRECORDED: &str = contract::UNRECORDED_KEY;

/// The keys that belong to an incident. In a session each ends in `:` and the
/// session's id.
const OF_INCIDENT: [&str; 4] = [LOG, VALUES, STEPS, SUSPECTS];

thread_local! {
    /// What could not be stored.
    static IN_MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// The value of `key`; none if it is missing or empty.
pub(crate) fn get(key: &str) -> Option<String> {
    let in_memory = IN_MEMORY.with_borrow(|all| {
        let found = all.iter().find(|(known, _)| known == key);
        found.map(|(_, value)| value.clone())
    });
    let stored = || dom::storage()?.get_item(key).ok()?;
    in_memory.or_else(stored).filter(|value| !value.is_empty())
}

/// Stores a value; an empty one removes the key.
pub(crate) fn set(key: &str, value: &str) {
    IN_MEMORY.with_borrow_mut(|all| all.retain(|(known, _)| known != key));
    let stored = dom::storage().is_some_and(|storage| {
        let done = if value.is_empty() {
            storage.remove_item(key)
        } else {
            storage.set_item(key, value)
        };
        done.is_ok()
    });
    if !stored {
        // An empty value too: the storage still has another one.
        IN_MEMORY.with_borrow_mut(|all| all.push((key.to_owned(), value.to_owned())));
    }
}

/// Whether something could not be stored.
pub(crate) fn is_denied() -> bool {
    IN_MEMORY.with_borrow(|all| !all.is_empty())
}

/// The id of the session that is being recorded.
pub(crate) fn current_session() -> Option<String> {
    get(SESSION)
}

/// Makes a session the current incident, or none.
pub(crate) fn set_current_session(id: Option<&str>) {
    set(SESSION, id.unwrap_or_default());
}

/// The ids of all sessions, in no particular order.
pub(crate) fn session_ids() -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let mut add = |key: &str| {
        let id = key
            .strip_prefix(LOG)
            .and_then(|rest| rest.strip_prefix(':'));
        if let Some(id) = id
            && !ids.iter().any(|known| known == id)
        {
            ids.push(id.to_owned());
        }
    };
    if let Some(storage) = dom::storage() {
        for index in 0..storage.length().unwrap_or(0) {
            if let Ok(Some(key)) = storage.key(index) {
                add(&key);
            }
        }
    }
    IN_MEMORY.with_borrow(|all| {
        for (key, _) in all {
            add(key);
        }
    });
    ids
}

/// Removes everything that belongs to a session.
pub(crate) fn remove_session(id: &str) {
    for key in OF_INCIDENT {
        set(&session_key(key, id), "");
    }
}

/// `key` for the session `id`.
pub(crate) fn session_key(key: &str, id: &str) -> String {
    [key, ":", id].concat()
}

/// `key` for the current incident.
fn incident_key(key: &str, session: Option<&str>) -> String {
    match session {
        Some(id) => session_key(key, id),
        None => key.to_owned(),
    }
}

/// The value of `key` for the current incident.
pub(crate) fn get_for_incident(key: &str) -> Option<String> {
    let session = current_session();
    let stored = get(&incident_key(key, session.as_deref()))?;
    let (time, value) = stored.split_once('\n')?;
    // Whole milliseconds: parsing floats would add 12 KB of tables to the bundle.
    let time: u64 = time.parse().ok()?;
    let is_fresh = || js_sys::Date::now() - (time as f64) < HOURS * 3_600_000.0;
    (session.is_some() || is_fresh()).then(|| value.to_owned())
}

/// Stores a value for the current incident, with the time.
pub(crate) fn set_for_incident(key: &str, value: &str) {
    let mut text = (js_sys::Date::now() as u64).to_string();
    text.push('\n');
    text.push_str(value);
    set(&incident_key(key, current_session().as_deref()), &text);
}
