//! Makes the bundle that Trunk built smaller.
//!
//! A program for the browser contains code that only matters when debugging: the messages of
//! panics, which nothing prints (a panic ends the program anyway), and classes of libraries
//! that are exported and never used. The linker cannot know this, so this module removes
//! them, and wasm-opt then drops the code that only they reach. Each step fails if it finds
//! nothing to do: the output of a tool has then changed, and the bundle would grow unnoticed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::script::{self, NewNames};
use super::wasm::{self, Names};
use crate::job::Job;

/// The WebAssembly features that rustc enables by default, as options of wasm-opt.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-mutable-globals",
];

/// The prefixes of the names of functions that only panic, without the hashes of their
/// crates. Each must occur in one of the bundles.
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

/// A part of the exported names of classes that nothing creates. They belong to
/// wasm-streams, which the server functions of Leptos use.
const UNUSED_CLASSES: &str = "intounderlying";

/// The tools that shrink a bundle.
pub(super) struct Tools<'a> {
    /// Binaryen's optimizer.
    pub(super) wasm_opt: &'a Path,
    /// The minifier of JavaScript.
    pub(super) esbuild: &'a Path,
}

/// Shrinks the modules and all JavaScript in `dir`, in place.
///
/// # Errors
/// When a step finds nothing to do, a name is in the module or in its script but
/// not in both, or a tool fails.
pub(super) fn shrink(dir: &Path, tools: &Tools<'_>) -> Result<()> {
    let mut modules = Vec::new();
    let mut scripts = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))? {
        let path = entry?.path();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("wasm") => modules.push(path),
            Some("js") if !module_of(&path).exists() => scripts.push(path),
            _ => {}
        }
    }
    ensure!(!modules.is_empty(), "no WebAssembly in {}", dir.display());
    let mut found = BTreeSet::new();
    for module in &modules {
        let panics = shrink_module(module, tools)
            .with_context(|| format!("cannot shrink {}", module.display()))?;
        found.extend(panics);
    }
    all_found(&found)?;
    for script in &scripts {
        script::minify(tools.esbuild, script)
            .with_context(|| format!("cannot minify {}", script.display()))?;
    }
    Ok(())
}

/// The path of the module that belongs to a script that wasm-bindgen generated.
fn module_of(script: &Path) -> PathBuf {
    let stem = script.file_stem().unwrap_or_default().to_string_lossy();
    script.with_file_name(format!("{stem}_bg.wasm"))
}

/// The path of the script that wasm-bindgen generated for a module.
fn script_of(module: &Path) -> PathBuf {
    let name = module.file_name().unwrap_or_default().to_string_lossy();
    module.with_file_name(name.replace("_bg.wasm", ".js"))
}

/// Shrinks a module and its script; returns the [`PANICS`] that the module contained.
fn shrink_module(path: &Path, tools: &Tools<'_>) -> Result<BTreeSet<&'static str>> {
    let bytes = fs::read(path)?;
    let names = Names::read(&bytes)?;
    let mut plan = Plan::of(&names)?;
    let script = script_of(path);
    let text = fs::read_to_string(&script)
        .with_context(|| format!("the module has no script {}", script.display()))?;
    plan.unused.extend(uncalled(&names, &text));
    let unused = plan.unused.iter().map(String::as_str).collect();
    fs::write(path, wasm::stub(&bytes, &plan.stubs, &unused)?)?;
    Job::new(tools.wasm_opt)
        // Rust's stack is at the start of memory and grows down, so low addresses are unused.
        .args(["-Oz", "--low-memory-unused"])
        .args(FEATURES)
        .args([path, Path::new("-o"), path])
        .limit(Duration::from_secs(600))
        .logged("making the WebAssembly small", "wasm-opt")?;
    let bytes = fs::read(path)?;
    let names = Names::read(&bytes)?;
    let new_names = script::minify_bindings(tools.esbuild, &script)?;
    fs::write(path, wasm::rename(&bytes, &renames(&names, &new_names)?)?)?;
    Ok(plan.panics)
}

/// The internal exports that a module's script never calls, such as the allocator for
/// strings if no function returns one.
fn uncalled(names: &Names, script: &str) -> Vec<String> {
    let exports = names.exports.iter();
    let uncalled = exports.filter(|name| script::is_internal(name) && !script.contains(*name));
    uncalled.cloned().collect()
}

/// The functions and exports to remove from a module before wasm-opt runs.
#[derive(Debug, Default)]
struct Plan {
    /// Indices of functions that only panic.
    stubs: BTreeSet<u32>,
    /// The [`PANICS`] that these functions belong to.
    panics: BTreeSet<&'static str>,
    /// Exports of unused classes.
    unused: BTreeSet<String>,
}

impl Plan {
    /// Finds what to remove.
    ///
    /// # Errors
    /// When there is nothing to remove.
    fn of(names: &Names) -> Result<Self> {
        let mut plan = Self::default();
        for (&index, name) in &names.functions {
            if let Some(panic) = panic_of(name) {
                plan.stubs.insert(index);
                plan.panics.insert(panic);
            }
        }
        ensure!(
            !plan.stubs.is_empty(),
            "none of its {} named functions is a panic of the standard library\n  help: \
             if there are no names, the module was stripped; if there are, rustc writes them \
             in another way than `panic_of` in xtask/src/frontend/shrink.rs reads them",
            names.functions.len()
        );
        let unused = names.exports.iter();
        plan.unused
            .extend(unused.filter(|name| name.contains(UNUSED_CLASSES)).cloned());
        ensure!(
            !plan.unused.is_empty(),
            "no export has `{UNUSED_CLASSES}` in its name\n  help: if Leptos no longer \
             exports these classes, delete UNUSED_CLASSES in xtask/src/frontend/shrink.rs; \
             otherwise give it their new name"
        );
        Ok(plan)
    }
}

/// The one of [`PANICS`] that a function belongs to.
fn panic_of(name: &str) -> Option<&'static str> {
    // `core[c5930c85a12de822]::option::unwrap_failed`
    let plain: String = name.split(['[', ']']).step_by(2).collect();
    PANICS.into_iter().find(|panic| plain.starts_with(panic))
}

/// Checks that all [`PANICS`] were found.
///
/// # Errors
/// When one of [`PANICS`] was in no module.
fn all_found(found: &BTreeSet<&str>) -> Result<()> {
    let missing: Vec<&str> = PANICS
        .into_iter()
        .filter(|panic| !found.contains(panic))
        .collect();
    ensure!(
        missing.is_empty(),
        "no module has functions with these names: {}\n  help: rustc or the standard library \
         changed, or nothing calls them any more: correct PANICS in \
         xtask/src/frontend/shrink.rs",
        missing.join(", ")
    );
    Ok(())
}

/// The new names of a module's imports and internal exports, from `new_names` of its script.
///
/// # Errors
/// When there are none, a name is missing in the script, or two names would be the same.
fn renames(names: &Names, new_names: &NewNames) -> Result<NewNames> {
    let mut renames = NewNames::new();
    for (what, group) in [("import", &names.imports), ("export", &names.exports)] {
        let mut taken = BTreeSet::new();
        for name in group {
            if what == "export" && !script::is_internal(name) {
                continue;
            }
            let new = new_names.get(name).with_context(|| {
                format!(
                    "the module has the {what} `{name}`, its script has no such property\n  \
                     help: wasm-bindgen changed its names, or how it writes them: compare \
                     INTERNAL in xtask/src/frontend/script.rs with the script of a \
                     `trunk build`"
                )
            })?;
            ensure!(
                taken.insert(new) && !names.exports.contains(new),
                "the {what} `{name}` would get the name `{new}` of another one"
            );
            renames.insert(name.clone(), new.clone());
        }
        ensure!(
            !taken.is_empty(),
            "the module has no {what} to rename\n  help: wasm-bindgen changed its names: \
             correct INTERNAL in xtask/src/frontend/script.rs"
        );
    }
    Ok(renames)
}

#[cfg(test)]
mod tests {
    use super::super::wasm::tests::module;
    use super::*;

    const PANIC: &str = "core[c5930c85a12de822]::panicking::panic_fmt";
    const UNUSED: &str = "__wbg_intounderlyingsink_free";

    fn plan(exports: &[&str], inner: &[&str]) -> Result<Plan> {
        Plan::of(&Names::read(&module(&["f"], exports, inner))?)
    }

    fn new_names(names: &[(&str, &str)]) -> NewNames {
        let names = names.iter();
        names
            .map(|&(old, new)| (old.to_owned(), new.to_owned()))
            .collect()
    }

    #[test]
    fn panics_are_recognized_by_name() {
        for (name, panic) in [
            (PANIC, "core::panicking::"),
            ("core::option::unwrap_failed", "core::option::unwrap_failed"),
            (
                "std[a543996e6e7dbf1e]::panicking::panic_handler::{closure#0}",
                "std::panicking::panic_handler",
            ),
        ] {
            assert_eq!(panic_of(name), Some(panic), "{name}");
        }
        for name in [
            "std[a543996e6e7dbf1e]::panicking::panic_count::is_zero_slow_path",
            "core::ptr::drop_in_place<core::panicking::Guard>",
            "search::engine::Engine::search",
        ] {
            assert_eq!(panic_of(name), None, "{name}");
        }
    }

    #[test]
    fn panics_are_stubbed_and_unused_exports_removed() {
        let plan = plan(&["hydrate", UNUSED], &["search::run", PANIC]).unwrap();
        assert_eq!(plan.stubs, [4].into());
        assert_eq!(plan.panics, ["core::panicking::"].into());
        assert_eq!(plan.unused, [UNUSED.to_owned()].into());
    }

    #[test]
    fn internal_exports_without_a_call_are_removed() {
        let bytes = module(
            &["f"],
            &["hydrate", "__wbindgen_free", "__wbindgen_malloc"],
            &[PANIC],
        );
        let names = Names::read(&bytes).unwrap();
        let uncalled = uncalled(&names, "wasm.__wbindgen_malloc(1); wasm.hydrate();");
        assert_eq!(uncalled, ["__wbindgen_free"]);
    }

    #[test]
    fn a_module_without_panics_is_an_error() {
        let error = plan(&[UNUSED], &["core::panics::panic_fmt"]).unwrap_err();
        let error = error.to_string();
        assert!(
            error.starts_with("none of its 3 named functions"),
            "{error}"
        );
        assert!(error.contains("`panic_of` in xtask/src/frontend/shrink.rs"));
    }

    #[test]
    fn a_module_without_unused_classes_is_an_error() {
        let error = plan(&["hydrate"], &[PANIC]).unwrap_err().to_string();
        assert!(error.contains("UNUSED_CLASSES"), "{error}");
    }

    #[test]
    fn a_panic_that_no_module_has_is_an_error() {
        assert!(all_found(&PANICS.into()).is_ok());
        let found = PANICS[1..].iter().copied().collect();
        let error = all_found(&found).unwrap_err().to_string();
        assert!(
            error.contains("these names: core::panicking::\n"),
            "{error}"
        );
    }

    #[test]
    fn imports_and_internal_exports_get_the_names_of_the_script() {
        let bytes = module(&["__wbg_body_0da"], &["hydrate", "__wbindgen_free"], &[]);
        let names = Names::read(&bytes).unwrap();
        let both = [("__wbg_body_0da", "a"), ("__wbindgen_free", "b")];
        let script = new_names(&[both[0], both[1], ("__wbg_unused_c28", "c")]);
        assert_eq!(renames(&names, &script).unwrap(), new_names(&both));
    }

    #[test]
    fn a_name_that_the_script_lacks_is_an_error() {
        let bytes = module(&["__wbg_body_0da"], &["__wbindgen_free"], &[]);
        let names = Names::read(&bytes).unwrap();
        for (known, missing) in [
            ("__wbindgen_free", "import `__wbg_body_0da`"),
            ("__wbg_body_0da", "export `__wbindgen_free`"),
        ] {
            let error = renames(&names, &new_names(&[(known, "a")])).unwrap_err();
            assert!(error.to_string().contains(missing), "{error}");
        }
    }

    #[test]
    fn a_module_with_nothing_to_rename_is_an_error() {
        let script = new_names(&[("__wbg_body_0da", "a"), ("__wbindgen_free", "b")]);
        for (imports, exports, what) in [
            (&[][..], &["__wbindgen_free"][..], "no import"),
            (&["__wbg_body_0da"], &["hydrate"], "no export"),
        ] {
            let names = Names::read(&module(imports, exports, &[])).unwrap();
            let error = renames(&names, &script).unwrap_err();
            assert!(error.to_string().contains(what), "{error}");
        }
    }

    #[test]
    fn two_imports_of_one_name_are_an_error() {
        let bytes = module(&["__wbg_a_1", "__wbg_b_2"], &["__wbindgen_free"], &[]);
        let names = Names::read(&bytes).unwrap();
        let script = new_names(&[("__wbg_a_1", "a"), ("__wbg_b_2", "a")]);
        let error = renames(&names, &script).unwrap_err().to_string();
        assert!(
            error.contains("`__wbg_b_2` would get the name `a`"),
            "{error}"
        );
    }
}
