//! Budgets: how much WebAssembly and JavaScript a page may load.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::{brotli, kilobytes};

/// The limit for a kind of page.
struct Budget {
    page: &'static str,
    /// Bytes after brotli, for all files together.
    limit: usize,
    /// The size that the project wants to reach, in bytes after brotli.
    goal: usize,
    /// The files, each with its bytes after brotli when the limit was set. In the folder `assets`
    /// of a site, `app.wasm` has the name `app-0123abcd.wasm`.
    files: &'static [(&'static str, usize)],
}

/// All budgets. To change one, run `cargo xtask test site`, copy the sizes that it prints, and
/// explain the bytes in the commit.
const BUDGETS: [Budget; 2] = [
    Budget {
        page: "a page that searches",
        limit: 148_000,
        goal: 110_000,
        files: &[
            ("app.wasm", 136_200),
            ("app.js", 3_500),
            ("loader.js", 5_500),
            ("theme.js", 500),
        ],
    },
    // Signals and views of the islands in `tools` cost 76 KB: ARCHITECTURE.md lists the sizes of
    // the alternatives.
    Budget {
        page: "a runbook with everything awake",
        limit: 300_000,
        goal: 170_000,
        files: &[
            ("app.wasm", 136_200),
            ("app.js", 3_500),
            ("loader.js", 5_500),
            ("theme.js", 500),
            ("tools.wasm", 147_300),
            ("tools.js", 3_600),
            ("reading.js", 1_500),
        ],
    },
];

/// Compares what the pages of a published site load with the [`BUDGETS`].
///
/// Returns the sizes, one line for each kind of page.
///
/// # Errors
/// When a budget is exceeded, or a file of it is missing.
pub(crate) fn check(site: &Path) -> Result<String> {
    let assets = site.join("assets");
    let mut lines = Vec::new();
    let mut exceeded = Vec::new();
    for budget in &BUDGETS {
        let mut sizes = Vec::new();
        for (name, _) in budget.files {
            sizes.push(size(&assets, name)?);
        }
        match budget.judge(&sizes) {
            Ok(line) => lines.push(line),
            Err(report) => exceeded.push(report),
        }
    }
    if !exceeded.is_empty() {
        bail!("{}", exceeded.join("\n"));
    }
    Ok(lines.join("\n"))
}

impl Budget {
    /// Compares the `sizes` of its files, in bytes after brotli, with the limit.
    fn judge(&self, sizes: &[usize]) -> std::result::Result<String, String> {
        let total: usize = sizes.iter().sum();
        let mut line = format!(
            "{} loads {} (brotli); budget {}, goal {}",
            self.page,
            kilobytes(total),
            kilobytes(self.limit),
            kilobytes(self.goal)
        );
        if total <= self.limit {
            return Ok(line);
        }
        line += &format!(": {} bytes too many", total - self.limit);
        for (&(name, before), &now) in self.files.iter().zip(sizes) {
            let change = now.cast_signed() - before.cast_signed();
            line += &format!(
                "\n    {name:10}  {:>9}  {change:+} bytes since the budget was set",
                kilobytes(now)
            );
        }
        line += "\n  help: make what grew smaller, or change BUDGETS in xtask/src/sizes/budgets.rs";
        Err(line)
    }
}

/// Bytes after brotli of the only file in `assets` that was published as `name`.
fn size(assets: &Path, name: &str) -> Result<usize> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut files = Vec::new();
    for entry in
        fs::read_dir(assets).with_context(|| format!("cannot read {}", assets.display()))?
    {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let hash = file
            .strip_prefix(stem)
            .and_then(|rest| rest.strip_prefix('-'))
            .and_then(|rest| rest.strip_suffix(extension))
            .and_then(|rest| rest.strip_suffix('.'));
        if hash.is_some_and(|hash| hash.chars().all(|c| c.is_ascii_hexdigit())) {
            files.push(path);
        }
    }
    let [file] = &files[..] else {
        bail!(
            "{} has {} files {stem}-HASH.{extension}, not one",
            assets.display(),
            files.len()
        );
    };
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    ensure!(!bytes.is_empty(), "{} is empty", file.display());
    brotli(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUDGET: Budget = Budget {
        page: "a page",
        limit: 150_000,
        goal: 110_000,
        files: &[("app.wasm", 140_000), ("app.js", 5_000)],
    };

    #[test]
    fn a_page_within_its_budget_passes() {
        assert_eq!(
            BUDGET.judge(&[146_000, 4_000]).unwrap(),
            "a page loads 150.0 KB (brotli); budget 150.0 KB, goal 110.0 KB"
        );
    }

    #[test]
    fn a_page_over_its_budget_names_what_grew() {
        let report = BUDGET.judge(&[146_001, 4_000]).unwrap_err();
        let lines: Vec<&str> = report.lines().map(str::trim).collect();
        assert!(lines[0].ends_with(": 1 bytes too many"), "{report}");
        assert_eq!(
            lines[1],
            "app.wasm     146.0 KB  +6001 bytes since the budget was set"
        );
        assert_eq!(
            lines[2],
            "app.js         4.0 KB  -1000 bytes since the budget was set"
        );
    }

    #[test]
    fn limits_allow_little_more_than_was_measured() {
        for budget in &BUDGETS {
            let measured: usize = budget.files.iter().map(|(_, bytes)| bytes).sum();
            let slack = budget.limit.checked_sub(measured);
            assert!(
                slack.is_some_and(|slack| slack * 50 < budget.limit),
                "{}: the limit is {} and {measured} were measured",
                budget.page,
                budget.limit
            );
        }
    }

    #[test]
    fn files_are_found_by_name_and_hash() {
        let site = std::env::temp_dir().join(format!("kb-budgets-{}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        for name in [
            "app-01ab.js",
            "app-extra.js",
            "app-01ab.wasm",
            "approx-01.js",
        ] {
            fs::write(site.join(name), name).unwrap();
        }
        let found = size(&site, "app.js");
        fs::write(site.join("app-02cd.js"), "another build").unwrap();
        let two = size(&site, "app.js");
        let none = size(&site, "tools.js");
        fs::remove_dir_all(&site).unwrap();
        assert_eq!(found.unwrap(), brotli(b"app-01ab.js").unwrap());
        assert!(two.unwrap_err().to_string().contains("has 2 files"));
        assert!(none.unwrap_err().to_string().contains("has 0 files"));
    }
}
