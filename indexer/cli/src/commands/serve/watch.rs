//! Waits for changes of files.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::Context;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::status;

/// Changes within this time of each other count as one: editors write a file in
/// several steps.
const DEBOUNCE: Duration = Duration::from_millis(50);

/// Maximal time during which changes that do not stop are collected.
const LONGEST: Duration = Duration::from_millis(500);

/// How long to wait for a change before checking whether the server has ended.
const PATIENCE: Duration = Duration::from_millis(200);

/// A watcher of the content and its configuration.
pub(super) struct Watched {
    root: PathBuf,
    config: PathBuf,
    changes: Receiver<notify::Result<Event>>,
    /// Watches until it is dropped.
    _watcher: RecommendedWatcher,
}

impl Watched {
    /// Watches the folder `root` and the file `config`, which may not exist yet.
    pub(super) fn new(root: &Path, config: &Path) -> anyhow::Result<Self> {
        let (sender, changes) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(move |event| {
            // The receiver is dropped only when the program ends.
            let _ = sender.send(event);
        })?;
        // Editors replace a file by a new one, so the folder is watched, not the file.
        if let Some(folder) = config.parent().filter(|folder| folder.is_dir()) {
            watcher
                .watch(folder, RecursiveMode::NonRecursive)
                .with_context(|| format!("{}: cannot be watched", folder.display()))?;
        }
        watcher
            .watch(root, RecursiveMode::Recursive)
            .with_context(|| format!("{}: cannot be watched", root.display()))?;
        Ok(Self {
            root: root.to_owned(),
            config: config.to_owned(),
            changes,
            _watcher: watcher,
        })
    }

    /// Waits a short time for changes. Returns whether there were any; changes in
    /// quick succession are reported once.
    pub(super) fn changed(&self) -> anyhow::Result<bool> {
        let patience = Instant::now() + PATIENCE;
        let (mut until, mut latest) = (patience, patience);
        let mut found = false;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.changes.recv_timeout(left) {
                Ok(Ok(event)) if self.concerns(&event) => {
                    let now = Instant::now();
                    if !found {
                        latest = now + LONGEST;
                    }
                    found = true;
                    until = latest.min(now + DEBOUNCE);
                }
                Ok(Ok(_)) => {}
                Ok(Err(error)) => {
                    status::error(&format!("watching {}: {error}", self.root.display()));
                }
                Err(RecvTimeoutError::Timeout) => return Ok(found),
                Err(RecvTimeoutError::Disconnected) => {
                    anyhow::bail!("watching {} ended", self.root.display())
                }
            }
        }
    }

    /// Whether an event may change the site.
    fn concerns(&self, event: &Event) -> bool {
        // A build reads every file, so read access is not a change.
        !event.kind.is_access()
            && (event.need_rescan() || event.paths.iter().any(|path| self.is_read(path)))
    }

    /// Whether a build may read `path`: the configuration, or a file below the
    /// content root that is not hidden.
    fn is_read(&self, path: &Path) -> bool {
        let below = path
            .strip_prefix(std::path::absolute(&self.root).unwrap_or_default())
            .or_else(|_| path.strip_prefix(&self.root));
        match below {
            Ok(below) => !below
                .components()
                .any(|part| part.as_os_str().to_string_lossy().starts_with('.')),
            Err(_) => *path == self.config,
        }
    }
}
