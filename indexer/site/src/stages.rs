//! How long each stage of a build took.

use std::time::{Duration, Instant};

/// Stages in order, each with its time. Some run beside each other.
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

/// What `work` gives, and how long it took.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

impl Stages {
    /// Runs `work` as the stage `name`.
    pub fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let (result, time) = timed(work);
        self.add(name, time);
        result
    }

    /// The stage `name`, which ended just now or ran beside others that did, took
    /// this long.
    pub(super) fn add(&mut self, name: &'static str, time: Duration) {
        self.done.push((name, time));
        self.total = self.began.elapsed();
    }

    /// Stages in the order in which they were added.
    #[must_use]
    pub fn all(&self) -> &[(&'static str, Duration)] {
        &self.done
    }

    /// Time from the beginning to the end of the last stage.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.total
    }
}
