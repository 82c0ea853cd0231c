//! What is remembered from one reading of a tree to the next.
//!
//! Two things are costly: to read a document on its own, which depends on its
//! text and the configuration alone, and to write it, which depends on what
//! the other documents answer to its links as well. So a document is read again
//! when its bytes differ, and resolved again when it was read again, has moved, or
//! is answered something else. All that concerns several documents at once
//! (addresses, redirects, resolutions, findings) is found anew each time.

use std::collections::HashMap;
use std::sync::Arc;

use super::assets::{Assets, Remembered};
use super::link_targets::LinkTargets;
use super::parse::{ParsedDocument, Source};
use super::resolve::{self, ResolvedDocument};
use crate::config::Config;

/// What was read of a tree, so that the next reading does again only what changed.
#[derive(Debug, Default)]
pub struct ReadCache {
    /// What all of it was read with.
    config: Option<Config>,
    documents: HashMap<String, CachedDocument>,
    pub(super) assets: Remembered,
}

/// A document that was read before.
#[derive(Debug)]
struct CachedDocument {
    parsed: Arc<ParsedDocument>,
    /// None if it is left out of the site.
    resolved: Option<Arc<ResolvedDocument>>,
}

impl ReadCache {
    /// Forgets everything that was read with another configuration.
    pub(super) fn invalidate_unless(&mut self, config: &Config) {
        if self.config.as_ref() != Some(config) {
            *self = Self::default();
        }
    }

    /// What is to be remembered of a reading.
    pub(super) fn new(
        config: &Config,
        parsed: Vec<Arc<ParsedDocument>>,
        resolved: Vec<Option<Arc<ResolvedDocument>>>,
        assets: Remembered,
    ) -> Self {
        let documents = parsed.into_iter().zip(resolved);
        Self {
            config: Some(config.clone()),
            documents: documents
                .map(|(parsed, resolved)| {
                    (
                        parsed.source.path.clone(),
                        CachedDocument { parsed, resolved },
                    )
                })
                .collect(),
            assets,
        }
    }

    /// What was read at `path`.
    pub(super) fn source(&self, path: &str) -> Option<&Arc<Source>> {
        Some(&self.documents.get(path)?.parsed.source)
    }

    /// The document that was read from this very source.
    pub(super) fn parsed(&self, source: &Arc<Source>) -> Option<Arc<ParsedDocument>> {
        let parsed = &self.documents.get(&source.path)?.parsed;
        Arc::ptr_eq(&parsed.source, source).then(|| Arc::clone(parsed))
    }

    /// The document at `index` as it was written before, if it would be written so again.
    pub(super) fn resolved(
        &self,
        index: usize,
        parsed: &Arc<ParsedDocument>,
        targets: &LinkTargets<'_>,
        assets: &Assets<'_>,
    ) -> Option<Arc<ResolvedDocument>> {
        let known = self.documents.get(&parsed.source.path)?;
        let resolved = known.resolved.as_ref()?;
        Arc::ptr_eq(&known.parsed, parsed)
            .then(|| resolve::reuse(resolved, index, parsed, targets, assets))
            .flatten()
    }
}
