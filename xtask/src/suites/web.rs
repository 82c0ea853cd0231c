//! Checks the files that are not Rust: JavaScript, CSS and shell scripts.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::job::Job;
use crate::paths;
use crate::setup;

/// Checks the format of JavaScript. Returns the number of checks.
pub(super) fn format(limit: Duration) -> Result<usize> {
    job(setup::checkers()?.biome, &["format"], limit)
        .shown()
        .context("some JavaScript is not formatted: run npx biome format --write")?;
    Ok(1)
}

/// Lints JavaScript, its types, CSS and shell scripts; returns the number of checks.
///
/// All checks run, even if one fails.
pub(super) fn lint(limit: Duration) -> Result<usize> {
    let checkers = setup::checkers()?;
    setup::types()?;
    let scripts = shell_scripts()?;
    let scripts: Vec<&str> = scripts.iter().map(String::as_str).collect();
    let checks = [
        ("biome lint", job(checkers.biome, &["lint"], limit)),
        (
            "types of scripts in pages",
            job(&checkers.tsc, &["--project", "app/loader"], limit),
        ),
        (
            "types of other scripts",
            job(&checkers.tsc, &["--project", "."], limit),
        ),
        (
            "stylelint",
            job(checkers.stylelint, &["style/*.css"], limit),
        ),
        ("shellcheck", job(setup::shellcheck()?, &scripts, limit)),
    ];
    let count = checks.len();
    let mut failed = Vec::new();
    for (name, check) in checks {
        match check.shown() {
            Ok(()) => println!("  ok      {name}"),
            Err(error) => {
                println!("  FAILED  {name}: {error:#}");
                failed.push(name);
            }
        }
    }
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(count)
}

/// A job in the root of the work tree.
fn job(program: impl AsRef<std::ffi::OsStr>, args: &[&str], limit: Duration) -> Job {
    Job::new(program).args(args).dir(paths::root()).limit(limit)
}

/// All shell scripts that git tracks, relative to the root of the work tree.
fn shell_scripts() -> Result<Vec<String>> {
    let listed = Job::new("git")
        .args(["ls-files", "--", "*.sh", ".ci/run"])
        .dir(paths::root())
        .output()?;
    let scripts: Vec<String> = listed.lines().map(str::to_owned).collect();
    ensure!(!scripts.is_empty(), "git knows no shell script");
    Ok(scripts)
}
