//! The names of the symptoms that have pages, fetched once.

use std::cell::{Cell, RefCell};

use crate::islands::suggest::Names;

use super::{dom, fetch};

thread_local! {
    static ASKED: Cell<bool> = const { Cell::new(false) };
    static NAMES: RefCell<Names> = RefCell::default();
}

/// Fetches the names, once. Without them nothing is suggested.
pub(crate) async fn load() {
    if ASKED.replace(true) {
        return;
    }
    let file = dom::root() + "symptoms/names.txt";
    if let Ok(bytes) = fetch::file(&file, false).await
        && let Ok(text) = String::from_utf8(bytes.to_vec())
    {
        NAMES.with_borrow_mut(|names| *names = Names::read(&text));
    }
}

/// The symptoms that a query names: what they are called, and their addresses
/// within the site. None as long as the names are not there.
pub(crate) fn suggest(query: &str) -> Vec<(String, String)> {
    NAMES.with_borrow(|names| names.suggest(query))
}
