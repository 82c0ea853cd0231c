//! Suites that run in Chromium, by `e2e/run.mjs`.

use std::time::Duration;

use anyhow::Result;

use super::Ground;
use crate::job::Job;
use crate::kb;
use crate::paths;
use crate::setup;

/// The scenarios that axe drives.
const AXE: &str = "axe-";

/// All scenarios but those of axe.
pub(super) fn scenarios(ground: &mut Ground, limit: Duration) -> Result<()> {
    run(ground, limit, "browser", "--skip")
}

/// The scenarios of axe.
pub(super) fn a11y(ground: &mut Ground, limit: Duration) -> Result<()> {
    run(ground, limit, "a11y", "--only")
}

fn run(ground: &mut Ground, limit: Duration, name: &str, choice: &str) -> Result<()> {
    let site = ground.site()?;
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
