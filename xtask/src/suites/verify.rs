//! Tests the commands of our content.

use std::env;
use std::time::Duration;

use anyhow::Result;

use super::Context;
use crate::verify;

/// Runs every fence with the mark `verify`.
///
/// If the machine cannot run them, the suite is skipped, except in continuous integration.
pub(super) fn run(context: &mut Context, _: Duration) -> Result<()> {
    // Before `kb` is built: without the packages, nothing needs it.
    verify::ask()?;
    context.kb()?;
    if let Err(why) = verify::possible()
        && env::var_os("CI").is_none()
    {
        context.skip_suite(why);
        return Ok(());
    }
    let skipped = verify::suite()?;
    if skipped > 0 {
        context.skip_part(format!("{skipped} pages skipped"));
    }
    Ok(())
}
