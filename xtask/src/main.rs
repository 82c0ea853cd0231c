//! Set-up, build, serve and test tasks: `cargo xtask TASK`.
//!
//! Contributors need only these tasks, and each task installs what it needs first.
//! `cargo xtask` alone lists them.

mod args;
mod bench;
mod build;
mod fingerprint;
mod frontend;
mod generate;
mod job;
mod kb;
mod paths;
mod progress;
mod serve;
mod setup;
mod sizes;
mod step_error;
mod suites;
mod test;
mod verify;
mod watchdog;

use std::env;
use std::process::ExitCode;

use args::{Args, Misuse};

/// A task: its name, a description, its help text and its function.
struct Task {
    name: &'static str,
    about: &'static str,
    help: &'static str,
    run: fn(Args) -> anyhow::Result<()>,
}

/// All tasks, in the order of the list.
const TASKS: &[Task] = &[
    setup::TASK,
    frontend::TASK,
    build::TASK,
    serve::TASK,
    test::TASK,
    bench::TASK,
    generate::TASK,
    verify::TASK,
];

fn main() -> ExitCode {
    let mut words = env::args().skip(1);
    let Some(name) = words.next() else {
        print!("{}", overview());
        return ExitCode::SUCCESS;
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print!("{}", overview());
        return ExitCode::SUCCESS;
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprintln!("error: there is no task `{name}`\n\n{}", overview());
        return ExitCode::from(2);
    };
    let mut args = Args::new(words);
    if args.flag("--yes") {
        setup::assume_yes();
    }
    if args.asks_for_help() {
        println!("{}\n\n{}", task.about, task.help.trim());
        return ExitCode::SUCCESS;
    }
    match (task.run)(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is::<Misuse>() => {
            eprintln!("error: {error}\n  help: cargo xtask {} --help", task.name);
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The text that `cargo xtask` alone prints.
fn overview() -> String {
    let mut text = String::from("Tasks of incident-kb\n\n");
    for task in TASKS {
        text += &format!("  cargo xtask {:<14} {}\n", task.name, task.about);
    }
    text + "\nEach installs what it needs first, and names Debian packages before that; on a \\
        terminal it asks. --yes installs without asking.\n`cargo xtask TASK --help` shows more.\n"
}
