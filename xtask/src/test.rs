//! Runs the test suites, cheap ones first.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::Task;
use crate::args::{Args, Misuse};
use crate::progress::human;
use crate::setup::Declined;
use crate::suites::{Blocked, Context, SUITES, Suite, ask_for_packages};

/// The task.
pub(crate) const TASK: Task = Task {
    name: "test",
    about: "Runs the test suites, cheap ones first",
    help: HELP,
    run,
};

const HELP: &str = "
Usage: cargo xtask test [--only NAME]... [--skip NAME]... [--list]

Runs all suites, also after one has failed; exits with 1 if any failed. Each suite
ends with a line of its own, and a summary with what failed and what was skipped
ends the run.

  --only NAME   only this suite (may be repeated)
  --skip NAME   not this suite (may be repeated)
  --list        name the suites
  --yes         install missing Debian packages without asking

Missing Debian packages are named before the first suite starts. On a terminal you
are asked; without one, or with CI set, they are installed. A suite whose packages
you decline is skipped.

KB_REQUIRE_CORPORA=1 makes it a failure that ../shared (or $KB_SHARED) is missing.
";

/// How a suite ended.
enum State {
    Passed,
    Failed,
    /// This machine cannot run the suite; contains the reason.
    Skipped(String),
    /// A prerequisite of the suite failed to build.
    Blocked(String),
}

/// A line of the summary.
struct Line {
    suite: &'static Suite,
    state: State,
    skipped: Vec<String>,
    time: Duration,
}

fn run(mut args: Args) -> Result<()> {
    let list = args.flag("--list");
    let only = known(args.values("--only")?)?;
    let skip = known(args.values("--skip")?)?;
    args.done()?;
    if list {
        for suite in SUITES {
            println!("{:<8} {}", suite.name, suite.about);
        }
        return Ok(());
    }
    let chosen = |suite: &Suite| {
        let named = |names: &[String]| names.iter().any(|name| name == suite.name);
        (only.is_empty() || named(&only)) && !named(&skip)
    };
    let suites: Vec<&Suite> = SUITES.iter().filter(|suite| chosen(suite)).collect();
    ask_for_packages(&suites)?;
    let mut context = Context::default();
    let mut lines = Vec::new();
    for suite in suites {
        lines.push(run_one(suite, &mut context));
    }
    println!("\nsummary");
    for line in &lines {
        println!("{}", line.text());
        for skipped in &line.skipped {
            println!("             {skipped}");
        }
    }
    let failed: Vec<&str> = lines
        .iter()
        .filter(|line| line.fails())
        .map(|line| line.suite.name)
        .collect();
    ensure!(
        failed.is_empty(),
        "failed: {}\n  again: cargo xtask test --only {}",
        failed.join(", "),
        failed.join(" --only ")
    );
    Ok(())
}

/// Runs `suite` and prints how it ended.
fn run_one(suite: &'static Suite, context: &mut Context) -> Line {
    println!("\n=== {}: {}", suite.name, suite.about);
    let began = Instant::now();
    let result = (suite.run)(context, suite.limit);
    let state = match (result, context.take_skipped_suite()) {
        (Ok(()), None) => State::Passed,
        (Ok(()), Some(why)) => State::Skipped(why),
        (Err(error), _) if error.is::<Blocked>() => State::Blocked(error.to_string()),
        (Err(error), _) if error.is::<Declined>() => State::Skipped(error.to_string()),
        (Err(error), _) => {
            eprintln!("error: {error:#}");
            State::Failed
        }
    };
    let line = Line {
        suite,
        state,
        skipped: context.take_skipped_parts(),
        time: began.elapsed(),
    };
    println!("=== {}: {} in {}", suite.name, line.state, human(line.time));
    line
}

impl Line {
    fn text(&self) -> String {
        let name = self.suite.name;
        format!("  {name:<8} {:>12}  {}", human(self.time), self.state)
    }

    /// Whether the suite makes the whole run fail.
    fn fails(&self) -> bool {
        matches!(self.state, State::Failed | State::Blocked(_))
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passed => f.write_str("passed"),
            Self::Failed => f.write_str("FAILED"),
            Self::Skipped(why) => write!(f, "skipped: {why}"),
            Self::Blocked(why) => write!(f, "NOT RUN: {why}"),
        }
    }
}

/// Returns `names`, or an error if one of them is not a suite.
fn known(names: Vec<String>) -> Result<Vec<String>> {
    for name in &names {
        if !SUITES.iter().any(|suite| suite.name == name) {
            return Err(
                Misuse::new(format!("there is no suite `{name}`; --list names them")).into(),
            );
        }
    }
    Ok(names)
}
