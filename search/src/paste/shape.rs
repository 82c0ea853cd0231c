//! Whether a text was pasted, and what it is.

use super::{LINE, Shape};

/// What speaks for and against a paste.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Words and other stretches without spaces.
    pub(super) lexemes: usize,
    /// Those that people do not write: numbers, names, `key=value`.
    pub(super) machine: usize,
    /// Function words of English.
    pub(super) function_words: usize,
    /// `key=value` pairs.
    pub(super) pairs: usize,
    /// Keys of JSON.
    pub(super) keys: usize,
    /// Keys that logs have: level, message, time.
    pub(super) log_keys: usize,
    /// Names of alerts behind their key, or behind `[FIRING:1]`.
    pub(super) alerts: usize,
    /// Keys that only PagerDuty has.
    pub(super) pagerduty: usize,
    /// Frames of a stack.
    pub(super) frames: usize,
    /// Whether a trace or panic is announced.
    pub(super) trace: bool,
    /// Exceptions.
    pub(super) exceptions: usize,
    /// Whether a time of day stands at the start, as in lines of a log.
    pub(super) timed: bool,
}

/// What a text is by the evidence; `None` when it was typed.
pub(super) fn shape(text: &str, of: &Evidence) -> Option<Shape> {
    let text = text.trim();
    let is_json = text.starts_with(['{', '[']) && of.keys >= 2;
    if is_address(text) {
        Some(Shape::Url)
    } else if of.alerts > 0 && (is_json || of.frames == 0) {
        Some(Shape::Alertmanager)
    } else if is_json && of.pagerduty > 0 {
        Some(Shape::PagerDuty)
    } else if of.frames >= 2 || of.trace || of.frames > 0 && of.exceptions > 0 {
        Some(Shape::StackTrace)
    } else if is_json && of.log_keys < 2 {
        Some(Shape::Json)
    } else if is_json || is_log(text, of) {
        Some(Shape::Log)
    } else {
        None
    }
}

fn is_address(text: &str) -> bool {
    let schemes = ["http://", "https://"];
    schemes.iter().any(|scheme| text.starts_with(scheme)) && !text.contains(char::is_whitespace)
}

/// A line of a log starts with its time or consists of pairs; a longer text is
/// one if much of it is not language.
fn is_log(text: &str, of: &Evidence) -> bool {
    let share = |n: usize| n as f32 / of.lexemes.max(1) as f32;
    let prose = share(of.function_words);
    if of.timed && of.lexemes >= 4 && prose < 0.3 {
        return true;
    }
    if of.pairs >= 3 && (of.log_keys >= 2 || share(of.pairs) > 0.3) {
        return true;
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let long = lines >= 2 || text.len() > LINE;
    // People type lines of prose, but no line ends and names in one query.
    let least = match (lines, prose < 0.12) {
        (2.., true) => 0.12,
        (_, true) => 0.25,
        (2.., false) => 0.2,
        (_, false) => 0.5,
    };
    long && share(of.machine) >= least
}
