//! How long each stage of a build took.

use std::time::{Duration, Instant};

/// Stages in order, each with its time.
#[derive(Debug, Clone, Default)]
pub struct Stages(Vec<(&'static str, Duration)>);

impl Stages {
    /// Runs `work` as the stage `name`.
    pub fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push((name, start.elapsed()));
        result
    }

    /// Stages in the order in which they ran.
    #[must_use]
    pub fn all(&self) -> &[(&'static str, Duration)] {
        &self.0
    }

    /// Time of all stages together.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.0.iter().map(|(_, time)| *time).sum()
    }
}
