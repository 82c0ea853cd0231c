//! Waiting for changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::Context;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::status;

/// Changes within this time are taken together: editors write a file in steps.
const DEBOUNCE: Duration = Duration::from_millis(50);

/// Changes that never stop are taken together for no longer than this.
const LONGEST: Duration = Duration::from_millis(500);

/// How long to wait before looking whether the server has ended.
const PATIENCE: Duration = Duration::from_millis(200);

/// The content and its configuration, watched.
pub(super) struct Watched {
    root: PathBuf,
    config: PathBuf,
    changes: Receiver<notify::Result<Event>>,
    /// Watches for as long as it is held.
    _watcher: RecommendedWatcher,
}

impl Watched {
    /// Watches the folder `root` and the file `config`, which need not exist yet.
    pub(super) fn new(root: &Path, config: &Path) -> anyhow::Result<Self> {
        let (sender, changes) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(move |event| {
            // The receiver is gone only when the program ends.
            let _ = sender.send(event);
        })?;
        // Editors replace a file by another: only its folder tells of both.
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

    /// Waits a moment for changes, and takes those that come together as one.
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

    /// Whether what happened may change the site.
    fn concerns(&self, event: &Event) -> bool {
        // A build reads every file: being read is no change.
        !event.kind.is_access()
            && (event.need_rescan() || event.paths.iter().any(|path| self.is_read(path)))
    }

    /// Whether `path` may be read by a build: no file of an editor's own, or of the
    /// folders around.
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
