//! When each document changed last, from version control.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// The instant (UTC, ISO 8601) of the last commit that touched each path
/// below `root`. Empty where there is no git, no repository or no commit, and in a
/// shallow clone, where every file would seem to have changed last:
/// dates of files on disk differ between machines and are never used.
#[must_use]
pub fn last_changes(root: &Path) -> BTreeMap<String, String> {
    let git = || {
        let mut git = Command::new("git");
        git.arg("-C").arg(root);
        git
    };
    let shallow = git()
        .args(["rev-parse", "--is-shallow-repository"])
        .output();
    if shallow.is_ok_and(|output| output.stdout.starts_with(b"true")) {
        return BTreeMap::new();
    }
    let output = git()
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

/// Reads `git log -z --format=%x01%ct --name-only`: newest first, so that the
/// first mention of a path is its last change.
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
