//! Recognition of the format of a paste.

use super::{MAX_TYPED_BYTES, PasteFormat};

/// Evidence for and against a paste.
#[derive(Debug, Default)]
pub(super) struct FormatEvidence {
    /// Number of words and other strings without white space.
    pub(super) lexemes: usize,
    /// Number of strings that people rarely type: numbers, names, `key=value`.
    pub(super) machine: usize,
    /// Number of English stop words.
    pub(super) function_words: usize,
    /// Number of `key=value` pairs.
    pub(super) pairs: usize,
    /// Number of JSON keys.
    pub(super) keys: usize,
    /// Number of keys that are common in logs: level, message, time.
    pub(super) log_keys: usize,
    /// Number of alert names, after their key or after `[FIRING:1]`.
    pub(super) alerts: usize,
    /// Number of keys that only PagerDuty uses.
    pub(super) pagerduty: usize,
    /// Number of stack frames.
    pub(super) frames: usize,
    /// Whether the text announces a stack trace or panic.
    pub(super) trace: bool,
    /// Number of exceptions.
    pub(super) exceptions: usize,
    /// Whether the text starts with a time of day, like a log line.
    pub(super) timed: bool,
}

/// The format of a text; `None` if it was typed.
pub(super) fn format(text: &str, of: &FormatEvidence) -> Option<PasteFormat> {
    let text = text.trim();
    let is_json = text.starts_with(['{', '[']) && of.keys >= 2;
    if is_address(text) {
        Some(PasteFormat::Url)
    } else if of.alerts > 0 && (is_json || of.frames == 0) {
        Some(PasteFormat::Alertmanager)
    } else if is_json && of.pagerduty > 0 {
        Some(PasteFormat::PagerDuty)
    } else if of.frames >= 2 || of.trace || of.frames > 0 && of.exceptions > 0 {
        Some(PasteFormat::StackTrace)
    } else if is_json && of.log_keys < 2 {
        Some(PasteFormat::Json)
    } else if is_json || is_log(text, of) {
        Some(PasteFormat::Log)
    } else {
        None
    }
}

fn is_address(text: &str) -> bool {
    let schemes = ["http://", "https://"];
    schemes.iter().any(|scheme| text.starts_with(scheme)) && !text.contains(char::is_whitespace)
}

/// A log line starts with a timestamp or consists of pairs. A longer text is a
/// log if many of its strings are machine-generated.
fn is_log(text: &str, of: &FormatEvidence) -> bool {
    let share = |n: usize| n as f32 / of.lexemes.max(1) as f32;
    let prose = share(of.function_words);
    if of.timed && of.lexemes >= 4 && prose < 0.3 {
        return true;
    }
    if of.pairs >= 3 && (of.log_keys >= 2 || share(of.pairs) > 0.3) {
        return true;
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let long = lines >= 2 || text.len() > MAX_TYPED_BYTES;
    // People type long prose, but no line ends and few names.
    let least = match (lines, prose < 0.12) {
        (2.., true) => 0.12,
        (_, true) => 0.25,
        (2.., false) => 0.2,
        (_, false) => 0.5,
    };
    long && share(of.machine) >= least
}
