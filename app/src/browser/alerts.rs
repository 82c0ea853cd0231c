//! Names of the alerts that have pages, fetched when a query first filters by alert.

use std::cell::{Cell, RefCell};

use super::{dom, fetch};

thread_local! {
    static REQUESTED: Cell<bool> = const { Cell::new(false) };
    /// The file: a name a line.
    static NAMES: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Fetches the names, once, if a query filters by alert. Returns whether this call
/// loaded them. Without them no alert is suggested.
pub(crate) async fn load(query: &str) -> bool {
    if !query.contains("alert:") || REQUESTED.replace(true) {
        return false;
    }
    let file = dom::root() + "alerts/names.txt";
    let bytes = fetch::file(&file, false).await;
    let text = bytes
        .ok()
        .and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
    let loaded = text.is_some();
    NAMES.set(text.unwrap_or_default());
    loaded
}

/// At most `limit` names that begin with `prefix` in any case and are longer. None
/// until [`load`] is done.
pub(crate) fn with_prefix(prefix: &str, limit: usize) -> Vec<String> {
    NAMES.with_borrow(|names| {
        let names = names.lines();
        let names = names.filter(|name| starts_with(name, prefix) && *name != prefix);
        names.take(limit).map(str::to_owned).collect()
    })
}

/// Whether `value` starts with `prefix`, in any case of ASCII letters.
pub(crate) fn starts_with(value: &str, prefix: &str) -> bool {
    let start = value.get(..prefix.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
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
