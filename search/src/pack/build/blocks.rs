//! Cuts the dictionary into blocks.

use std::collections::BTreeSet;

use super::forms;
use super::gather::{Gathered, RawPosting};
use super::layout::Layout;
use super::{tiers, words};
use crate::engine::bm25f::Averages;
use crate::pack::chunk::ChunkId;
use crate::pack::columns::Occurrence;
use crate::pack::manifest::Manifest;
use crate::pack::model::Field;
use crate::pack::tail;
use crate::pack::terms::{TermRecord, TermsWriter};

/// Smallest and largest aimed size of a block in bytes.
const BLOCK_BYTES: (usize, usize) = (6 << 10, 40 << 10);

/// Writes the blocks and the tails; completes the
/// manifest's dictionary.
pub(super) fn write(
    gathered: Gathered,
    layout: &Layout,
    names: &BTreeSet<String>,
    manifest: &mut Manifest,
) -> Vec<(ChunkId, Vec<u8>)> {
    let averages = Averages::new(&manifest.stats);
    let mut writer = Writer {
        aim: aim(gathered.bytes()),
        ..Writer::default()
    };
    let doc_length = |doc| layout.doc_length(doc);
    for (term, postings, positions) in gathered.into_terms() {
        let (ranked, filter) = place(postings, layout);
        if ranked.is_empty() && filter.is_empty() {
            continue;
        }
        let tiers = tiers::cut(ranked, &averages, doc_length);
        let record = TermRecord {
            name: names.contains(&*term),
            postings: &tiers.best,
            positions: &positions,
            filter: &filter,
            coarse: &tiers.coarse,
            tails: &tiers
                .tails
                .iter()
                .map(|tail| tail[0].doc)
                .collect::<Vec<_>>(),
            first_tail: writer.tails.len() as u32,
        };
        writer.push(&term, &record, &tiers.tails, doc_length);
    }
    writer.flush();
    manifest.first_terms = writer.first_terms;
    manifest.stats.tails = writer.tails.len() as u32;
    let ranked = writer
        .ranked
        .iter()
        .map(|(term, block, _)| (&**term, *block));
    manifest.forms = forms::listed(ranked, manifest);
    let ranked = writer.ranked.iter().map(|(term, _, docs)| (&**term, *docs));
    let words = words::write(ranked, manifest);
    let number = |(n, payload), id: fn(u32) -> ChunkId| (id(n as u32), payload);
    let blocks = writer.blocks.into_iter().enumerate();
    let tails = writer.tails.into_iter().enumerate();
    let mut chunks: Vec<_> = blocks.map(|chunk| number(chunk, ChunkId::Terms)).collect();
    chunks.extend(tails.map(|chunk| number(chunk, ChunkId::Tail)));
    chunks.extend(words);
    chunks
}

/// The aimed size of a block. Small packs have small blocks, which are quick
/// to fetch; in large ones the list of blocks would grow too long.
fn aim(bytes: usize) -> usize {
    (bytes.isqrt() * 6).clamp(BLOCK_BYTES.0, BLOCK_BYTES.1)
}

/// Splits postings into those that are ranked and the documents filtered.
fn place(postings: Vec<RawPosting>, layout: &Layout) -> (Vec<Occurrence>, Vec<u32>) {
    let mut ranked = Vec::with_capacity(postings.len());
    let mut filter = Vec::new();
    for posting in postings {
        let Some((doc, ordinal)) = layout.place(posting.section) else {
            continue;
        };
        if posting.field == Field::Filter {
            filter.push(doc);
        } else {
            ranked.push(Occurrence {
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

#[derive(Debug, Default)]
struct Writer {
    aim: usize,
    block: TermsWriter,
    first_terms: Vec<String>,
    /// Ranked terms with their block and number of documents.
    ranked: Vec<(Box<str>, u32, u32)>,
    blocks: Vec<Vec<u8>>,
    tails: Vec<Vec<u8>>,
}

impl Writer {
    fn push(
        &mut self,
        term: &str,
        record: &TermRecord<'_>,
        tails: &[Vec<Occurrence>],
        doc_length: impl Fn(u32) -> u8 + Copy,
    ) {
        if self.block.is_empty() {
            self.first_terms.push(term.to_owned());
        }
        self.block.push(term, record, doc_length);
        let tails = tails.iter();
        self.tails
            .extend(tails.map(|of| tail::encode(of, record.positions, doc_length)));
        if !record.postings.is_empty() {
            let docs = record.postings.chunk_by(|a, b| a.doc == b.doc).count();
            let docs = docs + record.coarse.len();
            let block = self.blocks.len() as u32;
            self.ranked.push((term.into(), block, docs as u32));
        }
        if self.block.len() >= self.aim {
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
