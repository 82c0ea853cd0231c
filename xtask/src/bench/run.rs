//! Runs the commands of the benchmark so that none outlives it.

use std::os::unix::process::CommandExt;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result};

use crate::watchdog::Watchdog;

/// Runs a command to its end and returns its output.
///
/// The command has its own process group, which ends when xtask ends.
pub(super) fn output(command: &mut Command) -> Result<Output> {
    let program = command.get_program().to_string_lossy().into_owned();
    let child = command
        .process_group(0)
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {program}"))?;
    let watchdog = Watchdog::over(child.id());
    let out = child.wait_with_output();
    if let Ok(watchdog) = watchdog {
        watchdog.dismiss();
    }
    out.with_context(|| format!("cannot read what {program} prints"))
}
