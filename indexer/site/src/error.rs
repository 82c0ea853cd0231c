//! Errors of a build.

use std::path::PathBuf;
use std::sync::Arc;

use index::IndexError;
use model::count;
use model::finding::Diagnostic;
use thiserror::Error;

use crate::publish::PublishError;

/// A failed build; the previous site is unchanged.
#[derive(Debug, Error)]
pub enum BuildError {
    /// The content root cannot be read.
    #[error("{path}: {problem}\n  help: name the folder that holds the Markdown with --content")]
    Content {
        /// The content root.
        path: PathBuf,
        /// The problem with it.
        problem: String,
    },
    /// The content has errors.
    #[error("the content has {}: nothing was published", count(*.errors, "error"))]
    Findings {
        /// Number of errors.
        errors: usize,
        /// All findings.
        diagnostics: Vec<Diagnostic>,
        /// The sources of the findings, to show the lines concerned.
        sources: Vec<(String, Arc<str>)>,
    },
    /// The index cannot be built.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The search for similar incidents failed.
    #[error(transparent)]
    Similar(Arc<IndexError>),
    /// The site cannot be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A file next to the Markdown files cannot be read any more.
    #[error(
        "{path}: cannot be read: {source}\n  help: the file changed during the build, build again"
    )]
    Asset {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// Two files or pages have the same URL. The checks of the content prevent this;
    /// without this error, one of the two would be missing from the site.
    #[error(
        "two things are at `{url}`: {first} and {second}\n  help: give one of them another `slug` or name, and report this"
    )]
    UrlTaken {
        /// The URL within the site.
        url: String,
        /// The first source of the URL.
        first: String,
        /// The second source of the URL.
        second: String,
    },
    /// A chunk cannot be compressed.
    #[error("the pack cannot be compressed: {0}")]
    Compress(#[from] std::io::Error),
}
