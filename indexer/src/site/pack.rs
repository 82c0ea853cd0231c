//! The search pack as a host serves it.

use std::collections::HashMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use search::pack::Pack;

use super::BuildError;

/// The file that tells what else there is.
const MANIFEST: &str = "manifest.kbp";

/// The files of a search pack, not yet deflated.
#[derive(Debug)]
pub struct PackFiles {
    id: String,
    manifest: Vec<u8>,
    /// By name.
    chunks: HashMap<String, Vec<u8>>,
}

impl PackFiles {
    /// The files of `pack`.
    #[must_use]
    pub fn new(pack: Pack) -> Self {
        let chunks = pack.chunks.into_iter();
        Self {
            id: pack.id.to_string(),
            manifest: pack.manifest,
            chunks: chunks.map(|(id, bytes)| (id.file_name(), bytes)).collect(),
        }
    }

    /// Address within the site of a published pack, named by its content.
    pub(super) fn url(&self) -> String {
        format!("/pack/{}/", self.id)
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        1 + self.chunks.len()
    }

    /// The names of all files, in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(MANIFEST).chain(self.chunks.keys().map(String::as_str))
    }

    /// The file called `name` as it is published; none where there is no such file.
    ///
    /// # Errors
    /// When it cannot be compressed.
    pub fn get(&self, name: &str) -> std::io::Result<Option<Vec<u8>>> {
        let bytes = match name {
            MANIFEST => Some(&self.manifest),
            name => self.chunks.get(name),
        };
        bytes
            .map(|bytes| deflate(&mut deflater(), bytes))
            .transpose()
    }

    /// Hands every file on as it is published, in parallel, freeing each; gives
    /// their bytes together.
    pub(super) fn each(
        self,
        take: impl Fn(&str, &[u8]) -> Result<(), BuildError> + Sync,
    ) -> Result<usize, BuildError> {
        use rayon::prelude::*;
        let manifest = deflate(&mut deflater(), &self.manifest)?;
        take(MANIFEST, &manifest)?;
        let bytes: usize = self
            .chunks
            .into_par_iter()
            .map_init(deflater, |deflater, (name, bytes)| {
                let deflated = deflate(deflater, &bytes)?;
                take(&name, &deflated)?;
                Ok(deflated.len())
            })
            .sum::<Result<usize, BuildError>>()?;
        Ok(manifest.len() + bytes)
    }
}

/// What deflates: to make one takes about as long as to deflate a small file.
fn deflater() -> Compress {
    Compress::new(Compression::new(7), false)
}

/// Raw deflate, which browsers inflate by themselves.
fn deflate(deflater: &mut Compress, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
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
