//! The `kb` binary, as it is built and called by the tasks.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::job::Job;
use crate::paths;

/// Where the release binary is.
pub(crate) fn binary() -> PathBuf {
    paths::target().join("release/kb")
}

/// Builds the release binary; cargo tells how it goes.
pub(crate) fn compile() -> Result<PathBuf> {
    Job::new("cargo")
        .args(["build", "--release", "--package", "indexer"])
        .dir(paths::root())
        .limit(Duration::from_secs(1800))
        .shown()
        .context("building kb failed")?;
    Ok(binary())
}

/// A job that runs `kb` at the top of the work tree.
pub(crate) fn job(args: &[&str]) -> Job {
    Job::new(binary())
        .args(args)
        .dir(paths::root())
        .limit(Duration::from_secs(120))
}
