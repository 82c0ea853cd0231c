//! What the links of a document resolved to, so that a later build can check
//! whether they still resolve to the same.

use std::ops::Range;

use markup::{Image, Link};
use model::finding::Diagnostic;

/// Everything that a resolved document took from other documents.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LinkDependencies {
    pub(super) resolutions: Vec<ResolvedTarget>,
    pub(super) findings: Vec<Diagnostic>,
}

/// A destination and what it resolved to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ResolvedTarget {
    /// The destination as written in the document, and its bytes there.
    pub(super) destination: String,
    pub(super) span: Range<usize>,
    pub(super) resolution: Resolution,
}

/// The resolution of a destination, by the kind of reference.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Resolution {
    Link(Link),
    Image(Image),
    Related(Option<String>),
}

impl LinkDependencies {
    /// Returns the findings about the destinations.
    pub(crate) fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Drops the resolutions and keeps the findings.
    pub(crate) fn drop_resolutions(&mut self) {
        self.resolutions = Vec::new();
    }
}
