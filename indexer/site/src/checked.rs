//! Reads content and checks that a site can be made from it.

use std::path::Path;

use content::Content;
use content::config::Config;
use model::finding::{self, Severity};

use crate::error::BuildError;

/// Reads the content and promotes warnings to errors if `strict`.
///
/// # Errors
/// When the root is missing or cannot be listed.
pub fn read(root: &Path, config: &Config, strict: bool) -> Result<Content, BuildError> {
    promoted(root, content::load(root, config), strict)
}

/// Returns the content below `root`, with warnings as errors if `strict`.
fn promoted(
    root: &Path,
    content: std::io::Result<Content>,
    strict: bool,
) -> Result<Content, BuildError> {
    let mut content = content.map_err(|error| BuildError::Content {
        path: root.to_owned(),
        problem: if root.exists() {
            format!("cannot be read: {error}")
        } else {
            "there is no such folder".to_owned()
        },
    })?;
    content.diagnostics = finding::promote(content.diagnostics, strict);
    Ok(content)
}

/// Returns the content below `root`, or its errors as findings.
pub(crate) fn checked(
    root: &Path,
    content: std::io::Result<Content>,
    strict: bool,
) -> Result<Content, BuildError> {
    let content = promoted(root, content, strict)?;
    let errors = content
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .count();
    if errors > 0 {
        return Err(BuildError::Findings {
            errors,
            diagnostics: content.diagnostics,
            sources: content.sources,
        });
    }
    Ok(content)
}
