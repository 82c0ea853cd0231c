//! The state in which a page's commands are run.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::paths;

/// A scene: what its script's head says. A page without one gets an empty one.
#[derive(Debug, Default)]
pub(super) struct Scene {
    /// The script, if it exists.
    pub(super) file: PathBuf,
    /// Whether the script exists.
    pub(super) exists: bool,
    /// Debian packages that it needs.
    pub(super) packages: Vec<String>,
    /// What reads the page's SQL from standard input.
    pub(super) sql: Option<String>,
    /// Values of the page's variables.
    pub(super) values: Vec<(String, String)>,
}

/// The folder of scenes and of what they share.
pub(super) fn folder() -> PathBuf {
    paths::root().join("xtask/verify")
}

impl Scene {
    /// The scene of the page `slug`.
    pub(super) fn of(slug: &str) -> Result<Self> {
        let file = folder().join("scenes").join(format!("{slug}.sh"));
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
        let mut scene = Self::head(&text).with_context(|| file.display().to_string())?;
        scene.file = file;
        scene.exists = true;
        Ok(scene)
    }

    /// Reads the remarks at the start of a script.
    fn head(text: &str) -> Result<Self> {
        let mut scene = Self::default();
        for (number, line) in text.lines().enumerate() {
            let Some(remark) = line.strip_prefix('#') else {
                break;
            };
            let Some((key, value)) = remark.trim().split_once(':') else {
                continue;
            };
            let value = value.trim();
            match key {
                "packages" => {
                    let names = value.split_whitespace().map(str::to_owned);
                    scene.packages.extend(names);
                }
                "sql" => scene.sql = Some(value.to_owned()),
                "set" => {
                    let Some((name, value)) = value.split_once('=') else {
                        bail!("line {}: write `# set: NAME=VALUE`", number + 1);
                    };
                    scene.values.push((name.to_owned(), value.to_owned()));
                }
                _ => {}
            }
        }
        Ok(scene)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_says_what_a_scene_needs() {
        let scene = Scene::head(
            "# A full disk: small.\n# packages: redis-server jq\n# sql: psql -X\n# set: A=b=c\n\n# set: B=1\n",
        )
        .unwrap();
        assert_eq!(scene.packages, ["redis-server", "jq"]);
        assert_eq!(scene.sql.as_deref(), Some("psql -X"));
        assert_eq!(scene.values, [("A".to_owned(), "b=c".to_owned())]);
        assert!(Scene::head("# set: A").is_err());
    }
}
