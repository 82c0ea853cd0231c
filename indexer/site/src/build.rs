//! Builds and publishes a site.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use content::Content;
use content::config::Config;
use index::pack_address;
use index::similar::Similar;
use model::finding::Diagnostic;

use crate::checked::checked;
use crate::error::BuildError;
use crate::frontend::Frontend;
use crate::history;
use crate::index_inputs::{IndexInputs, drop_unshown_sources};
use crate::pack_files::PackFiles;
use crate::publish::Staging;
use crate::snapshot::{SiteInputs, SiteSnapshot};
use crate::stages::{Stages, timed};
use content::symptoms::Symptoms;

/// The parameters of a build.
#[derive(Debug, Clone)]
pub struct Build<'a> {
    /// Root folder of the Markdown files.
    pub content: &'a Path,
    /// Folder to which the site is published.
    pub out: &'a Path,
    /// Configuration of the knowledge base.
    pub config: Arc<Config>,
    /// The bundled frontend.
    pub frontend: Arc<Frontend>,
    /// Whether warnings fail the build.
    pub strict: bool,
}

/// Figures of a finished build.
#[derive(Debug, Default)]
pub struct Summary {
    /// Number of documents by kind name, in the order in which kinds are shown.
    pub documents: Vec<(&'static str, usize)>,
    /// Number of indexed sections.
    pub sections: usize,
    /// Number of distinct indexed terms.
    pub terms: usize,
    /// Bytes of the pack's files as published.
    pub pack_bytes: usize,
    /// Number of files of the pack.
    pub pack_files: usize,
    /// Number of HTML pages, including redirects.
    pub pages: usize,
    /// Time of each stage.
    pub stages: Stages,
    /// All findings except errors, which fail the build.
    pub diagnostics: Vec<Diagnostic>,
    /// The sources of the findings, to show the lines concerned.
    pub sources: Vec<(String, Arc<str>)>,
}

/// Builds and publishes a site.
///
/// # Errors
/// When the content cannot be read or has errors, or the site cannot be
/// written. The previous site is then untouched.
pub fn build(job: &Build<'_>) -> Result<Summary, BuildError> {
    build_within(job, MOST_BESIDE)
}

/// Builds and publishes a site like [`build`], with another memory limit. The pack and
/// the pages are made at the same time only if the text has less than `most_beside`
/// bytes. The limit does not change the site.
///
/// # Errors
/// The same as those of [`build`].
pub fn build_within(job: &Build<'_>, most_beside: usize) -> Result<Summary, BuildError> {
    let mut stages = Stages::default();
    let mut content = stages.time("read", || {
        let content = content::load(job.content, &job.config);
        checked(job.content, content, job.strict)
    })?;
    let pack_url = pack_address::of_pack(&content, &job.config);
    drop_unshown_sources(&mut content);
    let staging = Staging::begin(job.out)?;
    let mut inputs = IndexInputs::take(&mut content);
    let similar = inputs.similar();
    let (packed, made) = if inputs.text_bytes() < most_beside {
        // Some parts of indexing run in order on one thread; the other threads make pages.
        rayon::join(
            || pack(inputs, &pack_url, &staging),
            || pages(job, content, similar, &pack_url, &staging),
        )
    } else {
        let made = pages(job, content, similar, &pack_url, &staging)?;
        inputs.drop_page_data();
        (pack(inputs, &pack_url, &staging), Ok(made))
    };
    let (packed, made) = (packed?, made?);
    stages.add("index", packed.index);
    stages.add("pack", packed.pack);
    stages.add("pages", made.time);
    stages.time("publish", || staging.publish())?;
    Ok(Summary {
        documents: made.documents,
        sections: packed.sections,
        terms: packed.terms,
        pack_bytes: packed.bytes,
        pack_files: packed.files,
        pages: made.pages,
        stages,
        diagnostics: made.diagnostics,
        sources: made.sources,
    })
}

/// Limit on the bytes of text for which the pack and the pages are made at the same
/// time. Above it, the pages are made first, and the data that only they need is
/// dropped before the pack is made.
const MOST_BESIDE: usize = 128 << 20;

/// Figures of a written pack.
struct Packed {
    sections: usize,
    terms: usize,
    bytes: usize,
    files: usize,
    /// Duration of indexing.
    index: Duration,
    /// Duration of compressing and writing.
    pack: Duration,
}

/// Indexes the documents and writes their pack to `url`.
fn pack(inputs: IndexInputs, url: &str, staging: &Staging) -> Result<Packed, BuildError> {
    let (built, index) = timed(|| inputs.build());
    let built = built?;
    let pack = PackFiles::new(built.pack);
    let files = pack.len();
    let write = |name: &str, bytes: &[u8]| Ok(staging.write(&format!("{url}{name}"), bytes)?);
    let (bytes, pack) = timed(|| pack.each(write));
    Ok(Packed {
        sections: built.sections,
        terms: built.terms,
        bytes: bytes?,
        files,
        index,
        pack,
    })
}

/// Figures of the written pages.
struct Made {
    documents: Vec<(&'static str, usize)>,
    pages: usize,
    diagnostics: Vec<Diagnostic>,
    sources: Vec<(String, Arc<str>)>,
    time: Duration,
}

/// Writes everything but the pack.
fn pages(
    job: &Build<'_>,
    content: Content,
    similar: Similar,
    pack_url: &str,
    staging: &Staging,
) -> Result<Made, BuildError> {
    let (snapshot, time) = timed(|| {
        let similar = similar.found_all().map_err(BuildError::Similar)?;
        let snapshot = SiteSnapshot::new(SiteInputs {
            root: job.content.to_owned(),
            symptoms: Symptoms::new(&content.documents),
            content,
            config: Arc::clone(&job.config),
            frontend: Arc::clone(&job.frontend),
            pack_url: pack_url.to_owned(),
            changes: history::last_changes(job.content),
            similar,
        })?;
        snapshot.each(|urls, bytes| {
            urls.iter()
                .try_for_each(|url| Ok(staging.write(url, bytes)?))
        })?;
        Ok::<_, BuildError>(snapshot)
    });
    let snapshot = snapshot?;
    Ok(Made {
        documents: snapshot.documents(),
        pages: snapshot.pages(),
        diagnostics: snapshot.content.diagnostics,
        sources: snapshot.content.sources,
        time,
    })
}
