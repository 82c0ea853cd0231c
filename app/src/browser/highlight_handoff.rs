//! Hands the words of a search on to the page that a hit opens.
//!
//! The loader of that page removes the entry, loads the search and calls
//! [`highlight`](crate::highlight). The entry is in local storage because the page
//! may open in another tab.

use super::dom;

/// Storage key of the entry: three lines with the time in milliseconds, the URL and
/// the words.
const KEY: &str = crate::contract::LANDING_KEY;

/// Records that `url` is being opened by a reader who searched for `words`.
pub(crate) fn save(url: &str, words: &str) {
    // Where storage is denied or full, the page opens without highlights.
    if let Some(storage) = dom::storage() {
        let time = js_sys::Date::now();
        let words = words.replace('\n', " ");
        let _ = storage.set_item(KEY, &format!("{}\n{url}\n{words}", time as u64));
    }
}
