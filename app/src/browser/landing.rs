//! What a reader was looking for, handed on to the page that they open.
//!
//! The page's loader takes the entry, wakes the app and calls
//! [`highlight`](crate::highlight). It goes through local storage because the
//! page may open in another tab.

use super::dom;

/// Key of the entry: three lines with its time, the address, and the words.
const KEY: &str = "kb-landing";

/// Notes that `url` is being opened by someone who looks for `words`.
pub(crate) fn remember(url: &str, words: &str) {
    // Where storage is denied or full, the page opens without marks.
    if let Some(storage) = dom::storage() {
        let time = js_sys::Date::now();
        let words = words.replace('\n', " ");
        let _ = storage.set_item(KEY, &format!("{}\n{url}\n{words}", time as u64));
    }
}
