//! A single document, understood on its own.

use std::sync::Arc;

use app::model::Kind;

use super::read::{Source, read_as};
use crate::config::Config;
use crate::diagnostics::{self, Diagnostic};
use crate::understand::Understood;

/// A document that was read on its own.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// Kind.
    pub kind: Kind,
    /// Title.
    pub title: String,
    /// What was understood of it, whatever its kind.
    pub understood: Understood,
    /// What was found on the way, in the order of the file. Links are not followed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Understands the document `text` that stands at `path`.
#[must_use]
pub fn inspect(path: &str, text: &str, config: &Config) -> Inspected {
    let source = Arc::new(Source {
        path: path.to_owned(),
        text: Arc::from(text),
    });
    let draft = read_as(&source, config, true);
    let mut diagnostics = draft.diagnostics;
    diagnostics::sort(&mut diagnostics);
    Inspected {
        kind: draft.kind,
        title: draft.title,
        understood: draft.understood,
        diagnostics,
    }
}
