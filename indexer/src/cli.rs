//! The command line: arguments, output, exit codes.

mod alert;
mod build;
mod check;
mod commands;
mod completions;
mod explain;
mod files;
mod inspect;
mod new;
mod report;
mod search;
mod serve;
mod status;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use indexer::config::Config;
use indexer::reader::ReadError;

/// How a command ended: its exit code's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Done.
    Done,
    /// Findings, nothing found, or a failed build.
    Failed,
    /// The command was called wrongly or lacks what it needs.
    Misuse,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Failed => Self::from(1),
            Outcome::Misuse => Self::from(2),
        }
    }
}

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
    Commands(commands::CommandsArgs),
    /// Find the page for an alert in a built site
    Alert(alert::AlertArgs),
    /// Begin a document: a file from a template, ready to fill in
    New(new::NewArgs),
    /// Preview the site, rebuilt and reloaded as the Markdown changes
    Serve(serve::ServeArgs),
    /// Print completions for a shell
    Completions(completions::CompletionsArgs),
}

/// Where the content is and what it says about itself.
#[derive(Debug, Args)]
struct ContentArgs {
    /// Folder with the Markdown
    #[arg(long, value_name = "DIR", default_value = "content")]
    content: PathBuf,
    /// Configuration; by default kb.toml beside the content folder, if there is one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Build only what this audience may read, and what is for everyone
    #[arg(long, value_name = "NAME")]
    audience: Option<String>,
}

impl ContentArgs {
    /// Reads the configuration and applies what the command line overrides.
    fn config(&self) -> anyhow::Result<Config> {
        let mut config = match &self.config {
            Some(path) => {
                anyhow::ensure!(
                    path.is_file(),
                    "{}: there is no such file (--config)",
                    path.display()
                );
                Config::load(path)?
            }
            None => Config::load(&self.config_path()?)?,
        };
        if let Some(audience) = &self.audience {
            config.audiences = vec![audience.clone()];
        }
        Ok(config)
    }

    /// Where the configuration is, or would be.
    fn config_path(&self) -> anyhow::Result<PathBuf> {
        if let Some(path) = &self.config {
            return Ok(std::path::absolute(path)?);
        }
        let root = std::path::absolute(&self.content)?;
        Ok(root.parent().unwrap_or(&root).join("kb.toml"))
    }
}

/// Runs the command line of this process.
pub(crate) fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Commands(args) => commands::run(&args),
        Command::Alert(args) => alert::run(&args),
        Command::New(args) => new::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Completions(args) => completions::run(&args),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            status::error(&message(&error));
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

/// The error with its causes, each said once: typed errors name theirs already.
fn message(error: &anyhow::Error) -> String {
    let mut text = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
