//! A compiler that builds for wasm32-unknown-unknown.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::{apt, stamp, stamped, wasm_debian};
use crate::job::Job;
use crate::paths;
use crate::step_error::StepError;

/// The target of everything that runs in the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How long rustup may take where there is another way: its servers answer at
/// once or not at all.
const PATIENCE: Duration = Duration::from_secs(20);

/// A compiler that can build for wasm.
pub(crate) struct Toolchain {
    /// A folder with `cargo` and `rustc` to put first on PATH; none for the
    /// compiler that builds everything else.
    pub(super) bin: Option<PathBuf>,
    /// What `rustc -vV` says.
    pub(super) version: String,
}

impl Toolchain {
    /// A job that finds this compiler's `cargo` and `rustc`, after `tools`.
    pub(crate) fn apply(&self, job: Job, tools: &[PathBuf]) -> Result<Job> {
        let first: Vec<PathBuf> = self.bin.iter().chain(tools).cloned().collect();
        let job = job.env("PATH", paths::path_with(&first)?);
        if self.bin.is_none() {
            return Ok(job);
        }
        // What rustup's cargo set for us concerns another compiler.
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

    /// Its `cargo`.
    pub(crate) fn cargo(&self) -> PathBuf {
        self.bin
            .as_ref()
            .map_or_else(|| PathBuf::from("cargo"), |bin| bin.join("cargo"))
    }

    /// Whether clippy comes with it.
    pub(crate) fn has_clippy(&self) -> bool {
        self.bin.is_none() && paths::on_path("cargo-clippy").is_some()
    }

    /// What it is, in a line.
    pub(super) fn told(&self) -> String {
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

    /// Compiles a small library, once for each compiler.
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

/// A compiler for wasm: the one at hand, one set up before, or a new one.
pub(super) fn ready() -> Result<Toolchain> {
    let way = env::var("KB_WASM").unwrap_or_default();
    let toolchain = match way.as_str() {
        "" => any()?,
        "rustup" => native(true)?,
        "debian" => wasm_debian::ready()?,
        other => bail!("KB_WASM={other} is neither `rustup` nor `debian`"),
    };
    toolchain.verify()?;
    Ok(toolchain)
}

fn any() -> Result<Toolchain> {
    if let Some(native) = native_here() {
        return Ok(native);
    }
    if let Some(debian) = wasm_debian::here() {
        return Ok(debian);
    }
    let other_way = apt::available();
    match native(!other_way) {
        Err(_) if other_way => {
            eprintln!("  going on with Debian's packages instead");
            wasm_debian::ready()
        }
        outcome => outcome,
    }
}

/// The compiler that builds everything else, with the target from rustup.
fn native(patiently: bool) -> Result<Toolchain> {
    if let Some(here) = native_here() {
        return Ok(here);
    }
    let what = format!("rustup target add {TARGET}");
    if paths::on_path("rustup").is_none() {
        let why =
            format!("the compiler has no library for {TARGET}, and there is no rustup to add it");
        return Err(StepError {
            what,
            why,
            by_hand: String::new(),
        }
        .into());
    }
    let limit = if patiently {
        Duration::from_secs(600)
    } else {
        PATIENCE
    };
    Job::new("rustup")
        .args(["target", "add", TARGET])
        .limit(limit)
        .logged(&what, "rustup-target")?;
    native_here().with_context(|| format!("rustup added {TARGET}, yet its library is not there"))
}

fn native_here() -> Option<Toolchain> {
    let version = version_of(Path::new("rustc")).ok()?;
    let libs = Job::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .ok()?;
    has_std(Path::new(libs.trim())).then_some(Toolchain { bin: None, version })
}

/// What `rustc -vV` says.
pub(super) fn version_of(rustc: &Path) -> Result<String> {
    Job::new(rustc).args(["-vV"]).output()
}

/// Whether `dir` holds the standard library.
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
