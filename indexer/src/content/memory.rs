//! What is remembered from one reading of a tree to the next.
//!
//! Two things are costly: to read a document on its own, which depends on its
//! text and the configuration alone, and to write it, which depends on what
//! the other documents answer to its links as well. So a document is read again
//! when its bytes differ, and written again when it was read again, has moved, or
//! is answered something else. All that concerns several documents at once
//! (addresses, redirects, answers, findings) is found anew each time.

use std::collections::HashMap;
use std::sync::Arc;

use super::assets::{Assets, Remembered};
use super::read::{Draft, Source};
use super::site::Site;
use super::write::{self, Written};
use crate::config::Config;

/// What was read of a tree, so that the next reading does again only what changed.
#[derive(Debug, Default)]
pub struct Memory {
    /// What all of it was read with.
    config: Option<Config>,
    documents: HashMap<String, Known>,
    pub(super) assets: Remembered,
}

/// A document that was read before.
#[derive(Debug)]
struct Known {
    draft: Arc<Draft>,
    /// None if it is left out of the site.
    written: Option<Arc<Written>>,
}

impl Memory {
    /// Forgets everything that was read with another configuration.
    pub(super) fn hold_to(&mut self, config: &Config) {
        if self.config.as_ref() != Some(config) {
            *self = Self::default();
        }
    }

    /// What is to be remembered of a reading.
    pub(super) fn new(
        config: &Config,
        drafts: Vec<Arc<Draft>>,
        written: Vec<Option<Arc<Written>>>,
        assets: Remembered,
    ) -> Self {
        let documents = drafts.into_iter().zip(written);
        Self {
            config: Some(config.clone()),
            documents: documents
                .map(|(draft, written)| (draft.source.path.clone(), Known { draft, written }))
                .collect(),
            assets,
        }
    }

    /// What was read at `path`.
    pub(super) fn source(&self, path: &str) -> Option<&Arc<Source>> {
        Some(&self.documents.get(path)?.draft.source)
    }

    /// The document that was read from this very source.
    pub(super) fn draft(&self, source: &Arc<Source>) -> Option<Arc<Draft>> {
        let draft = &self.documents.get(&source.path)?.draft;
        Arc::ptr_eq(&draft.source, source).then(|| Arc::clone(draft))
    }

    /// The document at `index` as it was written before, if it would be written so again.
    pub(super) fn written(
        &self,
        index: usize,
        draft: &Arc<Draft>,
        site: &Site<'_>,
        assets: &Assets<'_>,
    ) -> Option<Arc<Written>> {
        let known = self.documents.get(&draft.source.path)?;
        let written = known.written.as_ref()?;
        Arc::ptr_eq(&known.draft, draft)
            .then(|| write::again(written, index, draft, site, assets))
            .flatten()
    }
}
