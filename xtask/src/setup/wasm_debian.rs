//! Debian's compiler, for machines on which rustup's servers do not answer.
//!
//! Debian ships rustc and the source of the standard library, but no library for wasm. This
//! module builds the library once, and puts it into a system root in the cache, next to links
//! to Debian's files. Outside the cache, only the installed packages change.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::apt;
use super::toolchain::{TARGET, Toolchain, has_std, version_of};
use crate::job::Job;
use crate::paths;

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];

const WHY: &str = "to compile to WebAssembly";

/// Debian's compiler with a library that was built for it before.
pub(super) fn here() -> Option<Toolchain> {
    if !installed() {
        return None;
    }
    let version = version_of(Path::new(RUSTC)).ok()?;
    let root = sysroot(&version).ok()?;
    let complete = has_std(&libs(&root))
        && root.join("bin/rustc").is_file()
        && root.join("bin/cargo").exists();
    complete.then(|| Toolchain {
        bin: Some(root.join("bin")),
        version,
    })
}

/// Installs Debian's compiler and builds the library, unless both exist.
pub(super) fn ready() -> Result<Toolchain> {
    if let Some(here) = here() {
        return Ok(here);
    }
    if !installed() {
        apt::install(&PACKAGES, WHY)?;
    }
    let version = version_of(Path::new(RUSTC))?;
    if !linker(&version).is_some_and(|linker| Path::new("/usr/bin").join(linker).is_file()) {
        apt::install(&[&lld(&version)?], WHY)?;
    }
    let root = sysroot(&version)?;
    build_library(&root)?;
    lay_out(&root)?;
    here().context("the library for wasm was built, yet it is not there")
}

/// Whether Debian's compiler is installed with the source of the library.
fn installed() -> bool {
    let sources = Path::new("/usr/lib/rustlib/src/rust/library/Cargo.toml");
    [Path::new(RUSTC), Path::new(CARGO), sources]
        .iter()
        .all(|file| file.is_file())
}

/// The path of our system root for the compiler with this `version`.
fn sysroot(version: &str) -> Result<PathBuf> {
    let release = field(version, "release").context("rustc does not tell its release")?;
    let commit = field(version, "commit-hash").unwrap_or_default();
    let commit = commit.get(..9).unwrap_or("unknown");
    Ok(paths::cache()?.join(format!("wasm/debian-lto-{release}-{commit}")))
}

/// The folder of a system root with the libraries for wasm.
fn libs(root: &Path) -> PathBuf {
    root.join("lib/rustlib").join(TARGET).join("lib")
}

/// Builds the standard library for wasm and copies it into `root`.
fn build_library(root: &Path) -> Result<()> {
    let krate = paths::cache()?.join("wasm/std");
    fs::create_dir_all(krate.join("src"))?;
    let manifest = "[package]\nname = \"empty\"\nedition = \"2021\"\n\n[lib]\ncrate-type = [\"cdylib\"]\n\n[workspace]\n";
    fs::write(krate.join("Cargo.toml"), manifest)?;
    fs::write(krate.join("src/lib.rs"), "")?;
    let job = Job::new(CARGO)
        .args([
            "build",
            "--release",
            "--target",
            TARGET,
            "-Zbuild-std=std,panic_abort",
        ])
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", krate.join("target"))
        .dir(&krate)
        .limit(Duration::from_secs(900));
    let job = [
        "RUSTUP_TOOLCHAIN",
        "CARGO",
        "RUSTDOC",
        "LD_LIBRARY_PATH",
        "RUSTFLAGS",
    ]
    .iter()
    .fold(job, |job, name| job.env_remove(name))
    // Link-time optimisation of the frontend reads the bitcode of the library.
    .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    job.logged(
        "building the standard library for wasm (about 1 min on 2 cores)",
        "wasm-std",
    )?;

    let libs = libs(root);
    fs::create_dir_all(&libs)?;
    let built = krate.join("target").join(TARGET).join("release/deps");
    let mut copied = 0;
    for file in fs::read_dir(&built)?.flatten() {
        if file.path().extension().is_some_and(|end| end == "rlib") {
            fs::copy(file.path(), libs.join(file.file_name()))?;
            copied += 1;
        }
    }
    if copied == 0 {
        bail!(
            "building the standard library left nothing in {}",
            built.display()
        );
    }
    fs::remove_dir_all(&krate)?;
    Ok(())
}

/// Adds Debian's files for the host, a `rustc` that uses `root`, and `cargo`.
fn lay_out(root: &Path) -> Result<()> {
    let host = field(&version_of(Path::new(RUSTC))?, "host")
        .context("rustc does not tell its host")?
        .to_owned();
    let link = root.join("lib/rustlib").join(&host);
    if !link.exists() {
        symlink(Path::new("/usr/lib/rustlib").join(&host), &link)?;
    }
    let bin = root.join("bin");
    fs::create_dir_all(&bin)?;
    let script = format!(
        "#!/bin/sh\nexec {RUSTC} --sysroot '{}' \"$@\"\n",
        root.display()
    );
    fs::write(bin.join("rustc"), script)?;
    fs::set_permissions(bin.join("rustc"), fs::Permissions::from_mode(0o755))?;
    if !bin.join("cargo").exists() {
        symlink(CARGO, bin.join("cargo"))?;
    }
    Ok(())
}

/// The name of the package with the linker for wasm that fits the compiler's LLVM.
fn lld(version: &str) -> Result<String> {
    let linker = linker(version).context("rustc does not tell its LLVM")?;
    Ok(linker.replace("wasm-ld", "lld"))
}

/// The name of the linker: `wasm-ld-22`.
fn linker(version: &str) -> Option<String> {
    let llvm = field(version, "LLVM version")?;
    Some(format!("wasm-ld-{}", llvm.split('.').next()?))
}

/// A field of the output of `rustc -vV`.
fn field<'a>(version: &'a str, name: &str) -> Option<&'a str> {
    version
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_linker_goes_with_the_compiler() {
        let version = "rustc 1.96.0\nrelease: 1.96.0\nLLVM version: 22.1.8\n";
        assert_eq!(lld(version).unwrap(), "lld-22");
        assert_eq!(field(version, "release"), Some("1.96.0"));
    }
}
