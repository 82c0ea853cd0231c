//! A copy of the running program, for the shells of the pages.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::paths;

/// A copy of this program, removed when dropped.
///
/// Cargo unlinks `target/debug/xtask` while it runs when another suite builds it
/// with other features: its path then leads nowhere, or to another program.
pub(super) struct OwnCopy {
    path: PathBuf,
}

impl OwnCopy {
    /// Copies the program.
    ///
    /// # Errors
    /// When it cannot be read, or the folder of builds cannot be written.
    pub(super) fn new() -> Result<Self> {
        let dir = paths::target().join("verify");
        fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
        let path = dir.join(format!("xtask-{}", std::process::id()));
        let copy = Self { path };
        // The link opens the file that runs even after its name is gone.
        fs::copy("/proc/self/exe", &copy.path)
            .with_context(|| format!("cannot write {}", copy.path.display()))?;
        Ok(copy)
    }

    /// Path of the copy.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for OwnCopy {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_is_the_running_program_and_is_removed() {
        let copy = OwnCopy::new().expect("a copy");
        let path = copy.path().to_owned();
        let running = fs::read("/proc/self/exe").expect("this program");
        assert!(fs::read(&path).expect("the copy") == running);
        drop(copy);
        assert!(!path.exists());
    }
}
