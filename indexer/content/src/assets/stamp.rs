//! File stamps: the metadata of a file that shows whether the file changed.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Two changes within this time may leave the same stamp: the coarsest clocks of
/// file systems tick every two seconds.
const TICK: Duration = Duration::from_secs(3);

/// Size, times and identity of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    /// The later of the times of the last change of metadata and of content.
    changed: SystemTime,
    modified: SystemTime,
    inode: u64,
}

impl Stamp {
    /// Returns the stamp of the file at `location`; `None` if the file system
    /// provides no times.
    pub(super) fn of(location: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(location).ok()?;
        let modified = metadata.modified().ok()?;
        let (changed, inode) = beyond(&metadata, modified);
        Some(Self {
            length: metadata.len(),
            changed: changed.max(modified),
            modified,
            inode,
        })
    }

    /// Whether the stamp is old enough that any later change leaves a different one.
    pub(super) fn is_settled(&self) -> bool {
        self.changed.elapsed().is_ok_and(|age| age > TICK)
    }
}

/// Returns what only some systems provide: the time of the last change of the
/// inode, which no program can set back, and the inode's number.
#[cfg(unix)]
fn beyond(metadata: &Metadata, modified: SystemTime) -> (SystemTime, u64) {
    use std::os::unix::fs::MetadataExt;
    let since = u64::try_from(metadata.ctime())
        .ok()
        .zip(u32::try_from(metadata.ctime_nsec()).ok());
    let changed = since.and_then(|(seconds, nanoseconds)| {
        SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
    });
    (changed.unwrap_or(modified), metadata.ino())
}

#[cfg(not(unix))]
fn beyond(_: &Metadata, modified: SystemTime) -> (SystemTime, u64) {
    (modified, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_just_written_is_not_settled_and_a_change_shows() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        std::fs::write(&path, "1").expect("written");
        let stamp = Stamp::of(&path).expect("a stamp");
        assert!(!stamp.is_settled());
        std::fs::write(&path, "22").expect("written");
        assert_ne!(Stamp::of(&path), Some(stamp));
        assert_eq!(Stamp::of(&folder.path().join("b")), None);
    }
}
