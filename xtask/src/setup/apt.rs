//! Debian's packages.

use std::process::{Command, Stdio};
use std::sync::Once;
use std::time::Duration;

use anyhow::Result;

use crate::job::Job;
use crate::paths;
use crate::trouble::Trouble;

static UPDATED: Once = Once::new();

/// Whether packages can be installed at all: apt-get is there, and we may.
pub(crate) fn available() -> bool {
    paths::on_path("apt-get").is_some() && become_root().is_some()
}

/// Installs `packages`, after `apt-get update` the first time.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let by_hand =
        format!("apt-get update && apt-get install --no-install-recommends {names}   (as root)");
    let what = format!("installing Debian's {names}");
    let Some(prefix) = become_root().filter(|_| paths::on_path("apt-get").is_some()) else {
        let why = "apt-get is not here, or neither are we root nor does `sudo -n` work".to_owned();
        return Err(Trouble { what, why, by_hand }.into());
    };
    UPDATED.call_once(|| {
        // An old list may do: whether it does shows when packages are installed.
        let _ = apt(prefix, &["update"]).logged("apt-get update", "apt-update");
    });
    apt(prefix, &["install", "-y", "--no-install-recommends"])
        .args(packages)
        .by_hand(by_hand)
        .limit(Duration::from_secs(1200))
        .logged(&what, "apt-install")
}

/// `apt-get` that asks nothing and waits its turn.
fn apt(prefix: &[&str], args: &[&str]) -> Job {
    let words = [
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=300",
    ];
    let words: Vec<&str> = prefix.iter().chain(&words).chain(args).copied().collect();
    Job::new(words[0]).args(&words[1..])
}

/// What to put before a command that only root may run.
pub(crate) fn become_root() -> Option<&'static [&'static str]> {
    let succeeds = |program: &str, args: &[&str]| {
        Command::new(program)
            .args(args)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .is_ok_and(|out| out.status.success() && (program != "id" || out.stdout == b"0\n"))
    };
    if succeeds("id", &["-u"]) {
        Some(&[])
    } else if succeeds("sudo", &["-n", "true"]) {
        Some(&["sudo", "-n"])
    } else {
        None
    }
}
