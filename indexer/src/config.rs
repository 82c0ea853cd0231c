//! `kb.toml`: what a knowledge base says about itself.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;

/// The configuration, with defaults for whatever `kb.toml` leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Name of the knowledge base.
    pub title: String,
    /// What it is, in a sentence.
    pub description: String,
    /// Absolute address at which the site will be published.
    pub base_url: Option<String>,
    /// Language of the content (BCP 47).
    pub language: String,
    /// IANA time zone of times that name none.
    pub time_zone: String,
    /// Address where a source can be edited; `{path}` stands for its path below the content root.
    pub edit_url: Option<String>,
    /// Address where a problem with a page can be reported.
    pub issue_url: Option<String>,
    /// Audiences whose documents are built; empty for all. A document without `audience` is for everyone.
    pub audiences: Vec<String>,
    /// Search terms offered on the home page.
    pub symptoms: Vec<String>,
    /// Paths (below the content root) of the documents that a newcomer should read first.
    pub start: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "incident-kb".to_owned(),
            description: "Runbooks, postmortems and debugging guides".to_owned(),
            base_url: None,
            language: "en".to_owned(),
            time_zone: "UTC".to_owned(),
            edit_url: None,
            issue_url: None,
            audiences: Vec::new(),
            symptoms: Vec::new(),
            start: Vec::new(),
        }
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file exists but cannot be read.
    #[error("{path}: cannot be read: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The file is not valid.
    #[error("{path}: {source}")]
    Parse {
        /// The file.
        path: PathBuf,
        /// The cause, with its line and column.
        source: Box<toml::de::Error>,
    },
    /// A value has the wrong form.
    #[error("{path}: {key}: {problem}")]
    Value {
        /// The file.
        path: PathBuf,
        /// The key.
        key: &'static str,
        /// What is wrong and what to do.
        problem: String,
    },
}

impl Config {
    /// Reads `path`; a file that does not exist gives the defaults.
    ///
    /// # Errors
    /// When the file cannot be read, is not valid TOML, or has a wrong value.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(source) => {
                return Err(ConfigError::Read {
                    path: path.to_owned(),
                    source,
                });
            }
        };
        let config: Self = toml::from_str(&text).map_err(|source| ConfigError::Parse {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        config.validate(path)
    }

    /// Takes the address at which the site will be published.
    ///
    /// # Errors
    /// When it is not an absolute http or https address.
    pub fn set_base_url(&mut self, base: &str) -> Result<(), ConfigError> {
        self.base_url = Some(normal_base(base, Path::new("--base-url"))?);
        Ok(())
    }

    fn validate(mut self, path: &Path) -> Result<Self, ConfigError> {
        if let Some(base) = self.base_url {
            self.base_url = Some(normal_base(&base, path)?);
        }
        if jiff::tz::TimeZone::get(&self.time_zone).is_err() {
            return Err(ConfigError::Value {
                path: path.to_owned(),
                key: "time_zone",
                problem: format!(
                    "`{}` is not an IANA time zone such as Europe/Berlin",
                    self.time_zone
                ),
            });
        }
        Ok(self)
    }
}

/// An absolute address, ending in `/`.
fn normal_base(base: &str, path: &Path) -> Result<String, ConfigError> {
    let host = base
        .strip_prefix("https://")
        .or_else(|| base.strip_prefix("http://"));
    if host.is_none_or(|host| {
        host.is_empty() || host.starts_with('/') || host.contains(['?', '#', ' ', '"', '<'])
    }) {
        return Err(ConfigError::Value {
            path: path.to_owned(),
            key: "base_url",
            problem: format!(
                "`{base}` is not an absolute address: give one such as https://kb.example.com/"
            ),
        });
    }
    Ok(if base.ends_with('/') {
        base.to_owned()
    } else {
        format!("{base}/")
    })
}
