//! Builds and runs `kb` for the tasks.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::job::Job;
use crate::paths;

/// The path of the release binary, or of the one that `KB_BIN` names.
pub(crate) fn binary() -> PathBuf {
    given().unwrap_or_else(|| paths::target().join("release/kb"))
}

fn given() -> Option<PathBuf> {
    let given = std::env::var_os("KB_BIN").filter(|value| !value.is_empty())?;
    Some(PathBuf::from(given))
}

/// Builds the release binary, unless `KB_BIN` names one; cargo prints its progress.
pub(crate) fn compile() -> Result<PathBuf> {
    if let Some(given) = given() {
        return Ok(given);
    }
    Job::new("cargo")
        .args(["build", "--release", "--bin", "kb"])
        .dir(paths::root())
        .limit(Duration::from_secs(1800))
        .shown()
        .context("building kb failed")?;
    Ok(binary())
}

/// Builds `kb` with the profile `serve`, unless `KB_BIN` names one.
///
/// It prints no progress, because another thread may show its own.
pub(crate) fn compile_for_serve() -> Result<PathBuf> {
    if let Some(given) = given() {
        return Ok(given);
    }
    Job::new("cargo")
        .args(["build", "--profile", "serve", "--bin", "kb"])
        .dir(paths::root())
        .limit(Duration::from_secs(1800))
        .logged_quietly("building kb", "kb-serve")?;
    Ok(paths::target().join("serve/kb"))
}

/// A job that runs `kb` at the top of the work tree.
pub(crate) fn job(args: &[&str]) -> Job {
    Job::new(binary())
        .args(args)
        .dir(paths::root())
        .limit(Duration::from_secs(120))
}
