//! The symptoms that have pages, fetched once.

mod matcher;

use std::cell::{Cell, RefCell};

use self::matcher::SymptomNames;
use super::{dom, fetch};

thread_local! {
    static REQUESTED: Cell<bool> = const { Cell::new(false) };
    static NAMES: RefCell<SymptomNames> = RefCell::default();
}

/// Fetches the names of the symptoms, once. Without them no symptom is suggested.
pub(crate) async fn load() {
    if REQUESTED.replace(true) {
        return;
    }
    let file = dom::root() + "symptoms/names.txt";
    if let Ok(bytes) = fetch::file(&file, false).await
        && let Ok(text) = String::from_utf8(bytes.to_vec())
    {
        NAMES.with_borrow_mut(|names| *names = SymptomNames::parse(&text));
    }
}

/// Names and paths within the site of the symptoms that a query names, best first.
/// None until [`load`] is done.
pub(crate) fn suggest(query: &str) -> Vec<(String, String)> {
    NAMES.with_borrow(|names| names.suggest(query))
}
