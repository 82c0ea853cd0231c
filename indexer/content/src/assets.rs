//! Tracks the files beside the Markdown that documents refer to.

mod size;
mod stamp;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use self::stamp::Stamp;
use super::paths;
use super::walk::Tree;
use model::Asset;
use model::slug;

/// The files that documents may refer to, and those that are referred to so far.
#[derive(Debug)]
pub(crate) struct Assets<'a> {
    files: HashMap<String, PathBuf>,
    used: Mutex<BTreeMap<String, (KnownAsset, Option<Stamp>)>>,
    before: &'a Remembered,
}

/// What an earlier build read of the files, by path, with the stamp of each file
/// at that time.
#[derive(Debug, Default)]
pub(crate) struct Remembered(HashMap<String, (KnownAsset, Stamp)>);

/// A file that a document refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownAsset {
    /// URL within the site.
    pub(crate) url: String,
    /// Width and height of an image in pixels, if they could be read.
    pub(crate) size: Option<(u32, u32)>,
}

impl<'a> Assets<'a> {
    /// Takes the files of `tree`. A file whose stamp is the same as in `before`
    /// is not read again.
    pub(crate) fn new(tree: &Tree, before: &'a Remembered) -> Self {
        let files = tree.others.iter();
        Self {
            files: files
                .map(|file| (file.path.clone(), file.location.clone()))
                .collect(),
            used: Mutex::default(),
            before,
        }
    }

    /// Returns the file at `path` below the root, and marks it as used, so that
    /// it is published.
    pub(crate) fn get(&self, path: &str) -> Option<KnownAsset> {
        let location = self.files.get(path)?;
        let used = || self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, _)) = used().get(path) {
            return Some(known.clone());
        }
        // The lock is not held while the file is read. Two threads may read the
        // same file, with the same result.
        let (known, stamp) = self.read(path, location)?;
        used().insert(path.to_owned(), (known.clone(), stamp));
        Some(known)
    }

    fn read(&self, path: &str, location: &Path) -> Option<(KnownAsset, Option<Stamp>)> {
        let stamp = Stamp::of(location);
        if let (Some(stamp), Some((known, before))) = (&stamp, self.before.0.get(path))
            && stamp == before
        {
            return Some((known.clone(), Some(stamp.clone())));
        }
        let bytes = std::fs::read(location).ok()?;
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let hash = crate::hash::short(&bytes);
        let mut url = format!("/media/{}-{hash}", slug::slug(stem));
        if !extension.is_empty() {
            url.push('.');
            url.push_str(&slug::slug(extension));
        }
        let known = KnownAsset {
            url,
            size: size::read(&bytes),
        };
        // The stamp of a file that was written a moment ago may not change with
        // the next write, so it is not kept.
        Some((known, stamp.filter(Stamp::is_settled)))
    }

    /// Returns the names of all files, for suggestions.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.files
            .keys()
            .map(|path| &path[path.len() - name_length(path)..])
    }

    /// Returns the files that documents refer to, ordered by path, and what the
    /// next build can reuse of them.
    pub(crate) fn into_used(self) -> (Vec<Asset>, Remembered) {
        let used = self
            .used
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let assets = used.iter().map(|(path, (known, _))| Asset {
            path: path.clone(),
            url: known.url.clone(),
        });
        let assets = assets.collect();
        let remembered = used
            .into_iter()
            .filter_map(|(path, (known, stamp))| Some((path, (known, stamp?))));
        (assets, Remembered(remembered.collect()))
    }
}

fn name_length(path: &str) -> usize {
    let folder = paths::folder(path);
    if folder.is_empty() {
        path.len()
    } else {
        path.len() - folder.len() - 1
    }
}
