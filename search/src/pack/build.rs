//! The writer.

mod blocks;
mod forms;
mod gather;
mod layout;
mod names;
mod neighbours;
mod parallel;
mod preload;
mod tiers;
mod words;

use super::chunk::{ChunkId, frame};
use super::docs::{encode_docs, encode_heads};
use super::facets;
use super::hash::Fnv;
use super::manifest::{FieldStats, Manifest, Stats};
use super::model::{DocEntry, Field, Pack, Posting};
use super::sections;
use crate::synonyms::Synonyms;
use gather::Gathered;
pub use gather::PostingLists;
use layout::Layout;

/// Aimed size of a chunk of documents in bytes: of most the hits of a query are
/// spread over, little else is worth fetching.
const DOCS_BYTES: usize = 4 << 10;
/// Aimed size of a chunk of documents without text, which are fetched ahead.
const HEADS_BYTES: usize = 16 << 10;
/// Most runs of kinds that a manifest lists.
const MAX_KINDS: usize = 2048;

/// Gathers documents and postings into a [`Pack`].
///
/// The same documents, lengths and postings give the same bytes, in whatever
/// order terms and fields were added.
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

    /// Number of terms of `field` in each section (indexed by section number),
    /// before rounding. Sections beyond the end of the list have none.
    pub fn set_lengths(&mut self, field: Field, lengths: Vec<u32>) {
        self.lengths[field as usize] = lengths;
    }

    /// Adds the posting list of `term` in `field`; sections ascending.
    ///
    /// A posting of [`Field::Filter`] marks the section's whole document and
    /// needs no positions. Postings of sections that no document has are left
    /// out; several lists of one term and field are united.
    // The list is taken by value so that a caller can hand over what it read
    // and the memory is returned at once.
    #[allow(clippy::needless_pass_by_value)]
    pub fn add_postings(&mut self, term: &str, field: Field, postings: Vec<Posting>) {
        let lists = &mut self.lists[0];
        lists.begin(term, field);
        for posting in &postings {
            lists.push(posting.section, &posting.positions);
        }
    }

    /// Adds many posting lists, as [`Self::add_postings`] adds one.
    pub fn add_lists(&mut self, lists: PostingLists) {
        self.lists.push(lists);
    }

    /// Sets the synonyms that queries are expanded by. Those that lead to
    /// terms that no document has are left out.
    pub fn set_synonyms(&mut self, synonyms: Synonyms) {
        self.synonyms = synonyms;
    }

    /// Lays the pack out.
    #[must_use]
    pub fn finish(mut self) -> Pack {
        let docs = std::mem::take(&mut self.docs);
        let sections = docs.iter().flat_map(|doc| &doc.sections);
        let bytes = sections.map(|section| section.text.len()).sum();
        let texts = |doc: usize| {
            let sections = docs[doc].sections.iter();
            sections.map(|section| section.text.clone()).collect()
        };
        self.lay_out(&docs, bytes, texts)
    }

    /// Lays the pack out; `texts` gives the texts of a document's sections, which its
    /// entry may lack then, and is asked once for each. Together they have so many
    /// `bytes`. Texts are most of a pack, and two copies are too many.
    #[must_use]
    pub fn finish_with(
        mut self,
        bytes: usize,
        texts: impl Fn(usize) -> Vec<String> + Sync,
    ) -> Pack {
        let docs = std::mem::take(&mut self.docs);
        self.lay_out(&docs, bytes, texts)
    }

    fn lay_out(
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
        let gathered = Gathered::new(&lists);
        synonyms.retain(|expansion| expansion.terms.iter().all(|term| gathered.has(term)));
        let layout = Layout::new(docs, &lengths);
        let mut manifest = Manifest {
            stats: stats(docs, bytes, &lengths),
            kinds: kinds(docs),
            facets: Some(facets::layout(docs.len())),
            synonyms,
            ..Manifest::default()
        };
        let names = names::names(&gathered);
        let (mut blocks, neighbours) = parallel::join(
            || blocks::write(&gathered, &layout, &names, &mut manifest),
            || neighbours::find(&gathered, &layout, docs.len()),
        );
        drop(gathered);
        drop(lists);
        if !neighbours.is_empty() {
            manifest.docs_per_neighbours = super::neighbours::DOCS;
        }
        let chunks = &mut blocks.chunks;
        let facets = facets::encode(docs, facets::layout(docs.len()));
        let facets = facets.into_iter().enumerate();
        chunks.extend(facets.map(|(n, payload)| (ChunkId::Facets(n as u32), payload)));
        let neighbours = neighbours.chunks(super::neighbours::DOCS as usize);
        for (n, run) in neighbours.enumerate() {
            let payload = super::neighbours::encode(run);
            chunks.push((ChunkId::Neighbours(n as u32), payload));
        }
        let heads = docs
            .chunks(manifest.stats.docs_per_heads as usize)
            .enumerate();
        let heads: Vec<_> = heads
            .map(|(n, docs)| (ChunkId::Heads(n as u32), encode_heads(docs)))
            .collect();
        let per_chunk = manifest.stats.docs_per_chunk as usize;
        let runs: Vec<(usize, &[DocEntry])> = docs.chunks(per_chunk).enumerate().collect();
        chunks.extend(parallel::map(&runs, |&(n, run)| {
            let first = n * per_chunk;
            let texts: Vec<String> = (first..first + run.len()).flat_map(&texts).collect();
            (ChunkId::Docs(n as u32), encode_docs(run, &texts))
        }));
        let bundles = preload::choose(chunks, &heads);
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

/// Names the pack by its content and frames its files.
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
        manifest: sections::join(manifest.pack, &parts),
        chunks: framed,
        ..Pack::default()
    }
}

/// `texts` is how many bytes the texts of all documents have.
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
        docs_per_heads: per_chunk(docs.iter().map(head).sum(), docs.len(), HEADS_BYTES),
        tails: 0,
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

/// How many of `count` things of `bytes` bytes together make a chunk.
fn per_chunk(bytes: usize, count: usize, aim: usize) -> u32 {
    (aim * count)
        .checked_div(bytes)
        .unwrap_or(count)
        .clamp(1, count.max(1)) as u32
}

/// Runs of documents of one kind; none if there are too many.
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
