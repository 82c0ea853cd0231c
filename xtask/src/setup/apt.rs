//! Installs Debian packages: names them first, and needs consent.

use std::collections::BTreeSet;
use std::env;
use std::fmt;
use std::io::{IsTerminal, Write, stderr, stdin};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::time::Duration;

use anyhow::Result;

use crate::job::Job;
use crate::paths;
use crate::step_error::StepError;

static UPDATED: Once = Once::new();
static ASSUME_YES: AtomicBool = AtomicBool::new(false);
static ANSWERS: Mutex<Answers> = Mutex::new(Answers {
    accepted: BTreeSet::new(),
    declined: BTreeSet::new(),
});

/// The packages that the user was asked about.
struct Answers {
    accepted: BTreeSet<String>,
    declined: BTreeSet<String>,
}

/// The error that the user declined these packages.
#[derive(Debug)]
pub(crate) struct Declined {
    packages: String,
}

impl fmt::Display for Declined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "you declined to install {}", self.packages)
    }
}

impl std::error::Error for Declined {}

/// Turns off questions before installations (`--yes`).
pub(crate) fn assume_yes() {
    ASSUME_YES.store(true, Ordering::Relaxed);
}

/// Whether packages can be installed: apt-get exists, and this user may run it.
pub(crate) fn available() -> bool {
    paths::on_path("apt-get").is_some() && become_root().is_some()
}

/// Whether the package `name` is installed.
pub(crate) fn installed(name: &str) -> bool {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", name])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|out| out.stdout == b"installed")
}

/// Prints which packages will be installed and why, and asks for consent on a terminal.
///
/// It does not ask in continuous integration (`CI`), with `--yes`, or without a terminal. It
/// asks about each package once.
pub(crate) fn ask(packages: &[&str], why: &str) -> Result<(), Declined> {
    let mut answers = ANSWERS.lock().unwrap_or_else(PoisonError::into_inner);
    let new: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|name| !answers.accepted.contains(*name) && !answers.declined.contains(*name))
        .collect();
    if !new.is_empty() {
        eprintln!(
            "  Debian packages to install (apt-get, as root), {why}:\n    {}",
            new.join(" ")
        );
        let asks = !ASSUME_YES.load(Ordering::Relaxed)
            && env::var_os("CI").is_none()
            && stdin().is_terminal()
            && stderr().is_terminal();
        let names = new.iter().map(|name| (*name).to_owned());
        if !asks || confirmed() {
            answers.accepted.extend(names);
        } else {
            answers.declined.extend(names);
        }
    }
    if packages.iter().any(|name| answers.declined.contains(*name)) {
        let packages = packages.join(" ");
        return Err(Declined { packages });
    }
    Ok(())
}

fn confirmed() -> bool {
    eprint!("  Install them? [y/N] ");
    let _ = stderr().flush();
    let mut line = String::new();
    stdin().read_line(&mut line).is_ok() && is_yes(&line)
}

fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}

/// Installs `packages` after [`ask`]; the first time, it runs `apt-get update` before.
pub(crate) fn install(packages: &[&str], why: &str) -> Result<()> {
    let names = packages.join(" ");
    let by_hand =
        format!("apt-get update && apt-get install --no-install-recommends {names}   (as root)");
    let what = format!("installing Debian's {names}");
    let Some(prefix) = become_root().filter(|_| paths::on_path("apt-get").is_some()) else {
        let why = "there is no apt-get, or this user is not root and `sudo -n` does not work";
        return Err(StepError {
            what,
            why: why.to_owned(),
            by_hand,
        }
        .into());
    };
    ask(packages, why)?;
    UPDATED.call_once(|| {
        // An old list may be sufficient; otherwise the installation fails with a message.
        let _ = apt(prefix, &["update"]).logged("apt-get update", "apt-update");
    });
    apt(prefix, &["install", "-y", "--no-install-recommends"])
        .args(packages)
        .by_hand(by_hand)
        .limit(Duration::from_secs(1200))
        .logged(&what, "apt-install")
}

/// A job for `apt-get` that asks no questions and waits for another apt-get to end.
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

/// The words before a command that only root may run.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_yes_is_consent() {
        for answer in ["y\n", "Yes\n", " YES "] {
            assert!(is_yes(answer), "{answer}");
        }
        for answer in ["", "\n", "n\n", "yep\n"] {
            assert!(!is_yes(answer), "{answer}");
        }
    }

    #[test]
    fn without_a_terminal_nobody_is_asked() {
        assert!(stdin().is_terminal() || ask(&["no-such-package"], "for a test").is_ok());
    }
}
