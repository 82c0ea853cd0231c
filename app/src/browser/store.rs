//! What this browser keeps, an incident at a time.
//!
//! Everything goes through here, so that a page works where storage is denied
//! or full: what could not be kept lasts until the page is closed, and
//! [`is_denied`] says so. *This incident* is the session that is being recorded;
//! without one it is whatever happened within [`HOURS`] of the last change.

use std::cell::RefCell;

use super::dom;

/// Hours after which an incident that nobody named is taken to be over.
const HOURS: f64 = 12.0;

/// Key of the session that is being recorded. The loader knows it as well.
const CURRENT: &str = "kb-session";

thread_local! {
    /// What could not be kept.
    static HELD: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// What is kept under `key`; nothing where there is nothing to tell.
pub(crate) fn get(key: &str) -> Option<String> {
    let held = HELD.with_borrow(|held| {
        let found = held.iter().find(|(known, _)| known == key);
        found.map(|(_, value)| value.clone())
    });
    let kept = || dom::storage()?.get_item(key).ok()?;
    held.or_else(kept).filter(|value| !value.is_empty())
}

/// Keeps a value; an empty one is forgotten.
pub(crate) fn set(key: &str, value: &str) {
    HELD.with_borrow_mut(|held| held.retain(|(known, _)| known != key));
    let kept = dom::storage().is_some_and(|storage| {
        let done = if value.is_empty() {
            storage.remove_item(key)
        } else {
            storage.set_item(key, value)
        };
        done.is_ok()
    });
    if !kept {
        // Also if it is empty: what is kept still says something else.
        HELD.with_borrow_mut(|held| held.push((key.to_owned(), value.to_owned())));
    }
}

/// Whether something could not be kept.
pub(crate) fn is_denied() -> bool {
    HELD.with_borrow(|held| !held.is_empty())
}

/// Keys that begin with `start`.
pub(crate) fn keys(start: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let mut add = |key: String| {
        if key.starts_with(start) && !keys.contains(&key) {
            keys.push(key);
        }
    };
    if let Some(storage) = dom::storage() {
        for index in 0..storage.length().unwrap_or(0) {
            if let Ok(Some(key)) = storage.key(index) {
                add(key);
            }
        }
    }
    HELD.with_borrow(|held| {
        for (key, _) in held {
            add(key.clone());
        }
    });
    keys
}

/// The session that is being recorded.
pub(crate) fn current() -> Option<String> {
    get(CURRENT)
}

/// Makes a session this incident, or none.
pub(crate) fn make_current(id: Option<&str>) {
    set(CURRENT, id.unwrap_or_default());
}

/// `key` of the incident `id`.
pub(crate) fn key_of(key: &str, id: Option<&str>) -> String {
    match id {
        Some(id) => [key, ":", id].concat(),
        None => key.to_owned(),
    }
}

/// What is kept of this incident under `key`.
pub(crate) fn get_here(key: &str) -> Option<String> {
    let id = current();
    let kept = get(&key_of(key, id.as_deref()))?;
    let (time, rest) = kept.split_once('\n')?;
    // Whole milliseconds; reading fractions brings 12 KB of tables along.
    let time: u64 = time.parse().ok()?;
    let fresh = id.is_some() || js_sys::Date::now() - (time as f64) < HOURS * 3_600_000.0;
    fresh.then(|| rest.to_owned())
}

/// Keeps something of this incident, with the time.
pub(crate) fn set_here(key: &str, value: &str) {
    let mut text = (js_sys::Date::now() as u64).to_string();
    text.push('\n');
    text.push_str(value);
    set(&key_of(key, current().as_deref()), &text);
}
