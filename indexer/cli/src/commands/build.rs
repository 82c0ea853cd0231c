//! The command `kb build`.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use site::frontend::Frontend;
use site::{Build, BuildError};

use crate::content_args::ContentArgs;
use crate::outcome::Outcome;
use crate::{report, status};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb build\n  kb build --content docs --out public --base-url https://kb.example.com/\n  \
                        kb build --strict --app target/frontend"
)]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    content: ContentArgs,
    /// Folder to publish to, replaced in one step
    #[arg(long, value_name = "DIR", default_value = "dist")]
    out: PathBuf,
    /// The bundled frontend; by default the embedded one, else target/frontend
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
    /// Absolute address at which the site will be published
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
}

pub(crate) fn run(args: &BuildArgs) -> anyhow::Result<Outcome> {
    let mut config = args.content.config()?;
    if let Some(base) = &args.base_url {
        config.set_base_url(base)?;
    }
    let frontend = Frontend::load(args.app.as_deref())?;
    status::progress("Building the site");
    let result = site::build(&Build {
        content: &args.content.content,
        out: &args.out,
        config: Arc::new(config),
        frontend: Arc::new(frontend),
        strict: args.strict,
    });
    status::clear();
    match result {
        Ok(summary) => {
            report::findings(&summary.diagnostics, &summary.sources);
            report::print(&report::summary(&summary))?;
            Ok(Outcome::Done)
        }
        Err(error) => Ok(failed(&error)),
    }
}

/// Prints why the build failed, and returns the exit code.
pub(crate) fn failed(error: &BuildError) -> Outcome {
    if let BuildError::Findings {
        diagnostics,
        sources,
        ..
    } = error
    {
        report::findings(diagnostics, sources);
    }
    status::error(&error.to_string());
    match error {
        BuildError::Content { .. } => Outcome::Misuse,
        _ => Outcome::Failed,
    }
}
