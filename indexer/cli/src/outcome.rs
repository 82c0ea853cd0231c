//! Exit codes.

use std::process::ExitCode;

/// How a command ended: its exit code's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done.
    Done,
    /// Findings, nothing found, or a failed build.
    Failed,
    /// The command was called wrongly or lacks what it needs.
    Misuse,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Failed => Self::from(1),
            Outcome::Misuse => Self::from(2),
        }
    }
}
