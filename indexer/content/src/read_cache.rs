//! Keeps parsed and resolved documents from one build to the next.
//!
//! Two steps are costly. Parsing a document depends only on its text and the
//! configuration. Resolving and rendering it also depends on the targets of its
//! links in other documents. So a document is parsed again when its bytes differ,
//! and resolved again when it was parsed again, its URL changed, or one of its
//! links resolves differently. Everything that concerns several documents at once
//! (URLs, redirects, resolutions, findings) is computed again each time.

use std::collections::HashMap;
use std::sync::Arc;

use super::assets::{Assets, Remembered};
use super::link_targets::LinkTargets;
use super::parse::{ParsedDocument, Source};
use super::resolve::{self, ResolvedDocument};
use crate::config::Config;

/// The documents that were read before, so that the next call reads only what changed.
#[derive(Debug, Default)]
pub struct ReadCache {
    /// The configuration that all documents were read with.
    config: Option<Config>,
    documents: HashMap<String, CachedDocument>,
    pub(super) assets: Remembered,
}

/// A document that was read before.
#[derive(Debug)]
struct CachedDocument {
    parsed: Arc<ParsedDocument>,
    /// `None` if it is left out of the site.
    resolved: Option<Arc<ResolvedDocument>>,
}

impl ReadCache {
    /// Drops everything if it was read with a different configuration.
    pub(super) fn invalidate_unless(&mut self, config: &Config) {
        if self.config.as_ref() != Some(config) {
            *self = Self::default();
        }
    }

    /// Makes a cache from the results of a build.
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

    /// Returns the source that was read at `path`.
    pub(super) fn source(&self, path: &str) -> Option<&Arc<Source>> {
        Some(&self.documents.get(path)?.parsed.source)
    }

    /// Returns the document that was parsed from `source`, which must be the same
    /// allocation.
    pub(super) fn parsed(&self, source: &Arc<Source>) -> Option<Arc<ParsedDocument>> {
        let parsed = &self.documents.get(&source.path)?.parsed;
        Arc::ptr_eq(&parsed.source, source).then(|| Arc::clone(parsed))
    }

    /// Returns the document at `index` as it was resolved before, if resolving it
    /// again would give the same document.
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
