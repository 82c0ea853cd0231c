//! Serves the site with live reload, for writers and for designers.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::Task;
use crate::args::{Args, Misuse};
use crate::frontend::{self, Profile};
use crate::kb;
use crate::paths;
use crate::progress::Step;

/// The task.
pub(crate) const TASK: Task = Task {
    name: "serve",
    about: "Serves the site at a local port and reloads pages when their Markdown changes",
    help: HELP,
    run,
};

const HELP: &str = "
Usage: cargo xtask serve [--port N] [--release]

`kb serve` watches content/; for a change of app/, search/ or style/, stop it
with Ctrl-C and start it again. Both `kb` and the frontend are built without
optimisation: the first start is quicker, search in the page slower.

  --port N    the port; without it 4400, or a free one
  --release   the frontend as it is published: small, and slow to build
";

fn run(mut args: Args) -> Result<()> {
    let port = args.value("--port")?;
    if let Some(port) = &port
        && port.parse::<u16>().is_err()
    {
        return Err(Misuse::new(format!("`{port}` is not a port")).into());
    }
    let profile = if args.flag("--release") {
        Profile::Release
    } else {
        Profile::Dev
    };
    args.done()?;
    let mut kb = Command::new(build(profile)?);
    kb.args(["serve", "--content", "content", "--app", "target/frontend"])
        .current_dir(paths::root());
    if let Some(port) = &port {
        kb.args(["--port", port]);
    }
    // This process becomes `kb`, which prints its URL, so that signals reach `kb` itself.
    Err(kb.exec()).context("cannot run kb")
}

/// Builds `kb` and the frontend at the same time; returns the path of `kb`.
///
/// Each build alone leaves cores idle while it links and downloads.
fn build(profile: Profile) -> Result<PathBuf> {
    thread::scope(|scope| {
        let kb = scope.spawn(kb::compile_for_serve);
        frontend::bundle(profile)?;
        if !kb.is_finished() {
            let mut step = Step::begin("building kb");
            while !kb.is_finished() {
                step.tick();
                thread::sleep(Duration::from_millis(50));
            }
            step.end("done");
        }
        match kb.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
