//! The command `kb commands`.

use std::path::PathBuf;

use clap::Args;
use content::{Blocks, Values};
use serde_json::json;

use crate::outcome::Outcome;
use crate::{files, report, status};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kb commands content/runbooks/redis-latency.md\n  \
                  kb commands content/runbooks/postgresql-disk-full.md DB_HOST=db-1.internal\n  \
                  kb commands --json --examples content/runbooks/*.md   # a JSON object a page\n\n\
                  Values are quoted as each place needs; without one, a place stays as it is written.\n\n\
                  Exit codes: 0 done, 1 a file cannot be read or (without --json)\n  a value fits no quoting, 2 misuse."
)]
pub(crate) struct CommandsArgs {
    /// Markdown files, and values for their variables
    #[arg(required = true, value_name = "FILE|NAME=VALUE", value_hint = clap::ValueHint::FilePath)]
    words: Vec<String>,
    /// Variables without a value or a default take their example
    #[arg(long)]
    examples: bool,
    /// Print a JSON object a line, one for each file
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &CommandsArgs) -> anyhow::Result<Outcome> {
    let is_value = |word: &str| word.split_once('=').is_some_and(|(name, _)| is_name(name));
    let (given, paths): (Vec<&String>, Vec<&String>) =
        args.words.iter().partition(|word| is_value(word));
    anyhow::ensure!(!paths.is_empty(), "no file is named");
    let mut outcome = Outcome::Done;
    for (number, path) in paths.iter().enumerate() {
        let file = PathBuf::from(path);
        let text = match files::read(&file) {
            Ok(text) => text,
            Err(problem) => {
                status::error(&format!("{path}: {problem}"));
                outcome = Outcome::Failed;
                continue;
            }
        };
        let page = content::blocks(path, &text, &files::nearest_config(&file)?);
        let values = values(&page, args.examples, &given);
        let shown = if args.json {
            format!("{}\n", as_json(path, &page, &values))
        } else {
            let gap = if number > 0 { "\n" } else { "" };
            format!("{gap}{}", as_text(path, &page, &values))
        };
        report::print(&shown)?;
        // The JSON output contains this for each block.
        for block in page.blocks.iter().filter(|_| !args.json) {
            let filled = block.fill(&values);
            if !filled.refused.is_empty() {
                let names = filled.refused.join(", ");
                status::error(&format!(
                    "{path}:{}: the value of {names} cannot be quoted here\n  help: use a plain word",
                    block.line
                ));
                outcome = Outcome::Failed;
            }
        }
    }
    Ok(outcome)
}

fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    !text.is_empty() && text.chars().all(plain)
}

/// Returns the values of the variables: those in `given`, else the defaults, else
/// (if `examples`) the examples.
fn values(page: &Blocks, examples: bool, given: &[&String]) -> Values {
    let mut values = Values::default();
    for variable in &page.variables {
        let example = variable.example.as_ref().filter(|_| examples);
        if let Some(value) = variable.default.as_ref().or(example) {
            values.set(&variable.name, value);
        }
    }
    for (name, value) in given.iter().filter_map(|word| word.split_once('=')) {
        values.set(name, value);
    }
    values
}

/// Returns the blocks that contain commands, each below a line with its position
/// and its info string.
fn as_text(path: &str, page: &Blocks, values: &Values) -> String {
    let mut out = String::new();
    for block in &page.blocks {
        if matches!(block.language, "shell" | "console" | "sql" | "promql") {
            let filled = block.fill(values);
            out.push_str(&format!("# {path}:{} {}\n", block.line, block.info));
            for name in &filled.unfilled {
                out.push_str(&format!("# no value for {name}\n"));
            }
            out.push_str(&filled.code);
            out.push('\n');
        }
    }
    out
}

fn as_json(path: &str, page: &Blocks, values: &Values) -> serde_json::Value {
    let blocks: Vec<_> = page
        .blocks
        .iter()
        .map(|block| {
            let filled = block.fill(values);
            json!({
                "line": block.line,
                "info": block.info,
                "language": block.language,
                "code": filled.code,
                "unfilled": filled.unfilled,
                "refused": filled.refused,
            })
        })
        .collect();
    json!({ "path": path, "title": page.title, "variables": page.names(), "blocks": blocks })
}
