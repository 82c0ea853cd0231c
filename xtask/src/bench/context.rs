//! The options that all parts of the benchmark use.

use crate::setup;

/// The options of a run, and the browser for the measurements.
pub(super) struct BenchContext {
    /// Node.js and Chromium.
    pub(super) browser: setup::Browser,
    /// The sizes of the generated trees, in documents.
    pub(super) sizes: Vec<usize>,
    /// Whether to run few queries in one round.
    pub(super) quick: bool,
    /// Whether to measure the largest tree, too.
    pub(super) large: bool,
    /// Whether to skip compiling.
    pub(super) built: bool,
}

impl BenchContext {
    /// The number of times that each page is opened.
    pub(super) fn rounds(&self) -> usize {
        if self.quick { 1 } else { 3 }
    }
}
