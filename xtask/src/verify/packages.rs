//! Debian's packages of the services, installed without being started.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::setup;

/// What every scene may use.
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

/// Asked by Debian's packages before they start a service.
const POLICY: &str = "/usr/sbin/policy-rc.d";

/// Whether packages can be installed here; else why not.
pub(super) fn possible() -> std::result::Result<(), &'static str> {
    if setup::apt_available() {
        Ok(())
    } else {
        Err("the scenes need Debian's packages: apt-get, and root or `sudo -n`")
    }
}

/// Installs what is missing of `wanted`.
pub(super) fn install<'a>(wanted: impl Iterator<Item = &'a String>) -> Result<()> {
    let wanted: BTreeSet<&str> = wanted
        .map(String::as_str)
        .chain(ALWAYS.iter().copied())
        .collect();
    let missing: Vec<&str> = wanted.into_iter().filter(|name| !installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let _quiet = Quiet::begin();
    setup::apt_install(&missing)
}

fn installed(name: &str) -> bool {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", name])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|out| out.stdout == b"installed")
}

/// While it lives, packages start no services, unless the machine has a policy
/// of its own.
struct Quiet {
    ours: bool,
}

impl Quiet {
    fn begin() -> Self {
        let policy = Path::new(POLICY);
        let ours = !policy.exists()
            && fs::write(policy, "#!/bin/sh\nexit 101\n").is_ok()
            && fs::set_permissions(policy, fs::Permissions::from_mode(0o755)).is_ok();
        Self { ours }
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        if self.ours {
            let _ = fs::remove_file(POLICY);
        }
    }
}
