//! Installs the checkers of JavaScript, CSS and shell scripts.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{apt, node, turn};
use crate::paths;

/// The checkers of everything that is not Rust.
pub(crate) struct Checkers {
    /// Formats and lints JavaScript.
    pub(crate) biome: PathBuf,
    /// TypeScript's compiler, which checks types in JavaScript.
    pub(crate) tsc: PathBuf,
    /// Lints CSS.
    pub(crate) stylelint: PathBuf,
}

/// Installs the checkers that come from npm.
pub(crate) fn checkers() -> Result<Checkers> {
    let _turn = turn()?;
    let root = paths::root();
    node::packages(&root, "Biome, TypeScript and stylelint")?;
    let program = |name: &str| root.join("node_modules/.bin").join(name);
    Ok(Checkers {
        biome: program("biome"),
        tsc: program("tsc"),
        stylelint: program("stylelint"),
    })
}

/// Installs the packages whose types our JavaScript uses.
pub(crate) fn types() -> Result<()> {
    let _turn = turn()?;
    let root = paths::root();
    node::packages(&root.join("e2e"), "the packages of e2e")?;
    node::packages(&root.join("xtask/bench"), "the packages of the benchmark")
}

/// Installs shellcheck, unless it is installed.
pub(crate) fn shellcheck() -> Result<PathBuf> {
    let _turn = turn()?;
    if let Some(here) = paths::on_path("shellcheck") {
        return Ok(here);
    }
    apt::install(&["shellcheck"], "to check shell scripts")?;
    paths::on_path("shellcheck").context("shellcheck is not on PATH after it was installed")
}
