//! Builds the whole site into `dist/`.

use anyhow::{Context, Result};

use crate::Task;
use crate::args::Args;
use crate::frontend::{self, Profile};
use crate::kb;
use crate::sizes;

/// The task.
pub(crate) const TASK: Task = Task {
    name: "build",
    about: "Builds the whole site into dist/ and tells the sizes of what pages load",
    help: HELP,
    run,
};

const HELP: &str = "
Usage: cargo xtask build

Bundles the frontend, compiles `kb`, and has it publish content/ to dist/.
Once the frontend is bundled, `kb build` alone follows changes of the content.
";

fn run(args: Args) -> Result<()> {
    args.done()?;
    frontend::bundle(Profile::Release)?;
    kb::compile()?;
    kb::job(&[
        "build",
        "--app",
        "target/frontend",
        "--out",
        "dist",
        "--strict",
    ])
    .shown()
    .context("building the site failed")?;
    print!("\n{}", sizes::table()?);
    Ok(())
}
