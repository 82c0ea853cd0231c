//! Prints which step runs, and for how long.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// A step that is running.
///
/// On a terminal its line counts the time; otherwise a line is printed every half minute.
pub(crate) struct Step {
    what: String,
    began: Instant,
    said: Duration,
    terminal: bool,
}

impl Step {
    /// Prints that `what` starts.
    pub(crate) fn begin(what: &str) -> Self {
        let terminal = stderr().is_terminal();
        if terminal {
            eprint!("  {what} …");
            let _ = stderr().flush();
        } else {
            eprintln!("  {what} …");
        }
        Self {
            what: what.to_owned(),
            began: Instant::now(),
            said: Duration::ZERO,
            terminal,
        }
    }

    /// Updates the time, if it is due.
    pub(crate) fn tick(&mut self) {
        let elapsed = self.began.elapsed();
        let every = Duration::from_secs(if self.terminal { 1 } else { 30 });
        if elapsed < self.said + every {
            return;
        }
        self.said = elapsed;
        if self.terminal {
            eprint!("\r\x1b[K  {} … {}", self.what, human(elapsed));
            let _ = stderr().flush();
        } else {
            eprintln!("  {} … {}", self.what, human(elapsed));
        }
    }

    /// Prints how the step ended.
    pub(crate) fn end(self, how: &str) {
        let start = if self.terminal { "\r\x1b[K" } else { "" };
        eprintln!(
            "{start}  {}: {how} ({})",
            self.what,
            human(self.began.elapsed())
        );
    }
}

/// Formats a duration: `0.3 s`, `42 s`, `3 min 05 s`.
pub(crate) fn human(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 10 {
        format!("{:.1} s", time.as_secs_f64())
    } else if seconds < 60 {
        format!("{seconds} s")
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        let shown = |ms| human(Duration::from_millis(ms));
        assert_eq!(
            [shown(340), shown(42_000), shown(185_000)],
            ["0.3 s", "42 s", "3 min 05 s"]
        );
    }
}
