//! Collects the findings of one document.

use std::cell::RefCell;
use std::ops::Range;

use super::{Diagnostic, Rule};

/// A collector of findings about one file. Code that reports a finding needs to
/// know neither the file's path nor how lines are counted.
#[derive(Debug)]
pub struct Findings<'a> {
    path: &'a str,
    text: &'a str,
    found: RefCell<Vec<Diagnostic>>,
}

impl<'a> Findings<'a> {
    /// Makes a collector for the file at `path`, whose whole text is `text`.
    #[must_use]
    pub fn new(path: &'a str, text: &'a str) -> Self {
        Self {
            path,
            text,
            found: RefCell::default(),
        }
    }

    /// Returns the file's whole text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Returns a finding at `span` (bytes of the file). Complete it and pass it
    /// to [`Self::push`].
    #[must_use]
    pub fn at(&self, rule: &Rule, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.path, message).at(self.text, span)
    }

    /// Adds a finding.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Returns all findings, in the order in which they were added.
    #[must_use]
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }
}
