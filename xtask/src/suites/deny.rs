//! Checks the dependencies by `deny.toml`.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::Context;
use crate::job::Job;
use crate::paths;
use crate::setup;

/// The time limit for fetching the database of advisories.
const FETCH: Duration = Duration::from_secs(60);

/// Checks licences, bans and sources of all dependencies, and advisories if their database
/// can be fetched.
pub(super) fn run(context: &mut Context, limit: Duration) -> Result<()> {
    let program = setup::cargo_deny()?;
    check(
        &program,
        &["--locked"],
        limit,
        &["bans", "licenses", "sources"],
    )?;
    let mut passed = 1;
    let fetched = Job::new(&program)
        .args(["--locked", "fetch", "db"])
        .dir(paths::root())
        .limit(FETCH)
        .logged("fetching the database of advisories", "advisories");
    if fetched.is_ok() {
        // The database and the crates are local, so nothing is fetched again.
        check(&program, &["--frozen"], limit, &["advisories"])?;
        passed += 1;
    } else {
        let why = "advisories skipped: their database cannot be fetched from github.com";
        println!("{why}");
        context.skip_part(why);
    }
    println!("deny: {passed} passed, 0 failed");
    Ok(())
}

fn check(program: &Path, options: &[&str], limit: Duration, what: &[&str]) -> Result<()> {
    Job::new(program)
        .args(options)
        .args(["check"])
        .args(what)
        .dir(paths::root())
        .limit(limit)
        .shown()
        .with_context(|| format!("cargo deny check {}", what.join(" ")))
}
