//! The manifest, which a reader needs before any chunk.

mod encoding;

use super::bytes::{Cursor, put_varint};
use super::chunk::ChunkId;
use super::error::{Malformed, PackError, malformed};
use super::section_table;
use crate::synonyms::Synonyms;

/// Statistics of one field over the whole pack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FieldStats {
    /// Total number of terms in all sections, not rounded.
    pub total_length: u64,
    /// Number of sections in which the field is not empty.
    pub sections: u32,
}

/// Statistics of a pack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Number of documents.
    pub documents: u32,
    /// Number of sections.
    pub sections: u32,
    /// Number of documents per chunk of documents.
    pub docs_per_chunk: u32,
    /// Number of documents per chunk of document summaries.
    pub docs_per_summary_chunk: u32,
    /// Number of chunks of low-impact postings.
    pub low_impact_chunks: u32,
    /// Statistics of each field, by its number.
    pub fields: [FieldStats; 8],
}

/// The division of facet columns into chunks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FacetLayout {
    /// Number of documents in a run.
    pub(crate) docs_per_run: u32,
    /// Number of chunks per run: one for all facets, or one for each.
    pub(crate) parts: u32,
}

impl FacetLayout {
    /// Number of chunks in a pack of `documents` documents.
    pub(crate) fn chunks(self, documents: u32) -> u32 {
        let runs = documents.div_ceil(self.docs_per_run.max(1));
        runs.saturating_mul(self.parts)
    }
}

/// A decoded manifest.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Manifest {
    /// Content hash of the pack.
    pub(crate) pack: u64,
    /// Statistics of the pack.
    pub(crate) stats: Stats,
    /// The first term of each block of the dictionary, ascending.
    pub(crate) first_terms: Vec<String>,
    /// Pairs of a stem and an inflection that a scan of the dictionary misses,
    /// ascending.
    pub(crate) forms: Vec<(String, String)>,
    /// Runs of documents of the same kind: first document, kind.
    pub(crate) kinds: Vec<(u32, String)>,
    /// Ranges of chunks worth prefetching: kind, first number, count.
    pub(crate) preload: Vec<(u8, u32, u32)>,
    /// The first word of each list in the order of word starts.
    pub(crate) words_by_start: Vec<String>,
    /// The first reversed word of each list in the order of word ends. Empty if
    /// there are so few words that all lists are read.
    pub(crate) words_by_end: Vec<String>,
    /// Division of the facet columns, if the pack has any.
    pub(crate) facets: Option<FacetLayout>,
    /// Number of documents per chunk of neighbours; 0 if the pack has none.
    pub(crate) docs_per_neighbours: u32,
    /// Synonyms, restricted to terms of the pack.
    pub(crate) synonyms: Synonyms,
}

impl Manifest {
    /// The sections of the manifest with their tags, in file order.
    pub(crate) fn sections(&self) -> Vec<([u8; 4], Vec<u8>)> {
        let mut sections = vec![
            (*b"STAT", encoding::encode_stats(&self.stats)),
            (*b"DICT", encoding::encode_first_terms(&self.first_terms)),
            (*b"FORM", encoding::encode_forms(&self.forms)),
            (*b"KIND", encoding::encode_kinds(&self.kinds)),
            (*b"LOAD", encoding::encode_preload(&self.preload)),
            (
                *b"WORD",
                encoding::encode_words(&self.words_by_start, &self.words_by_end),
            ),
        ];
        if let Some(layout) = &self.facets {
            sections.push((*b"FACE", encoding::encode_facets(layout)));
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

    /// Decodes a manifest file.
    ///
    /// # Errors
    /// If the bytes are not a pack, or of another major version, truncated or
    /// damaged.
    pub(crate) fn decode(file: &[u8]) -> Result<Self, PackError> {
        let (pack, sections) = section_table::split(file)?;
        let section = |tag: &[u8; 4]| {
            let found = sections.iter().find(|(found, _)| found == tag);
            found.map(|&(_, bytes)| bytes)
        };
        let corrupt = |tag: &[u8; 4]| {
            let tag = *tag;
            move |what: Malformed| {
                what.within(|| format!("manifest section {}", tag.escape_ascii()))
            }
        };
        let needed = |tag| section(tag).ok_or_else(|| corrupt(tag)(malformed("missing")));
        let mut manifest = Self {
            pack,
            stats: encoding::decode_stats(needed(b"STAT")?).map_err(corrupt(b"STAT"))?,
            first_terms: encoding::decode_first_terms(needed(b"DICT")?)
                .map_err(corrupt(b"DICT"))?,
            forms: encoding::decode_forms(needed(b"FORM")?).map_err(corrupt(b"FORM"))?,
            ..Self::default()
        };
        if let Some(bytes) = section(b"KIND") {
            manifest.kinds = encoding::decode_kinds(bytes).map_err(corrupt(b"KIND"))?;
        }
        if let Some(bytes) = section(b"LOAD") {
            manifest.preload = encoding::decode_preload(bytes).map_err(corrupt(b"LOAD"))?;
        }
        if let Some(bytes) = section(b"WORD") {
            (manifest.words_by_start, manifest.words_by_end) =
                encoding::decode_words(bytes).map_err(corrupt(b"WORD"))?;
        }
        if let Some(bytes) = section(b"FACE") {
            manifest.facets = Some(encoding::decode_facets(bytes).map_err(corrupt(b"FACE"))?);
        }
        if let Some(bytes) = section(b"NEAR") {
            let per_chunk = Cursor::new(bytes).varint();
            manifest.docs_per_neighbours = per_chunk.map_err(corrupt(b"NEAR"))?;
        }
        if let Some(bytes) = section(b"SYNO") {
            let text = std::str::from_utf8(bytes);
            let text = text.map_err(|_| corrupt(b"SYNO")(malformed("text is not UTF-8")))?;
            manifest.synonyms = Synonyms::decode(text)
                .ok_or_else(|| corrupt(b"SYNO")(malformed("no table of synonyms")))?;
        }
        Ok(manifest)
    }

    /// Whether the pack has a chunk.
    pub(crate) fn has(&self, chunk: ChunkId) -> bool {
        let documents = self.stats.documents;
        match chunk {
            ChunkId::Terms(n) => (n as usize) < self.first_terms.len(),
            ChunkId::Docs(n) => n < documents.div_ceil(self.stats.docs_per_chunk.max(1)),
            ChunkId::DocSummaries(n) => {
                n < documents.div_ceil(self.stats.docs_per_summary_chunk.max(1))
            }
            ChunkId::LowImpactPostings(n) => n < self.stats.low_impact_chunks,
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

    /// Number of chunks of neighbours.
    pub(crate) fn neighbour_chunks(&self) -> u32 {
        match self.docs_per_neighbours {
            0 => 0,
            per_chunk => self.stats.documents.div_ceil(per_chunk),
        }
    }

    /// Number of the block that contains `term`, if any does.
    pub(crate) fn block_of(&self, term: &str) -> Option<u32> {
        let after = self
            .first_terms
            .partition_point(|first| first.as_str() <= term);
        after.checked_sub(1).map(|block| block as u32)
    }

    /// Numbers of the blocks that can contain terms with a prefix.
    pub(crate) fn blocks_with_prefix(&self, prefix: &str) -> std::ops::Range<u32> {
        let start = self.block_of(prefix).unwrap_or(0);
        let end = self
            .first_terms
            .partition_point(|first| first.as_str() <= prefix || first.starts_with(prefix));
        start..(end as u32).max(start)
    }

    /// The listed inflections of a stem.
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
        let after = self.kinds.partition_point(|&(first, _)| first <= doc);
        let (_, kind) = self.kinds.get(after.checked_sub(1)?)?;
        Some(kind)
    }
}
