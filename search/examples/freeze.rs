//! Writes the pack that the tests read as the frozen pack of a format version.
//!
//! ```sh
//! cargo run -p search --example freeze -- v2.1
//! ```
//!
//! Run it once, when a new version of the format is released. A frozen pack is
//! never written again: the example refuses to replace one.

// The knowledge base of the tests; the example uses a part of its helpers.
#[allow(dead_code)]
#[path = "../tests/suite/common.rs"]
mod common;

use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

use search::pack::Pack;

fn main() -> ExitCode {
    let Some(version) = std::env::args().nth(1) else {
        eprintln!("usage: freeze VERSION, for example v2.1");
        return ExitCode::from(2);
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/frozen")
        .join(version);
    match write(&folder, &common::shop_pack()) {
        Ok(()) => {
            println!("wrote {}", folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

/// Writes all files of a pack, not compressed, into a new folder.
fn write(folder: &Path, pack: &Pack) -> io::Result<()> {
    fs::create_dir(folder)?;
    fs::write(folder.join("manifest.kbp"), &pack.manifest)?;
    for (id, bytes) in &pack.chunks {
        fs::write(folder.join(id.file_name()), bytes)?;
    }
    Ok(())
}
