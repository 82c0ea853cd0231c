//! Reads from version control when each document last changed.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

/// Returns the instant (UTC, ISO 8601) of the last commit that changed each path below `root`.
///
/// The map is empty if there is no git, no repository or no commit, and in a shallow
/// clone, where the oldest commit would seem to change every file. The dates of files on
/// disk are never used, because they differ between machines.
#[must_use]
pub fn last_changes(root: &Path) -> Arc<BTreeMap<String, String>> {
    History::default().last_changes(root)
}

/// A cache of the last changes.
///
/// The log depends only on the checked-out commit and on the folder, so it is read again
/// only when one of them changes. Reading these two takes milliseconds, reading a long
/// log takes seconds.
#[derive(Debug, Default)]
pub struct History {
    head: Option<Vec<u8>>,
    changes: Arc<BTreeMap<String, String>>,
}

impl History {
    /// Returns the same as [`last_changes`], from the cache if possible.
    pub fn last_changes(&mut self, root: &Path) -> Arc<BTreeMap<String, String>> {
        let head = head(root);
        if head != self.head {
            let shallow = head.as_ref().is_none_or(|head| head.starts_with(b"true"));
            self.changes = Arc::new(if shallow { BTreeMap::new() } else { log(root) });
            self.head = head;
        }
        Arc::clone(&self.changes)
    }
}

fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root);
    git
}

/// Returns whether the clone is shallow, the checked-out commit, and the folder of the
/// repository that contains `root`; `None` if there is no repository.
fn head(root: &Path) -> Option<Vec<u8>> {
    let output = git(root)
        .args(["rev-parse", "--is-shallow-repository", "HEAD"])
        .args(["--show-toplevel", "--show-prefix"])
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout)
}

fn log(root: &Path) -> BTreeMap<String, String> {
    let output = git(root)
        .args([
            "-c",
            "core.quotepath=off",
            "log",
            "--format=%x01%ct",
            "--name-only",
            "--no-renames",
        ])
        .args(["-z", "--relative", "--", "."])
        .output();
    match output {
        Ok(output) if output.status.success() => parse(&String::from_utf8_lossy(&output.stdout)),
        _ => BTreeMap::new(),
    }
}

/// Parses `git log -z --format=%x01%ct --name-only`. The newest commit comes first, so
/// the first occurrence of a path is its last change.
fn parse(log: &str) -> BTreeMap<String, String> {
    let mut changes = BTreeMap::new();
    for commit in log.split('\u{1}').skip(1) {
        let mut fields = commit.split(['\0', '\n']).filter(|field| !field.is_empty());
        let instant = fields
            .next()
            .and_then(|seconds| seconds.parse::<i64>().ok())
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
        let Some(instant) = instant else { continue };
        for path in fields {
            changes
                .entry(path.to_owned())
                .or_insert_with(|| instant.to_string());
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_mention_of_a_path_counts() {
        let log = "\u{1}1700000000\0\nrunbooks/a b.md\0x.md\0\u{1}1600000000\0\nx.md\0y.md\0";
        let changes = parse(log);
        assert_eq!(changes["runbooks/a b.md"], "2023-11-14T22:13:20Z");
        assert_eq!(changes["x.md"], "2023-11-14T22:13:20Z");
        assert_eq!(changes["y.md"], "2020-09-13T12:26:40Z");
        assert_eq!(changes.len(), 3);
    }
}
