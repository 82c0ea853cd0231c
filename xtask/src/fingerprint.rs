//! Fingerprints and differences of file trees.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A hash of all files at `paths` and of `also`.
///
/// A folder counts with all of its files, and a missing path as empty.
pub(crate) fn of(base: &Path, paths: &[&str], also: &str) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    also.hash(&mut hasher);
    for path in paths {
        for (name, content) in tree(&base.join(path))? {
            (path, name, content).hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// The differences between two trees: one line per file, at most `limit` lines.
pub(crate) fn differences(one: &Path, other: &Path, limit: usize) -> Result<Vec<String>> {
    let (one, mut other) = (tree(one)?, tree(other)?);
    let mut lines = Vec::new();
    for (name, content) in one {
        match other.remove(&name) {
            None => lines.push(format!("{}: only in the first", name.display())),
            Some(second) if second != content => lines.push(format!(
                "{}: {}",
                name.display(),
                first_difference(&content, &second)
            )),
            Some(_) => {}
        }
    }
    lines.extend(
        other
            .keys()
            .map(|name| format!("{}: only in the second", name.display())),
    );
    lines.truncate(limit);
    Ok(lines)
}

/// The files below `path` (or `path` itself) with their content, in a fixed order.
fn tree(path: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut open = vec![path.to_path_buf()];
    while let Some(next) = open.pop() {
        if next.is_dir() {
            for entry in
                fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))?
            {
                open.push(entry?.path());
            }
        } else if next.exists() {
            let content =
                fs::read(&next).with_context(|| format!("cannot read {}", next.display()))?;
            files.insert(next.strip_prefix(path)?.to_path_buf(), content);
        }
    }
    Ok(files)
}

fn first_difference(one: &[u8], other: &[u8]) -> String {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let around = |bytes: &[u8]| {
        let from = same.saturating_sub(20);
        String::from_utf8_lossy(&bytes[from..bytes.len().min(same + 40)]).into_owned()
    };
    format!(
        "differs at byte {same}: {:?} and {:?}",
        around(one),
        around(other)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_told_apart() {
        let dir = std::env::temp_dir().join(format!("xtask-fingerprint-{}", std::process::id()));
        for (file, content) in [
            ("a/x", "same"),
            ("a/y", "one"),
            ("b/x", "same"),
            ("b/y", "two"),
            ("b/z", ""),
        ] {
            let path = dir.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        assert_ne!(of(&dir, &["a"], "").unwrap(), of(&dir, &["b"], "").unwrap());
        assert_ne!(
            of(&dir, &["a"], "").unwrap(),
            of(&dir, &["a"], "v2").unwrap()
        );
        assert_eq!(of(&dir, &["none"], "").unwrap(), of(&dir, &[], "").unwrap());
        let lines = differences(&dir.join("a"), &dir.join("b"), 9).unwrap();
        assert_eq!(
            lines,
            [
                "y: differs at byte 0: \"one\" and \"two\"",
                "z: only in the second"
            ]
        );
        fs::remove_dir_all(&dir).unwrap();
    }
}
