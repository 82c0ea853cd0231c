//! A single document, understood on its own.

use std::sync::Arc;

use model::Kind;

use super::parse::{Source, parse_as};
use crate::config::Config;
use model::Understood;
use model::finding::{self, Diagnostic};

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
