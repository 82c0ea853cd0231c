//! Suites that run in Chromium with `e2e/run.mjs`.

use std::time::Duration;

use anyhow::Result;

use super::Context;
use crate::job::Job;
use crate::kb;
use crate::paths;
use crate::setup;

/// The prefix of the scenarios that use axe.
const AXE: &str = "axe-";

/// Runs all scenarios except those of axe.
pub(super) fn scenarios(context: &mut Context, limit: Duration) -> Result<()> {
    run(context, limit, "browser", "--skip")
}

/// Runs the scenarios of axe.
pub(super) fn a11y(context: &mut Context, limit: Duration) -> Result<()> {
    run(context, limit, "a11y", "--only")
}

fn run(context: &mut Context, limit: Duration, name: &str, choice: &str) -> Result<()> {
    let site = context.site()?;
    let browser = setup::browser()?;
    Job::new(browser.node)
        .args(["run.mjs", "--name", name, choice, AXE])
        .env("KB_SITE", site)
        .env("KB_BIN", kb::binary())
        .env("KB_CHROMIUM", browser.chromium)
        .dir(paths::root().join("e2e"))
        .limit(limit)
        .shown()
}
