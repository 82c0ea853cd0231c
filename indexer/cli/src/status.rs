//! Messages on standard error: progress and results.

use std::io::{IsTerminal, Write};

/// Whether standard error shows colours: it is a terminal, and `NO_COLOR` is not set.
pub(crate) fn colour() -> bool {
    std::io::stderr().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Prints what the command is doing, on a terminal only.
pub(crate) fn progress(doing: &str) {
    if std::io::stderr().is_terminal() {
        let _ = write!(std::io::stderr(), "\r\x1b[2K{doing} …");
        let _ = std::io::stderr().flush();
    }
}

/// Removes the last [`progress`] line.
pub(crate) fn clear() {
    if std::io::stderr().is_terminal() {
        let _ = write!(std::io::stderr(), "\r\x1b[2K");
    }
}

/// Prints an error of the command itself.
pub(crate) fn error(message: &str) {
    clear();
    let label = if colour() {
        "\x1b[1;31merror\x1b[0m"
    } else {
        "error"
    };
    let _ = writeln!(std::io::stderr(), "{label}: {message}");
}

/// Prints a line for people.
pub(crate) fn say(line: &str) {
    clear();
    let _ = writeln!(std::io::stderr(), "{line}");
}
