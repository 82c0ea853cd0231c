//! The search pack of an snapshot, built when somebody searches.
//!
//! An author saves many times between two searches, and a pack takes longer than
//! all else together. So it is built when a browser first asks for one of its
//! files, which then waits for it: never is an older pack searched, whose results
//! could lead to what is gone. The pages of an snapshot name its pack by number, and a
//! pack of an snapshot that has passed is gone: a browser that still has the old
//! page is told so, and has been told to reload already.
//!
//! Packs are built with half of the processors, that a page need not wait for
//! them, and one at a time: when an author saves again and again, those that have
//! passed before their turn are never built.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuilder};
use thiserror::Error;

use content::Content;
use index::IndexError;
use site::PackFiles;

/// Why a file of a pack cannot be given.
#[derive(Debug, Error)]
pub(super) enum PackProblem {
    /// There is no pack.
    #[error(transparent)]
    Index(#[from] Arc<IndexError>),
    /// The file cannot be compressed.
    #[error("the pack cannot be compressed: {0}")]
    Compress(#[from] std::io::Error),
}

/// Who builds: one at a time.
#[derive(Debug, Default)]
pub(super) struct Turn(Mutex<Option<ThreadPool>>);

/// The pack of an snapshot, once it is built.
#[derive(Debug, Default)]
pub(super) struct LazyPack(OnceLock<Result<PackFiles, Arc<IndexError>>>);

impl LazyPack {
    /// The file called `name` as it would be published, of the pack of `content`;
    /// none where there is no such file, or the pack is not `wanted` any more
    /// when its turn comes.
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
                // Nobody else sets it: only who has the turn.
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

/// Runs `work` with half of the processors, or here where no thread can be had.
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
