//! Installs the Debian packages of services without starting the services.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use anyhow::Result;

use crate::setup;

const WHY: &str = "for the commands of our content, which run against real services \
                   (not started on the machine itself)";

/// The packages that every fixture may use.
const ALWAYS: &[&str] = &[
    "bash",
    "curl",
    "iproute2",
    "netcat-openbsd",
    "openssl",
    "procps",
    "python3",
    "util-linux",
];

/// The script that Debian's packages call before they start a service.
const POLICY: &str = "/usr/sbin/policy-rc.d";

/// Checks that packages can be installed here; the error contains the reason.
pub(super) fn possible() -> std::result::Result<(), &'static str> {
    if setup::apt_available() {
        Ok(())
    } else {
        Err("the fixtures need Debian's packages: apt-get, and root or `sudo -n`")
    }
}

/// Asks for consent to install the missing packages of `wanted`.
pub(super) fn ask<'a>(wanted: impl Iterator<Item = &'a String>) -> Result<()> {
    setup::apt_ask(&missing(wanted), WHY)?;
    Ok(())
}

/// Installs the missing packages of `wanted`.
pub(super) fn install<'a>(wanted: impl Iterator<Item = &'a String>) -> Result<()> {
    let missing = missing(wanted);
    if missing.is_empty() {
        return Ok(());
    }
    let _no_start = NoServiceStart::begin();
    setup::apt_install(&missing, WHY)
}

fn missing<'a>(wanted: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let wanted: BTreeSet<&str> = wanted
        .map(String::as_str)
        .chain(ALWAYS.iter().copied())
        .collect();
    wanted
        .into_iter()
        .filter(|name| !setup::apt_installed(name))
        .collect()
}

/// Prevents packages from starting services until it is dropped.
///
/// A policy that the machine already has is not replaced.
struct NoServiceStart {
    ours: bool,
}

impl NoServiceStart {
    fn begin() -> Self {
        let policy = Path::new(POLICY);
        let ours = !policy.exists()
            && fs::write(policy, "#!/bin/sh\nexit 101\n").is_ok()
            && fs::set_permissions(policy, fs::Permissions::from_mode(0o755)).is_ok();
        Self { ours }
    }
}

impl Drop for NoServiceStart {
    fn drop(&mut self) {
        if self.ours {
            let _ = fs::remove_file(POLICY);
        }
    }
}
