//! Embeds the bundled frontend named by `KB_EMBED_APP`, so that a released `kb` is
//! one file. A relative path is relative to the top of the workspace.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-env-changed=KB_EMBED_APP");
    let mut entries = Vec::new();
    if let Some(folder) = std::env::var_os("KB_EMBED_APP") {
        // Build scripts run in the folder of their package.
        let folder = Path::new("../..").join(folder).canonicalize()?;
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
    Ok(())
}
