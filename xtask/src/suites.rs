//! The suites that `cargo xtask test` runs.

mod browser;
mod code;
mod deny;
mod site;
mod skipped;
mod verify;
mod web;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;

use crate::kb;
use crate::paths;
use crate::setup::Declined;

/// A suite of checks with its time limit.
pub(crate) struct Suite {
    /// The name on the command line.
    pub(crate) name: &'static str,
    /// What the suite checks, in one line.
    pub(crate) about: &'static str,
    /// The time limit of each of its commands.
    pub(crate) limit: Duration,
    /// Runs the suite.
    pub(crate) run: fn(&mut Context, Duration) -> Result<()>,
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
        name: "deny",
        about: "licences, sources and advisories of the dependencies",
        limit: minutes(5),
        run: deny::run,
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

/// Asks for consent to the Debian packages of `suites` before the suites run.
///
/// A suite whose packages are declined is skipped when it requests them again.
pub(crate) fn ask_for_packages(suites: &[&Suite]) -> Result<()> {
    let chosen = |name: &str| suites.iter().any(|suite| suite.name == name);
    let mut answers = Vec::new();
    if chosen("verify") {
        answers.push(crate::verify::ask());
    }
    if chosen("browser") || chosen("a11y") {
        answers.push(crate::setup::ask_for_browser());
    }
    for answer in answers {
        match answer {
            Err(error) if !error.is::<Declined>() => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// The state that suites share: prerequisites, built at most once, and skipped parts.
#[derive(Default)]
pub(crate) struct Context {
    kb: Prerequisite,
    site: Prerequisite,
    skipped_suite: Option<String>,
    skipped_parts: Vec<String>,
}

impl Context {
    /// Builds the release binary of `kb`.
    fn kb(&mut self) -> Result<()> {
        self.kb.once("kb", || kb::compile().map(drop))
    }

    /// Builds the frontend, `kb` and our own site; returns the folder of the site.
    fn site(&mut self) -> Result<PathBuf> {
        let site = site::scratch().join("content");
        self.kb()?;
        self.site.once("our site", || site::publish(&site))?;
        Ok(site)
    }

    /// Marks the running suite as skipped.
    fn skip_suite(&mut self, why: impl Into<String>) {
        self.skipped_suite = Some(why.into());
    }

    /// Records what the running suite skipped, and why.
    fn skip_part(&mut self, what: impl Into<String>) {
        self.skipped_parts.push(what.into());
    }

    /// Takes the reason why the last suite was skipped, if it was.
    pub(crate) fn take_skipped_suite(&mut self) -> Option<String> {
        self.skipped_suite.take()
    }

    /// Takes the parts that the last suite skipped.
    pub(crate) fn take_skipped_parts(&mut self) -> Vec<String> {
        std::mem::take(&mut self.skipped_parts)
    }
}

/// Something that suites need. The first suite that needs it builds it and reports
/// errors; later suites are [`Blocked`].
#[derive(Default)]
struct Prerequisite {
    built: Option<bool>,
}

impl Prerequisite {
    fn once(&mut self, name: &'static str, build: impl FnOnce() -> Result<()>) -> Result<()> {
        match self.built {
            Some(true) => Ok(()),
            Some(false) => Err(Blocked { needs: name }.into()),
            None => {
                let result = build();
                self.built = Some(result.is_ok());
                result
            }
        }
    }
}

/// The error that a suite did not run, because building a prerequisite failed before.
#[derive(Debug)]
pub(crate) struct Blocked {
    needs: &'static str,
}

impl fmt::Display for Blocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "needs {}, which failed to build", self.needs)
    }
}

impl std::error::Error for Blocked {}

const fn minutes(n: u64) -> Duration {
    Duration::from_secs(n * 60)
}

/// A cargo job in the root of the work tree, as continuous integration runs it.
fn cargo(args: &[&str], limit: Duration) -> crate::job::Job {
    crate::job::Job::new("cargo")
        .args(args)
        .env("CI", "true")
        .env("INSTA_UPDATE", "no")
        .dir(paths::root())
        .limit(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prerequisite_that_failed_blocks_later_suites() {
        let mut site = Prerequisite::default();
        let first = site.once("our site", || anyhow::bail!("no space"));
        assert_eq!(first.unwrap_err().to_string(), "no space");
        let second = site.once("our site", || Ok(())).unwrap_err();
        assert!(second.is::<Blocked>());
        assert_eq!(second.to_string(), "needs our site, which failed to build");
    }

    #[test]
    fn a_prerequisite_is_built_once() {
        let mut kb = Prerequisite::default();
        kb.once("kb", || Ok(())).unwrap();
        kb.once("kb", || anyhow::bail!("built twice")).unwrap();
    }
}
