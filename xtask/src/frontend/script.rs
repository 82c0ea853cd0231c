//! Minifies JavaScript with esbuild: our own scripts and those that wasm-bindgen generates.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::job::Job;
use crate::paths;

/// The prefixes of names that only a module and its script use: imported functions, and
/// exports that wasm-bindgen adds.
const INTERNAL: [&str; 3] = ["__wb", "__externref", "wasm_bindgen__"];

/// The new names of properties by their old names.
pub(super) type NewNames = BTreeMap<String, String>;

/// Whether only a module and its script use this name, so that it can be renamed.
pub(super) fn is_internal(name: &str) -> bool {
    INTERNAL.iter().any(|start| name.starts_with(start))
}

/// Minifies a classic script in place; its global names stay.
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

/// Minifies the script that wasm-bindgen generated for a module, in place.
///
/// Only the export `default` and the exported functions stay. The classes belong to libraries,
/// and nothing uses them. Returns the new names of all properties that the script calls by an
/// [internal](is_internal) name.
///
/// # Errors
/// When the script has no such export, or esbuild cannot run.
pub(super) fn minify_bindings(esbuild: &Path, script: &Path) -> Result<NewNames> {
    let work = paths::target().join("wasm/minify");
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(&work).with_context(|| format!("cannot create {}", work.display()))?;
    let text = fs::read_to_string(script)
        .with_context(|| format!("the module has no script {}", script.display()))?;
    let bindings = work.join("bindings.js");
    fs::write(&bindings, mark_pure(&text)?)?;
    let (entry, new_names) = (work.join("entry.js"), work.join("names.json"));
    // esbuild keeps only what is exported here.
    let exports = exported_functions(&text)?.join(", ");
    fs::write(
        &entry,
        format!("export {{ default, {exports} }} from \"./bindings.js\";\n"),
    )?;
    Job::new(esbuild)
        .args([&entry])
        .args(["--bundle", "--format=esm", "--minify", "--allow-overwrite"])
        // Classes would have to stay for `using` declarations, but no script has any.
        .args(["--define:Symbol.dispose=undefined"])
        .args([format!("--mangle-props=^({})", INTERNAL.join("|"))])
        .args([format!("--mangle-cache={}", new_names.display())])
        .args([format!("--outfile={}", script.display())])
        .args(["--log-level=warning"])
        .output()?;
    let text = fs::read_to_string(&new_names)
        .with_context(|| format!("esbuild wrote no {}", new_names.display()))?;
    serde_json::from_str(&text).context("the names that esbuild wrote are not an object of names")
}

/// The functions that a script exports.
///
/// # Errors
/// When there are none.
fn exported_functions(script: &str) -> Result<Vec<&str>> {
    let names: Vec<&str> = script
        .lines()
        .filter_map(|line| line.strip_prefix("export function ")?.split('(').next())
        .collect();
    ensure!(
        !names.is_empty(),
        "the script has no `export function`\n  help: wasm-bindgen exports functions in another \
         way now: see `exported_functions` in xtask/src/frontend/script.rs"
    );
    Ok(names)
}

/// The start of a registry that frees the memory of a class when its objects are collected.
const REGISTRY: &str = "new FinalizationRegistry(";

/// Marks registries so that esbuild may drop unused ones, and then their classes.
///
/// # Errors
/// When the script contains no registry.
fn mark_pure(script: &str) -> Result<String> {
    ensure!(
        script.contains(REGISTRY),
        "the script has no `{REGISTRY}`\n  help: wasm-bindgen frees objects in another way now: \
         see `mark_pure` in xtask/src/frontend/script.rs"
    );
    Ok(script.replace(REGISTRY, &format!("/* @__PURE__ */ {REGISTRY}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registries_are_marked() {
        let script = "const A = isOld ? {} : new FinalizationRegistry(free);";
        let marked = "const A = isOld ? {} : /* @__PURE__ */ new FinalizationRegistry(free);";
        assert_eq!(mark_pure(script).unwrap(), marked);
        let error = mark_pure("class A { free() {} }").unwrap_err().to_string();
        assert!(error.contains("`mark_pure`"), "{error}");
    }

    #[test]
    fn only_functions_are_exported() {
        let script =
            "export function hydrate() {\n}\nexport class A {\n}\nexport function b(c) {\n}\n";
        assert_eq!(exported_functions(script).unwrap(), ["hydrate", "b"]);
        let error = exported_functions("const a = 1;").unwrap_err().to_string();
        assert!(error.contains("`exported_functions`"), "{error}");
    }

    #[test]
    fn internal_names_are_those_of_wasm_bindgen() {
        for name in [
            "__wbg_body_0da",
            "__wbindgen_free",
            "wasm_bindgen__convert__closures_____invoke__h6f",
        ] {
            assert!(is_internal(name), "{name}");
        }
        for name in ["hydrate", "SearchBox_123", "memory"] {
            assert!(!is_internal(name), "{name}");
        }
    }
}
