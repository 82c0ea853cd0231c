//! The builder of packs, used at build time.

mod blocks;
mod identifiers;
mod impact_tiers;
mod inflections;
mod layout;
mod neighbours;
mod parallel;
mod posting_lists;
mod preload;
mod word_lists;

use crate::pack::chunk::{ChunkId, frame};
use crate::pack::docs::{encode_docs, encode_summaries};
use crate::pack::facets;
use crate::pack::hash::Fnv;
use crate::pack::manifest::{FieldStats, Manifest, Stats};
use crate::pack::model::{DocEntry, Field, Pack, Posting};
use crate::pack::section_table;
use crate::synonyms::Synonyms;
use layout::SectionLayout;
pub use posting_lists::PostingLists;
use posting_lists::SortedLists;

/// Target size in bytes of a chunk of documents. The hits of a query are spread
/// over most of the chunks that are fetched for them, so small chunks waste
/// little.
const DOCS_BYTES: usize = 4 << 10;
/// Target size in bytes of a chunk of document summaries, which are prefetched.
const SUMMARY_BYTES: usize = 16 << 10;
/// Maximum number of runs of document kinds in a manifest.
const MAX_KINDS: usize = 2048;

/// Builds a [`Pack`] from documents and posting lists.
///
/// The output is deterministic: it depends on the documents, lengths and
/// postings, not on the order in which terms and fields were added.
#[derive(Debug)]
pub struct PackBuilder {
    docs: Vec<DocEntry>,
    lengths: [Vec<u32>; 8],
    lists: Vec<PostingLists>,
    synonyms: Synonyms,
}

impl PackBuilder {
    /// Starts a pack of these documents, in this order.
    #[must_use]
    pub fn new(docs: Vec<DocEntry>) -> Self {
        Self {
            docs,
            lengths: Default::default(),
            lists: vec![PostingLists::default()],
            synonyms: Synonyms::default(),
        }
    }

    /// Sets the length of `field` in each section, in terms, by section number.
    /// Missing lengths are 0.
    pub fn set_lengths(&mut self, field: Field, lengths: Vec<u32>) {
        self.lengths[field as usize] = lengths;
    }

    /// Adds a posting list of `term` in `field`, ascending by section.
    ///
    /// A posting of [`Field::Filter`] applies to the whole document and needs
    /// no positions. Postings of sections that do not exist are ignored.
    /// Several lists of the same term and field are merged.
    // By value, so that the memory of the list can be freed at once.
    #[allow(clippy::needless_pass_by_value)]
    pub fn add_postings(&mut self, term: &str, field: Field, postings: Vec<Posting>) {
        let lists = &mut self.lists[0];
        lists.begin(term, field);
        for posting in &postings {
            lists.push(posting.section, &posting.positions);
        }
    }

    /// Adds many posting lists.
    pub fn add_lists(&mut self, lists: PostingLists) {
        self.lists.push(lists);
    }

    /// Sets the synonyms for query expansion. Those with terms that no document
    /// contains are left out.
    pub fn set_synonyms(&mut self, synonyms: Synonyms) {
        self.synonyms = synonyms;
    }

    /// Builds the pack.
    #[must_use]
    pub fn finish(mut self) -> Pack {
        let docs = std::mem::take(&mut self.docs);
        let sections = docs.iter().flat_map(|doc| &doc.sections);
        let bytes = sections.map(|section| section.text.len()).sum();
        let texts = |doc: usize| {
            let sections = docs[doc].sections.iter();
            sections.map(|section| section.text.clone()).collect()
        };
        self.build(&docs, bytes, texts)
    }

    /// Builds the pack from documents whose sections have no text. `texts`
    /// returns the texts of the sections of a document, by its number; it is
    /// called once for each. `bytes` is the total size of all texts. Texts are
    /// the largest part of a pack, so they are not kept twice.
    #[must_use]
    pub fn finish_with(
        mut self,
        bytes: usize,
        texts: impl Fn(usize) -> Vec<String> + Sync,
    ) -> Pack {
        let docs = std::mem::take(&mut self.docs);
        self.build(&docs, bytes, texts)
    }

    fn build(
        self,
        docs: &[DocEntry],
        bytes: usize,
        texts: impl Fn(usize) -> Vec<String> + Sync,
    ) -> Pack {
        let Self {
            lengths,
            lists,
            mut synonyms,
            ..
        } = self;
        let lists_by_term = SortedLists::new(&lists);
        synonyms.retain(|expansion| expansion.terms.iter().all(|term| lists_by_term.has(term)));
        let layout = SectionLayout::new(docs, &lengths);
        let mut manifest = Manifest {
            stats: stats(docs, bytes, &lengths),
            kinds: kinds(docs),
            facets: Some(facets::layout(docs.len())),
            synonyms,
            ..Manifest::default()
        };
        let names = identifiers::identifiers(&lists_by_term);
        let (mut blocks, neighbours) = parallel::join(
            || blocks::write(&lists_by_term, &layout, &names, &mut manifest),
            || neighbours::find(&lists_by_term, &layout, docs.len()),
        );
        drop(lists_by_term);
        drop(lists);
        if !neighbours.is_empty() {
            manifest.docs_per_neighbours = crate::pack::neighbours::DOCS_PER_CHUNK;
        }
        let chunks = &mut blocks.chunks;
        let facets = facets::encode(docs, facets::layout(docs.len()));
        let facets = facets.into_iter().enumerate();
        chunks.extend(facets.map(|(n, payload)| (ChunkId::Facets(n as u32), payload)));
        let neighbours = neighbours.chunks(crate::pack::neighbours::DOCS_PER_CHUNK as usize);
        for (n, run) in neighbours.enumerate() {
            let payload = crate::pack::neighbours::encode(run);
            chunks.push((ChunkId::Neighbours(n as u32), payload));
        }
        let summaries = docs
            .chunks(manifest.stats.docs_per_summary_chunk as usize)
            .enumerate();
        let summaries: Vec<_> = summaries
            .map(|(n, docs)| (ChunkId::DocSummaries(n as u32), encode_summaries(docs)))
            .collect();
        let per_chunk = manifest.stats.docs_per_chunk as usize;
        let runs: Vec<(usize, &[DocEntry])> = docs.chunks(per_chunk).enumerate().collect();
        chunks.extend(parallel::map(&runs, |&(n, run)| {
            let first = n * per_chunk;
            let texts: Vec<String> = (first..first + run.len()).flat_map(&texts).collect();
            (ChunkId::Docs(n as u32), encode_docs(run, &texts))
        }));
        let bundles = preload::choose(chunks, &summaries);
        if !bundles.is_empty() {
            manifest.preload = vec![(b'b', 0, bundles.len() as u32)];
        }
        chunks.extend(bundles);
        Pack {
            terms: blocks.terms,
            ..seal(&mut manifest, blocks.chunks)
        }
    }
}

/// Computes the content hash and frames all files.
fn seal(manifest: &mut Manifest, chunks: Vec<(ChunkId, Vec<u8>)>) -> Pack {
    let parts = manifest.sections();
    let mut hash = Fnv::new();
    for (tag, bytes) in &parts {
        hash.write(tag);
        hash.write(bytes);
    }
    for (id, payload) in &chunks {
        let (kind, index) = id.parts();
        hash.write(&[kind]);
        hash.write(&index.to_le_bytes());
        hash.write(payload);
    }
    manifest.pack = hash.finish();
    let framed = parallel::map_into(chunks, |(id, payload)| {
        (id, frame(id, manifest.pack, payload))
    });
    Pack {
        id: format!("{:016x}", manifest.pack),
        manifest: section_table::join(manifest.pack, &parts),
        chunks: framed,
        ..Pack::default()
    }
}

/// The statistics of the pack. `texts` is the total size of all texts in bytes.
fn stats(docs: &[DocEntry], texts: usize, lengths: &[Vec<u32>; 8]) -> Stats {
    let head = |doc: &DocEntry| {
        let sections = doc.sections.iter();
        let sections: usize = sections
            .map(|of| of.heading.len() + of.anchor.len() + 2)
            .sum();
        doc.path.len() + doc.url.len() + doc.title.len() + sections + 24
    };
    let sections = docs.iter().map(|doc| doc.sections.len()).sum::<usize>();
    Stats {
        documents: docs.len() as u32,
        sections: sections as u32,
        docs_per_chunk: per_chunk(texts, docs.len(), DOCS_BYTES),
        docs_per_summary_chunk: per_chunk(docs.iter().map(head).sum(), docs.len(), SUMMARY_BYTES),
        low_impact_chunks: 0,
        fields: Field::ALL.map(|field| {
            let lengths = &lengths[field as usize];
            let lengths = &lengths[..lengths.len().min(sections)];
            FieldStats {
                total_length: lengths.iter().map(|&length| u64::from(length)).sum(),
                sections: lengths.iter().filter(|&&length| length > 0).count() as u32,
            }
        }),
    }
}

/// How many of `count` items, `bytes` long in total, fit into a chunk of `aim`
/// bytes.
fn per_chunk(bytes: usize, count: usize, target: usize) -> u32 {
    (target * count)
        .checked_div(bytes)
        .unwrap_or(count)
        .clamp(1, count.max(1)) as u32
}

/// Runs of documents of the same kind; empty if there are too many.
fn kinds(docs: &[DocEntry]) -> Vec<(u32, String)> {
    let mut kinds: Vec<(u32, String)> = Vec::new();
    for (n, doc) in docs.iter().enumerate() {
        if kinds.last().is_none_or(|(_, kind)| *kind != doc.kind) {
            kinds.push((n as u32, doc.kind.clone()));
        }
    }
    if kinds.len() > MAX_KINDS {
        kinds.clear();
    }
    kinds
}
