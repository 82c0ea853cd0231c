//! Stems.

use rust_stemmers::{Algorithm, Stemmer};

/// The English stem of a normalised term, by Snowball's English stemmer
/// (Porter2, <https://snowballstem.org/algorithms/english/stemmer.html>).
///
/// Only terms made of the letters a to z have a stem; identifiers, numbers
/// and other scripts are their own.
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
