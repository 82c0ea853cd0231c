//! Measures the time and the peak memory of a command.
//!
//! The operating system reports the largest memory of any child that a process has waited
//! for. Each command is therefore run by a new process of this program, as its only child.

use std::env;
use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use nix::sys::resource::{UsageWho, getrusage};
use serde_json::{Value, json};

use super::run;

/// The environment variable that makes this program such a process; it contains the command.
pub(super) const COMMAND: &str = "KB_BENCH_COMMAND";

/// The time, memory and output of a command.
pub(super) struct Usage {
    /// The time from start to end, in seconds.
    pub(super) seconds: f64,
    /// The peak memory of the largest process, in megabytes.
    pub(super) peak: f64,
    /// The standard output.
    pub(super) printed: String,
}

/// Runs a command to its end.
///
/// # Errors
/// When the command cannot be run or fails; the error contains the command's output.
pub(super) fn of<A: AsRef<OsStr>>(words: &[A]) -> Result<Usage> {
    let words: Vec<_> = words
        .iter()
        .map(|word| word.as_ref().to_string_lossy())
        .collect();
    let out = run::output(
        Command::new(env::current_exe()?)
            .arg("bench")
            .env(COMMAND, json!(words).to_string())
            .stdin(Stdio::null())
            .stderr(Stdio::piped()),
    )?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    ensure!(
        out.status.success(),
        "{} failed: {}\n{}",
        words.join(" "),
        text.trim(),
        String::from_utf8_lossy(&out.stderr).trim()
    );
    let (printed, last) = text
        .trim_end()
        .rsplit_once('\n')
        .unwrap_or(("", text.trim_end()));
    let figures: Value = serde_json::from_str(last).context("the measuring process")?;
    Ok(Usage {
        seconds: figures["seconds"].as_f64().context("no time")?,
        peak: figures["peak"].as_f64().context("no memory")?,
        printed: printed.to_owned(),
    })
}

/// Runs the command in the measuring process, and prints its figures as the last line.
pub(super) fn child(command: &str) -> Result<()> {
    let words: Vec<String> = serde_json::from_str(command)?;
    let (program, arguments) = words.split_first().context("no command")?;
    let began = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .env_remove(COMMAND)
        .env("TZ", "UTC")
        .status()
        .with_context(|| format!("cannot run {program}"))?;
    let seconds = began.elapsed().as_secs_f64();
    ensure!(status.success(), "{program} ended with {status}");
    // `max_rss` is in kilobytes on Linux and in bytes on macOS.
    let unit = if cfg!(target_os = "macos") { 1e6 } else { 1e3 };
    let peak = getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss() as f64 / unit;
    println!("{}", json!({"seconds": seconds, "peak": peak}));
    Ok(())
}
