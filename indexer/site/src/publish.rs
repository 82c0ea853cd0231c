//! Writes a site next to the published one, then swaps the two in one step.

use std::path::{Path, PathBuf};

use model::address::INDEX_FILE;
use thiserror::Error;

/// The file that distinguishes a site written by `kb` from other folders.
pub const MARKER: &str = "build.json";

/// The generator in the marker.
pub const GENERATOR: &str = "incident-kb";

/// A failed publication. The previous site is unchanged.
#[derive(Debug, Error)]
pub enum PublishError {
    /// A file or folder cannot be written.
    #[error(
        "{path}: cannot be written: {source}\n  help: choose another folder with --out, or make this one writable"
    )]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The output folder is not empty and was not written by `kb`.
    #[error(
        "{path}: is not a site written by kb (it has no {MARKER}), so it is not replaced\n  \
         help: choose an empty or new folder with --out"
    )]
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// A URL is not within the site.
    #[error("`{url}` is not an address within a site")]
    Address {
        /// The URL.
        url: String,
    },
}

/// A site that is being written. Dropping it before it is published removes its files.
#[derive(Debug)]
pub struct Staging {
    out: PathBuf,
    folder: PathBuf,
    published: bool,
}

impl Staging {
    /// Starts a site that will replace `out`.
    ///
    /// # Errors
    /// When `out` holds something that `kb` did not write, or its parent is not writable.
    pub fn begin(out: &Path) -> Result<Self, PublishError> {
        let out = std::path::absolute(out).map_err(write_error(out))?;
        if out.exists() && !is_replaceable(&out) {
            return Err(PublishError::NotOurs { path: out });
        }
        let name = out
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let parent = out
            .parent()
            .map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        std::fs::create_dir_all(&parent).map_err(write_error(&parent))?;
        let folder = parent.join(format!(".{name}.building-{}", std::process::id()));
        sweep(&parent, &name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(write_error(&folder))?;
        }
        std::fs::create_dir(&folder).map_err(write_error(&out))?;
        Ok(Self {
            out,
            folder,
            published: false,
        })
    }

    /// Writes the file at `url` (within the site, `/a/b.html`). A URL with a trailing `/`
    /// is that of an `index.html`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, url: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let path = self.path(url)?;
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(write_error(parent))?;
        }
        std::fs::write(&path, bytes).map_err(write_error(&path))
    }

    fn path(&self, url: &str) -> Result<PathBuf, PublishError> {
        let relative = url.trim_start_matches('/');
        let escapes = relative.split('/').any(|part| part == ".." || part == ".");
        if escapes || relative.contains(['\\', '\0']) {
            return Err(PublishError::Address {
                url: url.to_owned(),
            });
        }
        let mut path = self.folder.join(relative);
        if relative.is_empty() || relative.ends_with('/') {
            path.push(INDEX_FILE);
        }
        Ok(path)
    }

    /// Replaces the previous site with this one.
    ///
    /// # Errors
    /// When the folders cannot be exchanged; the previous site is then still in place.
    pub fn publish(mut self) -> Result<(), PublishError> {
        if self.out.exists() {
            exchange(&self.folder, &self.out).map_err(write_error(&self.out))?;
            // The folder now holds the previous site.
        } else {
            std::fs::rename(&self.folder, &self.out).map_err(write_error(&self.out))?;
            self.published = true;
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.published {
            // A failure is ignored: the name of the folder shows that it is unfinished.
            let _ = remove(&self.folder);
        }
    }
}

/// Removes a folder and its content in parallel, because removing thousands of folders
/// with one page each takes as long as rendering the pages. Links are not followed.
fn remove(folder: &Path) -> std::io::Result<()> {
    use rayon::prelude::*;
    let entries: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.into_par_iter().try_for_each(|entry| {
        if entry.file_type()?.is_dir() {
            remove(&entry.path())
        } else {
            std::fs::remove_file(entry.path())
        }
    })?;
    std::fs::remove_dir(folder)
}

/// Removes the staging folders of killed builds, whose process does not exist any more.
/// Works only on systems with `/proc`.
fn sweep(parent: &Path, name: &str) {
    let processes = Path::new("/proc");
    if !processes.join("self").exists() {
        return;
    }
    let prefix = format!(".{name}.building-");
    for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
        let file_name = entry.file_name();
        let pid = file_name
            .to_str()
            .and_then(|name| name.strip_prefix(&prefix)?.parse::<u32>().ok());
        if pid.is_some_and(|pid| !processes.join(pid.to_string()).exists()) {
            // A folder that cannot be removed does no harm, so the error is ignored.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

fn is_replaceable(out: &Path) -> bool {
    let empty = || std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_none());
    out.is_dir() && (is_ours(out) || empty())
}

/// Whether the marker in `out` shows that `kb` wrote the folder.
fn is_ours(out: &Path) -> bool {
    let marker = std::fs::read(out.join(MARKER)).unwrap_or_default();
    serde_json::from_slice::<serde_json::Value>(&marker)
        .is_ok_and(|marker| marker["generator"] == GENERATOR)
}

fn write_error(path: &Path) -> impl FnOnce(std::io::Error) -> PublishError + use<> {
    let path = path.to_owned();
    move |source| PublishError::Write { path, source }
}

/// Exchanges two folders: in one step on Linux, or else by renames that are undone on failure.
fn exchange(new: &Path, old: &Path) -> std::io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            // Some file systems do not support the exchange.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let aside = new.with_file_name(format!(
        "{}-previous",
        new.file_name().unwrap_or_default().to_string_lossy()
    ));
    std::fs::rename(old, &aside)?;
    if let Err(error) = std::fs::rename(new, old) {
        std::fs::rename(&aside, old)?;
        return Err(error);
    }
    // The new site is in place, so an error here is ignored.
    let _ = std::fs::remove_dir_all(&aside);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &[u8] = br#"{"generator":"incident-kb"}"#;

    #[test]
    fn a_site_replaces_the_previous_one_whole() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("dist");
        for (file, other) in [("/a/", "/b.html"), ("/b.html", "/a/")] {
            let staging = Staging::begin(&out).unwrap();
            staging.write(file, b"x").unwrap();
            staging.write(MARKER, OURS).unwrap();
            staging.publish().unwrap();
            let path = |url: &str| {
                out.join(url.trim_start_matches('/'))
                    .join(if url.ends_with('/') { INDEX_FILE } else { "" })
            };
            assert!(path(file).exists() || out.join(&file[1..]).is_file());
            assert!(!out.join(other.trim_matches('/')).exists());
        }
        assert_eq!(
            std::fs::read_dir(root.path()).unwrap().count(),
            1,
            "nothing is left behind"
        );
    }

    #[test]
    fn an_unpublished_site_leaves_the_previous_one_alone() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("dist");
        let staging = Staging::begin(&out).unwrap();
        staging.write(MARKER, OURS).unwrap();
        staging.publish().unwrap();
        let staging = Staging::begin(&out).unwrap();
        staging.write("/second", b"").unwrap();
        drop(staging);
        assert!(out.join(MARKER).exists() && !out.join("second").exists());
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn removing_a_site_leaves_what_it_links_to() {
        let root = tempfile::tempdir().unwrap();
        let other = root.path().join("other");
        std::fs::create_dir(&other).unwrap();
        std::fs::write(other.join("thesis.txt"), "x").unwrap();
        let staging = Staging::begin(&root.path().join("dist")).unwrap();
        staging.write("/a/b/", b"x").unwrap();
        let link = staging.folder.join("a/link");
        std::os::unix::fs::symlink(&other, link).unwrap();
        drop(staging);
        assert!(other.join("thesis.txt").exists());
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_foreign_folder_is_never_replaced() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("thesis.txt"), "x").unwrap();
        // A file of another tool with the marker's name does not make the folder replaceable.
        std::fs::write(root.path().join(MARKER), "{}").unwrap();
        let error = Staging::begin(root.path()).unwrap_err();
        assert!(matches!(error, PublishError::NotOurs { .. }), "{error}");
        assert!(root.path().join("thesis.txt").exists());
    }

    #[test]
    fn addresses_cannot_leave_the_site() {
        let root = tempfile::tempdir().unwrap();
        let staging = Staging::begin(&root.path().join("dist")).unwrap();
        for url in ["/../x", "/a/../../x", "/a/./b", "\\x"] {
            assert!(staging.write(url, b"").is_err(), "{url}");
        }
    }

    #[test]
    fn what_killed_builds_left_is_swept() {
        let root = tempfile::tempdir().unwrap();
        let left = root.path().join(".dist.building-4294967294");
        std::fs::create_dir(&left).unwrap();
        let _staging = Staging::begin(&root.path().join("dist")).unwrap();
        assert_eq!(left.exists(), !Path::new("/proc/self").exists());
    }
}
