//! Answers queries from a pack, asking for chunks as it needs them.
//!
//! The engine does no input or output. A call that lacks chunks names them;
//! the caller fetches and inflates those, supplies them, and calls again:
//!
//! ```
//! use search::engine::{Engine, Progress, Request};
//! use search::pack::{DocEntry, Field, PackBuilder, PackError, Posting, SectionEntry};
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
//! A query takes two rounds: blocks of the dictionary with their postings, then
//! the documents found, whose text is there for snippets. A word that is absent or
//! rare takes up to two more in a large pack: lists of words, then the blocks
//! of what it is taken for.

mod bits;
pub(crate) mod bm25f;
mod constraint;
mod explain;
mod facets;
mod filler;
pub(crate) mod forms;
mod likelihood;
mod lookup;
mod matcher;
mod matches;
mod model;
#[cfg(test)]
mod naive;
mod names;
mod phrase;
mod postings;
mod prepare;
mod proximity;
mod query;
mod rank;
mod refine;
mod roles;
mod rows;
mod search;
mod slices;
mod snippets;
mod store;
mod synonymy;
mod ties;
mod typos;
pub(crate) mod weights;
mod window;

pub use explain::{Explanation, FieldShare, FormShare, Match, Reason, Step, WordShare};
pub use facets::{FacetGroup, FacetValue, Facets};
pub use matcher::Matcher;
pub use model::{
    Correction, EmptiedBy, Hit, Progress, Request, Response, SectionHit, Span, Unknown,
};
pub use postings::FieldPosting;

use crate::pack::{ChunkId, DocEntry, Field, Manifest, PackError, Stats};
use slices::Slices;
use std::cell::RefCell;
use store::Store;

/// A reader over a pack, holding the chunks supplied so far.
#[derive(Debug)]
pub struct Engine {
    store: Store,
    slices: RefCell<Option<Slices>>,
}

impl Engine {
    /// Reads a manifest.
    ///
    /// # Errors
    /// When it is not a pack, of another version, truncated or damaged.
    pub fn open(manifest: &[u8]) -> Result<Self, PackError> {
        let store = Store::new(Manifest::decode(manifest)?);
        Ok(Self {
            store,
            slices: RefCell::default(),
        })
    }

    /// The pack's content hash in hex.
    #[must_use]
    pub fn pack_id(&self) -> String {
        format!("{:016x}", self.store.manifest.pack)
    }

    /// The pack's figures: numbers of documents and sections, lengths.
    #[must_use]
    pub fn stats(&self) -> &Stats {
        &self.store.manifest.stats
    }

    /// Takes the inflated bytes of a chunk.
    ///
    /// # Errors
    /// When they are damaged or belong to another pack.
    // By value as a promise that the engine may keep them.
    #[allow(clippy::needless_pass_by_value)]
    pub fn supply(&mut self, chunk: ChunkId, bytes: Vec<u8>) -> Result<(), PackError> {
        self.store.supply(chunk, &bytes)
    }

    /// Whether a chunk was supplied.
    #[must_use]
    pub fn holds(&self, chunk: ChunkId) -> bool {
        self.store.holds(chunk)
    }

    /// The chunks worth fetching while nothing else is happening.
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

    /// Whether a query has to be read by the reader of pastes: no plain words
    /// have.
    #[must_use]
    pub fn may_be_pasted(query: &str) -> bool {
        prepare::may_be_pasted(query)
    }

    /// Finds the best documents for a query.
    ///
    /// # Errors
    /// When a supplied chunk turns out to be damaged.
    pub fn search(&self, request: &Request) -> Result<Progress<Response>, PackError> {
        search::search(self, request)
    }

    /// The first hits of a search that waits only for documents further down, in
    /// case they are at hand: only those that none of the others can come before.
    ///
    /// # Errors
    /// When a supplied chunk turns out to be damaged.
    pub fn in_sight(&self, request: &Request) -> Result<Option<Response>, PackError> {
        search::in_sight(self, request)
    }

    /// What the documents found for a query could be narrowed down to, with
    /// counts. Without words it counts all documents that the filters leave.
    ///
    /// # Errors
    /// When a supplied chunk turns out to be damaged.
    pub fn facets(&self, request: &Request) -> Result<Progress<Facets>, PackError> {
        facets::facets(self, request)
    }

    /// How the scores of the best documents for a query came about.
    ///
    /// # Errors
    /// When a supplied chunk turns out to be damaged.
    pub fn explain(&self, request: &Request) -> Result<Progress<Vec<Explanation>>, PackError> {
        explain::explain(self, request)
    }

    /// The best stretch of text of each hit's best section.
    ///
    /// # Errors
    /// When a supplied chunk turns out to be damaged.
    pub fn snippets(&self, response: &Response) -> Result<Progress<Vec<Vec<Span>>>, PackError> {
        snippets::snippets(self, response)
    }

    /// A document with its sections' text; `None` if the pack has no such
    /// document.
    #[must_use]
    pub fn document(&self, doc: u32) -> Progress<Option<DocEntry>> {
        postings::document(self, doc)
    }

    /// All postings of a term in a field, by document and section. Not needed
    /// to search: it lets tests and other scorers look into the pack.
    #[must_use]
    pub fn postings(&self, term: &str, field: Field) -> Progress<Vec<FieldPosting>> {
        postings::postings(self, term, field)
    }
}
