//! The commands of a page, and the output that it documents.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::fixture::Fixture;
use crate::kb;
use crate::paths;

/// A page with its fences.
#[derive(Debug)]
pub(super) struct Page {
    /// The path relative to the root of the work tree.
    pub(super) path: String,
    /// The state in which the commands of the page run.
    pub(super) fixture: Fixture,
    /// The fences that run, in order.
    pub(super) snippets: Vec<Snippet>,
    /// The names of the page's variables.
    pub(super) variables: Vec<String>,
    marks: Vec<(usize, Mark)>,
    must_mark: bool,
}

/// A fence to run.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    /// The line of the fence.
    pub(super) line: usize,
    /// Whether the SQL client of the fixture runs it, and not the shell.
    pub(super) sql: bool,
    /// The code with its variables filled in.
    pub(super) code: String,
    /// The variables without a valid value.
    pub(super) unfilled: Vec<String>,
    /// The expected exit code.
    pub(super) exit: i32,
    /// The expected output.
    pub(super) expected: Option<Expected>,
}

/// The expected output of a fence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Expected {
    /// The line of the fence with the output.
    pub(super) line: usize,
    /// The expected lines.
    pub(super) text: String,
    /// Whether digits and dates must be equal.
    pub(super) exact: bool,
}

/// Whether a fence of commands is marked to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Verify,
    NotRun,
    None,
}

impl Page {
    /// Reads the page at `file` as `kb` reads it, with its variables filled in for `fixture`.
    pub(super) fn read(file: &Path, fixture: Fixture) -> Result<Self> {
        // Findings show paths relative to the root of the work tree.
        let shown = file.strip_prefix(paths::root()).unwrap_or(file);
        let path = shown.to_string_lossy().into_owned();
        let mut args = vec![
            "commands".to_owned(),
            "--json".to_owned(),
            "--examples".to_owned(),
        ];
        args.push(path.clone());
        args.extend(
            fixture
                .values
                .iter()
                .map(|(name, value)| format!("{name}={value}")),
        );
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let text = kb::job(&args).output()?;
        let page: Value = serde_json::from_str(&text).context("kb commands")?;
        let blocks = page["blocks"]
            .as_array()
            .context("kb commands: no blocks")?;
        let mut snippets = Vec::new();
        let mut marks = Vec::new();
        let mut after_snippet = false;
        for block in blocks {
            let block = Fence::of(block)?;
            let words: Vec<&str> = block.info.split_whitespace().skip(1).collect();
            let mark = if words.contains(&"verify") {
                Mark::Verify
            } else if words.contains(&"norun") {
                Mark::NotRun
            } else {
                Mark::None
            };
            if block.is_commands() || mark != Mark::None {
                marks.push((block.line, mark));
            }
            if mark == Mark::Verify {
                snippets.push(block.snippet(&words)?);
            } else if words.contains(&"expect") {
                ensure!(
                    after_snippet,
                    "{path}:{}: `expect` follows no fence marked `verify`",
                    block.line
                );
                if let Some(snippet) = snippets.last_mut() {
                    snippet.expected = Some(Expected {
                        line: block.line,
                        text: block.code.to_owned(),
                        exact: words.contains(&"exact"),
                    });
                }
            }
            after_snippet = mark == Mark::Verify;
        }
        if let Some(snippet) = snippets
            .iter()
            .find(|snippet| snippet.sql && fixture.sql.is_none())
        {
            bail!(
                "{path}:{}: the fixture names no SQL client\n  help: `# sql: psql -X` in {}",
                snippet.line,
                fixture.file.display()
            );
        }
        let names = page["variables"].as_array().into_iter().flatten();
        Ok(Self {
            variables: names.filter_map(Value::as_str).map(str::to_owned).collect(),
            must_mark: path.starts_with("content/runbooks/"),
            path,
            fixture,
            snippets,
            marks,
        })
    }

    /// The name of the file without its extension.
    pub(super) fn slug(&self) -> String {
        let stem = Path::new(&self.path).file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    /// The number of fences that are marked `norun`.
    pub(super) fn not_run(&self) -> usize {
        let marks = self.marks.iter();
        marks.filter(|(_, mark)| *mark == Mark::NotRun).count()
    }

    /// The unmarked fences of a runbook, each as a finding.
    pub(super) fn unmarked(&self) -> Vec<String> {
        let marks = self.marks.iter();
        marks
            .filter(|(_, mark)| self.must_mark && *mark == Mark::None)
            .map(|(line, _)| {
                format!(
                    "{}:{line}: this fence is marked neither `verify` nor `norun`",
                    self.path
                )
            })
            .collect()
    }
}

/// A block in the output of `kb commands --json`.
struct Fence<'a> {
    line: usize,
    info: &'a str,
    language: &'a str,
    code: &'a str,
    unfilled: Vec<&'a str>,
}

impl<'a> Fence<'a> {
    fn of(block: &'a Value) -> Result<Self> {
        let text = |name: &str| {
            let value = block[name].as_str();
            value.with_context(|| format!("kb commands: a block without `{name}`"))
        };
        let names = |name: &str| block[name].as_array().into_iter().flatten();
        Ok(Self {
            line: usize::try_from(block["line"].as_u64().unwrap_or_default())?,
            info: text("info")?,
            language: text("language")?,
            code: text("code")?,
            unfilled: names("unfilled")
                .chain(names("refused"))
                .filter_map(Value::as_str)
                .collect(),
        })
    }

    fn is_commands(&self) -> bool {
        matches!(self.language, "shell" | "console" | "sql")
    }

    fn snippet(&self, words: &[&str]) -> Result<Snippet> {
        let line = self.line;
        let sql = match self.language {
            "shell" => false,
            "sql" => true,
            other => bail!("line {line}: a fence of {other} cannot be run: use `sh` or `sql`"),
        };
        let exit = words.iter().find_map(|word| word.strip_prefix("exit="));
        let exit = exit.map_or(Ok(0), str::parse);
        Ok(Snippet {
            line,
            sql,
            code: self.code.to_owned(),
            unfilled: self
                .unfilled
                .iter()
                .map(|name| (*name).to_owned())
                .collect(),
            exit: exit.with_context(|| format!("line {line}: `exit=` needs a number"))?,
            expected: None,
        })
    }
}
