//! The inputs of the benchmark: content, the site made of it, and the indexes of the peers.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};

use super::context::BenchContext;
use super::usage::{self, Usage};
use super::{node, report};
use crate::fingerprint;
use crate::generate;
use crate::kb;
use crate::paths;

/// The folders and files of the shared corpora that contain Markdown.
const CORPORA: [&str; 5] = [
    "dfds-postmortems",
    "mybinder-incident-reports",
    "openshift-runbooks",
    "prometheus-operator-runbooks",
    "seed-postmortem.md",
];

/// A tree of Markdown, and the paths of everything that is made of it.
#[derive(Debug)]
pub(super) struct Input {
    /// The name in the tables.
    pub(super) name: String,
    /// Whether the tree was generated.
    pub(super) generated: bool,
    dir: PathBuf,
    content: PathBuf,
}

/// The time and memory that an input's site and indexes took.
pub(super) struct Made {
    /// The whole site by `kb build`.
    pub(super) ours: Usage,
    /// The index of the articles by Pagefind.
    pub(super) pagefind: Usage,
    /// The index of the articles' text by MiniSearch.
    pub(super) minisearch: Usage,
}

/// Returns the folder of shared inputs; prints a message if it does not exist.
pub(super) fn shared() -> Option<PathBuf> {
    let dir =
        env::var_os("KB_SHARED").map_or_else(|| paths::root().join("../shared"), PathBuf::from);
    if dir.join("corpora").is_dir() {
        return Some(dir);
    }
    eprintln!(
        "  {} is missing: measured without the corpora",
        dir.join("corpora").display()
    );
    None
}

/// Returns the corpora, if they exist, and the generated trees, prepared for all engines.
pub(super) fn all(context: &BenchContext) -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    inputs.extend(Input::corpora()?);
    for &documents in &context.sizes {
        inputs.push(Input::generated(documents)?);
    }
    Ok(inputs)
}

impl Input {
    /// The corpora, each in its own folder, and our own content next to them.
    pub(super) fn corpora() -> Result<Option<Self>> {
        let Some(shared) = shared() else {
            return Ok(None);
        };
        let input = Self::named("corpora", "corpora", false);
        let _ = fs::remove_dir_all(&input.content);
        copy(&paths::root().join("content"), &input.content)?;
        for name in CORPORA {
            copy(
                &shared.join("corpora").join(name),
                &input.content.join(name),
            )?;
        }
        Ok(Some(input))
    }

    /// A generated tree.
    pub(super) fn generated(documents: usize) -> Result<Self> {
        let input = Self::named(
            &thousands(documents),
            &format!("generated-{documents}"),
            true,
        );
        generate::tree(documents, &input.content, generate::SEED)?;
        Ok(input)
    }

    /// A tree whose files another part of the benchmark writes.
    pub(super) fn own(name: &str) -> Self {
        Self::named(name, name, false)
    }

    fn named(name: &str, folder: &str, generated: bool) -> Self {
        let dir = report::folder().join(folder);
        Self {
            name: name.to_owned(),
            generated,
            content: dir.join("content"),
            dir,
        }
    }

    /// The folder of its Markdown.
    pub(super) fn content(&self) -> &Path {
        &self.content
    }

    /// The folder of our site.
    pub(super) fn site(&self) -> PathBuf {
        self.dir.join("site")
    }

    /// The folder with the articles and indexes of the peers, which is served.
    pub(super) fn peers(&self) -> PathBuf {
        self.dir.join("peers/site")
    }

    /// The file with the text of the articles, one JSON object per line: `{id, url, title, text}`.
    pub(super) fn articles(&self) -> PathBuf {
        self.dir.join("peers/docs.jsonl")
    }

    /// The path of a file for queries.
    pub(super) fn scratch(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Builds only our site, from scratch.
    pub(super) fn build(&self) -> Result<Usage> {
        let _ = fs::remove_dir_all(self.site());
        let frontend = paths::frontend();
        let words: Vec<OsString> = vec![
            kb_binary().into(),
            "build".into(),
            "--app".into(),
            frontend.into(),
            "--content".into(),
            self.content.clone().into(),
            "--out".into(),
            self.site().into(),
        ];
        usage::of(&words).with_context(|| format!("building the site of {}", self.name))
    }

    /// Builds the site and the indexes of the peers from scratch.
    pub(super) fn make(&self, context: &BenchContext) -> Result<Made> {
        let stamp = self.dir.join("made");
        let _ = fs::remove_file(&stamp);
        println!("  {}: our site", self.name);
        let ours = self.build()?;
        println!("  {}: the peers' indexes", self.name);
        let peers = self.dir.join("peers");
        let _ = fs::remove_dir_all(&peers);
        context.node(
            "peers.mjs",
            &[
                "extract".as_ref(),
                self.site().as_os_str(),
                peers.as_os_str(),
            ],
            None,
        )?;
        let minisearch = usage::of(&[
            context.browser.node.as_os_str(),
            "--max-old-space-size=8192".as_ref(),
            node::script("peers.mjs").as_os_str(),
            "minisearch".as_ref(),
            peers.as_os_str(),
        ])?;
        let pagefind = context.node("peers.mjs", &["pagefind"], None)?;
        let pagefind = usage::of(&[
            pagefind.trim().as_ref(),
            "--silent".as_ref(),
            "--site".as_ref(),
            self.peers().as_os_str(),
        ])?;
        context.node("peers.mjs", &["pages".as_ref(), peers.as_os_str()], None)?;
        fs::write(stamp, self.identity()?)?;
        Ok(Made {
            ours,
            pagefind,
            minisearch,
        })
    }

    /// Builds the site and the indexes unless they exist for the same content, `kb` and frontend.
    pub(super) fn ready(&self, context: &BenchContext) -> Result<()> {
        let made = fs::read_to_string(self.dir.join("made")).unwrap_or_default();
        if made != self.identity()? {
            self.make(context)?;
        }
        Ok(())
    }

    /// A text that changes with the content, `kb` or the frontend.
    fn identity(&self) -> Result<String> {
        let mut text = String::new();
        for path in [kb_binary(), paths::frontend().join("index.html")] {
            let info = fs::metadata(&path)
                .with_context(|| format!("{} is missing: run without --built", path.display()))?;
            let time = info.modified()?.duration_since(UNIX_EPOCH)?;
            text += &format!("{} {}\n", info.len(), time.as_nanos());
        }
        fingerprint::of(&self.dir, &["content"], &text)
    }

    /// The size of an index in bytes as a gzip-only host sends it, without the engine's code.
    pub(super) fn size(context: &BenchContext, folder: &Path) -> Result<f64> {
        let printed = context.node("peers.mjs", &["size".as_ref(), folder.as_os_str()], None)?;
        printed.trim().parse().context("a size")
    }
}

/// The path of the `kb` to measure: `$KB_BIN`, otherwise the release build.
pub(super) fn kb_binary() -> PathBuf {
    env::var_os("KB_BIN").map_or_else(kb::binary, PathBuf::from)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if from.is_file() {
        fs::create_dir_all(to.parent().unwrap_or(to))?;
        fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
        return Ok(());
    }
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// Formats `10000` as `10,000`.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_have_commas() {
        assert_eq!(
            [7, 848, 10_000, 1_234_567].map(thousands),
            ["7", "848", "10,000", "1,234,567"]
        );
    }
}
