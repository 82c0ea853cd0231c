//! What every part of the benchmark needs.

use crate::setup;

/// The options of a run, and the browser that it measures in.
pub(super) struct BenchContext {
    /// Node.js and Chromium.
    pub(super) browser: setup::Browser,
    /// Documents of the generated trees.
    pub(super) sizes: Vec<usize>,
    /// Whether to ask few queries in one round.
    pub(super) quick: bool,
    /// Whether to measure the largest tree too.
    pub(super) large: bool,
    /// Whether to compile nothing.
    pub(super) built: bool,
}

impl BenchContext {
    /// How often each page is opened.
    pub(super) fn rounds(&self) -> usize {
        if self.quick { 1 } else { 3 }
    }
}
