//! The command `kb inspect`.

mod human;

use std::path::PathBuf;

use clap::Args;
use content::config::Config;
use understanding::to_json;

use crate::outcome::Outcome;
use crate::{files, report, status};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb inspect content/postmortems/2023-08-02-payments.md\n  kb inspect --json incidents/*.md | jq .durations\n  \
                  kb inspect ~/notes/outage.md   # any Markdown file, in a content folder or not\n\n\
                  What is inferred is marked so; what is unknown is left out, in JSON null.\n\n\
                  Exit codes: 0 done, 1 a file cannot be read, 2 misuse."
)]
pub(crate) struct InspectArgs {
    /// Markdown files
    #[arg(required = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Print a JSON object a line, one for each file
    #[arg(long)]
    json: bool,
    /// Configuration; by default the nearest kb.toml in a folder above the file
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    config: Option<PathBuf>,
}

pub(crate) fn run(args: &InspectArgs) -> anyhow::Result<Outcome> {
    if let Some(path) = &args.config {
        anyhow::ensure!(
            path.is_file(),
            "{}: there is no such file (--config)",
            path.display()
        );
    }
    let mut outcome = Outcome::Done;
    for (number, file) in args.files.iter().enumerate() {
        let text = match files::read(file) {
            Ok(text) => text,
            Err(problem) => {
                status::error(&format!("{}: {problem}", file.display()));
                outcome = Outcome::Failed;
                continue;
            }
        };
        let config = match &args.config {
            Some(path) => Config::load(path)?,
            None => files::nearest_config(file)?,
        };
        let path = file.to_string_lossy().replace('\\', "/");
        let found = content::inspect(&path, &text, &config);
        let (kind, title) = (found.kind.name(), &found.title);
        if args.json {
            let json = to_json(&path, kind, title, &found.understood);
            report::print(&format!("{json}\n"))?;
        } else {
            let gap = if number > 0 { "\n" } else { "" };
            let shown = human::show(&path, kind, title, &found.understood);
            report::print(&format!("{gap}{shown}"))?;
        }
    }
    Ok(outcome)
}
