//! The manifest: what a reader holds before it asks for any chunk.

mod parts;

use super::bytes::{Cursor, put_varint};
use super::chunk::ChunkId;
use super::error::{Malformed, PackError, malformed};
use super::sections;
use crate::synonyms::Synonyms;

/// Figures of one field over the whole pack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FieldStats {
    /// Terms in the field over all sections, before rounding.
    pub total_length: u64,
    /// Sections in which the field is not empty.
    pub sections: u32,
}

/// Figures of the whole pack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Number of documents.
    pub documents: u32,
    /// Number of sections over all documents.
    pub sections: u32,
    /// Documents in each chunk of documents.
    pub docs_per_chunk: u32,
    /// Documents in each chunk of documents without text.
    pub docs_per_heads: u32,
    /// Number of tail chunks.
    pub tails: u32,
    /// Figures of each field, by its number.
    pub fields: [FieldStats; 8],
}

/// How the facets of documents are cut into chunks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FacetLayout {
    /// Documents in a run.
    pub(crate) docs_per_run: u32,
    /// Chunks that a run is cut into: one for all facets, or one for each.
    pub(crate) parts: u32,
}

impl FacetLayout {
    /// Number of chunks of a pack with so many documents.
    pub(crate) fn chunks(self, documents: u32) -> u32 {
        let runs = documents.div_ceil(self.docs_per_run.max(1));
        runs.saturating_mul(self.parts)
    }
}

/// A decoded manifest.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Manifest {
    /// The pack's content hash.
    pub(crate) pack: u64,
    /// The pack's figures.
    pub(crate) stats: Stats,
    /// The first term of each block of terms, ascending.
    pub(crate) first_terms: Vec<String>,
    /// Pairs of a stem and a term that has it but is not found by scanning
    /// the stem's block; ascending.
    pub(crate) forms: Vec<(String, String)>,
    /// Runs of documents of one kind: first document and kind.
    pub(crate) kinds: Vec<(u32, String)>,
    /// Chunks worth fetching ahead: kind, first number, count.
    pub(crate) preload: Vec<(u8, u32, u32)>,
    /// The first word of each list of words by their beginnings.
    pub(crate) words_by_start: Vec<String>,
    /// The first of each list of words by their ends, backwards; none if
    /// there are so few that all lists by beginnings are read.
    pub(crate) words_by_end: Vec<String>,
    /// How facets are cut into chunks, if the pack has them.
    pub(crate) facets: Option<FacetLayout>,
    /// Documents in a chunk of neighbours; 0 if the pack has none.
    pub(crate) docs_per_neighbours: u32,
    /// Synonyms that lead to terms of the pack.
    pub(crate) synonyms: Synonyms,
}

impl Manifest {
    /// The manifest's sections with their tags, in the order of the file.
    pub(crate) fn sections(&self) -> Vec<([u8; 4], Vec<u8>)> {
        let mut sections = vec![
            (*b"STAT", parts::encode_stats(&self.stats)),
            (*b"DICT", parts::encode_first_terms(&self.first_terms)),
            (*b"FORM", parts::encode_forms(&self.forms)),
            (*b"KIND", parts::encode_kinds(&self.kinds)),
            (*b"LOAD", parts::encode_preload(&self.preload)),
            (
                *b"WORD",
                parts::encode_words(&self.words_by_start, &self.words_by_end),
            ),
        ];
        if let Some(layout) = &self.facets {
            sections.push((*b"FACE", parts::encode_facets(layout)));
        }
        if self.docs_per_neighbours > 0 {
            let mut bytes = Vec::new();
            put_varint(&mut bytes, u64::from(self.docs_per_neighbours));
            sections.push((*b"NEAR", bytes));
        }
        if !self.synonyms.is_empty() {
            sections.push((*b"SYNO", self.synonyms.encode().into_bytes()));
        }
        sections
    }

    /// Reads a manifest file.
    ///
    /// # Errors
    /// When it is not a pack, of another major version, truncated or damaged.
    pub(crate) fn decode(file: &[u8]) -> Result<Self, PackError> {
        let (pack, sections) = sections::split(file)?;
        let section = |tag: &[u8; 4]| {
            let found = sections.iter().find(|(found, _)| found == tag);
            found.map(|&(_, bytes)| bytes)
        };
        let broken = |tag: &[u8; 4]| {
            let tag = *tag;
            move |what: Malformed| {
                what.within(|| format!("manifest section {}", tag.escape_ascii()))
            }
        };
        let needed = |tag| section(tag).ok_or_else(|| broken(tag)(malformed("missing")));
        let mut manifest = Self {
            pack,
            stats: parts::decode_stats(needed(b"STAT")?).map_err(broken(b"STAT"))?,
            first_terms: parts::decode_first_terms(needed(b"DICT")?).map_err(broken(b"DICT"))?,
            forms: parts::decode_forms(needed(b"FORM")?).map_err(broken(b"FORM"))?,
            ..Self::default()
        };
        if let Some(bytes) = section(b"KIND") {
            manifest.kinds = parts::decode_kinds(bytes).map_err(broken(b"KIND"))?;
        }
        if let Some(bytes) = section(b"LOAD") {
            manifest.preload = parts::decode_preload(bytes).map_err(broken(b"LOAD"))?;
        }
        if let Some(bytes) = section(b"WORD") {
            (manifest.words_by_start, manifest.words_by_end) =
                parts::decode_words(bytes).map_err(broken(b"WORD"))?;
        }
        if let Some(bytes) = section(b"FACE") {
            manifest.facets = Some(parts::decode_facets(bytes).map_err(broken(b"FACE"))?);
        }
        if let Some(bytes) = section(b"NEAR") {
            let per_chunk = Cursor::new(bytes).varint();
            manifest.docs_per_neighbours = per_chunk.map_err(broken(b"NEAR"))?;
        }
        if let Some(bytes) = section(b"SYNO") {
            let text = std::str::from_utf8(bytes);
            let text = text.map_err(|_| broken(b"SYNO")(malformed("text is not UTF-8")))?;
            manifest.synonyms = Synonyms::decode(text)
                .ok_or_else(|| broken(b"SYNO")(malformed("no table of synonyms")))?;
        }
        Ok(manifest)
    }

    /// Whether the pack has such a chunk.
    pub(crate) fn has(&self, chunk: ChunkId) -> bool {
        let documents = self.stats.documents;
        match chunk {
            ChunkId::Terms(n) => (n as usize) < self.first_terms.len(),
            ChunkId::Docs(n) => n < documents.div_ceil(self.stats.docs_per_chunk.max(1)),
            ChunkId::Heads(n) => n < documents.div_ceil(self.stats.docs_per_heads.max(1)),
            ChunkId::Tail(n) => n < self.stats.tails,
            ChunkId::Words(n) => (n as usize) < self.words_by_start.len() + self.words_by_end.len(),
            ChunkId::Neighbours(n) => n < self.neighbour_chunks(),
            ChunkId::Bundle(n) => {
                let mut ranges = self.preload.iter();
                ranges.any(|&(kind, first, count)| kind == b'b' && n >= first && n - first < count)
            }
            ChunkId::Facets(n) => self
                .facets
                .is_some_and(|layout| n < layout.chunks(documents)),
        }
    }

    /// Number of the chunks of neighbours.
    pub(crate) fn neighbour_chunks(&self) -> u32 {
        match self.docs_per_neighbours {
            0 => 0,
            per_chunk => self.stats.documents.div_ceil(per_chunk),
        }
    }

    /// Number of the block that holds `term` if any does.
    pub(crate) fn block_of(&self, term: &str) -> Option<u32> {
        let behind = self
            .first_terms
            .partition_point(|first| first.as_str() <= term);
        behind.checked_sub(1).map(|block| block as u32)
    }

    /// Numbers of the blocks that may hold terms that start with `prefix`.
    pub(crate) fn blocks_with_prefix(&self, prefix: &str) -> std::ops::Range<u32> {
        let start = self.block_of(prefix).unwrap_or(0);
        let end = self
            .first_terms
            .partition_point(|first| first.as_str() <= prefix || first.starts_with(prefix));
        start..(end as u32).max(start)
    }

    /// The listed forms of a stem.
    pub(crate) fn listed_forms(&self, stem: &str) -> impl Iterator<Item = &str> {
        let start = self
            .forms
            .partition_point(|(found, _)| found.as_str() < stem);
        let rest = self.forms[start..].iter();
        let stem = stem.to_owned();
        rest.take_while(move |(found, _)| *found == stem)
            .map(|(_, term)| term.as_str())
    }

    /// The kind of a document, if known.
    pub(crate) fn kind_of(&self, doc: u32) -> Option<&str> {
        let behind = self.kinds.partition_point(|&(first, _)| first <= doc);
        let (_, kind) = self.kinds.get(behind.checked_sub(1)?)?;
        Some(kind)
    }
}
