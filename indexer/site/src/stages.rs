//! Measures how long each stage of a build takes.

use std::time::{Duration, Instant};

/// Stages in order, each with its duration. Some stages run at the same time.
#[derive(Debug, Clone)]
pub struct Stages {
    began: Instant,
    done: Vec<(&'static str, Duration)>,
    total: Duration,
}

impl Default for Stages {
    fn default() -> Self {
        Self {
            began: Instant::now(),
            done: Vec::new(),
            total: Duration::ZERO,
        }
    }
}

/// Returns the result of `work` and its duration.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

impl Stages {
    /// Runs `work` and records its duration as the stage `name`.
    pub fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let (result, time) = timed(work);
        self.add(name, time);
        result
    }

    /// Records the duration of the stage `name`, which ended just before or ran at the
    /// same time as others that did.
    pub(super) fn add(&mut self, name: &'static str, time: Duration) {
        self.done.push((name, time));
        self.total = self.began.elapsed();
    }

    /// Returns the stages in the order in which they were added.
    #[must_use]
    pub fn all(&self) -> &[(&'static str, Duration)] {
        &self.done
    }

    /// Returns the time from the start to the end of the last stage.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.total
    }
}
