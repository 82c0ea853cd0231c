//! The targets that links can have: all documents by path and by URL, and the
//! pages that the site generates.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::parse::ParsedDocument;
use super::{distance, paths};
use crate::config::Config;
use crate::symptoms::Symptoms;
use model::address::{LessonsBy, Needs};
use model::{Kind, Redirect, address, slug};

/// The documents by path, folder and URL.
pub(crate) struct LinkTargets<'a> {
    pub(crate) documents: &'a [Arc<ParsedDocument>],
    pub(crate) addresses: &'a [Option<String>],
    pub(crate) base_url: Option<&'a str>,
    by_path: HashMap<&'a str, usize>,
    by_folder: HashMap<&'a str, usize>,
    by_url: HashMap<&'a str, usize>,
    redirects: HashMap<&'a str, &'a str>,
    has_base_url: bool,
    /// Computed when a link needs it first: few documents link to generated pages.
    generated: OnceLock<HashSet<String>>,
}

/// The target of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LinkTarget {
    /// A document, by its index.
    Page(usize),
    /// A page that the site generates, by its URL with the link's query.
    Generated(String),
    /// Possibly a file that is not Markdown, at one of these paths below the root.
    File(Vec<String>),
    /// A document that is left out of the site, with the reason.
    LeftOut(&'static str),
    /// A place outside the content folder.
    Outside,
}

impl<'a> LinkTargets<'a> {
    pub(crate) fn new(
        documents: &'a [Arc<ParsedDocument>],
        addresses: &'a [Option<String>],
        redirects: &'a [Redirect],
        config: &'a Config,
    ) -> Self {
        let mut by_path = HashMap::with_capacity(documents.len());
        let mut by_folder: HashMap<&str, usize> = HashMap::new();
        for (index, document) in documents.iter().enumerate() {
            let path = document.source.path.as_str();
            by_path.insert(path, index);
            if paths::is_index(path) {
                // `_index.md` takes precedence over `README.md` in any
                // order of the file system.
                by_folder
                    .entry(paths::folder(path))
                    .and_modify(|known| {
                        if paths::stem(path) == "_index" {
                            *known = index;
                        }
                    })
                    .or_insert(index);
            }
        }
        let by_url = addresses
            .iter()
            .enumerate()
            .filter_map(|(index, url)| Some((url.as_deref()?, index)))
            .collect();
        Self {
            has_base_url: config.base_url.is_some(),
            generated: OnceLock::new(),
            documents,
            addresses,
            base_url: config.base_url.as_deref(),
            by_path,
            by_folder,
            by_url,
            redirects: redirects
                .iter()
                .map(|redirect| (redirect.from.as_str(), redirect.to.as_str()))
                .collect(),
        }
    }

    /// Returns the target of `target` (decoded, without fragment) as a link in
    /// document `from`.
    pub(crate) fn find(&self, from: usize, target: &str) -> LinkTarget {
        let path = self.documents[from].source.path.as_str();
        let mut candidates = Vec::new();
        if target.starts_with('/') {
            // The path is relative to the content root or, if the content
            // consists of several trees, to the root of one of them.
            candidates.extend(paths::join("", target));
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            candidates.extend(
                folders.filter_map(|folder| paths::join(folder, target.trim_start_matches('/'))),
            );
        } else {
            candidates.extend(paths::join(paths::folder(path), target));
        }
        let outside = candidates.is_empty();
        for candidate in &candidates {
            // `?plain=1` of a code host is not a part of the path.
            let bare = candidate.split('?').next().unwrap_or(candidate);
            if let Some(index) = self.markdown(candidate).or_else(|| self.markdown(bare)) {
                return match self.documents[index].left_out {
                    Some(why) => LinkTarget::LeftOut(why),
                    None => LinkTarget::Page(index),
                };
            }
        }
        self.by_address(from, target).unwrap_or(if outside {
            LinkTarget::Outside
        } else {
            LinkTarget::File(candidates)
        })
    }

    /// Returns the document at `path`, which may lack its extension or name a folder.
    fn markdown(&self, path: &str) -> Option<usize> {
        let known = |path: &str| self.by_path.get(path).copied();
        let bare = path.strip_suffix(".html").unwrap_or(path);
        known(path)
            .or_else(|| known(&format!("{bare}.md")))
            .or_else(|| known(&format!("{bare}.markdown")))
            .or_else(|| self.by_folder.get(path).copied())
    }

    /// Returns the target of `target` as a URL of the site.
    fn by_address(&self, from: usize, target: &str) -> Option<LinkTarget> {
        let own = self.addresses[from].as_deref().unwrap_or("/");
        let (target, query) = match target.find('?') {
            Some(at) => target.split_at(at),
            None => (target, ""),
        };
        let joined = paths::join(own, target)?;
        let url = if joined.is_empty() {
            "/".to_owned()
        } else {
            format!("/{joined}/")
        };
        let url = self
            .redirects
            .get(url.as_str())
            .map_or(url.as_str(), |to| *to);
        if let Some(&index) = self.by_url.get(url) {
            return Some(LinkTarget::Page(index));
        }
        // A relative path that ends in a reserved word is more likely a mistake.
        if !target.starts_with('/') {
            return None;
        }
        let file = url.trim_end_matches('/');
        let known = if address::is_file(file) { file } else { url };
        self.generated()
            .contains(known)
            .then(|| LinkTarget::Generated(format!("{known}{query}")))
    }

    fn generated(&self) -> &HashSet<String> {
        self.generated
            .get_or_init(|| generated(self.documents, self.addresses, self.has_base_url))
    }

    /// Returns an existing destination that resembles `target`, relative to
    /// document `from`.
    pub(crate) fn suggestion(&self, from: usize, target: &str) -> Option<String> {
        let wanted = target.trim_end_matches('/');
        let wanted = wanted.rsplit('/').next().unwrap_or(wanted);
        let wanted = wanted.rsplit_once('.').map_or(wanted, |(stem, _)| stem);
        if wanted.is_empty() || wanted.starts_with('.') {
            return None;
        }
        let built = self
            .documents
            .iter()
            .filter(|document| document.left_out.is_none())
            .map(|document| document.source.path.as_str());
        let stem = distance::nearest(wanted, built.clone().map(paths::stem))?;
        let path = built
            .filter(|path| paths::stem(path) == stem)
            .min_by_key(|path| {
                // Of several documents of the same name, the one nearest to
                // `from` is suggested.
                let own = self.documents[from].source.path.as_str();
                let common = own
                    .bytes()
                    .zip(path.bytes())
                    .take_while(|(a, b)| a == b)
                    .count();
                (std::cmp::Reverse(common), *path)
            })?;
        let own = paths::folder(&self.documents[from].source.path);
        let relative = paths::relative(&format!("/{own}/"), &format!("/{path}"));
        Some(relative.replace(' ', "%20"))
    }
}

/// Returns the URLs of the pages and files that the site generates, which depend
/// on what the documents contain.
fn generated(
    documents: &[Arc<ParsedDocument>],
    addresses: &[Option<String>],
    has_base_url: bool,
) -> HashSet<String> {
    let built: Vec<(&ParsedDocument, &str)> = documents
        .iter()
        .zip(addresses)
        .filter_map(|(document, url)| Some((&**document, url.as_deref()?)))
        .collect();
    let mut urls = HashSet::new();
    for (document, url) in &built {
        let front = &document.front.public;
        urls.extend(front.tags.iter().map(|tag| address::tag_url(tag)));
        urls.extend(
            document
                .alert_names()
                .iter()
                .flat_map(|name| address::alert_urls(name)),
        );
        if document.kind == Kind::Postmortem {
            urls.insert(address::brief_url(url));
            urls.extend(lesson_urls(document));
        }
    }
    let symptoms = built.iter().map(|(document, _)| {
        let has_suspects = !document.front.suspects.is_empty();
        (document.front.public.symptoms.as_slice(), has_suspects)
    });
    urls.extend(Symptoms::page_urls(symptoms));
    let fulfilled = |needs: Needs| match needs {
        Needs::Nothing => true,
        Needs::Kind(kind) => built.iter().any(|(document, _)| document.kind == kind),
        Needs::Tags => built
            .iter()
            .any(|(one, _)| !one.front.public.tags.is_empty()),
        Needs::Symptoms => built
            .iter()
            .any(|(one, _)| !one.front.public.symptoms.is_empty()),
        Needs::Alerts => built.iter().any(|(one, _)| !one.alert_names().is_empty()),
        Needs::BaseUrl => has_base_url,
    };
    let entries = address::TABLE.iter().filter(|entry| entry.linkable);
    let fixed = entries.filter(|entry| fulfilled(entry.needs));
    urls.extend(fixed.map(|entry| entry.url.to_owned()));
    urls
}

/// Returns the URLs of the lesson pages that a postmortem appears on.
fn lesson_urls(document: &ParsedDocument) -> Vec<String> {
    let (front, understood) = (&document.front.public, &document.understood);
    if understood.lessons.is_empty() {
        return Vec::new();
    }
    let causes = understood
        .causes
        .iter()
        .map(|cause| (LessonsBy::Cause, slug::slug(&cause.name)));
    let services = front
        .services
        .iter()
        .map(|name| (LessonsBy::Service, slug::slug(name)));
    let tags = front
        .tags
        .iter()
        .map(|tag| (LessonsBy::Tag, slug::tag(tag)));
    causes
        .chain(services)
        .chain(tags)
        .map(|(group, slug)| address::lessons_url(group, &slug))
        .collect()
}
