//! Finding the forms of a stem in a dictionary that has no stems.
//!
//! The forms of a stem (`restarts`, `restarting`) stand near it in the
//! dictionary. The reader scans the block in which the stem itself would
//! stand, for terms that share all of the stem but its last letter (Snowball
//! turns `happy` into `happi` and `hoping` into `hope`), and stems those. Forms
//! that this misses, because they are irregular or stand in another block,
//! are listed in the manifest.

/// The letters that all scanned forms of a stem start with.
pub(crate) fn scan_prefix(stem: &str) -> &str {
    let last = stem.char_indices().next_back();
    last.map_or(stem, |(at, _)| &stem[..at])
}

/// Longest form in bytes beyond its stem that is looked at.
const SUFFIX: usize = 10;

/// Whether a reader that comes across `term` while scanning for `stem` stems
/// it to see. Only words of the letters a to z have other forms.
pub(crate) fn is_scanned(stem: &str, term: &str) -> bool {
    term.len() <= stem.len() + SUFFIX
        && term.starts_with(scan_prefix(stem))
        && term.bytes().all(|byte| byte.is_ascii_lowercase())
}
