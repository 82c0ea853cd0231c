//! Makes successive snapshots for a preview.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::checked::checked;
use crate::error::BuildError;
use crate::snapshot::{SiteInputs, SiteSnapshot};
use content::config::Config;

use crate::frontend::Frontend;
use crate::history::History;
use content::symptoms::{Symptoms, WordCache};
use content::{self, ReadCache};
use index::similar::Similar;

/// Makes a snapshot after each change and recomputes only what the change affects.
#[derive(Debug)]
pub struct IncrementalBuilder {
    root: PathBuf,
    frontend: Arc<Frontend>,
    cache: ReadCache,
    similar: Similar,
    symptom_words: WordCache,
    history: History,
    /// Number of snapshots so far.
    snapshots: u64,
}

impl IncrementalBuilder {
    /// Creates a builder for the content below `root`.
    #[must_use]
    pub fn new(root: &Path, frontend: Arc<Frontend>) -> Self {
        Self {
            root: root.to_owned(),
            frontend,
            cache: ReadCache::default(),
            similar: Similar::default(),
            symptom_words: WordCache::default(),
            history: History::default(),
            snapshots: 0,
        }
    }

    /// Returns a snapshot of the current content.
    ///
    /// The pages refer to a search pack by the number of the snapshot. A pack takes
    /// longer to build than an author wants to wait for a page, so it is not built yet
    /// and its URL cannot be a hash of its content. The server of the snapshot builds the
    /// pack when a reader searches.
    ///
    /// # Errors
    /// When the content cannot be read or has errors.
    pub fn snapshot(&mut self, config: &Arc<Config>) -> Result<SiteSnapshot, BuildError> {
        let content = content::reload(&self.root, config, &mut self.cache);
        let content = checked(&self.root, content, false)?;
        let similar = self.similar.renewed(&content.documents, &content.texts);
        // An author who edits a postmortem looks at its page next, which shows similar incidents.
        similar.prepare();
        self.similar = similar.clone();
        let symptoms = Symptoms::with(&content.documents, &mut self.symptom_words);
        self.snapshots += 1;
        SiteSnapshot::new(SiteInputs {
            root: self.root.clone(),
            content,
            config: Arc::clone(config),
            frontend: Arc::clone(&self.frontend),
            pack_url: format!("/pack/preview-{}/", self.snapshots),
            changes: self.history.last_changes(&self.root),
            similar,
            symptoms,
        })
    }
}
