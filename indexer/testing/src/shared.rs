//! The folder of shared test inputs: `../shared` beside the work tree, or `$KB_SHARED`.

use std::path::{Path, PathBuf};

use crate::skip::skip;

/// Returns the folder of shared inputs.
///
/// If the folder does not exist, the calling test is recorded as skipped; with
/// `KB_REQUIRE_CORPORA=1` the test fails instead.
///
/// # Panics
/// When the folder does not exist and is required.
#[must_use]
pub fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("KB_SHARED").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    let required = std::env::var("KB_REQUIRE_CORPORA").is_ok_and(|value| value == "1");
    assert!(
        !required,
        "{}: the shared inputs are required here",
        folder.display()
    );
    skip(&format!("{} does not exist", folder.display()));
    None
}

/// Returns the folder of real documents below [`shared`].
///
/// # Panics
/// Like [`shared`].
#[must_use]
pub fn corpora() -> Option<PathBuf> {
    shared().map(|shared| shared.join("corpora"))
}
