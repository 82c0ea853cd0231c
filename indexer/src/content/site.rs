//! All documents at once: what a path or an address leads to.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::read::Draft;
use super::{Redirect, distance, paths, slug};
use crate::config::Config;

/// The documents by path, folder and address.
pub(crate) struct Site<'a> {
    pub(crate) drafts: &'a [Arc<Draft>],
    pub(crate) addresses: &'a [Option<String>],
    pub(crate) base_url: Option<&'a str>,
    by_path: HashMap<&'a str, usize>,
    by_folder: HashMap<&'a str, usize>,
    by_url: HashMap<&'a str, usize>,
    redirects: HashMap<&'a str, &'a str>,
    generated: HashSet<String>,
}

/// What a destination leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// A document, by index.
    Page(usize),
    /// A page that the site itself writes.
    Generated(String),
    /// Perhaps a file that is not Markdown, at one of these paths below the root.
    File(Vec<String>),
    /// A document that is not built, and why.
    LeftOut(&'static str),
    /// A place outside the content folder.
    Outside,
}

impl<'a> Site<'a> {
    pub(crate) fn new(
        drafts: &'a [Arc<Draft>],
        addresses: &'a [Option<String>],
        redirects: &'a [Redirect],
        config: &'a Config,
    ) -> Self {
        let mut by_path = HashMap::with_capacity(drafts.len());
        let mut by_folder: HashMap<&str, usize> = HashMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            let path = draft.source.path.as_str();
            by_path.insert(path, index);
            if paths::is_index(path) {
                // `_index.md` before `README.md`, whatever the file system says.
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
            generated: generated(drafts, addresses),
            drafts,
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

    /// What `target` (decoded, without fragment) leads to from document `from`.
    pub(crate) fn find(&self, from: usize, target: &str) -> Found {
        let path = self.drafts[from].source.path.as_str();
        let mut candidates = Vec::new();
        if target.starts_with('/') {
            // The content root; or, where several trees were put together, the root of one of them.
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
            // A code host's `?plain=1` is no part of the path.
            let bare = candidate.split('?').next().unwrap_or(candidate);
            if let Some(index) = self.markdown(candidate).or_else(|| self.markdown(bare)) {
                return match self.drafts[index].left_out {
                    Some(why) => Found::LeftOut(why),
                    None => Found::Page(index),
                };
            }
        }
        self.by_address(from, target).unwrap_or(if outside {
            Found::Outside
        } else {
            Found::File(candidates)
        })
    }

    /// The document at `path`, which may lack its extension or name a folder.
    fn markdown(&self, path: &str) -> Option<usize> {
        let known = |path: &str| self.by_path.get(path).copied();
        let bare = path.strip_suffix(".html").unwrap_or(path);
        known(path)
            .or_else(|| known(&format!("{bare}.md")))
            .or_else(|| known(&format!("{bare}.markdown")))
            .or_else(|| self.by_folder.get(path).copied())
    }

    /// What `target` leads to as an address of the site.
    fn by_address(&self, from: usize, target: &str) -> Option<Found> {
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
            return Some(Found::Page(index));
        }
        // A relative path that happens to end in a reserved word is more likely a mistake.
        (target.starts_with('/') && self.generated.contains(url)).then(|| {
            let file = url.trim_end_matches('/');
            let is_file = file
                .rsplit('/')
                .next()
                .is_some_and(|name| name.contains('.'));
            Found::Generated(format!("{}{query}", if is_file { file } else { url }))
        })
    }

    /// A destination that would work and resembles `target`, as seen from document `from`.
    pub(crate) fn suggestion(&self, from: usize, target: &str) -> Option<String> {
        let wanted = target.trim_end_matches('/');
        let wanted = wanted.rsplit('/').next().unwrap_or(wanted);
        let wanted = wanted.rsplit_once('.').map_or(wanted, |(stem, _)| stem);
        if wanted.is_empty() || wanted.starts_with('.') {
            return None;
        }
        let built = self
            .drafts
            .iter()
            .filter(|draft| draft.left_out.is_none())
            .map(|draft| draft.source.path.as_str());
        let stem = distance::nearest(wanted, built.clone().map(paths::stem))?;
        let path = built
            .filter(|path| paths::stem(path) == stem)
            .min_by_key(|path| {
                // The nearest of several of the same name.
                let own = self.drafts[from].source.path.as_str();
                let common = own
                    .bytes()
                    .zip(path.bytes())
                    .take_while(|(a, b)| a == b)
                    .count();
                (std::cmp::Reverse(common), *path)
            })?;
        let own = paths::folder(&self.drafts[from].source.path);
        let relative = paths::relative(&format!("/{own}/"), &format!("/{path}"));
        Some(relative.replace(' ', "%20"))
    }
}

/// Addresses of the pages and files that the site writes beside the documents'.
fn generated(drafts: &[Arc<Draft>], addresses: &[Option<String>]) -> HashSet<String> {
    let mut urls: HashSet<String> = ["/", "/search/", "/404.html/", "/pages.json/"]
        .map(str::to_owned)
        .into();
    for (draft, url) in drafts.iter().zip(addresses) {
        // The index of the document's kind is the folder of its address.
        let Some(kind) = url.as_deref().and_then(|url| url.split('/').nth(1)) else {
            continue;
        };
        urls.insert(format!("/{kind}/"));
        if !draft.front.public.symptoms.is_empty() {
            urls.insert("/symptoms/".to_owned());
        }
        for tag in &draft.front.public.tags {
            urls.insert("/tags/".to_owned());
            urls.insert(format!("/tags/{}/", slug::tag(tag)));
        }
    }
    urls
}
