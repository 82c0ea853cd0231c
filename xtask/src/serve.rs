//! The site with live reload, for those who write and those who style.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::Task;
use crate::args::{Args, Misuse};
use crate::frontend::{self, Profile};
use crate::kb;
use crate::paths;

/// The task.
pub(crate) const TASK: Task = Task {
    name: "serve",
    about: "Serves the site at a local port and reloads pages when their Markdown changes",
    help: HELP,
    run,
};

const HELP: &str = "
Usage: cargo xtask serve [--port N] [--dev]

`kb serve` watches content/; for a change of app/, search/ or style/, stop it
with Ctrl-C and start it again.

  --port N   the port; without it 4400, or a free one
  --dev      a frontend that is quick to build
";

fn run(mut args: Args) -> Result<()> {
    let port = args.value("--port")?;
    if let Some(port) = &port
        && port.parse::<u16>().is_err()
    {
        return Err(Misuse::new(format!("`{port}` is not a port")).into());
    }
    let profile = if args.flag("--dev") {
        Profile::Dev
    } else {
        Profile::Release
    };
    args.done()?;
    frontend::bundle(profile)?;
    let mut kb = Command::new(kb::compile()?);
    kb.args(["serve", "--content", "content", "--app", "target/frontend"])
        .current_dir(paths::root());
    if let Some(port) = &port {
        kb.args(["--port", port]);
    }
    // From here on this process is kb, which tells its address: signals reach
    // it without a go-between.
    Err(kb.exec()).context("cannot run kb")
}
