//! Embeds the bundled frontend named by `KB_EMBED_APP`, so that a released
//! `kb` needs nothing beside it, and hashes the code that search packs are made by,
//! which names them together with the content (see `src/site/address.rs`).

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-env-changed=KB_EMBED_APP");
    let mut entries = Vec::new();
    if let Some(folder) = std::env::var_os("KB_EMBED_APP") {
        let folder = PathBuf::from(folder).canonicalize()?;
        println!("cargo:rerun-if-changed={}", folder.display());
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_file() {
                entries.push(path);
            }
        }
        entries.sort();
    }
    let mut code = String::from(
        "/// Name and bytes of every embedded file of the frontend; empty unless built with `KB_EMBED_APP`.\n\
         static EMBEDDED: &[(&str, &[u8])] = &[\n",
    );
    for path in entries {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        writeln!(code, "    ({name:?}, include_bytes!({path:?})),")?;
    }
    code.push_str("];\n");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    std::fs::write(out.join("embedded.rs"), code)?;
    println!("cargo:rustc-env=KB_PACK_CODE={}", pack_code()?);
    Ok(())
}

/// A hash of all that turns Markdown into a pack: this crate, `search`, the kinds of
/// documents, and what they depend on.
fn pack_code() -> std::io::Result<String> {
    let mut files = Vec::new();
    for folder in ["src", "../search/src"] {
        println!("cargo:rerun-if-changed={folder}");
        list(Path::new(folder), &mut files)?;
    }
    for file in ["../Cargo.lock", "../app/src/model.rs"] {
        println!("cargo:rerun-if-changed={file}");
        files.push(PathBuf::from(file));
    }
    files.sort();
    // FNV-1a: a build script should need nothing else built first.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for &byte in bytes {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for file in files {
        // Names and line ends differ between systems, not what they stand for.
        add(file.to_string_lossy().replace('\\', "/").as_bytes());
        add(std::fs::read_to_string(&file)?
            .replace("\r\n", "\n")
            .as_bytes());
    }
    Ok(format!("{hash:016x}"))
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|of| of == "rs" || of == "txt") {
            files.push(path);
        }
    }
    Ok(())
}
