//! What a page asks to be run, and what it says is printed.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::scene::Scene;
use crate::kb;
use crate::paths;

/// A page with its fences.
#[derive(Debug)]
pub(super) struct Page {
    /// Path from the top of the work tree.
    pub(super) path: String,
    /// The state that its commands meet.
    pub(super) scene: Scene,
    /// The fences to run, in order.
    pub(super) acts: Vec<Act>,
    /// The names of its variables.
    pub(super) variables: Vec<String>,
    marks: Vec<(usize, Mark)>,
    must_mark: bool,
}

/// A fence to run.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Act {
    /// Line of the fence.
    pub(super) line: usize,
    /// Whether the scene's database reads it, not the shell.
    pub(super) sql: bool,
    /// The code, variables filled in.
    pub(super) code: String,
    /// The variables that have no value that fits.
    pub(super) lacks: Vec<String>,
    /// The exit code that is right.
    pub(super) exit: i32,
    /// What it prints.
    pub(super) expected: Option<Expected>,
}

/// What a fence says is printed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Expected {
    /// Line of its fence.
    pub(super) line: usize,
    /// The lines.
    pub(super) text: String,
    /// Whether digits must be the same.
    pub(super) exact: bool,
}

/// What a fence of commands says about being run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Verify,
    NotRun,
    None,
}

impl Page {
    /// Reads the page at `file` as `kb` reads it, its variables filled in for
    /// `scene`.
    pub(super) fn read(file: &Path, scene: Scene) -> Result<Self> {
        // Paths from the top of the work tree are what a reader of findings wants.
        let shown = file.strip_prefix(paths::root()).unwrap_or(file);
        let path = shown.to_string_lossy().into_owned();
        let mut args = vec![
            "commands".to_owned(),
            "--json".to_owned(),
            "--examples".to_owned(),
        ];
        args.push(path.clone());
        args.extend(
            scene
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
        let mut acts = Vec::new();
        let mut marks = Vec::new();
        let mut after_act = false;
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
                acts.push(block.act(&words)?);
            } else if words.contains(&"expect") {
                ensure!(
                    after_act,
                    "{path}:{}: `expect` follows no fence marked `verify`",
                    block.line
                );
                if let Some(act) = acts.last_mut() {
                    act.expected = Some(Expected {
                        line: block.line,
                        text: block.code.to_owned(),
                        exact: words.contains(&"exact"),
                    });
                }
            }
            after_act = mark == Mark::Verify;
        }
        if let Some(act) = acts.iter().find(|act| act.sql && scene.sql.is_none()) {
            bail!(
                "{path}:{}: the scene names no client for SQL\n  help: `# sql: psql -X` in {}",
                act.line,
                scene.file.display()
            );
        }
        let names = page["variables"].as_array().into_iter().flatten();
        Ok(Self {
            variables: names.filter_map(Value::as_str).map(str::to_owned).collect(),
            must_mark: path.starts_with("content/runbooks/"),
            path,
            scene,
            acts,
            marks,
        })
    }

    /// The file's name without its ending.
    pub(super) fn slug(&self) -> String {
        let stem = Path::new(&self.path).file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    /// How many fences say that they are not run.
    pub(super) fn not_run(&self) -> usize {
        let marks = self.marks.iter();
        marks.filter(|(_, mark)| *mark == Mark::NotRun).count()
    }

    /// The fences of a runbook that say neither, each as a finding.
    pub(super) fn unmarked(&self) -> Vec<String> {
        let marks = self.marks.iter();
        marks
            .filter(|(_, mark)| self.must_mark && *mark == Mark::None)
            .map(|(line, _)| {
                format!(
                    "{}:{line}: this fence says not whether it is run",
                    self.path
                )
            })
            .collect()
    }
}

/// A block as `kb commands --json` tells of it.
struct Fence<'a> {
    line: usize,
    info: &'a str,
    language: &'a str,
    code: &'a str,
    lacks: Vec<&'a str>,
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
            lacks: names("unfilled")
                .chain(names("refused"))
                .filter_map(Value::as_str)
                .collect(),
        })
    }

    fn is_commands(&self) -> bool {
        matches!(self.language, "shell" | "console" | "sql")
    }

    fn act(&self, words: &[&str]) -> Result<Act> {
        let line = self.line;
        let sql = match self.language {
            "shell" => false,
            "sql" => true,
            other => bail!("line {line}: a fence of {other} cannot be run: use `sh` or `sql`"),
        };
        let exit = words.iter().find_map(|word| word.strip_prefix("exit="));
        let exit = exit.map_or(Ok(0), str::parse);
        Ok(Act {
            line,
            sql,
            code: self.code.to_owned(),
            lacks: self.lacks.iter().map(|name| (*name).to_owned()).collect(),
            exit: exit.with_context(|| format!("line {line}: `exit=` needs a number"))?,
            expected: None,
        })
    }
}
