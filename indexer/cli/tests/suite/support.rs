//! Helpers that the tests of the command share.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with Markdown and the site built from it.
pub(crate) struct Project {
    root: TempDir,
}

/// The result of a command.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Project {
    /// Makes a project with an empty content folder, and a frontend that is
    /// complete but does nothing.
    #[must_use]
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        let project = Self { root };
        project.write("content/.keep", "");
        for (name, text) in [
            (
                "index.html",
                r#"<link rel="stylesheet" href="main-1.css"/>"#,
            ),
            ("main-1.css", "p { color: CanvasText }"),
            ("app-1.js", "export default () => {};"),
            ("app-1_bg.wasm", ""),
            ("tools.js", "export default () => {};"),
            ("tools_bg.wasm", ""),
            ("names.js", ""),
            ("guess.js", ""),
            ("loader.js", ""),
            ("theme.js", ""),
            ("icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ] {
            project.write(&format!("frontend/{name}"), text);
        }
        project
    }

    /// Writes a file of the project.
    #[must_use]
    pub(crate) fn with(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    #[must_use]
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// Runs `kb` in the project's folder.
    pub(crate) fn kb(&self, arguments: &[&str]) -> Ran {
        run(kb().current_dir(self.root.path()).args(arguments))
    }

    /// Runs `kb build` on the project's content.
    pub(crate) fn build(&self, arguments: &[&str]) -> Ran {
        self.kb(&[&["build", "--app", "frontend"], arguments].concat())
    }

    /// Runs `kb build` on other content, into this project's `dist`.
    pub(crate) fn build_from(&self, content: &Path) -> Ran {
        let content = content.to_str().expect("a plain path");
        self.build(&["--content", content])
    }

    /// Returns the text of a file of the site.
    #[must_use]
    pub(crate) fn site(&self, path: &str) -> String {
        let path = self.path("dist").join(path);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Returns every file of the site with its bytes.
    #[must_use]
    pub(crate) fn site_files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let root = self.path("dist");
        let mut files = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = std::fs::read(&path).expect("a file");
                    files.push((path.strip_prefix(&root).expect("below").to_owned(), bytes));
                }
            }
        }
        files.sort();
        files
    }
}

/// Returns a command for the `kb` of this build, without colours and in UTC.
pub(crate) fn kb() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kb"));
    command.env("NO_COLOR", "1").env("TZ", "UTC");
    command
}

pub(crate) fn run(command: &mut Command) -> Ran {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("kb starts");
    Ran {
        code: status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&stdout).into_owned(),
        stderr: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

impl Ran {
    /// Asserts the exit code, and shows the output if it differs.
    #[track_caller]
    pub(crate) fn code(&self, code: i32) -> &Self {
        assert_eq!(
            self.code, code,
            "stdout:\n{}\nstderr:\n{}",
            self.stdout, self.stderr
        );
        self
    }

    /// Asserts that standard error contains each of `parts`.
    #[track_caller]
    pub(crate) fn says(&self, parts: &[&str]) -> &Self {
        for part in parts {
            assert!(
                self.stderr.contains(part),
                "no `{part}` in:\n{}",
                self.stderr
            );
        }
        self
    }
}
