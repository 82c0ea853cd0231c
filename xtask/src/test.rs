//! Runs the test suites, cheap ones first.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::Task;
use crate::args::{Args, Misuse};
use crate::progress::human;
use crate::suites::{self, SUITES, Suite};

/// The task.
pub(crate) const TASK: Task = Task {
    name: "test",
    about: "Runs the test suites, cheap ones first",
    help: HELP,
    run,
};

const HELP: &str = "
Usage: cargo xtask test [--only NAME]... [--skip NAME]... [--list]

Stops at the first suite that fails. Each suite ends with a line of its own,
and a summary ends the run.

  --only NAME   only this suite (may be repeated)
  --skip NAME   not this suite (may be repeated)
  --list        name the suites

KB_REQUIRE_CORPORA=1 makes it a failure that ../shared (or $KB_SHARED) is missing.
";

/// How a suite ended.
enum State {
    Passed,
    Failed,
    NotRun,
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
    let mut outcomes = Vec::new();
    let mut failed = None;
    let mut ground = suites::Ground::default();
    for suite in SUITES.iter().filter(|suite| chosen(suite)) {
        if failed.is_some() {
            outcomes.push((suite, State::NotRun, Duration::ZERO));
            continue;
        }
        println!("\n=== {}: {}", suite.name, suite.about);
        let began = Instant::now();
        let outcome = (suite.run)(&mut ground, suite.limit);
        let time = began.elapsed();
        match outcome {
            Ok(()) => {
                println!("=== {}: passed in {}", suite.name, human(time));
                outcomes.push((suite, State::Passed, time));
            }
            Err(error) => {
                eprintln!("error: {error:#}");
                println!("=== {}: FAILED after {}", suite.name, human(time));
                outcomes.push((suite, State::Failed, time));
                failed = Some(suite.name);
            }
        }
    }
    println!("\nsummary");
    for (suite, state, time) in &outcomes {
        let state = match state {
            State::Passed => "passed",
            State::Failed => "FAILED",
            State::NotRun => "not run",
        };
        println!("  {:<8} {:<8} {:>12}", suite.name, state, human(*time));
    }
    match failed {
        None => Ok(()),
        Some(name) => anyhow::bail!("suite {name} failed\n  again: cargo xtask test --only {name}"),
    }
}

/// `names`, unless one of them is not a suite's.
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
