//! The chunks supplied so far, decoded.

use super::bm25f::Averages;
use crate::pack::{
    ChunkId, DocEntry, Facet, FacetColumn, Malformed, Manifest, Neighbours, PackError, Tail,
    TermsBlock, Words, bundle, decode_docs, decode_heads, decode_neighbours, facets, malformed,
    unframe,
};
use crate::sorted::Sorted;

/// Chunks that an answer waits for, ascending.
#[derive(Debug, Default)]
pub(crate) struct Missing(Sorted<ChunkId, ()>);

impl Missing {
    /// None.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Notes a chunk.
    pub(crate) fn insert(&mut self, chunk: ChunkId) {
        self.0.insert(chunk, ());
    }

    /// Whether a chunk was noted.
    pub(crate) fn has(&self, chunk: ChunkId) -> bool {
        self.0.get(&chunk).is_some()
    }

    /// Whether all is there.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The chunks.
    pub(crate) fn into_chunks(self) -> Vec<ChunkId> {
        self.0.into_pairs().map(|(chunk, ())| chunk).collect()
    }
}

/// A manifest and the chunks at hand.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) manifest: Manifest,
    pub(crate) averages: Averages,
    terms: Sorted<u32, TermsBlock>,
    docs: Sorted<u32, Vec<DocEntry>>,
    heads: Sorted<u32, Vec<DocEntry>>,
    tails: Sorted<u32, Tail>,
    words: Sorted<u32, Words>,
    /// By run and facet.
    facets: Sorted<(u32, u8), FacetColumn>,
    facet_chunks: Sorted<u32, ()>,
    neighbours: Sorted<u32, Vec<Neighbours>>,
    bundles: Sorted<u32, ()>,
}

impl Store {
    /// Starts with a manifest and no chunk.
    pub(crate) fn new(manifest: Manifest) -> Self {
        Self {
            averages: Averages::new(&manifest.stats),
            manifest,
            terms: Sorted::default(),
            docs: Sorted::default(),
            heads: Sorted::default(),
            tails: Sorted::default(),
            words: Sorted::default(),
            facets: Sorted::default(),
            facet_chunks: Sorted::default(),
            neighbours: Sorted::default(),
            bundles: Sorted::default(),
        }
    }

    /// Whether a chunk was supplied.
    pub(crate) fn holds(&self, chunk: ChunkId) -> bool {
        match chunk {
            ChunkId::Terms(n) => self.terms.get(&n).is_some(),
            ChunkId::Docs(n) => self.docs.get(&n).is_some(),
            ChunkId::Heads(n) => self.heads.get(&n).is_some(),
            ChunkId::Tail(n) => self.tails.get(&n).is_some(),
            ChunkId::Words(n) => self.words.get(&n).is_some(),
            ChunkId::Facets(n) => self.facet_chunks.get(&n).is_some(),
            ChunkId::Neighbours(n) => self.neighbours.get(&n).is_some(),
            ChunkId::Bundle(n) => self.bundles.get(&n).is_some(),
        }
    }

    /// Decodes and keeps a chunk.
    pub(crate) fn supply(&mut self, chunk: ChunkId, bytes: &[u8]) -> Result<(), PackError> {
        let broken = |what: Malformed| what.within(|| chunk.file_name());
        if !self.manifest.has(chunk) {
            return Err(broken(malformed("no such chunk in this pack")));
        }
        let payload = unframe(chunk, self.manifest.pack, bytes)?;
        let ChunkId::Bundle(number) = chunk else {
            return self.keep(chunk, payload).map_err(broken);
        };
        for (inner, payload) in bundle::decode(payload).map_err(broken)? {
            if self.manifest.has(inner) && !self.holds(inner) {
                self.keep(inner, payload).map_err(broken)?;
            }
        }
        self.bundles.insert(number, ());
        Ok(())
    }

    /// Decodes and keeps a chunk's payload.
    fn keep(&mut self, chunk: ChunkId, payload: &[u8]) -> Result<(), Malformed> {
        let documents = self.manifest.stats.documents;
        match chunk {
            ChunkId::Terms(n) => {
                let block = TermsBlock::decode(payload, documents)?;
                self.terms.insert(n, block);
            }
            ChunkId::Docs(n) => {
                self.docs.insert(n, decode_docs(payload)?);
            }
            ChunkId::Heads(n) => {
                self.heads.insert(n, decode_heads(payload)?);
            }
            ChunkId::Tail(n) => {
                self.tails.insert(n, Tail::decode(payload, documents)?);
            }
            ChunkId::Words(n) => {
                self.words.insert(n, Words::decode(payload)?);
            }
            // Bundles do not hold bundles.
            ChunkId::Bundle(_) => {}
            ChunkId::Neighbours(n) => {
                let neighbours = decode_neighbours(payload, documents)?;
                self.neighbours.insert(n, neighbours);
            }
            ChunkId::Facets(n) => {
                let Some(layout) = self.manifest.facets else {
                    return Ok(());
                };
                let run = n / layout.parts;
                let docs = documents - (run * layout.docs_per_run).min(documents);
                let docs = docs.min(layout.docs_per_run) as usize;
                let columns = facets::decode(payload, docs)?;
                self.facet_chunks.insert(n, ());
                for (facet, column) in columns {
                    self.facets.insert((run, facet), column);
                }
            }
        }
        Ok(())
    }

    /// A block of terms, or `None` after noting that it is missing.
    pub(crate) fn terms(&self, block: u32, missing: &mut Missing) -> Option<&TermsBlock> {
        let found = self.terms.get(&block);
        if found.is_none() {
            missing.insert(ChunkId::Terms(block));
        }
        found
    }

    /// A tail, or `None` after noting that it is missing. A tail that no pack
    /// of this size has is neither.
    pub(crate) fn tail(&self, number: u32, missing: &mut Missing) -> Option<&Tail> {
        let found = self.tails.get(&number);
        if found.is_none() && self.manifest.has(ChunkId::Tail(number)) {
            missing.insert(ChunkId::Tail(number));
        }
        found
    }

    /// A list of words, or `None` after noting that it is missing.
    pub(crate) fn words(&self, number: u32, missing: &mut Missing) -> Option<&Words> {
        let found = self.words.get(&number);
        if found.is_none() {
            missing.insert(ChunkId::Words(number));
        }
        found
    }

    /// A facet of a run of documents, or `None` if it is missing, which is
    /// noted, or not in the pack.
    pub(crate) fn facet(
        &self,
        run: u32,
        facet: Facet,
        missing: &mut Missing,
    ) -> Option<&FacetColumn> {
        let layout = self.manifest.facets?;
        let found = self.facets.get(&(run, facet as u8));
        let chunk = run.checked_mul(layout.parts)?;
        let number = chunk.checked_add(facet as u32 % layout.parts)?;
        let chunk = ChunkId::Facets(number);
        let is_here = self.facet_chunks.get(&number).is_some();
        if found.is_none() && !is_here && self.manifest.has(chunk) {
            missing.insert(chunk);
        }
        found
    }

    /// Notes all chunks of neighbours that are missing. There are few: large
    /// packs have no neighbours.
    pub(crate) fn want_neighbours(&self, missing: &mut Missing) {
        for n in 0..self.manifest.neighbour_chunks() {
            if self.neighbours.get(&n).is_none() {
                missing.insert(ChunkId::Neighbours(n));
            }
        }
    }

    /// The documents most like a document, as far as known.
    pub(crate) fn neighbours(&self, doc: u32) -> &[(u32, u8)] {
        let per_chunk = self.manifest.docs_per_neighbours.max(1);
        let chunk = self.neighbours.get(&(doc / per_chunk));
        let found = chunk.and_then(|docs| docs.get((doc % per_chunk) as usize));
        found.map_or(&[], Vec::as_slice)
    }

    /// The chunk that brings a document.
    pub(crate) fn chunk_of(&self, doc: u32) -> ChunkId {
        ChunkId::Docs(doc / self.manifest.stats.docs_per_chunk)
    }

    /// A document, perhaps without its sections' text; `None` if its chunk is
    /// missing, which is noted, or shorter than it should be.
    pub(crate) fn head(&self, doc: u32, missing: &mut Missing) -> Option<&DocEntry> {
        let per_chunk = self.manifest.stats.docs_per_heads;
        match self.heads.get(&(doc / per_chunk)) {
            Some(docs) => docs.get((doc % per_chunk) as usize),
            None => self.doc(doc, missing),
        }
    }

    /// A document with its sections' text, likewise.
    pub(crate) fn doc(&self, doc: u32, missing: &mut Missing) -> Option<&DocEntry> {
        let per_chunk = self.manifest.stats.docs_per_chunk;
        let Some(docs) = self.docs.get(&(doc / per_chunk)) else {
            missing.insert(self.chunk_of(doc));
            return None;
        };
        docs.get((doc % per_chunk) as usize)
    }
}
