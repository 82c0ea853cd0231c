//! The paths of folders and tools.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The top of the work tree.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The folder that cargo builds into.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// The frontend that Trunk bundles. The path is fixed, because `kb` looks for it here.
pub(crate) fn frontend() -> PathBuf {
    root().join("target/frontend")
}

/// The cache of tools: `$KB_TOOLS`, otherwise `incident-kb` in the user's cache folder.
pub(crate) fn cache() -> Result<PathBuf> {
    if let Some(dir) = set("KB_TOOLS") {
        return std::path::absolute(dir).context("KB_TOOLS");
    }
    let caches = match set("XDG_CACHE_HOME") {
        Some(dir) => PathBuf::from(dir),
        None => {
            PathBuf::from(set("HOME").context("neither KB_TOOLS nor HOME is set")?).join(".cache")
        }
    };
    Ok(caches.join("incident-kb"))
}

/// The folder into which `cargo install` puts the tools of the cache.
pub(crate) fn tools() -> Result<PathBuf> {
    Ok(cache()?.join("tools"))
}

/// The path of the program `name` on `PATH`.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|dir| dir.join(name))
        .find(|file| file.is_file())
}

/// `PATH` with the folders `first` before all others.
pub(crate) fn path_with(first: &[PathBuf]) -> Result<OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    let dirs = first.iter().cloned().chain(env::split_paths(&rest));
    env::join_paths(dirs).context("PATH")
}

/// The environment variable `name`, unless it is empty.
fn set(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
