//! Collecting the findings of one document.

use std::cell::RefCell;
use std::ops::Range;

use super::{Diagnostic, Rule};

/// Collects findings about one file, so that whoever finds something needs
/// to know neither the file's path nor how lines are counted.
#[derive(Debug)]
pub(crate) struct Findings<'a> {
    path: &'a str,
    text: &'a str,
    found: RefCell<Vec<Diagnostic>>,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(path: &'a str, text: &'a str) -> Self {
        Self {
            path,
            text,
            found: RefCell::default(),
        }
    }

    /// The file's whole text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// A finding at `span` (bytes of the file), to be completed and given to [`Self::push`].
    pub(crate) fn at(
        &self,
        rule: &Rule,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(rule, self.path, message).at(self.text, span)
    }

    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    pub(crate) fn into_vec(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }
}
