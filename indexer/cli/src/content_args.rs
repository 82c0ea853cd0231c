//! The arguments that select content and configuration.

use std::path::PathBuf;

use clap::Args;
use content::config::Config;

/// Where the content is and what it says about itself.
#[derive(Debug, Args)]
pub(crate) struct ContentArgs {
    /// Folder with the Markdown
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub(crate) content: PathBuf,
    /// Configuration; by default kb.toml beside the content folder, if there is one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Build only what this audience may read, and what is for everyone
    #[arg(long, value_name = "NAME")]
    audience: Option<String>,
}

impl ContentArgs {
    /// Reads the configuration and applies what the command line overrides.
    pub(crate) fn config(&self) -> anyhow::Result<Config> {
        let mut config = match &self.config {
            Some(path) => {
                anyhow::ensure!(
                    path.is_file(),
                    "{}: there is no such file (--config)",
                    path.display()
                );
                Config::load(path)?
            }
            None => Config::load(&self.config_path()?)?,
        };
        if let Some(audience) = &self.audience {
            config.audiences = vec![audience.clone()];
        }
        Ok(config)
    }

    /// Returns the path of the configuration, which may not exist.
    pub(crate) fn config_path(&self) -> anyhow::Result<PathBuf> {
        if let Some(path) = &self.config {
            return Ok(std::path::absolute(path)?);
        }
        let root = std::path::absolute(&self.content)?;
        Ok(root.parent().unwrap_or(&root).join("kb.toml"))
    }
}
