//! Runs the scripts of the benchmark in Node.js.

use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::context::BenchContext;
use super::run;
use crate::paths;

/// The path of a script of the benchmark.
pub(super) fn script(name: &str) -> PathBuf {
    paths::root().join("xtask/bench").join(name)
}

impl BenchContext {
    /// Runs a script and returns its standard output; its standard error is shown.
    pub(super) fn node<A: AsRef<OsStr>>(
        &self,
        name: &str,
        arguments: &[A],
        input: Option<&Path>,
    ) -> Result<String> {
        let mut command = Command::new(&self.browser.node);
        command
            .arg("--max-old-space-size=8192")
            .arg(script(name))
            .args(arguments)
            .env("KB_CHROMIUM", &self.browser.chromium)
            .stdin(Stdio::null())
            .stderr(Stdio::inherit());
        if let Some(path) = input {
            command.stdin(File::open(path)?);
        }
        let out = run::output(&mut command)?;
        ensure!(out.status.success(), "{name} ended with {}", out.status);
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    }

    /// Runs a script that takes and prints JSON.
    pub(super) fn json(&self, name: &str, config: &Value) -> Result<Value> {
        let printed = self.node(name, &[config.to_string()], None)?;
        serde_json::from_str(&printed).with_context(|| format!("what {name} printed"))
    }
}
