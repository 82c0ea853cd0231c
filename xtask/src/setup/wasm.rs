//! Finds or installs a compiler for wasm32-unknown-unknown.

use std::env;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::toolchain::{TARGET, Toolchain, has_std, version_of};
use super::{apt, wasm_debian};
use crate::job::Job;
use crate::paths;
use crate::step_error::StepError;

/// The time limit for rustup if there is an alternative: its servers answer immediately or
/// not at all.
const PATIENCE: Duration = Duration::from_secs(20);

/// Returns a compiler for wasm: an installed one, one that was set up before, or a new one.
pub(super) fn ready() -> Result<Toolchain> {
    let way = env::var("KB_WASM").unwrap_or_default();
    let toolchain = match way.as_str() {
        "" => any()?,
        "rustup" => native(true)?,
        "debian" => wasm_debian::ready()?,
        other => bail!("KB_WASM={other} is neither `rustup` nor `debian`"),
    };
    toolchain.verify()?;
    Ok(toolchain)
}

fn any() -> Result<Toolchain> {
    if let Some(native) = native_here() {
        return Ok(native);
    }
    if let Some(debian) = wasm_debian::here() {
        return Ok(debian);
    }
    let other_way = apt::available();
    match native(!other_way) {
        Err(_) if other_way => {
            eprintln!("  going on with Debian's packages instead");
            wasm_debian::ready()
        }
        outcome => outcome,
    }
}

/// The compiler that builds everything else, with the target from rustup.
fn native(patiently: bool) -> Result<Toolchain> {
    if let Some(here) = native_here() {
        return Ok(here);
    }
    let what = format!("rustup target add {TARGET}");
    if paths::on_path("rustup").is_none() {
        let why =
            format!("the compiler has no library for {TARGET}, and there is no rustup to add it");
        return Err(StepError {
            what,
            why,
            by_hand: String::new(),
        }
        .into());
    }
    let limit = if patiently {
        Duration::from_secs(600)
    } else {
        PATIENCE
    };
    Job::new("rustup")
        .args(["target", "add", TARGET])
        .limit(limit)
        .logged(&what, "rustup-target")?;
    native_here().with_context(|| format!("rustup added {TARGET}, yet its library is not there"))
}

fn native_here() -> Option<Toolchain> {
    let version = version_of(Path::new("rustc")).ok()?;
    let libs = Job::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .ok()?;
    has_std(Path::new(libs.trim())).then_some(Toolchain { bin: None, version })
}
