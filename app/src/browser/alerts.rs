//! The names of the alerts that have pages, fetched when one is first typed.

use std::cell::RefCell;

use super::{dom, fetch};

thread_local! {
    /// The file, one name a line; none before it was fetched.
    static NAMES: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// At most so many names that begin with what was typed, in any case. Without the
/// file there are none.
pub(crate) async fn starting(typed: &str, most: usize) -> Vec<String> {
    if NAMES.with_borrow(Option::is_none) {
        let file = dom::root() + "alerts/names.txt";
        let bytes = fetch::file(&file, false).await;
        let text = bytes
            .ok()
            .and_then(|of| String::from_utf8(of.to_vec()).ok());
        NAMES.set(text);
    }
    NAMES.with_borrow(|names| {
        let names = names.as_deref().unwrap_or_default().lines();
        let names = names.filter(|name| starts_with(name, typed) && *name != typed);
        names.take(most).map(str::to_owned).collect()
    })
}

/// Whether `value` starts with what was typed, in any case.
pub(crate) fn starts_with(value: &str, typed: &str) -> bool {
    let start = value.get(..typed.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_offered_in_any_case() {
        assert!(starts_with("payments", "Pay"));
        assert!(starts_with("payments", ""));
        assert!(!starts_with("db", "data"));
        assert!(!starts_with("größe", "grö\u{308}"));
    }
}
