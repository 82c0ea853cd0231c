//! Why a build fails.

use std::path::PathBuf;
use std::sync::Arc;

use index::IndexError;
use model::count;
use model::finding::Diagnostic;
use thiserror::Error;

use crate::publish::PublishError;

/// Why there is no new site; the previous one is untouched.
#[derive(Debug, Error)]
pub enum BuildError {
    /// The content cannot be read at all.
    #[error("{path}: {problem}\n  help: name the folder that holds the Markdown with --content")]
    Content {
        /// The content root.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The content has errors.
    #[error("the content has {}: nothing was published", count(*.errors, "error"))]
    Findings {
        /// Number of errors.
        errors: usize,
        /// Everything found.
        diagnostics: Vec<Diagnostic>,
        /// The sources, for showing the diagnostics.
        sources: Vec<(String, Arc<str>)>,
    },
    /// The index cannot be built.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// Similar incidents cannot be found.
    #[error(transparent)]
    Similar(Arc<IndexError>),
    /// The site cannot be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A file beside the Markdown cannot be read any more.
    #[error(
        "{path}: cannot be read: {source}\n  help: the file changed during the build, build again"
    )]
    Asset {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// Two things would be published at one URL. The checks of the content prevent
    /// this; without this error one of the two would be missing.
    #[error(
        "two things are at `{url}`: {first} and {second}\n  help: give one of them another `slug` or name, and report this"
    )]
    UrlTaken {
        /// The URL within the site.
        url: String,
        /// What is there.
        first: String,
        /// What else would be there.
        second: String,
    },
    /// A chunk cannot be compressed.
    #[error("the pack cannot be compressed: {0}")]
    Compress(#[from] std::io::Error),
}
