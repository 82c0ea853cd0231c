//! The command `kb check`.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use findings::coverage::{self, Coverage, RuleFile};
use model::finding::{self, Diagnostic, Severity};

use super::build;
use crate::content_args::ContentArgs;
use crate::outcome::Outcome;
use crate::{report, status};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb check\n  kb check --content docs --strict\n  kb check --format sarif > kb.sarif\n  \
                        kb check --format github   # annotations in a pull request\n  \
                        kb check --alerts rules/*.yaml   # which alerts have runbooks\n\n\
                        Exit codes: 0 clean (notices allowed), 1 errors, or warnings under --strict, 2 misuse."
)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    content: ContentArgs,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// Compare the alerts of Prometheus rule files (plain or `PrometheusRule` objects) with the runbooks
    #[arg(long, value_name = "FILE", num_args = 1..)]
    alerts: Vec<PathBuf>,
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

pub(crate) fn run(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let config = args.content.config()?;
    status::progress("Checking the content");
    let content = match site::read(&args.content.content, &config, args.strict) {
        Ok(content) => content,
        Err(error) => return Ok(build::failed(&error)),
    };
    status::clear();
    let rules: Vec<RuleFile> = args
        .alerts
        .iter()
        .map(|path| coverage::read(path))
        .collect::<Result<_, _>>()?;
    let coverage = (!rules.is_empty())
        .then(|| coverage::compare(&rules, &content, config.base_url.as_deref()));
    let found = &with_coverage(&content.diagnostics, coverage.as_ref(), args.strict);
    let sources = sources(&content.sources, rules);
    let prefix = prefix(&args.content.content);
    match args.format {
        Format::Human => {
            if !found.is_empty() {
                report::print(&findings::render_human(found, &sources, colour_of_stdout()))?;
            }
            let documents = model::count(content.documents.len(), "document");
            status::say(&format!("checked {documents}: {}", report::tally(found)));
            if let Some(coverage) = &coverage {
                status::say(&format!(
                    "alerts: {} of {} have a runbook; runbook_url: {} of {} are answered here",
                    coverage.covered, coverage.alerts, coverage.answered, coverage.urls
                ));
            }
        }
        Format::Json => report::print(&findings::to_json(found))?,
        Format::Sarif => report::print(&findings::to_sarif(found, &prefix))?,
        Format::Github => report::print(&findings::to_github(found, &prefix))?,
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

/// Returns the findings about the content, then those about its coverage of alerts.
fn with_coverage(
    content: &[Diagnostic],
    coverage: Option<&Coverage>,
    strict: bool,
) -> Vec<Diagnostic> {
    let mut all = content.to_vec();
    if let Some(coverage) = coverage {
        all.extend(finding::promote(coverage.findings.clone(), strict));
    }
    all
}

/// Returns path and text of all sources that findings may refer to.
fn sources(content: &[(String, Arc<str>)], rules: Vec<RuleFile>) -> Vec<(String, Arc<str>)> {
    let rules = rules
        .into_iter()
        .map(|file| (file.path, Arc::from(file.text)));
    content.iter().cloned().chain(rules).collect()
}

fn colour_of_stdout() -> bool {
    use std::io::IsTerminal;
    std::io::stdout().is_terminal() && status::colour()
}

/// Returns the prefix that makes a path below the content root relative to the
/// working folder, as annotations need it.
fn prefix(root: &std::path::Path) -> String {
    let root = root.to_string_lossy().replace('\\', "/");
    if root.is_empty() || root.ends_with('/') {
        root
    } else {
        format!("{root}/")
    }
}
