//! Stemming.

use rust_stemmers::{Algorithm, Stemmer};

/// The stem of a normalised English term, by the Snowball stemmer Porter2
/// (<https://snowballstem.org/algorithms/english/stemmer.html>, a revision of
/// Porter, "An algorithm for suffix stripping", 1980).
///
/// Only terms of the letters a to z are stemmed; identifiers, numbers and other
/// scripts are returned unchanged.
///
/// ```
/// assert_eq!(search::analysis::stem("restarting"), "restart");
/// assert_eq!(search::analysis::stem("pg_stat_activity"), "pg_stat_activity");
/// ```
#[must_use]
pub fn stem(term: &str) -> String {
    if term.bytes().all(|b| b.is_ascii_lowercase()) {
        Stemmer::create(Algorithm::English).stem(term).into_owned()
    } else {
        term.to_owned()
    }
}
