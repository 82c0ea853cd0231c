//! The names of the alerts that have pages, fetched when `alert:` is first typed.

use std::cell::{Cell, RefCell};

use super::{dom, fetch};

thread_local! {
    static ASKED: Cell<bool> = const { Cell::new(false) };
    /// The file, one name a line.
    static NAMES: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Fetches the names, once, if a query contains `alert:`; says whether this call
/// fetched them. Without them no name is completed.
pub(crate) async fn load(query: &str) -> bool {
    if !query.contains("alert:") || ASKED.replace(true) {
        return false;
    }
    let file = dom::root() + "alerts/names.txt";
    let bytes = fetch::file(&file, false).await;
    let text = bytes
        .ok()
        .and_then(|of| String::from_utf8(of.to_vec()).ok());
    let is_fetched = text.is_some();
    NAMES.set(text.unwrap_or_default());
    is_fetched
}

/// At most `most` names that start with `typed`, ignoring ASCII case, without `typed`
/// itself. Empty until the names are fetched.
pub(crate) fn starting(typed: &str, most: usize) -> Vec<String> {
    NAMES.with_borrow(|names| {
        let names = names.lines();
        let names = names.filter(|name| starts_with(name, typed) && *name != typed);
        names.take(most).map(str::to_owned).collect()
    })
}

/// Whether `value` starts with `typed`, ignoring ASCII case.
pub(crate) fn starts_with(value: &str, typed: &str) -> bool {
    let start = value.get(..typed.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_match_in_any_case() {
        assert!(starts_with("payments", "Pay"));
        assert!(starts_with("payments", ""));
        assert!(!starts_with("db", "data"));
        assert!(!starts_with("größe", "grö\u{308}"));
    }
}
