//! Division of the dictionary into blocks.

use std::collections::BTreeSet;

use super::impact_tiers::{self, ImpactTiers};
use super::inflections;
use super::layout::SectionLayout;
use super::posting_lists::{PostingList, RawPosting, SortedLists, merge_lists};
use super::{parallel, word_lists};
use crate::pack::chunk::ChunkId;
use crate::pack::columns::FieldOccurrence;
use crate::pack::low_impact;
use crate::pack::manifest::Manifest;
use crate::pack::model::Field;
use crate::pack::terms::{TermRecord, TermsWriter};
use crate::scoring::bm25f::AverageLengths;

/// Minimum and maximum target size of a block in bytes.
const BLOCK_BYTES: (usize, usize) = (6 << 10, 40 << 10);

/// Number of terms prepared at a time, which bounds the memory.
const BATCH: usize = 512;

/// The encoded dictionary.
#[derive(Debug)]
pub(super) struct DictionaryBlocks {
    /// Its chunks.
    pub(super) chunks: Vec<(ChunkId, Vec<u8>)>,
    /// Number of ranked terms.
    pub(super) terms: usize,
}

/// Encodes the blocks and the low-impact chunks, and sets the parts of the
/// manifest that describe them.
pub(super) fn write(
    lists_by_term: &SortedLists<'_>,
    layout: &SectionLayout,
    names: &BTreeSet<String>,
    manifest: &mut Manifest,
) -> DictionaryBlocks {
    let preparer = TermPreparer {
        layout,
        names,
        averages: AverageLengths::new(&manifest.stats),
    };
    let mut writer = BlockWriter {
        target: target(lists_by_term.bytes()),
        ..BlockWriter::default()
    };
    // Terms are written in order by one thread, while the other threads prepare
    // the next batch.
    let terms: Vec<(&str, &[PostingList<'_>])> = lists_by_term.iter().collect();
    let mut ready = Vec::new();
    for batch in terms.chunks(BATCH) {
        ((), ready) = parallel::join(
            || writer.push_all(ready, layout),
            || parallel::map(batch, |&(term, lists)| preparer.prepare(term, lists)),
        );
    }
    writer.push_all(ready, layout);
    writer.flush();
    manifest.first_terms = writer.first_terms;
    manifest.stats.low_impact_chunks = writer.low_impact_chunks.len() as u32;
    let ranked = writer.ranked.iter();
    let ranked: Vec<(&str, u32)> = ranked.map(|(term, block, _)| (*term, *block)).collect();
    manifest.forms = inflections::listed(&ranked, manifest);
    let terms = ranked.len();
    let ranked = writer.ranked.iter().map(|(term, _, docs)| (*term, *docs));
    let words = word_lists::write(ranked, manifest);
    let number = |(n, payload), id: fn(u32) -> ChunkId| (id(n as u32), payload);
    let blocks = writer.blocks.into_iter().enumerate();
    let low_impact_chunks = writer.low_impact_chunks.into_iter().enumerate();
    let mut chunks: Vec<_> = blocks.map(|chunk| number(chunk, ChunkId::Terms)).collect();
    chunks.extend(low_impact_chunks.map(|chunk| number(chunk, ChunkId::LowImpactPostings)));
    chunks.extend(words);
    DictionaryBlocks { chunks, terms }
}

/// The target size of a block. Small packs have small blocks, which are fetched
/// quickly; in large packs the list of blocks would become too long.
fn target(bytes: usize) -> usize {
    (bytes.isqrt() * 6).clamp(BLOCK_BYTES.0, BLOCK_BYTES.1)
}

/// The context for preparing terms.
#[derive(Debug)]
struct TermPreparer<'a> {
    layout: &'a SectionLayout,
    names: &'a BTreeSet<String>,
    averages: AverageLengths,
}

impl TermPreparer<'_> {
    fn prepare<'t>(&self, term: &'t str, lists: &[PostingList<'_>]) -> PreparedTerm<'t> {
        let doc_length = |doc| self.layout.doc_length(doc);
        let (postings, positions) = merge_lists(lists);
        let (ranked, filter) = place(postings, self.layout);
        let mut tiers = impact_tiers::split(ranked, &self.averages, doc_length);
        let low_impact_chunks = std::mem::take(&mut tiers.low_impact_chunks).into_iter();
        let low_impact_chunks = low_impact_chunks
            .map(|of| (of[0].doc, low_impact::encode(&of, &positions, doc_length)));
        PreparedTerm {
            term,
            name: self.names.contains(term),
            low_impact_chunks: low_impact_chunks.collect(),
            filter,
            tiers,
            positions,
        }
    }
}

/// Separates ranked postings from filtered documents.
fn place(postings: Vec<RawPosting>, layout: &SectionLayout) -> (Vec<FieldOccurrence>, Vec<u32>) {
    let mut ranked = Vec::with_capacity(postings.len());
    let mut filter = Vec::new();
    for posting in postings {
        let Some((doc, ordinal)) = layout.place(posting.section) else {
            continue;
        };
        if posting.field == Field::Filter {
            filter.push(doc);
        } else {
            ranked.push(FieldOccurrence {
                doc,
                ordinal,
                field: posting.field as u8,
                length: layout.length(posting.section, posting.field),
                positions: posting.positions,
            });
        }
    }
    filter.dedup();
    (ranked, filter)
}

/// A term, prepared for writing.
#[derive(Debug)]
struct PreparedTerm<'a> {
    term: &'a str,
    name: bool,
    filter: Vec<u32>,
    tiers: ImpactTiers,
    positions: Vec<u32>,
    /// The low-impact chunks, each with its first document.
    low_impact_chunks: Vec<(u32, Vec<u8>)>,
}

#[derive(Debug, Default)]
struct BlockWriter<'a> {
    target: usize,
    block: TermsWriter,
    first_terms: Vec<String>,
    /// Ranked terms with the number of their block and their document
    /// frequency.
    ranked: Vec<(&'a str, u32, u32)>,
    blocks: Vec<Vec<u8>>,
    low_impact_chunks: Vec<Vec<u8>>,
}

impl<'a> BlockWriter<'a> {
    fn push_all(&mut self, terms: Vec<PreparedTerm<'a>>, layout: &SectionLayout) {
        for term in terms {
            self.push(term, |doc| layout.doc_length(doc));
        }
    }

    fn push(&mut self, prepared: PreparedTerm<'a>, doc_length: impl Fn(u32) -> u8) {
        let PreparedTerm { term, tiers, .. } = prepared;
        if tiers.best.is_empty() && prepared.filter.is_empty() {
            return;
        }
        if self.block.is_empty() {
            self.first_terms.push(term.to_owned());
        }
        let first_low_impact_chunk = self.low_impact_chunks.len() as u32;
        let (first_docs, low_impact_chunks): (Vec<u32>, Vec<Vec<u8>>) =
            prepared.low_impact_chunks.into_iter().unzip();
        let record = TermRecord {
            name: prepared.name,
            postings: &tiers.best,
            positions: &prepared.positions,
            filter: &prepared.filter,
            coarse: &tiers.coarse,
            low_impact_chunks: &first_docs,
            first_low_impact_chunk,
        };
        self.block.push(term, &record, doc_length);
        self.low_impact_chunks.extend(low_impact_chunks);
        if !tiers.best.is_empty() {
            let docs = tiers.best.chunk_by(|a, b| a.doc == b.doc).count();
            let docs = docs + tiers.coarse.len();
            let block = self.blocks.len() as u32;
            self.ranked.push((term, block, docs as u32));
        }
        if self.block.len() >= self.target {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        if !block.is_empty() {
            self.blocks.push(block.finish());
        }
    }
}
