//! What the links of a document resolved to, so that a later build can check
//! whether they still resolve to the same.

use std::ops::Range;

use super::Links;
use markup::{Image, Link};
use model::finding::Diagnostic;

/// Everything that a resolved document took from other documents.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LinkDependencies {
    resolutions: Vec<ResolvedTarget>,
    findings: Vec<Diagnostic>,
}

/// A destination and what it resolved to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ResolvedTarget {
    /// As written in the document, and where.
    destination: String,
    span: Range<usize>,
    resolution: Resolution,
}

/// What a destination resolved to, by what refers to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Resolution {
    Link(Link),
    Image(Image),
    Related(Option<String>),
}

impl LinkDependencies {
    /// Findings about the destinations.
    pub(crate) fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Drops the resolutions and keeps the findings.
    pub(crate) fn drop_resolutions(&mut self) {
        self.resolutions = Vec::new();
    }
}

impl Links<'_> {
    pub(super) fn record(&self, destination: &str, span: Range<usize>, resolution: Resolution) {
        self.resolutions.borrow_mut().push(ResolvedTarget {
            destination: destination.to_owned(),
            span,
            resolution,
        });
    }

    /// Resolves the same destinations again. Returns whether they all resolve as `before`.
    pub(crate) fn still_valid(&self, before: &LinkDependencies) -> bool {
        before.resolutions.iter().all(|known| {
            let (destination, span) = (known.destination.as_str(), known.span.clone());
            let resolution = match known.resolution {
                Resolution::Link(_) => Resolution::Link(self.find_link(destination, span.clone())),
                Resolution::Image(_) => {
                    Resolution::Image(self.find_image(destination, span.clone()))
                }
                Resolution::Related(_) => {
                    Resolution::Related(self.find_related(destination, span.clone()))
                }
            };
            let same = resolution == known.resolution;
            self.record(destination, span, resolution);
            same
        })
    }

    /// The destinations resolved so far, with their findings.
    pub(crate) fn into_dependencies(self) -> LinkDependencies {
        LinkDependencies {
            resolutions: self.resolutions.into_inner(),
            findings: self.findings.into_vec(),
        }
    }
}
