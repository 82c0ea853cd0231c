//! Texts of the search.

use crate::browser::fetch::FetchError;
use crate::text::plural;

/// `1 result`, `7 results`, `No results`.
pub(crate) fn results(total: usize) -> String {
    match total {
        0 => "No results".to_owned(),
        total => plural(total, "result", "results"),
    }
}

/// `All 31 results`.
pub(crate) fn all_results(total: usize) -> String {
    ["All ", &results(total)].concat()
}

/// How long ago a number of days is: `12 d ago`.
pub(crate) fn age(days: i64) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1..=59 => format!("{days} d ago"),
        60..=729 => format!("{} mo ago", days / 30),
        _ => format!("{} y ago", days / 365),
    }
}

/// A severity as it reads on its own: a bare `1` says nothing.
pub(crate) fn severity(written: &str) -> String {
    if written.starts_with(|c: char| c.is_ascii_digit()) {
        format!("severity {written}")
    } else {
        written.to_owned()
    }
}

/// Why there is no result. A button that says what to do may follow.
pub(crate) fn error(error: FetchError) -> &'static str {
    match error {
        FetchError::Offline => "You're offline. This search needs a connection.",
        FetchError::Network => "The search could not be loaded.",
        FetchError::Missing | FetchError::Damaged => "The site was updated.",
        FetchError::Unsupported => {
            "This browser can't run the search. Use the lists of pages instead."
        }
    }
}

/// Why there is no result, for screen readers, which do not read the button with it.
pub(crate) fn spoken_error(cause: FetchError) -> &'static str {
    match cause {
        FetchError::Missing | FetchError::Damaged => "The site was updated. Reload.",
        cause => error(cause),
    }
}

/// Why there are only the first results.
pub(crate) fn partial(cause: FetchError) -> String {
    let why = match cause {
        FetchError::Network => "The rest didn't load.",
        cause => error(cause),
    };
    ["Showing the first results. ", why].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_results_are_said_in_words() {
        assert_eq!(results(0), "No results");
        assert_eq!(results(1), "1 result");
        assert_eq!(all_results(7), "All 7 results");
    }

    #[test]
    fn ages_are_short() {
        assert_eq!(age(-3), "today");
        assert_eq!(age(12), "12 d ago");
        assert_eq!(age(150), "5 mo ago");
        assert_eq!(age(800), "2 y ago");
    }
}
