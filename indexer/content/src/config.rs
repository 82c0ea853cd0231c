//! The configuration of a knowledge base, `kb.toml`.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;

/// The configuration, with defaults for the keys that `kb.toml` does not set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Name of the knowledge base.
    pub title: String,
    /// One sentence about the knowledge base.
    pub description: String,
    /// Absolute URL at which the site will be published.
    pub base_url: Option<String>,
    /// Language of the content (BCP 47).
    pub language: String,
    /// IANA time zone of times without a zone.
    pub time_zone: String,
    /// URL at which a source file can be edited; `{path}` is replaced by its path
    /// below the content root.
    pub edit_url: Option<String>,
    /// URL at which a problem with a page can be reported; `{title}`, `{path}`,
    /// `{url}` and `{section}` are replaced. If the URL has no placeholder, title
    /// and text are added as a query.
    pub issue_url: Option<String>,
    /// URL at which a new file can be created; `{path}` is replaced by its path
    /// below the content root, `{text}` by its initial text.
    pub new_url: Option<String>,
    /// URL of a channel of the chat; `{channel}` is replaced by its name without `#`.
    pub chat_url: Option<String>,
    /// Audiences whose documents are built; empty for all. A document without
    /// `audience` is for everyone.
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
            new_url: None,
            chat_url: None,
            audiences: Vec::new(),
            symptoms: Vec::new(),
            start: Vec::new(),
        }
    }
}

/// The reason why a configuration cannot be used.
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
    /// A value is invalid.
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

    /// Sets the URL at which the site will be published.
    ///
    /// # Errors
    /// When it is not an absolute `http` or `https` URL.
    pub fn set_base_url(&mut self, base: &str) -> Result<(), ConfigError> {
        self.base_url = Some(normal_base(base, Path::new("--base-url"))?);
        Ok(())
    }

    fn validate(mut self, path: &Path) -> Result<Self, ConfigError> {
        if let Some(base) = self.base_url {
            self.base_url = Some(normal_base(&base, path)?);
        }
        let templates: [(&'static str, &Option<String>, &[&str]); 4] = [
            ("edit_url", &self.edit_url, &["path"]),
            (
                "issue_url",
                &self.issue_url,
                &["title", "path", "url", "section"],
            ),
            ("new_url", &self.new_url, &["path", "text"]),
            ("chat_url", &self.chat_url, &["channel"]),
        ];
        for (key, template, known) in templates {
            if let Some(problem) = template
                .as_deref()
                .and_then(|template| template_problem(template, known))
            {
                return Err(ConfigError::Value {
                    path: path.to_owned(),
                    key,
                    problem,
                });
            }
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

/// Returns what is wrong with a URL template, whose placeholders must be among `known`.
fn template_problem(template: &str, known: &[&str]) -> Option<String> {
    let schemes = [
        "https://", "http://", "mailto:", "slack://", "msteams:", "xmpp:", "matrix:", "irc:",
    ];
    if !schemes.iter().any(|scheme| template.starts_with(scheme)) {
        return Some(format!(
            "`{template}` is no address that a page can link to: begin it with https://"
        ));
    }
    let unknown = template.split('{').skip(1).find_map(|rest| {
        let name = rest.split('}').next().unwrap_or_default();
        (!known.contains(&name)).then_some(name)
    })?;
    let known: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
    Some(format!(
        "`{{{unknown}}}` stands for nothing here: use {}",
        known.join(", ")
    ))
}

/// Returns an absolute URL that ends in `/`.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_with_places_are_checked() {
        let read = |text: &str| {
            let config: Config = toml::from_str(text).expect("TOML");
            config
                .validate(Path::new("kb.toml"))
                .map_err(|error| error.to_string())
        };
        for good in [
            "edit_url = \"https://x.test/edit/{path}\"",
            "issue_url = \"mailto:kb@x.test\"",
            "new_url = \"https://x.test/new?f={path}&v={text}\"",
            "chat_url = \"slack://channel?id={channel}\"",
        ] {
            assert!(read(good).is_ok(), "{good}");
        }
        for (bad, told) in [
            ("edit_url = \"https://x.test/{file}\"", "use {path}"),
            (
                "issue_url = \"javascript:alert(1)\"",
                "begin it with https://",
            ),
            ("chat_url = \"https://x.test/{\"", "stands for nothing here"),
        ] {
            let error = read(bad).expect_err(bad);
            assert!(error.contains("kb.toml") && error.contains(told), "{error}");
        }
    }
}
