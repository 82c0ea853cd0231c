//! Installs esbuild, the minifier of JavaScript, from npm.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use super::node;
use crate::paths;

const PACKAGE: &str = include_str!("../../esbuild/package.json");
const LOCK: &str = include_str!("../../esbuild/package-lock.json");

/// Installs esbuild, unless it is installed.
pub(super) fn ready() -> Result<PathBuf> {
    let dir = paths::cache()?.join("esbuild");
    fs::create_dir_all(&dir)?;
    fs::write(dir.join("package.json"), PACKAGE)?;
    fs::write(dir.join("package-lock.json"), LOCK)?;
    node::packages(&dir, "esbuild")?;
    Ok(dir.join("node_modules/.bin/esbuild"))
}
