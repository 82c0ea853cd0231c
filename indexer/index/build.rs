//! Hashes the code that makes search packs. The hash is a part of a pack's URL,
//! together with that of the content (see `src/pack_address.rs`).
//!
//! The code is this package and every package of the workspace that it depends
//! on. The list is read from the manifests, so a new dependency cannot be
//! forgotten.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// The root of the workspace, relative to this package.
const WORKSPACE: &str = "../..";

fn main() -> Result<(), Box<dyn Error>> {
    let workspace = Path::new(WORKSPACE);
    let mut files = vec![workspace.join("Cargo.lock")];
    for package in packages(workspace)? {
        println!("cargo:rerun-if-changed={}", package.display());
        files.push(package.join("Cargo.toml"));
        list(&package.join("src"), &mut files)?;
    }
    println!(
        "cargo:rerun-if-changed={}",
        workspace.join("Cargo.lock").display()
    );
    println!("cargo:rustc-env=KB_PACK_CODE={}", hash(files)?);
    Ok(())
}

/// Returns the folders of this package and of its dependencies in the workspace.
fn packages(workspace: &Path) -> Result<BTreeSet<PathBuf>, Box<dyn Error>> {
    let root: Table = fs::read_to_string(workspace.join("Cargo.toml"))?.parse()?;
    let shared = table(&root, "workspace").and_then(|all| table(all, "dependencies"));
    let shared = shared.ok_or("the workspace declares no dependencies")?;
    let own = std::env::var("CARGO_PKG_NAME")?;
    let mut waiting = vec![own];
    let mut found = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        let Some(path) = shared.get(&name).and_then(|value| value.get("path")) else {
            continue;
        };
        let folder = workspace.join(path.as_str().ok_or("a path is no text")?);
        let manifest: Table = fs::read_to_string(folder.join("Cargo.toml"))?.parse()?;
        if found.insert(folder) {
            let needed = table(&manifest, "dependencies");
            waiting.extend(needed.into_iter().flat_map(Table::keys).cloned());
        }
    }
    Ok(found)
}

fn table<'a>(of: &'a Table, key: &str) -> Option<&'a Table> {
    of.get(key).and_then(Value::as_table)
}

/// Adds the source files below `folder`.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|of| of == "rs" || of == "txt") {
            files.push(path);
        }
    }
    Ok(())
}

/// Returns the FNV-1a hash of names and contents. Path separators and line ends
/// are those of Unix on every system, so that the hash is the same everywhere.
fn hash(mut files: Vec<PathBuf>) -> std::io::Result<String> {
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for &byte in bytes {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for file in files {
        add(file.to_string_lossy().replace('\\', "/").as_bytes());
        add(fs::read_to_string(&file)?.replace("\r\n", "\n").as_bytes());
    }
    Ok(format!("{hash:016x}"))
}
