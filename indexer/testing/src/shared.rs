//! The folder of shared test inputs: `../shared` beside the work tree, or `$KB_SHARED`.

use std::path::{Path, PathBuf};

use crate::skip::skip;

/// The folder of shared inputs. Where it is absent the calling test is recorded
/// as skipped; under `KB_REQUIRE_CORPORA=1` the test fails.
///
/// # Panics
/// When the folder is absent and required.
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

/// The folder of real documents below [`shared`].
///
/// # Panics
/// As [`shared`].
#[must_use]
pub fn corpora() -> Option<PathBuf> {
    shared().map(|shared| shared.join("corpora"))
}
