//! Installs the tools of the other tasks, once.
//!
//! Tools go to the cache folder (see [`crate::paths::cache`]). A tool on `PATH` with exactly
//! the right version is used instead. Each part is fast when there is nothing to do, so every
//! task requests the tools that it needs.

mod apt;
mod cargo_deny;
mod checks;
mod chromium;
mod esbuild;
mod node;
mod tool;
mod toolchain;
mod wasm;
mod wasm_debian;
mod wasm_opt;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::Task;
use crate::args::Args;
use crate::paths;

pub(crate) use apt::{
    Declined, ask as apt_ask, assume_yes, available as apt_available, become_root,
    install as apt_install, installed as apt_installed,
};
pub(crate) use checks::{checkers, shellcheck, types};
pub(crate) use toolchain::{TARGET, Toolchain};

/// The task.
pub(crate) const TASK: Task = Task {
    name: "setup",
    about: "Installs what the other tasks need: the wasm target, Trunk, Chromium, …",
    help: HELP,
    run,
};

const HELP: &str = "
Usage: cargo xtask setup

Other tasks do this themselves, each the part it needs. A second run takes
less than a second.

Tools are kept in $KB_TOOLS, else $XDG_CACHE_HOME/incident-kb, else
~/.cache/incident-kb, with the log of each step in log/. To start afresh,
remove that folder. Debian's packages are installed when you are root or
`sudo -n` works; they are named first, and on a terminal you are asked, unless
--yes is given or CI is set.

The library for wasm32-unknown-unknown comes from rustup; where its servers do
not answer, Debian's compiler is installed and a library built for it.
KB_WASM=rustup or KB_WASM=debian leaves only that way. KB_CHROMIUM names a
browser that is not on PATH.
";

fn run(args: Args) -> Result<()> {
    args.done()?;
    let bundler = bundler()?;
    let browser = browser()?;
    println!("wasm target   {}", bundler.toolchain.description());
    println!("trunk         {}", bundler.trunk.display());
    println!("wasm-bindgen  {}", bundler.wasm_bindgen.display());
    println!("wasm-opt      {}", bundler.wasm_opt.display());
    println!("esbuild       {}", bundler.esbuild.display());
    println!("node          {}", browser.node.display());
    println!("chromium      {}", browser.chromium.display());
    println!(
        "e2e packages  {}",
        paths::root().join("e2e/node_modules").display()
    );
    Ok(())
}

/// The tools that bundle the frontend.
pub(crate) struct Bundler {
    /// The compiler for wasm.
    pub(crate) toolchain: Toolchain,
    /// Trunk.
    pub(crate) trunk: PathBuf,
    /// wasm-bindgen in the version of Cargo.lock.
    pub(crate) wasm_bindgen: PathBuf,
    /// Binaryen's optimiser.
    pub(crate) wasm_opt: PathBuf,
    /// The minifier of JavaScript.
    pub(crate) esbuild: PathBuf,
}

impl Bundler {
    /// The folders of the tools, for `PATH`.
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        let tools = [&self.trunk, &self.wasm_bindgen, &self.wasm_opt];
        let mut dirs: Vec<PathBuf> = tools
            .iter()
            .filter_map(|tool| Some(tool.parent()?.to_path_buf()))
            .collect();
        dirs.dedup();
        dirs
    }

    /// A text that changes with the tools, so that another set of tools is noticed.
    pub(crate) fn identity(&self) -> String {
        let tools = [
            &self.trunk,
            &self.wasm_bindgen,
            &self.wasm_opt,
            &self.esbuild,
        ];
        let tools: Vec<String> = tools
            .iter()
            .map(|tool| tool.display().to_string())
            .collect();
        format!("{}\n{}", self.toolchain.version, tools.join("\n"))
    }
}

/// Installs the tools that bundle the frontend.
pub(crate) fn bundler() -> Result<Bundler> {
    let _turn = turn()?;
    let toolchain = wasm::ready()?;
    let trunk = tool::ready(&tool::trunk())?;
    let wasm_bindgen = tool::ready(&tool::wasm_bindgen()?)?;
    tool::remove_build_folder()?;
    let wasm_opt = wasm_opt::ready()?;
    let esbuild = esbuild::ready()?;
    Ok(Bundler {
        toolchain,
        trunk,
        wasm_bindgen,
        wasm_opt,
        esbuild,
    })
}

/// Installs only the compiler for wasm.
pub(crate) fn wasm_toolchain() -> Result<Toolchain> {
    let _turn = turn()?;
    wasm::ready()
}

/// The programs that run the browser tests.
pub(crate) struct Browser {
    /// Node.js.
    pub(crate) node: PathBuf,
    /// The browser.
    pub(crate) chromium: PathBuf,
}

/// Installs the programs that run the browser tests.
pub(crate) fn browser() -> Result<Browser> {
    let _turn = turn()?;
    let node = node::ready()?;
    let chromium = chromium::ready()?;
    node::packages(&paths::root().join("e2e"), "the packages of e2e")?;
    Ok(Browser {
        node: node.node,
        chromium,
    })
}

/// Installs cargo-deny.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    let _turn = turn()?;
    cargo_deny::ready()
}

/// Asks for consent to the packages that the browser tests need.
pub(crate) fn ask_for_browser() -> Result<()> {
    chromium::ask()
}

/// Installs the browser and the packages of the benchmark.
pub(crate) fn bench() -> Result<Browser> {
    let browser = browser()?;
    let _turn = turn()?;
    let packages = paths::root().join("xtask/bench");
    node::packages(&packages, "the packages of the benchmark")?;
    Ok(browser)
}

/// Locks the cache, so that two set-ups take turns.
fn turn() -> Result<File> {
    let cache = paths::cache()?;
    fs::create_dir_all(&cache).with_context(|| format!("cannot make {}", cache.display()))?;
    let lock = File::create(cache.join("lock"))?;
    if lock.try_lock().is_err() {
        eprintln!("  waiting for another set-up to end …");
        lock.lock()?;
    }
    Ok(lock)
}

/// Writes a stamp file; the stamp is valid as long as the text would be the same.
fn stamp(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// Whether the stamp file contains `text`.
fn stamped(file: &Path, text: &str) -> bool {
    fs::read_to_string(file).is_ok_and(|stamp| stamp == text)
}
