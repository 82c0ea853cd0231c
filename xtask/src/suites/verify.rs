//! The commands of our content.

use std::env;
use std::time::Duration;

use anyhow::Result;

use super::Ground;
use crate::verify;

/// Runs every fence marked `verify`; elsewhere than on Debian it is skipped,
/// unless continuous integration runs it.
pub(super) fn run(ground: &mut Ground, _: Duration) -> Result<()> {
    ground.site()?;
    if let Err(why) = verify::possible()
        && env::var_os("CI").is_none()
    {
        println!("verify: skipped: {why}");
        return Ok(());
    }
    verify::suite()
}
