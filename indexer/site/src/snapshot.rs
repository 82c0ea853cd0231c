//! A site at one moment: maps each URL to its source, and renders it on request.
//!
//! `kb build` requests and writes everything, `kb serve` requests what a browser shows.
//! So a page of a preview is identical to the published page.

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

/// The inputs of a snapshot.
#[derive(Debug)]
pub(super) struct SiteInputs {
    /// Root folder of the content.
    pub(super) root: PathBuf,
    /// The content, which has no errors.
    pub(super) content: Content,
    /// Configuration of the knowledge base.
    pub(super) config: Arc<Config>,
    /// The bundled frontend.
    pub(super) frontend: Arc<Frontend>,
    /// URL within the site of the search pack, which is not part of the snapshot.
    pub(super) pack_url: String,
    /// The instant of the last change of each path.
    pub(super) changes: Arc<BTreeMap<String, String>>,
    /// Similar incidents of each incident.
    pub(super) similar: Similar,
    /// The symptoms in the content.
    pub(super) symptoms: Symptoms,
}

/// A whole site without its search pack.
#[derive(Debug)]
pub struct SiteSnapshot {
    root: PathBuf,
    pub(super) content: Content,
    pub(super) config: Arc<Config>,
    frontend: Arc<Frontend>,
    pub(super) views: Views,
    files: Vec<File>,
    /// Indices into `files` by URL.
    by_url: HashMap<String, usize>,
    pages: usize,
}

/// A page or file with its URLs.
#[derive(Debug)]
struct File {
    urls: Vec<String>,
    source: FileSource,
}

/// The source of a page or file.
#[derive(Debug)]
enum FileSource {
    Page(PageData),
    Text(fn(&TextInputs<'_>) -> String),
    /// A file of the frontend, by index.
    Frontend(usize),
    /// A file next to the Markdown files, by its path below the content root.
    Asset(String),
}

impl FileSource {
    /// Whether both sources may have the same URL.
    fn may_share_a_url_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Page(one), Self::Page(other)) => one.is_of_an_alert() && other.is_of_an_alert(),
            // The URL contains a hash of the content.
            (Self::Asset(_), Self::Asset(_)) => true,
            _ => false,
        }
    }
}

impl SiteSnapshot {
    /// Creates a snapshot and assigns all URLs.
    ///
    /// # Errors
    /// When two pages or files have the same URL.
    pub(super) fn new(from: SiteInputs) -> Result<Self, BuildError> {
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
            snapshot.add(urls, FileSource::Page(page))?;
        }
        snapshot.pages = snapshot.by_url.len();
        let texts = data::FILES
            .into_iter()
            .chain(feeds::FILES)
            .chain(json::FILES)
            .chain(snapshot.config.base_url.is_some().then_some(json::SITEMAP));
        for (url, text) in texts {
            snapshot.add(vec![url.to_owned()], FileSource::Text(text))?;
        }
        let bundled = snapshot.frontend.files.iter().enumerate();
        let bundled: Vec<_> = bundled.map(|(at, (url, _))| (at, url.clone())).collect();
        for (at, url) in bundled {
            snapshot.add(vec![url], FileSource::Frontend(at))?;
        }
        for asset in snapshot.content.assets.clone() {
            snapshot.add(vec![asset.url], FileSource::Asset(asset.path))?;
        }
        Ok(snapshot)
    }

    /// Adds a file at its URLs.
    ///
    /// Two alerts may share a spelling, and two identical files next to the Markdown
    /// files share a URL; the first one keeps it.
    ///
    /// # Errors
    /// When any other source already has one of the URLs.
    fn add(&mut self, mut urls: Vec<String>, source: FileSource) -> Result<(), BuildError> {
        let number = self.files.len();
        let mut own = HashSet::new();
        urls.retain(|url| own.insert(url.clone()));
        for url in &urls {
            // A host cannot have a folder and a file of one name.
            let sibling = match url.strip_suffix('/') {
                Some(file) => file.to_owned(),
                None => format!("{url}/"),
            };
            let same = self.by_url.get(url).map(|number| &self.files[*number]);
            let same = same.filter(|file| !file.source.may_share_a_url_with(&source));
            let clash = same.or_else(|| Some(&self.files[*self.by_url.get(&sibling)?]));
            if let Some(first) = clash {
                return Err(BuildError::UrlTaken {
                    url: url.clone(),
                    first: self.describe(&first.source),
                    second: self.describe(&source),
                });
            }
        }
        urls.retain(|url| !self.by_url.contains_key(url));
        if urls.is_empty() {
            return Ok(());
        }
        self.by_url
            .extend(urls.iter().map(|url| (url.clone(), number)));
        self.files.push(File { urls, source });
        Ok(())
    }

    /// Describes a source for an error: by its file where it has one.
    fn describe(&self, source: &FileSource) -> String {
        let page = match source {
            FileSource::Page(page) => page,
            FileSource::Text(_) => return "a data file of the site".to_owned(),
            FileSource::Frontend(at) => return self.frontend.files[*at].0.clone(),
            FileSource::Asset(path) => return path.clone(),
        };
        let path = |number: usize| &self.content.documents[number].path;
        match page {
            PageData::Document(number) => path(*number).clone(),
            PageData::Brief(number) => format!("the brief of {}", path(*number)),
            PageData::DocumentAt(number, _) => format!("an alert of {}", path(*number)),
            PageData::AlertChoice(alert) => format!("the alert {}", alert.name),
            PageData::Redirect { to, .. } => format!("an alias of {to}"),
            _ => "a page of the site".to_owned(),
        }
    }

    /// Returns the number of URLs with pages, including redirects.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// Returns the content of the site.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// Returns the URL within the site of the search pack.
    #[must_use]
    pub fn pack_url(&self) -> &str {
        &self.views.site.assets.pack
    }

    /// Returns the number of documents by kind name, in the order in which kinds are shown.
    pub(super) fn documents(&self) -> Vec<(&'static str, usize)> {
        let kinds = self.views.site.kinds.iter();
        kinds.map(|(kind, number)| (kind.name(), *number)).collect()
    }

    /// Returns all URLs, in no particular order.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.by_url.keys().map(String::as_str)
    }

    /// Whether the site has a page or file at `url` (within the site; the URL of a
    /// page ends in `/`).
    #[must_use]
    pub fn has(&self, url: &str) -> bool {
        self.by_url.contains_key(url)
    }

    /// Returns the content at `url`; `None` if there is nothing at this URL.
    ///
    /// # Errors
    /// When a file next to the Markdown files cannot be read any more, or the search for
    /// similar incidents failed.
    pub fn get(&self, url: &str) -> Result<Option<Cow<'_, [u8]>>, BuildError> {
        let number = self.by_url.get(url);
        number
            .map(|number| self.make(&self.files[*number].source))
            .transpose()
    }

    /// Passes the content of every page and file to `take`, with all its URLs, in parallel.
    ///
    /// # Errors
    /// When a page or file cannot be made, or `take` fails.
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
        // Similar incidents are searched while a page is made. After a failure
        // the page lacks them.
        match self.views.similar_failure() {
            Some(error) => Err(BuildError::Similar(error)),
            None => Ok(made),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn snapshot(files: &[(&str, &str)]) -> Result<SiteSnapshot, BuildError> {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(dir.path().join(name), text).unwrap();
        }
        let config = Config::default();
        let content = content::load(dir.path(), &config).unwrap();
        SiteSnapshot::new(SiteInputs {
            root: dir.path().to_owned(),
            symptoms: Symptoms::new(&content.documents),
            similar: Similar::new(&content.documents, &content.texts),
            content,
            config: Arc::new(config),
            frontend: Arc::new(Frontend {
                files: Vec::new(),
                assets: app::model::Assets::default(),
            }),
            pack_url: "/pack/x/".to_owned(),
            changes: Arc::default(),
        })
    }

    #[test]
    fn a_second_thing_at_one_url_is_an_error() {
        let mut site = snapshot(&[("disk.md", "# Disk")]).unwrap();
        for url in [
            "/guides/disk/",
            "/guides/disk",
            "/pages.json",
            "/pages.json/",
        ] {
            let source = FileSource::Page(PageData::Search);
            let error = site.add(vec![url.to_owned()], source).unwrap_err();
            assert!(matches!(error, BuildError::UrlTaken { .. }), "{error}");
            let file = if url.starts_with("/guides") {
                "disk.md"
            } else {
                "a data file"
            };
            assert!(error.to_string().contains(file), "{error}");
        }
        let source = FileSource::Page(PageData::Search);
        site.add(vec!["/free/".to_owned()], source).unwrap();
        assert!(site.has("/free/"));
    }

    #[test]
    fn names_of_any_kind_get_urls_of_their_own() {
        let names = r#"["C++", "c-plus-plus", "names.txt", "Names.TXT", "index.html", "feed.xml", "!", "?", "page", "brief"]"#;
        let front = format!(
            "---\ntags: {names}\nsymptoms: {names}\nalerts: {names}\nservices: {names}\nroot_cause: {names}\n---\n# X\n\n## Lessons learned\n\n- We learned it.\n"
        );
        let site = snapshot(&[
            (
                "a.postmortem.md",
                &front.replacen("---", "---\nkind: postmortem", 1),
            ),
            ("b.md", &front.replacen("---", "---\nkind: runbook", 1)),
        ])
        .unwrap();
        for url in [
            "/alerts/names.txt",
            "/alerts/names-txt/",
            "/alerts/index-html/",
        ] {
            assert!(site.has(url), "{url}");
        }
    }
}
