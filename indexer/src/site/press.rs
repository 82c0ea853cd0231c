//! One edition after another, for a preview.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::edition::Ingredients;
use super::{BuildError, Edition, checked};
use crate::config::Config;
use crate::content::{self, Memory};
use crate::frontend::Frontend;
use crate::history::History;
use crate::similar::Similar;
use crate::symptoms::{self, Symptoms};

/// Makes an edition after each change, and does again only what the change concerns.
#[derive(Debug)]
pub struct Press {
    root: PathBuf,
    frontend: Arc<Frontend>,
    memory: Memory,
    similar: Similar,
    worded: symptoms::Known,
    history: History,
    /// How many editions there were.
    editions: u64,
}

impl Press {
    /// A press for the content below `root`.
    #[must_use]
    pub fn new(root: &Path, frontend: Arc<Frontend>) -> Self {
        Self {
            root: root.to_owned(),
            frontend,
            memory: Memory::default(),
            similar: Similar::default(),
            worded: symptoms::Known::default(),
            history: History::default(),
            editions: 0,
        }
    }

    /// The site as the content is now.
    ///
    /// Its pages name a search pack that nobody has built yet, by number: a pack
    /// takes longer to build than an author likes to wait for a page, so its content
    /// cannot name it. Whoever serves the edition builds it when somebody searches.
    ///
    /// # Errors
    /// When the content cannot be read or has errors.
    pub fn edition(&mut self, config: &Arc<Config>) -> Result<Edition, BuildError> {
        let content = content::reload(&self.root, config, &mut self.memory);
        let content = checked(&self.root, content, false)?;
        let similar = self.similar.renewed(&content.documents, &content.texts);
        // Who edits a postmortem looks at it next: its page needs this.
        similar.prepare();
        self.similar = similar.clone();
        let symptoms = Symptoms::with(&content.documents, &mut self.worded);
        self.editions += 1;
        Ok(Edition::new(Ingredients {
            root: self.root.clone(),
            content,
            config: Arc::clone(config),
            frontend: Arc::clone(&self.frontend),
            pack_url: format!("/pack/preview-{}/", self.editions),
            changes: self.history.last_changes(&self.root),
            similar,
            symptoms,
        }))
    }
}
