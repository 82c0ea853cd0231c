//! Reads the pack of a published site from files, as the browser does with fetches.

use std::io::Read;
use std::path::{Path, PathBuf};

use search::engine::{Engine, Progress, Request, Response, Span};
use search::pack::{ChunkId, PackError};
use thiserror::Error;

use crate::publish::MARKER;

/// Limit on the bytes of a decompressed chunk, as protection against damaged files.
const MAX_CHUNK: u64 = 256 << 20;

/// Limit on the rounds of supplying chunks, after which a query fails. Real queries
/// need three or four.
const MAX_ROUNDS: usize = 64;

/// A published site that can be searched.
#[derive(Debug)]
pub struct PublishedPack {
    pack: PathBuf,
    engine: Engine,
}

/// An error while a site is searched.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The folder is not a site.
    #[error(
        "{path}: is not a site written by kb\n  help: build one with `kb build`, or name its folder with --site"
    )]
    NoSite {
        /// The folder.
        path: PathBuf,
    },
    /// A file of the pack cannot be read.
    #[error("{path}: cannot be read: {source}\n  help: build the site again with `kb build`")]
    File {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The pack is damaged or has another format.
    #[error("{path}: {source}")]
    Pack {
        /// The pack's folder.
        path: PathBuf,
        /// The cause.
        source: PackError,
    },
    /// A query still requests chunks after `MAX_ROUNDS` rounds.
    #[error(
        "{path}: the pack is damaged: a query never ends\n  help: build the site again with `kb build`"
    )]
    Endless {
        /// The pack's folder.
        path: PathBuf,
    },
}

impl ReadError {
    /// Whether the site exists but its pack is damaged, so that the caller made no mistake.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        !matches!(self, Self::NoSite { .. })
    }
}

impl PublishedPack {
    /// Opens the pack of the site in `site`.
    ///
    /// # Errors
    /// When there is no site or its pack cannot be read.
    pub fn open(site: &Path) -> Result<Self, ReadError> {
        let no_site = || ReadError::NoSite {
            path: site.to_owned(),
        };
        let marker = std::fs::read(site.join(MARKER)).map_err(|_| no_site())?;
        let marker: serde_json::Value = serde_json::from_slice(&marker).map_err(|_| no_site())?;
        let pack = marker
            .get("pack")
            .and_then(serde_json::Value::as_str)
            .ok_or_else(no_site)?;
        let pack = site.join(pack);
        let manifest = read_file(&pack.join("manifest.kbp"))?;
        // Older versions wrote the manifest without compression.
        let manifest = inflate(&manifest).unwrap_or(manifest);
        let engine = Engine::open(&manifest).map_err(|source| ReadError::Pack {
            path: pack.clone(),
            source,
        })?;
        Ok(Self { pack, engine })
    }

    /// Runs a query.
    ///
    /// # Errors
    /// When a chunk is missing, damaged or of another format.
    pub fn search(&mut self, request: &Request) -> Result<Response, ReadError> {
        self.resume(|engine| engine.search(request))
    }

    /// Returns the snippets of the hits in `response`.
    ///
    /// # Errors
    /// When a chunk is missing, damaged or of another format.
    pub fn snippets(&mut self, response: &Response) -> Result<Vec<Vec<Span>>, ReadError> {
        self.resume(|engine| engine.snippets(response))
    }

    /// Returns the engine with the chunks read so far.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Calls `step` and supplies the chunks that it needs, until it is ready.
    ///
    /// # Errors
    /// When a chunk is missing, damaged or of another format, or `step` needs too many rounds.
    pub fn resume<T>(
        &mut self,
        step: impl Fn(&Engine) -> Result<Progress<T>, PackError>,
    ) -> Result<T, ReadError> {
        let mut rounds = 0;
        while rounds < MAX_ROUNDS {
            match step(&self.engine).map_err(|source| self.pack_error(source))? {
                Progress::Ready(value) => return Ok(value),
                Progress::Working => {}
                Progress::Needs(chunks) => {
                    rounds += 1;
                    for chunk in chunks {
                        self.supply(chunk)?;
                    }
                }
            }
        }
        Err(ReadError::Endless {
            path: self.pack.clone(),
        })
    }

    fn supply(&mut self, chunk: ChunkId) -> Result<(), ReadError> {
        let path = self.pack.join(chunk.file_name());
        let deflated = read_file(&path)?;
        let bytes = inflate(&deflated).map_err(|source| ReadError::File { path, source })?;
        self.engine
            .supply(chunk, bytes)
            .map_err(|source| self.pack_error(source))
    }

    fn pack_error(&self, source: PackError) -> ReadError {
        ReadError::Pack {
            path: self.pack.clone(),
            source,
        }
    }
}

fn inflate(deflated: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    flate2::read::DeflateDecoder::new(deflated)
        .take(MAX_CHUNK)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read_file(path: &Path) -> Result<Vec<u8>, ReadError> {
    std::fs::read(path).map_err(|source| ReadError::File {
        path: path.to_owned(),
        source,
    })
}
