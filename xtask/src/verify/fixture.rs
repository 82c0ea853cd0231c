//! The state in which the commands of a page run.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::paths;

/// The fixture of a page, as the comments at the start of its script declare it.
///
/// A page without a script has an empty fixture.
#[derive(Debug, Default)]
pub(super) struct Fixture {
    /// The path of the script, which may not exist.
    pub(super) file: PathBuf,
    /// Whether the script exists.
    pub(super) exists: bool,
    /// Whether no other page may run at the same time: `# alone: REASON`.
    pub(super) alone: bool,
    /// Debian packages that the script needs.
    pub(super) packages: Vec<String>,
    /// The client that reads the page's SQL from standard input.
    pub(super) sql: Option<String>,
    /// Values of the page's variables.
    pub(super) values: Vec<(String, String)>,
}

/// The folder of fixtures and of the files that they share.
pub(super) fn folder() -> PathBuf {
    paths::root().join("xtask/verify")
}

impl Fixture {
    /// Returns the fixture of the page `slug`.
    pub(super) fn of(slug: &str) -> Result<Self> {
        let file = folder().join("fixtures").join(format!("{slug}.sh"));
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self {
                    file,
                    ..Self::default()
                });
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", file.display()));
            }
        };
        let mut fixture = Self::parse(&text).with_context(|| file.display().to_string())?;
        fixture.file = file;
        fixture.exists = true;
        Ok(fixture)
    }

    /// Returns the fixtures of all pages.
    pub(super) fn all() -> Result<Vec<Self>> {
        let dir = folder().join("fixtures");
        let entries =
            fs::read_dir(&dir).with_context(|| format!("cannot list {}", dir.display()))?;
        let mut slugs = Vec::new();
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|end| end == "sh") {
                let stem = path.file_stem().unwrap_or_default();
                slugs.push(stem.to_string_lossy().into_owned());
            }
        }
        slugs.sort();
        slugs.iter().map(|slug| Self::of(slug)).collect()
    }

    /// Reads the comments at the start of a script.
    fn parse(text: &str) -> Result<Self> {
        let mut fixture = Self::default();
        for (number, line) in text.lines().enumerate() {
            let Some(comment) = line.strip_prefix('#') else {
                break;
            };
            let Some((key, value)) = comment.trim().split_once(':') else {
                continue;
            };
            let value = value.trim();
            match key {
                "packages" => {
                    let names = value.split_whitespace().map(str::to_owned);
                    fixture.packages.extend(names);
                }
                "alone" => fixture.alone = true,
                "sql" => fixture.sql = Some(value.to_owned()),
                "set" => {
                    let Some((name, value)) = value.split_once('=') else {
                        bail!("line {}: write `# set: NAME=VALUE`", number + 1);
                    };
                    fixture.values.push((name.to_owned(), value.to_owned()));
                }
                _ => {}
            }
        }
        Ok(fixture)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_declares_what_a_fixture_needs() {
        let fixture = Fixture::parse(
            "# A full disk: small.\n# packages: redis-server jq\n# sql: psql -X\n# set: A=b=c\n\n# set: B=1\n",
        )
        .unwrap();
        assert_eq!(fixture.packages, ["redis-server", "jq"]);
        assert_eq!(fixture.sql.as_deref(), Some("psql -X"));
        assert_eq!(fixture.values, [("A".to_owned(), "b=c".to_owned())]);
        assert!(!fixture.alone);
        assert!(
            Fixture::parse("# alone: it fills all processors")
                .unwrap()
                .alone
        );
        assert!(Fixture::parse("# set: A").is_err());
    }
}
