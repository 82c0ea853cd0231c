//! Installs Node.js and packages from npm.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use super::{apt, stamp, stamped};
use crate::job::Job;
use crate::paths;

/// Node.js and its package manager.
pub(super) struct Node {
    pub(super) node: PathBuf,
    pub(super) npm: PathBuf,
}

/// Installs Node.js and npm, unless they are installed.
pub(super) fn ready() -> Result<Node> {
    if let Some(here) = find() {
        return Ok(here);
    }
    apt::install(&["nodejs", "npm"], "for wasm-opt and the browser tests")?;
    find().context("node and npm are not on PATH after they were installed")
}

fn find() -> Option<Node> {
    Some(Node {
        node: paths::on_path("node")?,
        npm: paths::on_path("npm")?,
    })
}

/// Installs the packages that the lockfile in `dir` names, unless they are installed.
pub(super) fn packages(dir: &Path, what: &str) -> Result<()> {
    let lock = dir.join("package-lock.json");
    let wanted =
        fs::read_to_string(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let done = dir.join("node_modules/.installed");
    if stamped(&done, &wanted) {
        return Ok(());
    }
    Job::new(ready()?.npm)
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .dir(dir)
        .limit(Duration::from_secs(300))
        .logged(&format!("installing {what}"), "npm")?;
    stamp(&done, &wanted)
}
