//! Helpers that the tests share.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used)]

use std::path::Path;

use content::Content;
use content::config::Config;
use model::Document;

/// A tree of files in a temporary folder, read as content.
#[must_use]
pub struct Tree {
    folder: tempfile::TempDir,
    config: Config,
}

impl Tree {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            config: Config::default(),
        }
    }

    /// Adds a file.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// Changes the configuration.
    pub fn config(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.config);
        self
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn load(&self) -> Content {
        content::load(self.root(), &self.config).unwrap()
    }
}

/// Reads `markdown` as a single document at `a.md`.
pub fn document(markdown: &str) -> Document {
    let content = Tree::new().file("a.md", markdown).load();
    let first = content.documents.into_iter().next();
    std::sync::Arc::unwrap_or_clone(first.unwrap())
}

/// Returns the document at `path`.
pub fn at<'a>(content: &'a Content, path: &str) -> &'a Document {
    let found = content
        .documents
        .iter()
        .find(|document| document.path == path);
    found.unwrap_or_else(|| panic!("no {path}"))
}

/// Returns the findings as `severity code path:line:column message`.
pub fn findings(content: &Content) -> Vec<String> {
    content
        .diagnostics
        .iter()
        .map(|found| {
            format!(
                "{} {} {}:{}:{} {}",
                found.severity.name(),
                found.code,
                found.path,
                found.line,
                found.column,
                found.message
            )
        })
        .collect()
}
