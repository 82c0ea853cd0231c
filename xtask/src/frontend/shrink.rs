//! Makes what Trunk bundled small.
//!
//! A program for the browser carries much that only a person who debugs it would
//! see: what panics say and where they happened (nobody reads it, as nothing
//! prints it; a panic ends the program in either case), and parts of libraries
//! that are exported and never called. The linker cannot know, so we leave them
//! out here, before wasm-opt drops what only led to them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::glue;
use super::module::Module;
use crate::job::Job;

/// What rustc lets WebAssembly do, which wasm-opt has to be told.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-mutable-globals",
];

/// Functions that never return, without the hashes of their crates.
const PANICS: [&str; 16] = [
    "core::panicking::",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::slice::index::slice_index_fail",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::str::slice_error_fail",
    "core::cell::panic_",
    "core::cell::lazy::panic_poisoned",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "alloc::alloc::handle_alloc_error",
    "std::panicking::panic_with_hook",
    "std::panicking::panic_handler",
    "std::thread::local::panic_access_error",
    "std::sync::lazy_lock::panic_poisoned",
];

/// Classes that wasm-streams exports, a library of Leptos' server functions.
const UNUSED: &str = "IntoUnderlying";

/// Shrinks the modules, their JavaScript and ours in `dir`.
pub(super) fn shrink(dir: &Path, wasm_opt: &Path) -> Result<()> {
    let mut modules = 0;
    for entry in fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))? {
        let path = entry?.path();
        match path.extension().and_then(|end| end.to_str()) {
            Some("wasm") => {
                bundle(&path, wasm_opt).with_context(|| format!("shrinking {}", path.display()))?;
                modules += 1;
            }
            Some("js") if !glue_to(&path).exists() => {
                let text = fs::read_to_string(&path)?;
                fs::write(&path, glue::bare(&text))?;
            }
            _ => {}
        }
    }
    if modules == 0 {
        bail!("no WebAssembly in {}", dir.display());
    }
    Ok(())
}

/// The module that a script of wasm-bindgen's belongs to, if it is one.
fn glue_to(script: &Path) -> PathBuf {
    let stem = script.file_stem().unwrap_or_default().to_string_lossy();
    script.with_file_name(format!("{stem}_bg.wasm"))
}

/// Shrinks a module and the script beside it.
fn bundle(wasm: &Path, wasm_opt: &Path) -> Result<()> {
    let bytes = fs::read(wasm)?;
    let mut module = Module::read(&bytes)?;
    module.trap(never_returns)?;
    module.hide(|name| name.contains(&UNUSED.to_lowercase()))?;
    module.blank_places()?;
    fs::write(wasm, module.write())?;
    Job::new(wasm_opt)
        // Rust's stack lies at the start of memory and grows down.
        .args(["-Oz", "--low-memory-unused"])
        .args(FEATURES)
        .args([wasm, Path::new("-o"), wasm])
        .limit(Duration::from_secs(600))
        .logged("making the WebAssembly small", "wasm-opt")?;
    let bytes = fs::read(wasm)?;
    let mut module = Module::read(&bytes)?;
    let names = module.rename_imports(short)?;
    fs::write(wasm, module.write())?;
    let name = wasm.file_name().unwrap_or_default().to_string_lossy();
    let script = wasm.with_file_name(name.replace("_bg.wasm", ".js"));
    let text = fs::read_to_string(&script)
        .with_context(|| format!("no script beside it: {}", script.display()))?;
    let text = glue::imports(&text, &names);
    let text = glue::classes(&text, |name| name.starts_with(UNUSED));
    fs::write(&script, glue::bare(&text))?;
    Ok(())
}

/// Whether a function of this name never returns, and only says why.
fn never_returns(name: &str) -> bool {
    // `core[c5930c85a12de822]::option::unwrap_failed`
    let plain: String = name.split(['[', ']']).step_by(2).collect();
    PANICS.iter().any(|panic| plain.starts_with(panic))
}

/// A name for the import with a number: `a`, `b`, … `z`, `a0`, `b0`, …
fn short(number: usize) -> String {
    let letter = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{}", round - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_are_known_by_name() {
        for name in [
            "core[c5930c85a12de822]::panicking::panic_fmt",
            "core::option::unwrap_failed",
            "std[a543996e6e7dbf1e]::panicking::panic_handler::{closure#0}",
        ] {
            assert!(never_returns(name), "{name}");
        }
        for name in [
            "std[a543996e6e7dbf1e]::panicking::panic_count::is_zero_slow_path",
            "core::ptr::drop_in_place<core::panicking::Guard>",
            "search::engine::Engine::search",
        ] {
            assert!(!never_returns(name), "{name}");
        }
    }

    #[test]
    fn short_names_differ() {
        let mut names: Vec<String> = (0..300).map(short).collect();
        assert_eq!((&*names[0], &*names[25], &*names[26]), ("a", "z", "a0"));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 300);
    }
}
