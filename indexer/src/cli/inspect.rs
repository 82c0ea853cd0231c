//! `kb inspect`.

mod human;

use std::path::{Path, PathBuf};

use clap::Args;
use indexer::config::Config;
use indexer::content;
use indexer::understand;

use super::{Outcome, report, status};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb inspect content/postmortems/2023-08-02-payments.md\n  kb inspect --json incidents/*.md | jq .durations\n  \
                  kb inspect ~/notes/outage.md   # any Markdown file, in a content folder or not\n\n\
                  What is inferred is marked so; what is unknown is left out, in JSON null.\n\n\
                  Exit codes: 0 done, 1 a file cannot be read, 2 misuse."
)]
pub(super) struct InspectArgs {
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

pub(super) fn run(args: &InspectArgs) -> anyhow::Result<Outcome> {
    if let Some(path) = &args.config {
        anyhow::ensure!(
            path.is_file(),
            "{}: there is no such file (--config)",
            path.display()
        );
    }
    let mut outcome = Outcome::Done;
    for (number, file) in args.files.iter().enumerate() {
        let text = match read(file) {
            Ok(text) => text,
            Err(problem) => {
                status::error(&format!("{}: {problem}", file.display()));
                outcome = Outcome::Failed;
                continue;
            }
        };
        let config = match &args.config {
            Some(path) => Config::load(path)?,
            None => nearest(file)?,
        };
        let path = file.to_string_lossy().replace('\\', "/");
        let found = content::inspect(&path, &text, &config);
        let (kind, title) = (found.kind.name(), &found.title);
        if args.json {
            let json = understand::to_json(&path, kind, title, &found.understood);
            report::print(&format!("{json}\n"))?;
        } else {
            let gap = if number > 0 { "\n" } else { "" };
            let shown = human::show(&path, kind, title, &found.understood);
            report::print(&format!("{gap}{shown}"))?;
        }
    }
    Ok(outcome)
}

fn read(file: &Path) -> Result<String, String> {
    if file.is_dir() {
        return Err("is a folder; name the files in it".to_owned());
    }
    let bytes = std::fs::read(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => format!("cannot be read: {error}"),
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("byte {at} is not valid UTF-8; save the file as UTF-8")
    })
}

/// The configuration nearest above a file: times without a zone are in its zone.
fn nearest(file: &Path) -> anyhow::Result<Config> {
    let absolute = std::path::absolute(file)?;
    let found = absolute
        .ancestors()
        .skip(1)
        .map(|folder| folder.join("kb.toml"))
        .find(|path| path.is_file());
    Ok(match found {
        Some(path) => Config::load(&path)?,
        None => Config::default(),
    })
}
