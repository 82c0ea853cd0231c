//! The files of a search pack as a host serves them.

use std::collections::HashMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use search::pack::Pack;

use crate::error::BuildError;

/// The file that lists the others.
const MANIFEST: &str = "manifest.kbp";
/// First letter of the names of bundles, see
/// [`ChunkId::Bundle`](search::pack::ChunkId::Bundle).
const BUNDLE: char = 'b';

/// The files of a search pack before compression.
#[derive(Debug)]
pub struct PackFiles {
    manifest: Vec<u8>,
    /// Chunks by file name.
    chunks: HashMap<String, Vec<u8>>,
}

impl PackFiles {
    /// Creates the files of `pack`.
    #[must_use]
    pub fn new(pack: Pack) -> Self {
        let chunks = pack.chunks.into_iter();
        Self {
            manifest: pack.manifest,
            chunks: chunks.map(|(id, bytes)| (id.file_name(), bytes)).collect(),
        }
    }

    /// Returns the number of files.
    pub(super) fn len(&self) -> usize {
        1 + self.chunks.len()
    }

    /// Returns the names of all files, in no particular order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(MANIFEST).chain(self.chunks.keys().map(String::as_str))
    }

    /// Returns the file called `name` as it is published; `None` if there is no such file.
    ///
    /// # Errors
    /// When it cannot be compressed.
    pub fn get(&self, name: &str) -> std::io::Result<Option<Vec<u8>>> {
        let bytes = match name {
            MANIFEST => Some(&self.manifest),
            name => self.chunks.get(name),
        };
        bytes
            .map(|bytes| Deflaters::new().deflate(name, bytes))
            .transpose()
    }

    /// Passes each compressed file to `take`, in parallel, and frees it afterwards.
    /// Returns the size of all compressed files in bytes.
    pub(super) fn each(
        self,
        take: impl Fn(&str, &[u8]) -> Result<(), BuildError> + Sync,
    ) -> Result<usize, BuildError> {
        use rayon::prelude::*;
        let manifest = Deflaters::new().deflate(MANIFEST, &self.manifest)?;
        take(MANIFEST, &manifest)?;
        let bytes: usize = self
            .chunks
            .into_par_iter()
            .map_init(Deflaters::new, |deflaters, (name, bytes)| {
                let deflated = deflaters.deflate(&name, &bytes)?;
                take(&name, &deflated)?;
                Ok(deflated.len())
            })
            .sum::<Result<usize, BuildError>>()?;
        Ok(manifest.len() + bytes)
    }
}

/// Compression level of files that a search waits for. Higher levels of zlib are not
/// worth their time: 7 saves 0.5 % more and takes half as long again.
const LEVEL: u32 = 5;
/// Compression level of bundles, which repeat the content of other files and are fetched
/// while nothing else happens: 2 % more bytes in half the time.
const BUNDLE_LEVEL: u32 = 3;

/// Reusable compressors: creating one takes about as long as compressing a small file.
struct Deflaters {
    files: Compress,
    bundles: Compress,
}

impl Deflaters {
    fn new() -> Self {
        let of_level = |level| Compress::new(Compression::new(level), false);
        Self {
            files: of_level(LEVEL),
            bundles: of_level(BUNDLE_LEVEL),
        }
    }

    /// Compresses the file called `name` as raw deflate, which browsers decompress natively.
    fn deflate(&mut self, name: &str, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
        let deflater = match name.starts_with(BUNDLE) {
            true => &mut self.bundles,
            false => &mut self.files,
        };
        deflater.reset();
        let mut deflated = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let rest = &bytes[deflater.total_in() as usize..];
            let status = deflater.compress_vec(rest, &mut deflated, FlushCompress::Finish)?;
            if status == Status::StreamEnd {
                return Ok(deflated);
            }
            deflated.reserve(bytes.len() / 2 + 64);
        }
    }
}

#[cfg(test)]
mod tests {
    use search::pack::ChunkId;

    use super::*;

    #[test]
    fn bundles_are_known_by_their_names() {
        let is_bundle = |id: ChunkId| id.file_name().starts_with(BUNDLE);
        assert!(is_bundle(ChunkId::Bundle(3)));
        for other in [
            ChunkId::Terms(1),
            ChunkId::Docs(1),
            ChunkId::DocSummaries(1),
            ChunkId::LowImpactPostings(1),
            ChunkId::Words(1),
            ChunkId::Facets(1),
            ChunkId::Neighbours(1),
        ] {
            assert!(!is_bundle(other), "{other:?}");
        }
    }

    #[test]
    fn what_was_deflated_before_does_not_show() {
        let files: Vec<Vec<u8>> = (1..40_u32)
            .map(|n| {
                let words =
                    (0..n * 97).map(|m| ["pool ", "node ", "disk "][(m * n % 7 % 3) as usize]);
                words.collect::<String>().into_bytes()
            })
            .collect();
        let mut used = Deflaters::new();
        for name in ["t1.kbc", "b1.kbc"] {
            for bytes in &files {
                let again = used.deflate(name, bytes).unwrap();
                assert_eq!(again, Deflaters::new().deflate(name, bytes).unwrap());
                let mut inflated = Vec::new();
                let mut decoder = flate2::write::DeflateDecoder::new(&mut inflated);
                std::io::Write::write_all(&mut decoder, &again).unwrap();
                decoder.finish().unwrap();
                assert_eq!(&inflated, bytes);
            }
        }
    }
}
