//! Reads a single document without the others.

use std::sync::Arc;

use model::Kind;

use super::parse::{Source, parse_as};
use crate::config::Config;
use model::Understood;
use model::finding::{self, Diagnostic};

/// A document that was read without the others.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// Kind of the document.
    pub kind: Kind,
    /// Title of the document.
    pub title: String,
    /// What was understood of the incident; filled for documents of any kind.
    pub understood: Understood,
    /// The findings, in the order of the file. Links are not resolved.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and understands the document `text` at `path`.
#[must_use]
pub fn inspect(path: &str, text: &str, config: &Config) -> Inspected {
    let source = Arc::new(Source {
        path: path.to_owned(),
        text: Arc::from(text),
    });
    let parsed = parse_as(&source, config, true);
    let mut diagnostics = parsed.diagnostics;
    finding::sort(&mut diagnostics);
    Inspected {
        kind: parsed.kind,
        title: parsed.title,
        understood: parsed.understood,
        diagnostics,
    }
}
