//! Bundles the frontend with Trunk: wasm, JavaScript and CSS.

mod script;
mod shrink;
mod wasm;

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::Task;
use crate::args::Args;
use crate::fingerprint;
use crate::job::Job;
use crate::paths;
use crate::setup;

/// The task.
pub(crate) const TASK: Task = Task {
    name: "frontend",
    about: "Bundles wasm, JavaScript and CSS into target/frontend",
    help: HELP,
    run,
};

const HELP: &str = "
Usage: cargo xtask frontend [--dev]

Does nothing when neither the sources nor the tools changed since.

  --dev   quick to build, big to load
";

/// The sources of the bundle.
const SOURCES: [&str; 11] = [
    "app",
    "search",
    "style",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    ".cargo",
    "xtask/src/frontend.rs",
    "xtask/src/frontend",
    "xtask/binaryen",
    "xtask/esbuild",
];

/// Whether the bundle is optimised for a short build or for a small size.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// A short build.
    Dev,
    /// A small bundle.
    Release,
}

fn run(mut args: Args) -> Result<()> {
    let profile = if args.flag("--dev") {
        Profile::Dev
    } else {
        Profile::Release
    };
    args.done()?;
    bundle(profile)
}

/// Bundles the frontend, unless the bundle exists and is up to date.
pub(crate) fn bundle(profile: Profile) -> Result<()> {
    let bundler = setup::bundler()?;
    let (root, out) = (paths::root(), paths::frontend());
    let profile_name = if profile == Profile::Dev {
        "dev"
    } else {
        "release"
    };
    let made_of = fingerprint::of(
        &root,
        &SOURCES,
        &format!("{profile_name}\n{}", bundler.identity()),
    )?;
    let stamp = out.with_extension("stamp");
    if out.join("index.html").is_file()
        && fs::read_to_string(&stamp).is_ok_and(|text| text == made_of)
    {
        return Ok(());
    }
    let _ = fs::remove_file(&stamp);
    let release = format!("--release={}", profile == Profile::Release);
    let job = Job::new(&bundler.trunk)
        .args([
            "build",
            &release,
            "--offline=true",
            "--color=never",
            "--dist",
        ])
        .args([&out])
        // With `target/` itself, cargo's folder for the profile `frontend` would be
        // `target/frontend`, which Trunk empties.
        .env("CARGO_TARGET_DIR", paths::target().join("wasm"))
        .env(
            "CARGO_ENCODED_RUSTFLAGS",
            rustflags(
                &env::var("RUSTFLAGS").unwrap_or_default(),
                &cargo_home()?.join("registry/src"),
            ),
        )
        // Trunk rejects values of this variable that other programs accept.
        .env_remove("NO_COLOR")
        .dir(&root)
        .limit(Duration::from_secs(1500))
        .by_hand("cargo xtask frontend   (trunk build, with its tools on PATH)");
    let job = bundler.toolchain.apply(job, &bundler.folders())?;
    job.logged(
        &format!("bundling the frontend ({profile_name})"),
        "frontend",
    )?;
    if profile == Profile::Release {
        let tools = shrink::Tools {
            wasm_opt: &bundler.wasm_opt,
            esbuild: &bundler.esbuild,
        };
        shrink::shrink(&out, &tools)?;
    }
    fs::write(stamp, made_of)?;
    Ok(())
}

/// Flags for rustc: those in `set`, and shorter names for the sources of crates in `registry`.
///
/// `registry` is the folder of cargo that contains a folder for each registry. Panics name
/// the file that they are in. With full paths the bundle would be larger, differ between
/// machines, and publish the paths.
fn rustflags(set: &str, registry: &Path) -> OsString {
    let mut flags: Vec<OsString> = set.split_whitespace().map(OsString::from).collect();
    // If the folder does not exist, crates are vendored and their paths are relative.
    let sources = fs::read_dir(registry).into_iter().flatten().flatten();
    let mut sources: Vec<PathBuf> = sources.map(|entry| entry.path()).collect();
    sources.sort();
    for source in sources {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(source);
        flag.push("=");
        flags.push(flag);
    }
    flags.join(OsStr::new("\x1f"))
}

/// The folder in which cargo stores its downloads.
fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = env::var_os("CARGO_HOME") {
        return Ok(home.into());
    }
    let home = env::home_dir().context("there is no home folder: set CARGO_HOME")?;
    Ok(home.join(".cargo"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_each_registry_are_shortened() {
        let registry = env::temp_dir().join(format!("kb-registry-{}", std::process::id()));
        for name in ["mirror-02", "index.crates.io-01"] {
            fs::create_dir_all(registry.join(name)).unwrap();
        }
        let flags = rustflags("-C debuginfo=0", &registry);
        let none = rustflags("", &registry.join("none"));
        fs::remove_dir_all(&registry).unwrap();
        let flags = flags.into_string().unwrap();
        let flags: Vec<&str> = flags.split('\x1f').collect();
        let remap = |name| format!("--remap-path-prefix={}=", registry.join(name).display());
        assert_eq!(flags[..2], ["-C", "debuginfo=0"]);
        assert_eq!(
            flags[2..],
            [remap("index.crates.io-01"), remap("mirror-02")]
        );
        assert!(none.is_empty());
    }
}
