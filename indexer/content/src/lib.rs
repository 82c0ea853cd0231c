//! Reads a tree of Markdown files as documents.
//!
//! [`load`] reads a tree once; [`reload`] reuses what a [`ReadCache`] holds.

mod addresses;
mod alert_names;
pub mod alerts;
mod assets;
mod audience;
mod blocks;
pub mod config;
mod description;
mod distance;
mod front;
pub mod hash;
mod inspect;
mod kind;
mod link_targets;
mod links;
mod parse;
mod paths;
mod read_cache;
mod redirects;
mod resolve;

pub mod symptoms;
mod synonyms;
mod title;
mod walk;

pub use blocks::{Block, Blocks, Filled, Values, blocks};
pub use distance::nearest;
pub use inspect::{Inspected, inspect};
pub use paths::join;
pub use read_cache::ReadCache;

use std::path::Path;
use std::sync::Arc;

use model::finding::{self, Diagnostic};
use model::{Asset, Document, Redirect, SearchText};
use rayon::prelude::*;
use search::synonyms::Synonyms;

use crate::config::Config;

/// The content of a knowledge base.
#[derive(Debug, Default)]
pub struct Content {
    /// The documents, ordered by path. Drafts and documents outside the audience are left out.
    pub documents: Vec<Arc<Document>>,
    /// The searchable text of each document, in the order of `documents`.
    pub texts: Vec<Arc<SearchText>>,
    /// Files that documents refer to.
    pub assets: Vec<Asset>,
    /// Redirects from old URLs within the site (`/old/`).
    pub redirects: Vec<Redirect>,
    /// Synonyms for the search: the built-in ones and those of `synonyms.txt`.
    pub synonyms: Synonyms,
    /// All findings, ordered by path and position.
    pub diagnostics: Vec<Diagnostic>,
    /// Path and text of each source file, for showing diagnostics.
    pub sources: Vec<(String, Arc<str>)>,
}

/// Reads the tree of Markdown below `root`.
///
/// Problems with single documents are diagnostics; the caller must not build a
/// site if one of them is an error.
///
/// # Errors
/// When `root` is missing or cannot be listed.
pub fn load(root: &Path, config: &Config) -> std::io::Result<Content> {
    Ok(read_tree(root, config, &ReadCache::default(), Keep::Nothing)?.0)
}

/// Reads the tree again, with the same result as [`load`], but reuses what
/// `cache` holds of the previous call.
///
/// # Errors
/// When `root` is missing or cannot be listed.
pub fn reload(root: &Path, config: &Config, cache: &mut ReadCache) -> std::io::Result<Content> {
    cache.invalidate_unless(config);
    let (content, read) = read_tree(root, config, cache, Keep::All)?;
    *cache = read;
    Ok(content)
}

/// What is kept for the next call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// Nothing: a large tree is not held in memory longer than needed.
    Nothing,
    /// Everything.
    All,
}

fn read_tree(
    root: &Path,
    config: &Config,
    before: &ReadCache,
    keep: Keep,
) -> std::io::Result<(Content, ReadCache)> {
    let tree = walk::walk(root)?;
    let mut diagnostics = tree.problems.clone();

    // The texts are read first: all later steps need them.
    let (sources, unreadable) = parse::sources(&tree, |path| before.source(path));
    diagnostics.extend(unreadable);
    let table = synonyms::read(&tree);
    diagnostics.extend(table.diagnostics);
    let parsed: Vec<Arc<parse::ParsedDocument>> = sources
        .par_iter()
        .map(|source| {
            let known = before.parsed(source);
            known.unwrap_or_else(|| Arc::new(parse::parse(source, config)))
        })
        .collect();
    for document in &parsed {
        diagnostics.extend(document.diagnostics.iter().cloned());
    }

    // Links can be resolved only when all documents are parsed.
    let (addresses, found) = addresses::assign(&parsed);
    diagnostics.extend(found);
    let (redirects, found) = redirects::collect(&parsed, &addresses);
    diagnostics.extend(found);
    let targets = link_targets::LinkTargets::new(&parsed, &addresses, &redirects, config);
    let assets = assets::Assets::new(&tree, &before.assets);
    let resolved: Vec<Option<Arc<resolve::ResolvedDocument>>> = parsed
        .par_iter()
        .enumerate()
        .map(|(index, document)| {
            let known = before.resolved(index, document, &targets, &assets);
            known.or_else(|| {
                let mut resolved = resolve::resolve(index, document, &targets, &assets)?;
                if keep == Keep::Nothing {
                    resolved.dependencies.drop_resolutions();
                }
                Some(Arc::new(resolved))
            })
        })
        .collect();

    let mut documents = Vec::with_capacity(resolved.len());
    let mut texts = Vec::with_capacity(resolved.len());
    for resolved in resolved.iter().flatten() {
        diagnostics.extend(resolved.diagnostics().cloned());
        documents.push(Arc::clone(&resolved.document));
        texts.push(Arc::clone(&resolved.texts));
    }
    finding::sort(&mut diagnostics);
    let (used, remembered) = assets.into_used();
    let cache = match keep {
        Keep::Nothing => ReadCache::default(),
        Keep::All => ReadCache::new(config, parsed, resolved, remembered),
    };
    let content = Content {
        documents,
        texts,
        assets: used,
        redirects,
        synonyms: table.synonyms,
        diagnostics,
        sources: sources
            .iter()
            .chain(&table.source)
            .map(|source| (source.path.clone(), Arc::clone(&source.text)))
            .collect(),
    };
    Ok((content, cache))
}
