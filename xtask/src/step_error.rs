//! The error of a step, with the command to run by hand.

use std::fmt;

/// The error of a step: what failed, why, and how to do it by hand.
#[derive(Debug)]
pub(crate) struct StepError {
    /// The step, e.g. `installing trunk 0.21.14`.
    pub(crate) what: String,
    /// The reason: how a command ended and its last lines.
    pub(crate) why: String,
    /// The command to run by hand.
    pub(crate) by_hand: String,
}

impl fmt::Display for StepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} failed\n  why: {}", self.what, indented(&self.why))?;
        if !self.by_hand.is_empty() {
            write!(f, "\n  by hand: {}", indented(&self.by_hand))?;
        }
        Ok(())
    }
}

impl std::error::Error for StepError {}

/// Indents all lines after the first.
fn indented(text: &str) -> String {
    text.trim_end().replace('\n', "\n    ")
}
