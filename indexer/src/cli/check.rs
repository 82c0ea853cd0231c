//! `kb check`.

use clap::{Args, ValueEnum};
use indexer::diagnostics::{self, Severity};
use indexer::site;

use super::{ContentArgs, Outcome, build, report, status};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb check\n  kb check --content docs --strict\n  kb check --format sarif > kb.sarif\n  \
                        kb check --format github   # annotations in a pull request\n\n\
                        Exit codes: 0 clean (notices allowed), 1 errors, or warnings under --strict, 2 misuse."
)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    content: ContentArgs,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people, with the source line
    Human,
    /// One JSON object a line
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// GitHub workflow commands
    Github,
}

pub(super) fn run(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let config = args.content.config()?;
    status::progress("Checking the content");
    let content = match site::read(&args.content.content, &config, args.strict) {
        Ok(content) => content,
        Err(error) => return Ok(build::failed(&error)),
    };
    status::clear();
    let found = &content.diagnostics;
    let prefix = prefix(&args.content.content);
    match args.format {
        Format::Human => {
            if !found.is_empty() {
                report::print(&diagnostics::render_human(
                    found,
                    &content.sources,
                    colour_of_stdout(),
                ))?;
            }
            let documents = site::count(content.documents.len(), "document");
            status::say(&format!("checked {documents}: {}", report::tally(found)));
        }
        Format::Json => report::print(&diagnostics::to_json(found))?,
        Format::Sarif => report::print(&diagnostics::to_sarif(found, &prefix))?,
        Format::Github => report::print(&diagnostics::to_github(found, &prefix))?,
    }
    let failed = found
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error);
    Ok(if failed {
        Outcome::Failed
    } else {
        Outcome::Done
    })
}

fn colour_of_stdout() -> bool {
    use std::io::IsTerminal;
    std::io::stdout().is_terminal() && status::colour()
}

/// What stands before a path below the content root to make it one from the
/// working folder, as annotations need it.
fn prefix(root: &std::path::Path) -> String {
    let root = root.to_string_lossy().replace('\\', "/");
    if root.is_empty() || root.ends_with('/') {
        root
    } else {
        format!("{root}/")
    }
}
