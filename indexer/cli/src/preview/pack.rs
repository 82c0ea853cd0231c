//! The search pack of a snapshot, built when a browser searches.
//!
//! An author saves many times between two searches, and building a pack takes
//! longer than everything else together. So it is built when a browser first
//! requests one of its files; the request then waits. An older pack is never
//! searched, since its results could lead to removed pages. The pages of a
//! snapshot refer to its pack by number. The pack of an outdated snapshot is not
//! served: a browser with an old page gets an error, and was already notified to
//! reload.
//!
//! Packs are built with half of the processors, so that pages do not wait for
//! them, and one at a time: if an author saves repeatedly, packs that become
//! outdated before their turn are never built.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuilder};
use thiserror::Error;

use content::Content;
use index::IndexError;
use site::PackFiles;

/// The reason why a file of a pack cannot be served.
#[derive(Debug, Error)]
pub(super) enum PackProblem {
    /// The pack could not be built.
    #[error(transparent)]
    Index(#[from] Arc<IndexError>),
    /// The file cannot be compressed.
    #[error("the pack cannot be compressed: {0}")]
    Compress(#[from] std::io::Error),
}

/// A lock by which one pack at a time is built, with the threads for it.
#[derive(Debug, Default)]
pub(super) struct Turn(Mutex<Option<ThreadPool>>);

/// The pack of a snapshot, which is built on the first request.
#[derive(Debug, Default)]
pub(super) struct LazyPack(OnceLock<Result<PackFiles, Arc<IndexError>>>);

impl LazyPack {
    /// Returns the file `name` of the pack of `content`, as it would be
    /// published; `None` if there is no such file, or if the pack is not `wanted`
    /// any more when its turn comes.
    pub(super) fn get(
        &self,
        name: &str,
        content: &Content,
        turn: &Turn,
        wanted: impl Fn() -> bool,
    ) -> Result<Option<Vec<u8>>, PackProblem> {
        if self.0.get().is_none() {
            let mut pool = turn.0.lock().unwrap_or_else(PoisonError::into_inner);
            if self.0.get().is_none() {
                if !wanted() {
                    return Ok(None);
                }
                let built = in_pool(&mut pool, || {
                    let texts = content.texts.clone();
                    index::build(&content.documents, texts, &content.synonyms)
                });
                let files = built.map(|index| PackFiles::new(index.pack));
                // This cannot fail: only the holder of `turn` sets the value.
                let _ = self.0.set(files.map_err(Arc::new));
            }
        }
        match self.0.get() {
            Some(Ok(files)) => Ok(files.get(name)?),
            Some(Err(error)) => Err(PackProblem::Index(Arc::clone(error))),
            None => Ok(None),
        }
    }
}

/// Runs `work` on half of the processors, or on this thread if no thread pool can
/// be created.
fn in_pool<T: Send>(pool: &mut Option<ThreadPool>, work: impl FnOnce() -> T + Send) -> T {
    if pool.is_none() {
        let half = rayon::current_num_threads().div_ceil(2);
        *pool = ThreadPoolBuilder::new().num_threads(half).build().ok();
    }
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}
