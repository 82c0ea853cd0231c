//! The command line: arguments, output, exit codes. Each command is a module of
//! `commands`. The server of `kb serve` is in [`preview`], the templates of
//! `kb new` are in [`new`].

mod commands;
mod content_args;
mod error_message;
mod files;
pub mod new;
mod outcome;
pub mod preview;
mod report;
mod status;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use site::published_pack::ReadError;

use crate::commands::{
    alert, build, check, completions, inspect, new as new_document, print_commands, search, serve,
};
use crate::outcome::Outcome;

/// The knowledge base for incidents: builds, checks, serves and searches a
/// site of postmortems, runbooks and guides written in Markdown.
#[derive(Debug, Parser)]
#[command(name = "kb", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done, 1 findings or a failed build, 2 misuse.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the whole site
    Build(build::BuildArgs),
    /// Show everything that a build would find wrong, and more
    Check(check::CheckArgs),
    /// Search a built site as the browser does
    Search(search::SearchArgs),
    /// Show what was understood of a document, and from which line
    Inspect(inspect::InspectArgs),
    /// Print the commands of a page, with values filled in
    Commands(print_commands::CommandsArgs),
    /// Find the page for an alert in a built site
    Alert(alert::AlertArgs),
    /// Begin a document: a file from a template, ready to fill in
    New(new_document::NewArgs),
    /// Preview the site, rebuilt and reloaded as the Markdown changes
    Serve(serve::ServeArgs),
    /// Print completions for a shell
    Completions(completions::CompletionsArgs),
}

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Commands(args) => print_commands::run(&args),
        Command::Alert(args) => alert::run(&args),
        Command::New(args) => new_document::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Completions(args) => completions::run(&args, &mut Cli::command()),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            status::error(&error_message::of(&error));
            if error
                .downcast_ref::<ReadError>()
                .is_some_and(ReadError::is_damage)
            {
                return Outcome::Failed.into();
            }
            Outcome::Misuse.into()
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
