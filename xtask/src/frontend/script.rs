//! Minifies JavaScript with esbuild: our own, and what wasm-bindgen generates.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::job::Job;
use crate::paths;

/// How names begin that only a module and its script use: those of imported
/// functions, and of exports that wasm-bindgen adds.
const INTERNAL: [&str; 3] = ["__wb", "__externref", "wasm_bindgen__"];

/// New names of properties, by their old ones.
pub(super) type NewNames = BTreeMap<String, String>;

/// Whether only a module and its script use this name, so that it can be renamed.
pub(super) fn is_internal(name: &str) -> bool {
    INTERNAL.iter().any(|start| name.starts_with(start))
}

/// Minifies a classic script in place. Its global names stay.
///
/// # Errors
/// When the script has errors, or esbuild cannot run.
pub(super) fn minify(esbuild: &Path, script: &Path) -> Result<()> {
    Job::new(esbuild)
        .args([script])
        .args(["--minify", "--allow-overwrite", "--log-level=warning"])
        .args([format!("--outfile={}", script.display())])
        .output()
        .map(drop)
}

/// Minifies the script that wasm-bindgen generated for a module, in place. Of
/// its exports only `default` and `exports` stay. Returns the new names of all
/// properties that the script calls by an [internal](is_internal) name.
///
/// # Errors
/// When the script has no such export, or esbuild cannot run.
pub(super) fn minify_bindings(esbuild: &Path, script: &Path, exports: &[&str]) -> Result<NewNames> {
    let work = paths::target().join("wasm/minify");
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(&work).with_context(|| format!("cannot create {}", work.display()))?;
    let (entry, new_names) = (work.join("entry.js"), work.join("names.json"));
    // What is exported here is all that esbuild has to keep.
    let from = serde_json::to_string(&script.display().to_string())?;
    let exports = exports.join(", ");
    fs::write(
        &entry,
        format!("export {{ default, {exports} }} from {from};\n"),
    )?;
    Job::new(esbuild)
        .args([&entry])
        .args(["--bundle", "--format=esm", "--minify", "--allow-overwrite"])
        // Classes that nothing exports have no effects, though they do at first
        // sight: they register for `using` declarations, which no script of ours
        // has, and for the clean-up of objects that nothing can create.
        .args([
            "--define:Symbol.dispose=undefined",
            "--pure:FinalizationRegistry",
        ])
        .args([format!("--mangle-props=^({})", INTERNAL.join("|"))])
        .args([format!("--mangle-cache={}", new_names.display())])
        .args([format!("--outfile={}", script.display())])
        .args(["--log-level=warning"])
        .output()?;
    let text = fs::read_to_string(&new_names)
        .with_context(|| format!("esbuild wrote no {}", new_names.display()))?;
    serde_json::from_str(&text).context("the names that esbuild wrote are not an object of names")
}
