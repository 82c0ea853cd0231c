//! The decoded chunks of a pack.

use crate::pack::{
    ChunkId, DocEntry, Facet, FacetColumn, LowImpactPostings, Malformed, Manifest, Neighbours,
    PackError, TermsBlock, WordList, bundle, decode_docs, decode_neighbours, decode_summaries,
    facets, malformed, unframe,
};
use crate::scoring::bm25f::AverageLengths;
use crate::sorted_map::SortedMap;

/// The chunks that a call needs, ascending.
#[derive(Debug, Default)]
pub(crate) struct MissingChunks(SortedMap<ChunkId, ()>);

impl MissingChunks {
    /// The empty set.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Records a missing chunk.
    pub(crate) fn insert(&mut self, chunk: ChunkId) {
        self.0.insert(chunk, ());
    }

    /// Whether a chunk was recorded.
    pub(crate) fn contains(&self, chunk: ChunkId) -> bool {
        self.0.get(&chunk).is_some()
    }

    /// Whether no chunk is missing.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The missing chunks, ascending.
    pub(crate) fn into_chunks(self) -> Vec<ChunkId> {
        self.0.into_entries().map(|(chunk, ())| chunk).collect()
    }
}

/// A manifest and the chunks supplied so far, decoded.
#[derive(Debug)]
pub(crate) struct ChunkStore {
    pub(crate) manifest: Manifest,
    pub(crate) averages: AverageLengths,
    terms: SortedMap<u32, TermsBlock>,
    docs: SortedMap<u32, Vec<DocEntry>>,
    summaries: SortedMap<u32, Vec<DocEntry>>,
    low_impact: SortedMap<u32, LowImpactPostings>,
    words: SortedMap<u32, WordList>,
    /// Columns by run and facet.
    facets: SortedMap<(u32, u8), FacetColumn>,
    facet_chunks: SortedMap<u32, ()>,
    neighbours: SortedMap<u32, Vec<Neighbours>>,
    bundles: SortedMap<u32, ()>,
}

impl ChunkStore {
    /// A store without chunks.
    pub(crate) fn new(manifest: Manifest) -> Self {
        Self {
            averages: AverageLengths::new(&manifest.stats),
            manifest,
            terms: SortedMap::default(),
            docs: SortedMap::default(),
            summaries: SortedMap::default(),
            low_impact: SortedMap::default(),
            words: SortedMap::default(),
            facets: SortedMap::default(),
            facet_chunks: SortedMap::default(),
            neighbours: SortedMap::default(),
            bundles: SortedMap::default(),
        }
    }

    /// Whether a chunk was supplied.
    pub(crate) fn holds(&self, chunk: ChunkId) -> bool {
        match chunk {
            ChunkId::Terms(n) => self.terms.get(&n).is_some(),
            ChunkId::Docs(n) => self.docs.get(&n).is_some(),
            ChunkId::DocSummaries(n) => self.summaries.get(&n).is_some(),
            ChunkId::LowImpactPostings(n) => self.low_impact.get(&n).is_some(),
            ChunkId::Words(n) => self.words.get(&n).is_some(),
            ChunkId::Facets(n) => self.facet_chunks.get(&n).is_some(),
            ChunkId::Neighbours(n) => self.neighbours.get(&n).is_some(),
            ChunkId::Bundle(n) => self.bundles.get(&n).is_some(),
        }
    }

    /// Verifies and decodes a chunk.
    pub(crate) fn supply(&mut self, chunk: ChunkId, bytes: &[u8]) -> Result<(), PackError> {
        let broken = |what: Malformed| what.within(|| chunk.file_name());
        if !self.manifest.has(chunk) {
            return Err(broken(malformed("no such chunk in this pack")));
        }
        let payload = unframe(chunk, self.manifest.pack, bytes)?;
        let ChunkId::Bundle(number) = chunk else {
            return self.decode_chunk(chunk, payload).map_err(broken);
        };
        for (inner, payload) in bundle::decode(payload).map_err(broken)? {
            if self.manifest.has(inner) && !self.holds(inner) {
                self.decode_chunk(inner, payload).map_err(broken)?;
            }
        }
        self.bundles.insert(number, ());
        Ok(())
    }

    /// Decodes the payload of a chunk.
    fn decode_chunk(&mut self, chunk: ChunkId, payload: &[u8]) -> Result<(), Malformed> {
        let documents = self.manifest.stats.documents;
        match chunk {
            ChunkId::Terms(n) => {
                let block = TermsBlock::decode(payload, documents)?;
                self.terms.insert(n, block);
            }
            ChunkId::Docs(n) => {
                self.docs.insert(n, decode_docs(payload)?);
            }
            ChunkId::DocSummaries(n) => {
                self.summaries.insert(n, decode_summaries(payload)?);
            }
            ChunkId::LowImpactPostings(n) => {
                self.low_impact
                    .insert(n, LowImpactPostings::decode(payload, documents)?);
            }
            ChunkId::Words(n) => {
                self.words.insert(n, WordList::decode(payload)?);
            }
            // Bundles are not nested.
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

    /// A block of the dictionary; `None` after recording that it is missing.
    pub(crate) fn terms(&self, block: u32, missing: &mut MissingChunks) -> Option<&TermsBlock> {
        let found = self.terms.get(&block);
        if found.is_none() {
            missing.insert(ChunkId::Terms(block));
        }
        found
    }

    /// A chunk of low-impact postings; `None` after recording that it is
    /// missing, or if the pack has no such chunk.
    pub(crate) fn low_impact_postings(
        &self,
        number: u32,
        missing: &mut MissingChunks,
    ) -> Option<&LowImpactPostings> {
        let found = self.low_impact.get(&number);
        if found.is_none() && self.manifest.has(ChunkId::LowImpactPostings(number)) {
            missing.insert(ChunkId::LowImpactPostings(number));
        }
        found
    }

    /// A word list; `None` after recording that it is missing.
    pub(crate) fn words(&self, number: u32, missing: &mut MissingChunks) -> Option<&WordList> {
        let found = self.words.get(&number);
        if found.is_none() {
            missing.insert(ChunkId::Words(number));
        }
        found
    }

    /// A facet column of a run of documents; `None` after recording that its
    /// chunk is missing, or if the pack has no such column.
    pub(crate) fn facet(
        &self,
        run: u32,
        facet: Facet,
        missing: &mut MissingChunks,
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

    /// Records all missing chunks of neighbours. There are few: large packs
    /// have no neighbours.
    pub(crate) fn want_neighbours(&self, missing: &mut MissingChunks) {
        for n in 0..self.manifest.neighbour_chunks() {
            if self.neighbours.get(&n).is_none() {
                missing.insert(ChunkId::Neighbours(n));
            }
        }
    }

    /// The documents most similar to a document with their similarity from 1 to
    /// 15, as far as they are loaded.
    pub(crate) fn neighbours(&self, doc: u32) -> &[(u32, u8)] {
        let per_chunk = self.manifest.docs_per_neighbours.max(1);
        let chunk = self.neighbours.get(&(doc / per_chunk));
        let found = chunk.and_then(|docs| docs.get((doc % per_chunk) as usize));
        found.map_or(&[], Vec::as_slice)
    }

    /// The chunk that contains a document.
    pub(crate) fn chunk_of(&self, doc: u32) -> ChunkId {
        ChunkId::Docs(doc / self.manifest.stats.docs_per_chunk)
    }

    /// A document, possibly without the text of its sections; `None` after
    /// recording that its chunk is missing, or if the chunk is too short.
    pub(crate) fn summary(&self, doc: u32, missing: &mut MissingChunks) -> Option<&DocEntry> {
        let per_chunk = self.manifest.stats.docs_per_summary_chunk;
        match self.summaries.get(&(doc / per_chunk)) {
            Some(docs) => docs.get((doc % per_chunk) as usize),
            None => self.doc(doc, missing),
        }
    }

    /// A document with the text of its sections; `None` as in
    /// [`Self::summary`].
    pub(crate) fn doc(&self, doc: u32, missing: &mut MissingChunks) -> Option<&DocEntry> {
        let per_chunk = self.manifest.stats.docs_per_chunk;
        let Some(docs) = self.docs.get(&(doc / per_chunk)) else {
            missing.insert(self.chunk_of(doc));
            return None;
        };
        docs.get((doc % per_chunk) as usize)
    }
}
