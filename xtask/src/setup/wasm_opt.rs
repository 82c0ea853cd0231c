//! Installs `wasm-opt` of Binaryen: from PATH, npm or Debian.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{apt, node};
use crate::job::Job;
use crate::paths;

/// The version that the lockfile of npm pins.
const VERSION: u32 = 132;
/// The oldest version that accepts the output of rustc.
const OLDEST: u32 = 108;

const PACKAGE: &str = include_str!("../../binaryen/package.json");
const LOCK: &str = include_str!("../../binaryen/package-lock.json");

/// Installs wasm-opt, unless it is installed.
pub(super) fn ready() -> Result<PathBuf> {
    let dir = paths::cache()?.join("npm");
    let ours = dir.join("node_modules/.bin/wasm-opt");
    let on_path = paths::on_path("wasm-opt").and_then(|file| Some((version(&file)?, file)));
    if let Some((VERSION, file)) = on_path {
        return Ok(file);
    }
    fs::create_dir_all(&dir)?;
    fs::write(dir.join("package.json"), PACKAGE)?;
    fs::write(dir.join("package-lock.json"), LOCK)?;
    let from_npm = node::packages(&dir, &format!("wasm-opt {VERSION}"));
    match (from_npm, on_path) {
        (Ok(()), _) => Ok(ours),
        (Err(_), Some((found, file))) if found >= OLDEST => {
            eprintln!(
                "  going on with wasm-opt {found} instead: {}",
                file.display()
            );
            Ok(file)
        }
        (Err(npm), _) => {
            if !apt::available() {
                return Err(npm);
            }
            apt::install(&["binaryen"], "to optimise WebAssembly")?;
            paths::on_path("wasm-opt").context("wasm-opt is not on PATH after it was installed")
        }
    }
}

/// Parses the number in `wasm-opt version 132 (version_132)`.
fn version(file: &PathBuf) -> Option<u32> {
    let told = Job::new(file).args(["--version"]).output().ok()?;
    told.split_whitespace().find_map(|word| word.parse().ok())
}
