//! The suites that `cargo xtask test` runs.

mod browser;
mod code;
mod site;
mod verify;
mod web;

use std::time::Duration;

use anyhow::Result;

use crate::paths;

/// A suite: what it checks, for how long at most.
pub(crate) struct Suite {
    /// The name on the command line.
    pub(crate) name: &'static str,
    /// What it checks, in a line.
    pub(crate) about: &'static str,
    /// It is ended after this long.
    pub(crate) limit: Duration,
    /// The suite itself; each of its commands keeps to the limit.
    pub(crate) run: fn(&mut Ground, Duration) -> Result<()>,
}

/// All suites, cheap ones first.
pub(crate) const SUITES: &[Suite] = &[
    Suite {
        name: "fmt",
        about: "the code is formatted",
        limit: minutes(2),
        run: code::fmt,
    },
    Suite {
        name: "clippy",
        about: "no warnings, natively and for wasm",
        limit: minutes(20),
        run: code::clippy,
    },
    Suite {
        name: "unit",
        about: "unit, integration and doc tests",
        limit: minutes(25),
        run: code::unit,
    },
    Suite {
        name: "site",
        about: "our content and real corpora build, twice the same",
        limit: minutes(20),
        run: site::run,
    },
    Suite {
        name: "verify",
        about: "the commands of our content, run against real services",
        limit: minutes(15),
        run: verify::run,
    },
    Suite {
        name: "browser",
        about: "scenarios in Chromium",
        limit: minutes(20),
        run: browser::scenarios,
    },
    Suite {
        name: "a11y",
        about: "axe finds nothing serious on any kind of page",
        limit: minutes(10),
        run: browser::a11y,
    },
];

/// What the later suites stand on, made once.
#[derive(Default)]
pub(crate) struct Ground {
    site_built: bool,
}

impl Ground {
    /// The release binary, the frontend and our own site, built at most once.
    fn site(&mut self) -> Result<std::path::PathBuf> {
        let site = site::scratch().join("content");
        if !self.site_built {
            site::prepare()?;
            site::publish(&site)?;
            self.site_built = true;
        }
        Ok(site)
    }
}

const fn minutes(n: u64) -> Duration {
    Duration::from_secs(n * 60)
}

/// A cargo job at the top of the work tree, as continuous integration runs it.
fn cargo(args: &[&str], limit: Duration) -> crate::job::Job {
    crate::job::Job::new("cargo")
        .args(args)
        .env("CI", "true")
        .env("INSTA_UPDATE", "no")
        .dir(paths::root())
        .limit(limit)
}
