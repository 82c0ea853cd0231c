//! Bundles the frontend with Trunk: wasm, JavaScript and CSS.

mod script;
mod shrink;
mod wasm;

use std::fs;
use std::time::Duration;

use anyhow::Result;

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

/// What the bundle is made of.
const SOURCES: [&str; 10] = [
    "app",
    "search",
    "style",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    ".cargo",
    "xtask/src/frontend",
    "xtask/binaryen",
    "xtask/esbuild",
];

/// Whether the bundle is made for speed of building or for use.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build.
    Dev,
    /// Small.
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

/// Bundles the frontend, unless it is there and up to date.
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
        // In target/ itself, cargo's folder for the profile `frontend` would be
        // target/frontend, which Trunk empties.
        .env("CARGO_TARGET_DIR", paths::target().join("wasm"))
        // Trunk refuses values of this variable that everything else takes.
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
