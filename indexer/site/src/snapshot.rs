//! A site of one moment: what stands where, made when it is asked for.
//!
//! `kb build` asks for everything and writes it, `kb serve` asks for what a
//! browser wants to see. So a page of a preview is the page that will be published.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::pages::{self, PageData};
use super::text_file::TextInputs;
use super::{data, feeds, json};
use crate::error::BuildError;
use crate::frontend::Frontend;
use crate::view::Views;
use content::Content;
use content::config::Config;
use content::symptoms::Symptoms;
use index::similar::Similar;

/// What an snapshot is made of.
#[derive(Debug)]
pub(super) struct SiteInputs {
    /// Root of the content.
    pub(super) root: PathBuf,
    /// What was read below it, without errors.
    pub(super) content: Content,
    /// What the knowledge base says about itself.
    pub(super) config: Arc<Config>,
    /// The bundled frontend.
    pub(super) frontend: Arc<Frontend>,
    /// Address within the site of the search pack, which is no part of the snapshot.
    pub(super) pack_url: String,
    /// The instant of the last change by path.
    pub(super) changes: Arc<BTreeMap<String, String>>,
    /// Which incidents are like which.
    pub(super) similar: Similar,
    /// What engineers see.
    pub(super) symptoms: Symptoms,
}

/// A whole site but for its search pack.
#[derive(Debug)]
pub struct SiteSnapshot {
    root: PathBuf,
    pub(super) content: Content,
    pub(super) config: Arc<Config>,
    frontend: Arc<Frontend>,
    pub(super) views: Views,
    files: Vec<File>,
    /// Numbers of the files by address.
    by_url: HashMap<String, usize>,
    pages: usize,
}

/// What stands at one or several addresses.
#[derive(Debug)]
struct File {
    urls: Vec<String>,
    source: FileSource,
}

/// What a file of the site is made from.
#[derive(Debug)]
enum FileSource {
    Page(PageData),
    Text(fn(&TextInputs<'_>) -> String),
    /// A file of the frontend, by number.
    Frontend(usize),
    /// A file beside the Markdown, by its path below the content root.
    Asset(String),
}

impl SiteSnapshot {
    /// Lays a site out.
    #[must_use]
    pub(super) fn new(from: SiteInputs) -> Self {
        let views = Views::new(
            &from.content,
            Arc::clone(&from.config),
            &from.frontend.assets,
            &from.pack_url,
            from.changes,
            from.similar,
            from.symptoms,
        );
        let all = pages::all(&views, &from.content);
        let mut snapshot = Self {
            root: from.root,
            content: from.content,
            config: from.config,
            frontend: from.frontend,
            views,
            files: Vec::with_capacity(all.len()),
            by_url: HashMap::new(),
            pages: 0,
        };
        for (urls, page) in all {
            snapshot.add(urls, FileSource::Page(page));
        }
        snapshot.pages = snapshot.by_url.len();
        let texts = data::FILES
            .into_iter()
            .chain(feeds::FILES)
            .chain(json::FILES)
            .chain(snapshot.config.base_url.is_some().then_some(json::SITEMAP));
        for (url, text) in texts {
            snapshot.add(vec![url.to_owned()], FileSource::Text(text));
        }
        let bundled = snapshot.frontend.files.iter().enumerate();
        let bundled: Vec<_> = bundled.map(|(at, (url, _))| (at, url.clone())).collect();
        for (at, url) in bundled {
            snapshot.add(vec![url], FileSource::Frontend(at));
        }
        for asset in snapshot.content.assets.clone() {
            snapshot.add(vec![asset.url], FileSource::Asset(asset.path));
        }
        snapshot
    }

    /// Puts a file at those of its addresses that are still free: two alerts may
    /// share a spelling, two documents an asset.
    fn add(&mut self, mut urls: Vec<String>, source: FileSource) {
        let number = self.files.len();
        let mut own = HashSet::new();
        urls.retain(|url| !self.by_url.contains_key(url) && own.insert(url.clone()));
        if urls.is_empty() {
            return;
        }
        self.by_url
            .extend(urls.iter().map(|url| (url.clone(), number)));
        self.files.push(File { urls, source });
    }

    /// How many addresses have pages, redirects included.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// The content that it shows.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// Address within the site of the search pack.
    #[must_use]
    pub fn pack_url(&self) -> &str {
        &self.views.site.assets.pack
    }

    /// Documents by kind name, in the order in which kinds are shown.
    pub(super) fn documents(&self) -> Vec<(&'static str, usize)> {
        let kinds = self.views.site.kinds.iter();
        kinds.map(|(kind, number)| (kind.name(), *number)).collect()
    }

    /// Every address, in no order.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.by_url.keys().map(String::as_str)
    }

    /// Whether something stands at `url` (within the site; a page's ends in `/`).
    #[must_use]
    pub fn has(&self, url: &str) -> bool {
        self.by_url.contains_key(url)
    }

    /// What stands at `url`; none where nothing does.
    ///
    /// # Errors
    /// When a file beside the Markdown cannot be read any more, or similar
    /// incidents cannot be found.
    pub fn get(&self, url: &str) -> Result<Option<Cow<'_, [u8]>>, BuildError> {
        let number = self.by_url.get(url);
        number
            .map(|number| self.make(&self.files[*number].source))
            .transpose()
    }

    /// Makes everything and hands it on with all its addresses, in parallel.
    ///
    /// # Errors
    /// When something cannot be made, or `take` fails.
    pub(super) fn each(
        &self,
        take: impl Fn(&[String], &[u8]) -> Result<(), BuildError> + Sync,
    ) -> Result<(), BuildError> {
        use rayon::prelude::*;
        self.files
            .par_iter()
            .try_for_each(|file| take(&file.urls, &self.make(&file.source)?))
    }

    fn text_inputs(&self) -> TextInputs<'_> {
        TextInputs {
            content: &self.content,
            config: &self.config,
            views: &self.views,
        }
    }

    fn make(&self, source: &FileSource) -> Result<Cow<'_, [u8]>, BuildError> {
        let made = match source {
            FileSource::Page(page) => Cow::Owned(page.render(&self.views).into_bytes()),
            FileSource::Text(text) => Cow::Owned(text(&self.text_inputs()).into_bytes()),
            FileSource::Frontend(at) => Cow::Borrowed(self.frontend.files[*at].1.as_slice()),
            FileSource::Asset(path) => {
                let path = self.root.join(path);
                let bytes = std::fs::read(&path);
                Cow::Owned(bytes.map_err(|source| BuildError::Asset { path, source })?)
            }
        };
        // Found while a page was made, if at all: the page lacks them then.
        match self.views.similar_failure() {
            Some(error) => Err(BuildError::Similar(error)),
            None => Ok(made),
        }
    }
}
