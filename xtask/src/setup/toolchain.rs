//! A compiler for WebAssembly, from rustup or from Debian.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{stamp, stamped};
use crate::job::Job;
use crate::paths;

/// The target of all code that runs in the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// A compiler that can build for wasm.
pub(crate) struct Toolchain {
    /// A folder with `cargo` and `rustc` that must be first on `PATH`; `None` for the compiler
    /// that builds everything else.
    pub(super) bin: Option<PathBuf>,
    /// The output of `rustc -vV`.
    pub(super) version: String,
}

impl Toolchain {
    /// Sets `PATH` of a job to this compiler's `cargo` and `rustc`, then `tools`.
    pub(crate) fn apply(&self, job: Job, tools: &[PathBuf]) -> Result<Job> {
        let first: Vec<PathBuf> = self.bin.iter().chain(tools).cloned().collect();
        let job = job.env("PATH", paths::path_with(&first)?);
        if self.bin.is_none() {
            return Ok(job);
        }
        // rustup's cargo sets these variables for another compiler.
        Ok([
            "RUSTUP_TOOLCHAIN",
            "CARGO",
            "RUSTC",
            "RUSTDOC",
            "LD_LIBRARY_PATH",
        ]
        .iter()
        .fold(job, |job, name| job.env_remove(name)))
    }

    /// The path of its `cargo`.
    pub(crate) fn cargo(&self) -> PathBuf {
        self.bin
            .as_ref()
            .map_or_else(|| PathBuf::from("cargo"), |bin| bin.join("cargo"))
    }

    /// Whether clippy is available for this compiler.
    pub(crate) fn has_clippy(&self) -> bool {
        self.bin.is_none() && paths::on_path("cargo-clippy").is_some()
    }

    /// The release and the origin in one line.
    pub(super) fn description(&self) -> String {
        let release = self.version.lines().next().unwrap_or_default();
        match &self.bin {
            None => format!("{release}, the target from rustup"),
            Some(bin) => format!("{release}, Debian's, with {}", bin.display()),
        }
    }

    fn rustc(&self) -> PathBuf {
        self.bin
            .as_ref()
            .map_or_else(|| PathBuf::from("rustc"), |bin| bin.join("rustc"))
    }

    /// Compiles a small library, once per compiler.
    pub(super) fn verify(&self) -> Result<()> {
        let dir = paths::cache()?.join("wasm");
        fs::create_dir_all(&dir)?;
        let (done, name) = match self.bin {
            None => (dir.join("rustup.stamp"), "rustup"),
            Some(_) => (dir.join("debian.stamp"), "debian"),
        };
        if stamped(&done, &self.version) {
            return Ok(());
        }
        let source = dir.join("verify.rs");
        fs::write(
            &source,
            "#[unsafe(no_mangle)]\npub extern \"C\" fn f(n: i32) -> usize { vec![n; 3].len() }\n",
        )?;
        let job = Job::new(self.rustc())
            .args([
                "--edition=2024",
                "--crate-type=cdylib",
                "--target",
                TARGET,
                "-O",
                "-o",
                "verify.wasm",
            ])
            .args([&source])
            .dir(&dir);
        self.apply(job, &[])?.logged(
            "compiling a small library for wasm",
            &format!("wasm-verify-{name}"),
        )?;
        stamp(&done, &self.version)
    }
}

/// The output of `rustc -vV`.
pub(super) fn version_of(rustc: &Path) -> Result<String> {
    Job::new(rustc).args(["-vV"]).output()
}

/// Whether `dir` contains the standard library.
pub(super) fn has_std(dir: &Path) -> bool {
    let Ok(files) = fs::read_dir(dir) else {
        return false;
    };
    files.flatten().any(|file| {
        let name = file.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}
