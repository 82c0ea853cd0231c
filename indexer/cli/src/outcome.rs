//! Exit codes.

use std::process::ExitCode;

/// The result of a command, which determines its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The command succeeded.
    Done,
    /// There are findings, nothing was found, or the build failed.
    Failed,
    /// The command was called wrongly, or something that it needs is missing.
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
