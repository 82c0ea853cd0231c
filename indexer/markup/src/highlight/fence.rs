//! Parses the info string of a fence: the language, the title, and how its commands are verified.

use super::console;

/// Canonical names of languages, each with its aliases.
const NAMES: &[(&str, &[&str])] = &[
    (
        "text",
        &["", "text", "txt", "plain", "plaintext", "none", "output"],
    ),
    ("shell", &["sh", "shell", "bash", "zsh", "ksh", "fish"]),
    (
        "console",
        &[
            "console",
            "shell-session",
            "sh-session",
            "bash-session",
            "terminal",
            "session",
            "shellsession",
            "cmd",
        ],
    ),
    ("yaml", &["yaml", "yml"]),
    ("json", &["json", "json5", "jsonc", "jsonl", "ndjson"]),
    (
        "toml",
        &[
            "toml",
            "ini",
            "conf",
            "cfg",
            "config",
            "properties",
            "env",
            "dotenv",
            "systemd",
        ],
    ),
    ("promql", &["promql", "prometheus", "metricsql", "logql"]),
    (
        "sql",
        &[
            "sql",
            "psql",
            "mysql",
            "postgres",
            "postgresql",
            "plsql",
            "sqlite",
            "cql",
        ],
    ),
    ("python", &["python", "py", "python3"]),
    (
        "js",
        &[
            "js",
            "javascript",
            "ts",
            "typescript",
            "jsx",
            "tsx",
            "mjs",
            "groovy",
        ],
    ),
    ("go", &["go", "golang"]),
    (
        "java",
        &["java", "kotlin", "kt", "scala", "c#", "csharp", "cs"],
    ),
    ("rust", &["rust", "rs"]),
    ("c", &["c", "cpp", "c++", "h"]),
    ("ruby", &["ruby", "rb"]),
    ("hcl", &["hcl", "terraform", "tf"]),
    ("dockerfile", &["dockerfile", "docker", "containerfile"]),
    ("log", &["log", "logs", "syslog"]),
    ("diff", &["diff", "patch"]),
    ("html", &["html", "xml", "svg"]),
];

/// The canonical names.
#[cfg(test)]
pub(super) const LANGUAGES: &[&str] = &[
    "text",
    "shell",
    "console",
    "yaml",
    "json",
    "toml",
    "promql",
    "sql",
    "python",
    "js",
    "go",
    "java",
    "rust",
    "c",
    "ruby",
    "hcl",
    "dockerfile",
    "log",
    "diff",
    "html",
];

/// The parsed info string of a fence.
#[derive(Debug, PartialEq, Eq)]
pub struct Fence {
    /// Canonical name of the language.
    pub language: &'static str,
    /// The title, if there is one.
    pub title: Option<String>,
    /// How the commands are verified, if the author says so.
    pub proof: Option<Proof>,
    /// The kind of output, if the block is output of the commands before it.
    pub output: Option<Output>,
}

/// How an author verifies commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// `verify`: the commands are run.
    Tested,
    /// `norun`: the commands cannot be run here and were compared with documentation.
    NotRun,
}

/// The kind of a block of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// `expect`: output that is compared with that of a run.
    Expected,
    /// Text that may be sample output, if it directly follows commands.
    Sample,
}

impl Fence {
    /// Parses an info string such as `bash`, `{.bash}` or `yaml title="values.yaml"`.
    pub fn read(info: &str, code: &str) -> Self {
        let word = info
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}'))
            .map(|word| word.trim_start_matches('.'))
            .find(|word| !word.is_empty())
            .filter(|word| !word.contains('='))
            .unwrap_or_default()
            .to_ascii_lowercase();
        let language = NAMES
            .iter()
            .find(|(_, names)| names.contains(&word.as_str()))
            .map_or("text", |(name, _)| *name);
        let marks = marks(info);
        let has = |mark: &str| marks.iter().any(|word| word == mark);
        let is_output = ["text", "txt", "plaintext", "output"].contains(&word.as_str());
        Self {
            language: refine(language, &word, code),
            title: title(info),
            proof: if has("verify") {
                Some(Proof::Tested)
            } else {
                has("norun").then_some(Proof::NotRun)
            },
            output: if has("expect") {
                Some(Output::Expected)
            } else {
                is_output.then_some(Output::Sample)
            },
        }
    }
}

/// Returns the words after the language, without quoted text.
fn marks(info: &str) -> Vec<String> {
    let mut bare = String::with_capacity(info.len());
    let mut quote = None;
    for c in info.chars() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, _) => bare.push(c),
            (Some(_), _) => {}
        }
    }
    bare.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}'))
        .filter(|word| !word.is_empty())
        .skip(1)
        .map(str::to_ascii_lowercase)
        .collect()
}

/// Corrects a language by the code: a block with prompts is a session, and commands in a
/// block without a language are shell.
fn refine(language: &'static str, word: &str, code: &str) -> &'static str {
    match language {
        "shell" if console::has_prompt(code) => "console",
        "console" if !console::has_prompt(code) => "shell",
        "text" if word.is_empty() && console::has_prompt(code) => "console",
        "text" if word.is_empty() && begins_with_command(code) => "shell",
        other => other,
    }
}

const COMMANDS: &[&str] = &[
    "aws",
    "az",
    "cat",
    "cd",
    "ceph",
    "chmod",
    "cp",
    "crictl",
    "curl",
    "dig",
    "docker",
    "etcdctl",
    "export",
    "gcloud",
    "git",
    "grep",
    "helm",
    "journalctl",
    "jq",
    "kubectl",
    "ls",
    "mkdir",
    "mv",
    "mysql",
    "oc",
    "ping",
    "psql",
    "redis-cli",
    "rm",
    "ssh",
    "sudo",
    "systemctl",
    "tail",
    "velero",
    "virtctl",
];

fn begins_with_command(code: &str) -> bool {
    let word = code.split_whitespace().next().unwrap_or_default();
    COMMANDS.contains(&word)
}

fn title(info: &str) -> Option<String> {
    let rest = &info[info.find("title=")? + "title=".len()..];
    let title = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split([' ', '}']).next()?,
    };
    let title = title.trim();
    (!title.is_empty()).then(|| title.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_names_the_language() {
        let read = |info| Fence::read(info, "x").language;
        assert_eq!(read("bash"), "shell");
        assert_eq!(read("{.bash}"), "shell");
        assert_eq!(read(" YAML hl_lines=\"1\""), "yaml");
        assert_eq!(read("{toctree}"), "text");
        assert_eq!(read("title=\"x\""), "text");
        assert_eq!(Fence::read("sh", "$ ls\n").language, "console");
        assert_eq!(Fence::read("console", "ls\n").language, "shell");
        assert_eq!(Fence::read("", "kubectl get pods\n").language, "shell");
    }

    #[test]
    fn marks_say_how_commands_are_proven_and_leave_the_language_alone() {
        for (info, language, proof, output) in [
            ("sh verify", "shell", Some(Proof::Tested), None),
            ("sh verify exit=1", "shell", Some(Proof::Tested), None),
            ("{.sql verify}", "sql", Some(Proof::Tested), None),
            ("promql norun", "promql", Some(Proof::NotRun), None),
            (
                "sh norun title=\"verify me\"",
                "shell",
                Some(Proof::NotRun),
                None,
            ),
            ("text expect exact", "text", None, Some(Output::Expected)),
            ("text", "text", None, Some(Output::Sample)),
            ("sh", "shell", None, None),
            ("yaml title=\"expect\"", "yaml", None, None),
            ("verify", "text", None, None),
        ] {
            let fence = Fence::read(info, "x\n");
            assert_eq!(
                (fence.language, fence.proof, fence.output),
                (language, proof, output),
                "{info}"
            );
        }
        assert_eq!(Fence::read("sh verify", "$ ls\n").language, "console");
    }

    #[test]
    fn titles_are_kept() {
        assert_eq!(
            Fence::read("yaml title=\"a b\"", "").title.as_deref(),
            Some("a b")
        );
        assert_eq!(
            Fence::read("yaml {title=x}", "").title.as_deref(),
            Some("x")
        );
    }

    #[test]
    fn all_languages_are_listed() {
        let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, LANGUAGES);
    }
}
