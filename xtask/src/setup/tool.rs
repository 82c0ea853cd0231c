//! Installs tools that `cargo install` builds, once.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::job::Job;
use crate::paths;

/// A program of a crate.
pub(super) struct Tool {
    /// The program's name.
    pub(super) name: &'static str,
    /// The crate's name.
    pub(super) krate: &'static str,
    /// The exact version.
    pub(super) version: String,
    /// More options for `cargo install`.
    pub(super) options: &'static [&'static str],
    /// How long the installation takes.
    pub(super) takes: &'static str,
}

/// Trunk in the latest release that our compiler can build.
pub(super) fn trunk() -> Tool {
    Tool {
        name: "trunk",
        krate: "trunk",
        version: "0.21.14".to_owned(),
        // Trunk runs offline, so it needs no TLS.
        options: &["--locked", "--no-default-features"],
        takes: "about 5 min on 2 cores",
    }
}

/// wasm-bindgen in the version with which the frontend is built.
pub(super) fn wasm_bindgen() -> Result<Tool> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock")).context("Cargo.lock")?;
    let version = locked(&lock, "wasm-bindgen").context("Cargo.lock does not name wasm-bindgen")?;
    Ok(Tool {
        name: "wasm-bindgen",
        krate: "wasm-bindgen-cli",
        version: version.to_owned(),
        // `--locked` is missing, because its lockfile names a release that not every registry
        // has. wasm-bindgen downloads nothing, so it needs no TLS, and its test runner is not used.
        options: &["--no-default-features", "--bin", "wasm-bindgen"],
        takes: "some minutes",
    })
}

/// Installs `tool`, unless it is on PATH or in the cache.
pub(super) fn ready(tool: &Tool) -> Result<PathBuf> {
    let root = paths::tools()?;
    let ours = root.join("bin").join(tool.name);
    let here = paths::on_path(tool.name).into_iter().chain([ours.clone()]);
    if let Some(file) = here
        .into_iter()
        .find(|file| is_version(file, &tool.version))
    {
        return Ok(file);
    }
    let root_text = root.to_string_lossy();
    let mut args = vec![
        "install",
        tool.krate,
        "--version",
        &tool.version,
        "--root",
        &root_text,
        "--force",
    ];
    args.extend(tool.options);
    // The tools run for seconds, so optimising them would take longer than it saves. One profile
    // for all tools lets them share their dependencies.
    Job::new("cargo")
        .args(&args)
        .env("CARGO_TARGET_DIR", build_folder()?)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .dir(paths::cache()?)
        .limit(Duration::from_secs(2400))
        .logged(
            &format!("building {} {} ({})", tool.name, tool.version, tool.takes),
            tool.name,
        )?;
    Ok(ours)
}

/// Removes the build folder after all tools are built.
pub(super) fn remove_build_folder() -> Result<()> {
    let dir = build_folder()?;
    if dir.is_dir() {
        fs::remove_dir_all(&dir).with_context(|| format!("cannot remove {}", dir.display()))?;
    }
    Ok(())
}

fn build_folder() -> Result<PathBuf> {
    Ok(paths::cache()?.join("build"))
}

/// Whether `file --version` prints `version`, as in `trunk 0.21.14`.
pub(super) fn is_version(file: &Path, version: &str) -> bool {
    file.is_file()
        && Job::new(file)
            .args(["--version"])
            .output()
            .is_ok_and(|output| output.split_whitespace().nth(1) == Some(version))
}

/// The version of package `name` in a Cargo.lock.
fn locked<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let line = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|l| *l != line);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_the_lock() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "a"), Some("0.2.130"));
        assert_eq!(locked(lock, "b"), None);
    }
}
