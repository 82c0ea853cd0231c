//! Cuts the dictionary into blocks.

use std::collections::BTreeSet;

use super::forms;
use super::gather::{Gathered, List, RawPosting, unite};
use super::layout::Layout;
use super::tiers::{self, Tiers};
use super::{parallel, words};
use crate::engine::bm25f::Averages;
use crate::pack::chunk::ChunkId;
use crate::pack::columns::Occurrence;
use crate::pack::manifest::Manifest;
use crate::pack::model::Field;
use crate::pack::tail;
use crate::pack::terms::{TermRecord, TermsWriter};

/// Smallest and largest aimed size of a block in bytes.
const BLOCK_BYTES: (usize, usize) = (6 << 10, 40 << 10);

/// Terms that are prepared at a time. It bounds the memory.
const BATCH: usize = 512;

/// The dictionary.
#[derive(Debug)]
pub(super) struct Blocks {
    /// Its chunks.
    pub(super) chunks: Vec<(ChunkId, Vec<u8>)>,
    /// How many ranked terms it has.
    pub(super) terms: usize,
}

/// Writes the blocks and the tails; completes the
/// manifest's dictionary.
pub(super) fn write(
    gathered: &Gathered<'_>,
    layout: &Layout,
    names: &BTreeSet<String>,
    manifest: &mut Manifest,
) -> Blocks {
    let desk = Desk {
        layout,
        names,
        averages: Averages::new(&manifest.stats),
    };
    let mut writer = Writer {
        aim: aim(gathered.bytes()),
        ..Writer::default()
    };
    // Terms are written in order, on one thread; meanwhile the others prepare the next.
    let terms: Vec<(&str, &[List<'_>])> = gathered.iter().collect();
    let mut ready = Vec::new();
    for batch in terms.chunks(BATCH) {
        ((), ready) = parallel::join(
            || writer.push_all(ready, layout),
            || parallel::map(batch, |&(term, lists)| desk.prepare(term, lists)),
        );
    }
    writer.push_all(ready, layout);
    writer.flush();
    manifest.first_terms = writer.first_terms;
    manifest.stats.tails = writer.tails.len() as u32;
    let ranked = writer.ranked.iter();
    let ranked: Vec<(&str, u32)> = ranked.map(|(term, block, _)| (*term, *block)).collect();
    manifest.forms = forms::listed(&ranked, manifest);
    let terms = ranked.len();
    let ranked = writer.ranked.iter().map(|(term, _, docs)| (*term, *docs));
    let words = words::write(ranked, manifest);
    let number = |(n, payload), id: fn(u32) -> ChunkId| (id(n as u32), payload);
    let blocks = writer.blocks.into_iter().enumerate();
    let tails = writer.tails.into_iter().enumerate();
    let mut chunks: Vec<_> = blocks.map(|chunk| number(chunk, ChunkId::Terms)).collect();
    chunks.extend(tails.map(|chunk| number(chunk, ChunkId::Tail)));
    chunks.extend(words);
    Blocks { chunks, terms }
}

/// The aimed size of a block. Small packs have small blocks, which are quick
/// to fetch; in large ones the list of blocks would grow too long.
fn aim(bytes: usize) -> usize {
    (bytes.isqrt() * 6).clamp(BLOCK_BYTES.0, BLOCK_BYTES.1)
}

/// What is needed to prepare a term.
#[derive(Debug)]
struct Desk<'a> {
    layout: &'a Layout,
    names: &'a BTreeSet<String>,
    averages: Averages,
}

impl Desk<'_> {
    fn prepare<'t>(&self, term: &'t str, lists: &[List<'_>]) -> Prepared<'t> {
        let doc_length = |doc| self.layout.doc_length(doc);
        let (postings, positions) = unite(lists);
        let (ranked, filter) = place(postings, self.layout);
        let mut tiers = tiers::cut(ranked, &self.averages, doc_length);
        let tails = std::mem::take(&mut tiers.tails).into_iter();
        let tails = tails.map(|of| (of[0].doc, tail::encode(&of, &positions, doc_length)));
        Prepared {
            term,
            name: self.names.contains(term),
            tails: tails.collect(),
            filter,
            tiers,
            positions,
        }
    }
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

/// A term with all that is written of it.
#[derive(Debug)]
struct Prepared<'a> {
    term: &'a str,
    name: bool,
    filter: Vec<u32>,
    tiers: Tiers,
    positions: Vec<u32>,
    /// The tails, each with its first document.
    tails: Vec<(u32, Vec<u8>)>,
}

#[derive(Debug, Default)]
struct Writer<'a> {
    aim: usize,
    block: TermsWriter,
    first_terms: Vec<String>,
    /// Ranked terms with their block and number of documents.
    ranked: Vec<(&'a str, u32, u32)>,
    blocks: Vec<Vec<u8>>,
    tails: Vec<Vec<u8>>,
}

impl<'a> Writer<'a> {
    fn push_all(&mut self, terms: Vec<Prepared<'a>>, layout: &Layout) {
        for term in terms {
            self.push(term, |doc| layout.doc_length(doc));
        }
    }

    fn push(&mut self, prepared: Prepared<'a>, doc_length: impl Fn(u32) -> u8) {
        let Prepared { term, tiers, .. } = prepared;
        if tiers.best.is_empty() && prepared.filter.is_empty() {
            return;
        }
        if self.block.is_empty() {
            self.first_terms.push(term.to_owned());
        }
        let first_tail = self.tails.len() as u32;
        let (first_docs, tails): (Vec<u32>, Vec<Vec<u8>>) = prepared.tails.into_iter().unzip();
        let record = TermRecord {
            name: prepared.name,
            postings: &tiers.best,
            positions: &prepared.positions,
            filter: &prepared.filter,
            coarse: &tiers.coarse,
            tails: &first_docs,
            first_tail,
        };
        self.block.push(term, &record, doc_length);
        self.tails.extend(tails);
        if !tiers.best.is_empty() {
            let docs = tiers.best.chunk_by(|a, b| a.doc == b.doc).count();
            let docs = docs + tiers.coarse.len();
            let block = self.blocks.len() as u32;
            self.ranked.push((term, block, docs as u32));
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
