//! From content to a published site.

mod data;
mod feeds;
mod json;
mod pages;
mod stages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use thiserror::Error;

use crate::config::Config;
use crate::content::{self, Content};
use crate::diagnostics::{self, Diagnostic, Severity};
use crate::frontend::Frontend;
use crate::history;
use crate::index::{self, BuiltIndex, IndexError};
use crate::publish::{GENERATOR, MARKER, PublishError, Staging};
use crate::similar::Similar;
use crate::view::Views;
pub use stages::Stages;

/// What to build, and from what.
#[derive(Debug, Clone)]
pub struct Build<'a> {
    /// Root of the Markdown.
    pub content: &'a Path,
    /// Folder to publish to.
    pub out: &'a Path,
    /// What the knowledge base says about itself.
    pub config: &'a Config,
    /// The bundled frontend.
    pub frontend: &'a Frontend,
    /// Whether warnings fail the build.
    pub strict: bool,
}

/// What was built, in figures.
#[derive(Debug, Default)]
pub struct Summary {
    /// Documents by kind name, in the order in which kinds are shown.
    pub documents: Vec<(&'static str, usize)>,
    /// Sections indexed.
    pub sections: usize,
    /// Distinct terms indexed.
    pub terms: usize,
    /// Bytes of the pack's files as published.
    pub pack_bytes: usize,
    /// Files of the pack.
    pub pack_files: usize,
    /// HTML pages written, redirects included.
    pub pages: usize,
    /// Time of each stage.
    pub stages: Stages,
    /// Everything found, errors excluded (they fail the build).
    pub diagnostics: Vec<Diagnostic>,
    /// The sources, for showing the diagnostics.
    pub sources: Vec<(String, String)>,
}

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
        sources: Vec<(String, String)>,
    },
    /// The index cannot be built.
    #[error(transparent)]
    Index(#[from] IndexError),
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
    /// A chunk cannot be compressed.
    #[error("the pack cannot be compressed: {0}")]
    Compress(#[from] std::io::Error),
}

/// `1 error`, `2 errors`.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Reads and checks the content; a root that is no folder is an error.
///
/// # Errors
/// When the root is missing or cannot be listed.
pub fn read(root: &Path, config: &Config, strict: bool) -> Result<Content, BuildError> {
    let problem = |problem: String| BuildError::Content {
        path: root.to_owned(),
        problem,
    };
    if !root.exists() {
        return Err(problem("there is no such folder".to_owned()));
    }
    let mut content =
        content::load(root, config).map_err(|error| problem(format!("cannot be read: {error}")))?;
    content.diagnostics = diagnostics::promote(content.diagnostics, strict);
    Ok(content)
}

/// Builds and publishes a site.
///
/// # Errors
/// When the content cannot be read or has errors, or the site cannot be
/// written. The previous site is then untouched.
pub fn build(job: &Build<'_>) -> Result<Summary, BuildError> {
    let mut stages = Stages::default();
    let content = stages.time("read", || read(job.content, job.config, job.strict))?;
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
    let staging = Staging::begin(job.out)?;
    let mut index = stages.time("index", || {
        index::build(&content.documents, &content.synonyms)
    })?;
    let pack_url = format!("/pack/{}/", index.pack.id);
    let pack_files = 1 + index.pack.chunks.len();
    let pack_bytes = stages.time("pack", || write_pack(&staging, &pack_url, &mut index))?;
    let similar = stages.time("similar", || Similar::new(&content.documents))?;
    let (pages, documents) = stages.time("pages", || {
        write_pages(job, &content, &pack_url, similar, &staging)
    })?;
    stages.time("publish", || {
        write_files(job, &content, &staging)?;
        json::write(&content, job.config, &pack_url, &staging)?;
        Ok::<_, BuildError>(staging.publish()?)
    })?;
    Ok(Summary {
        documents,
        sections: index.sections,
        terms: index.terms,
        pack_bytes,
        pack_files,
        pages,
        stages,
        diagnostics: content.diagnostics,
        sources: content.sources,
    })
}

/// Writes the pack, each chunk deflated; gives the bytes written.
fn write_pack(staging: &Staging, url: &str, index: &mut BuiltIndex) -> Result<usize, BuildError> {
    let manifest = std::mem::take(&mut index.pack.manifest);
    staging.write(&format!("{url}manifest.kbp"), &manifest)?;
    let chunks = std::mem::take(&mut index.pack.chunks);
    let bytes: usize = chunks
        .into_par_iter()
        .map(|(id, bytes)| {
            let deflated = deflate(&bytes)?;
            staging.write(&format!("{url}{}", id.file_name()), &deflated)?;
            Ok(deflated.len())
        })
        .sum::<Result<usize, BuildError>>()?;
    Ok(manifest.len() + bytes)
}

/// Raw deflate, which browsers inflate by themselves.
fn deflate(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    use std::io::Write;
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::new(7));
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Number of pages written, and documents by kind.
type PageCounts = (usize, Vec<(&'static str, usize)>);

fn write_pages(
    job: &Build<'_>,
    content: &Content,
    pack_url: &str,
    similar: Similar,
    staging: &Staging,
) -> Result<PageCounts, BuildError> {
    let changes = history::last_changes(job.content);
    let views = Views::new(
        content,
        job.config,
        &job.frontend.assets,
        pack_url,
        &changes,
        similar,
    );
    let pages = pages::all(&views, content);
    pages
        .par_iter()
        .try_for_each(|(url, page)| staging.write(url, page.render(&views).as_bytes()))?;
    staging.write("/symptoms/names.txt", views.symptom_names().as_bytes())?;
    feeds::write(&views, job.config, staging)?;
    data::write(&views, content, staging)?;
    let documents = views
        .site
        .kinds
        .iter()
        .map(|(kind, number)| (kind.name(), *number));
    Ok((pages.len(), documents.collect()))
}

/// Writes the frontend and the files that documents refer to.
fn write_files(job: &Build<'_>, content: &Content, staging: &Staging) -> Result<(), BuildError> {
    for (url, bytes) in &job.frontend.files {
        staging.write(url, bytes)?;
    }
    let assets: BTreeMap<&str, &str> = content
        .assets
        .iter()
        .map(|asset| (asset.url.as_str(), asset.path.as_str()))
        .collect();
    assets.into_par_iter().try_for_each(|(url, path)| {
        let source = job.content.join(path);
        let bytes = std::fs::read(&source).map_err(|error| BuildError::Asset {
            path: source,
            source: error,
        })?;
        Ok(staging.write(url, &bytes)?)
    })
}

/// The marker's content: what wrote the site, and where its pack is.
fn marker(pack_url: &str, documents: usize) -> serde_json::Value {
    serde_json::json!({
        "generator": GENERATOR,
        "version": env!("CARGO_PKG_VERSION"),
        "pack": pack_url.trim_start_matches('/'),
        "documents": documents,
    })
}

/// Address within the site of the marker.
fn marker_url() -> String {
    format!("/{MARKER}")
}
