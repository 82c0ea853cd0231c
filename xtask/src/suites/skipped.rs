//! Lists the tests that were skipped.
//!
//! The test harness hides the output of passing tests. A test that skips itself therefore
//! appends a line to a file (`indexer/testing/src/skip.rs`).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::paths;

/// The environment variable that names the file.
pub(super) const VARIABLE: &str = "KB_SKIPPED_TESTS";

/// Empties the file and returns its path.
pub(super) fn file() -> Result<PathBuf> {
    let dir = paths::target();
    fs::create_dir_all(&dir)?;
    let file = dir.join("skipped-tests.tsv");
    fs::write(&file, "").with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}

/// Returns the skipped tests, grouped by reason: `2 tests skipped: no corpora: a, b`.
pub(super) fn read(file: &Path) -> Result<Vec<String>> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(grouped(&text))
}

/// Groups the tests by reason.
///
/// Each line of `text` is a test and a reason, separated by a tab; a test may occur several
/// times.
fn grouped(text: &str) -> Vec<String> {
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (test, reason) in text.lines().filter_map(|line| line.split_once('\t')) {
        let tests = by_reason.entry(reason).or_default();
        if !tests.contains(&test) {
            tests.push(test);
        }
    }
    by_reason
        .into_iter()
        .map(|(reason, mut tests)| {
            tests.sort_unstable();
            let noun = if tests.len() == 1 { "test" } else { "tests" };
            format!(
                "{} {noun} skipped: {reason}: {}",
                tests.len(),
                tests.join(", ")
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skipped_tests_are_grouped_by_reason() {
        let text = "b\tno corpora\na\tno corpora\nb\tno corpora\nc\tno network\n";
        assert_eq!(
            grouped(text),
            [
                "2 tests skipped: no corpora: a, b",
                "1 test skipped: no network: c"
            ]
        );
        assert!(grouped("").is_empty());
    }
}
