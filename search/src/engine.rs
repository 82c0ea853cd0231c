//! The search engine: queries on a pack.
//!
//! The engine does no input or output. A call that needs more chunks returns their
//! names; the caller fetches and inflates them, supplies them and repeats the call:
//!
//! ```
//! use search::builder::PackBuilder;
//! use search::engine::{Engine, Progress, Request};
//! use search::pack::{DocEntry, Field, PackError, Posting, SectionEntry};
//!
//! # fn main() -> Result<(), PackError> {
//! let mut builder = PackBuilder::new(vec![DocEntry {
//!     url: "/runbooks/etcd/".to_owned(),
//!     sections: vec![SectionEntry::default()],
//!     ..DocEntry::default()
//! }]);
//! builder.set_lengths(Field::Title, vec![1]);
//! builder.add_postings("etcd", Field::Title, vec![Posting { section: 0, positions: vec![0] }]);
//! let pack = builder.finish();
//!
//! let mut engine = Engine::open(&pack.manifest)?;
//! let request = Request { query: "etcd".to_owned(), limit: 10, ..Request::default() };
//! let response = loop {
//!     match engine.search(&request)? {
//!         Progress::Ready(response) => break response,
//!         Progress::Working => {}
//!         Progress::Needs(chunks) => {
//!             for (id, bytes) in pack.chunks.iter().filter(|(id, _)| chunks.contains(id)) {
//!                 engine.supply(*id, bytes.clone())?;
//!             }
//!         }
//!     }
//! };
//! assert_eq!(response.hits[0].url, "/runbooks/etcd/");
//! # Ok(())
//! # }
//! ```
//!
//! A search takes two round trips: blocks of the dictionary with their postings,
//! then the matching documents with the texts for snippets. In a large pack, an
//! unknown or rare word takes up to two more: word lists for spelling correction,
//! then the blocks of the corrections.

mod conditions;
mod dictionary;
mod doc_set;
mod explain;
mod facets;
mod filler_words;
mod highlighter;
mod inspect;
mod likelihood;
mod matching_docs;
mod model;
mod name_match;
mod phrase;
mod prepare;
mod proximity;
mod query;
mod rank;
mod ranked_doc;
#[cfg(test)]
mod reference;
mod rerank;
mod resolve;
mod search;
mod search_job;
mod snippet_window;
mod snippets;
mod store;
mod synonym_expansion;
mod term_matches;
mod term_weights;
mod tie_break;
mod typos;

pub use explain::{
    Explanation, FieldContribution, FormContribution, MatchKind, ScoreReason, ScoreStep,
    TermContribution,
};
pub use facets::{FacetGroup, FacetValue, Facets};
pub use highlighter::Highlighter;
pub use inspect::FieldPosting;
pub use model::{
    Correction, EmptiedBy, Hit, Progress, Request, Response, SectionHit, Span, UnknownWord,
};

use crate::pack::{ChunkId, DocEntry, Field, Manifest, PackError, Stats};
use crate::paste::PasteReader;
use search_job::SearchJob;
use std::cell::RefCell;
use store::ChunkStore;

/// A search engine over one pack. It holds the manifest and the chunks supplied
/// so far.
#[derive(Debug)]
pub struct Engine {
    store: ChunkStore,
    paste_reader: Option<PasteReader>,
    job: RefCell<Option<SearchJob>>,
}

impl Engine {
    /// Opens a pack by its manifest, not compressed.
    ///
    /// # Errors
    /// If the bytes are not a pack, or of another major version, truncated or
    /// damaged.
    pub fn open(manifest: &[u8]) -> Result<Self, PackError> {
        let store = ChunkStore::new(Manifest::decode(manifest)?);
        Ok(Self {
            store,
            #[cfg(feature = "paste")]
            paste_reader: Some(crate::paste::understand),
            #[cfg(not(feature = "paste"))]
            paste_reader: None,
            job: RefCell::default(),
        })
    }

    /// Sets the parser of pasted queries. With the feature `paste` the engine
    /// starts with [`paste::understand`](crate::paste); without a parser, a
    /// paste is searched as plain words.
    pub fn set_paste_reader(&mut self, reader: PasteReader) {
        let is_same = |known| std::ptr::fn_addr_eq(known, reader);
        if !self.paste_reader.is_some_and(is_same) {
            self.paste_reader = Some(reader);
            // A request in progress was parsed without it.
            self.job.take();
        }
    }

    /// The content hash of the pack, 16 hexadecimal digits.
    #[must_use]
    pub fn pack_id(&self) -> String {
        format!("{:016x}", self.store.manifest.pack)
    }

    /// Collection statistics: numbers of documents and sections, field lengths.
    #[must_use]
    pub fn stats(&self) -> &Stats {
        &self.store.manifest.stats
    }

    /// Adds a chunk, not compressed.
    ///
    /// # Errors
    /// If the chunk is damaged, belongs to another pack, or does not exist in
    /// this one.
    // By value, so that the engine may keep the bytes.
    #[allow(clippy::needless_pass_by_value)]
    pub fn supply(&mut self, chunk: ChunkId, bytes: Vec<u8>) -> Result<(), PackError> {
        self.store.supply(chunk, &bytes)
    }

    /// Whether a chunk was supplied.
    #[must_use]
    pub fn holds(&self, chunk: ChunkId) -> bool {
        self.store.holds(chunk)
    }

    /// The chunks worth fetching while the network is idle, most useful first.
    #[must_use]
    pub fn preload(&self) -> Vec<ChunkId> {
        let manifest = &self.store.manifest;
        let ranges = manifest.preload.iter();
        let chunks = ranges.flat_map(|&(kind, first, count)| {
            let numbers = (0..count).map_while(move |n| first.checked_add(n));
            let chunks = numbers.map_while(move |n| ChunkId::from_parts(kind, n));
            chunks.take_while(|chunk| manifest.has(*chunk))
        });
        chunks.collect()
    }

    /// Whether a query may contain a paste, so that a paste reader is needed to
    /// parse it.
    #[must_use]
    pub fn may_be_pasted(query: &str) -> bool {
        prepare::may_be_pasted(query)
    }

    /// Returns the best documents for a query.
    ///
    /// # Errors
    /// If a supplied chunk is damaged.
    pub fn search(&self, request: &Request) -> Result<Progress<Response>, PackError> {
        search::search(self, request)
    }

    /// Returns the first hits of a ranked search that still needs chunks of
    /// later hits. Only hits whose rank cannot change any more are returned;
    /// `None` if there are none yet.
    ///
    /// # Errors
    /// If a supplied chunk is damaged.
    pub fn stable_top_hits(&self, request: &Request) -> Result<Option<Response>, PackError> {
        search::stable_top_hits(self, request)
    }

    /// Counts facet values over the matching documents. A query without words
    /// counts all documents that its filters allow.
    ///
    /// # Errors
    /// If a supplied chunk is damaged.
    pub fn facets(&self, request: &Request) -> Result<Progress<Facets>, PackError> {
        facets::facets(self, request)
    }

    /// Explains the scores of the hits that [`search`](Self::search) returns.
    ///
    /// # Errors
    /// If a supplied chunk is damaged.
    pub fn explain(&self, request: &Request) -> Result<Progress<Vec<Explanation>>, PackError> {
        explain::explain(self, request)
    }

    /// Returns a snippet for each hit of a response, in the same order.
    ///
    /// # Errors
    /// If a supplied chunk is damaged.
    pub fn snippets(&self, response: &Response) -> Result<Progress<Vec<Vec<Span>>>, PackError> {
        snippets::snippets(self, response)
    }

    /// Returns a document with the text of its sections; `None` if the pack has
    /// no such document.
    #[must_use]
    pub fn document(&self, doc: u32) -> Progress<Option<DocEntry>> {
        inspect::document(self, doc)
    }

    /// Returns all postings of a term in a field, by document and section.
    /// Searching does not need it; tests and other scorers do.
    #[must_use]
    pub fn postings(&self, term: &str, field: Field) -> Progress<Vec<FieldPosting>> {
        inspect::postings(self, term, field)
    }
}
