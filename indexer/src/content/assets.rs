//! Files beside the Markdown that documents refer to.

mod size;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::walk::Tree;
use super::{Asset, paths, slug};

/// The files that documents may refer to, and those that they do.
#[derive(Debug)]
pub(crate) struct Assets {
    files: HashMap<String, PathBuf>,
    used: Mutex<BTreeMap<String, Known>>,
}

/// A file that a document refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// Address within the site.
    pub(crate) url: String,
    /// Width and height of an image, if they could be read.
    pub(crate) size: Option<(u32, u32)>,
}

impl Assets {
    pub(crate) fn new(tree: &Tree) -> Self {
        let files = tree.others.iter();
        Self {
            files: files
                .map(|file| (file.path.clone(), file.location.clone()))
                .collect(),
            used: Mutex::default(),
        }
    }

    /// The file at `path` below the root, which is published from now on.
    pub(crate) fn get(&self, path: &str) -> Option<Known> {
        let location = self.files.get(path)?;
        let used = || self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = used().get(path) {
            return Some(known.clone());
        }
        // Reading outside the lock: two readers find the same, one more time.
        let bytes = std::fs::read(location).ok()?;
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let hash = crate::hash::short(&bytes);
        let mut url = format!("/media/{}-{hash}", slug::slug(stem));
        if !extension.is_empty() {
            url.push('.');
            url.push_str(&slug::slug(extension));
        }
        let known = Known {
            url,
            size: size::read(&bytes),
        };
        used().insert(path.to_owned(), known.clone());
        Some(known)
    }

    /// The names of all files, for suggestions.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.files
            .keys()
            .map(|path| &path[path.len() - name_length(path)..])
    }

    /// The files that documents refer to, ordered by path.
    pub(crate) fn into_used(self) -> Vec<Asset> {
        let used = self
            .used
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        used.into_iter()
            .map(|(path, known)| Asset {
                path,
                url: known.url,
            })
            .collect()
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
