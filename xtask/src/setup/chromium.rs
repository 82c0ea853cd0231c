//! Installs the browser for the tests.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::apt;
use crate::paths;

const NAMES: [&str; 4] = [
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
];
const ON_MACOS: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The packages of the browser. Without a font, text has no width.
const PACKAGES: [&str; 3] = ["chromium", "fonts-dejavu-core", "fonts-liberation"];
const WHY: &str = "for the browser tests";

/// Asks before Chromium is installed, unless it is installed.
pub(super) fn ask() -> Result<()> {
    if find().is_none() && apt::available() {
        apt::ask(&PACKAGES, WHY)?;
    }
    Ok(())
}

/// Installs Chromium, unless it is installed.
pub(super) fn ready() -> Result<PathBuf> {
    if let Some(here) = find() {
        return Ok(here);
    }
    apt::install(&PACKAGES, WHY)?;
    find().context("Chromium is not on PATH after it was installed")
}

fn find() -> Option<PathBuf> {
    let chosen = env::var_os("KB_CHROMIUM").map(PathBuf::from);
    let fixed = ["/usr/bin/chromium", ON_MACOS].map(|file| Path::new(file).to_path_buf());
    chosen
        .into_iter()
        .chain(fixed)
        .find(|file| file.is_file())
        .or_else(|| NAMES.iter().find_map(|name| paths::on_path(name)))
}
