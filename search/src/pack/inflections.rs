//! Inflected forms of a stem in a dictionary without stems.
//!
//! The inflections of a stem (`restarts`, `restarting`) are close to it in the
//! dictionary. A reader scans the block in which the stem would be, for terms
//! that start with the stem without its last letter (Snowball turns `happy`
//! into `happi` and `hoping` into `hope`), and stems those. Inflections that
//! the scan misses, because they are irregular or in another block, are listed
//! in the manifest.

/// The common prefix of all inflections that a scan finds.
pub(crate) fn scan_prefix(stem: &str) -> &str {
    let last = stem.char_indices().next_back();
    last.map_or(stem, |(at, _)| &stem[..at])
}

/// Maximum length in bytes of an inflection beyond its stem.
const MAX_SUFFIX: usize = 10;

/// Whether a scan for `stem` considers `term`. Only words of the letters a to z
/// are inflected.
pub(crate) fn is_scanned(stem: &str, term: &str) -> bool {
    term.len() <= stem.len() + MAX_SUFFIX
        && term.starts_with(scan_prefix(stem))
        && term.bytes().all(|byte| byte.is_ascii_lowercase())
}
