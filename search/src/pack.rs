//! The index pack: its format, writer and reader.
//!
//! A pack is a *manifest* and a number of *chunks*. A reader holds the
//! manifest and fetches those chunks that a query needs: a block of the term
//! dictionary has its postings with it, so one round trip finds the
//! documents, a second brings them.
//!
//! The format is specified in `PACK.md` beside this crate's manifest, well
//! enough to write a second reader.

mod build;
pub(crate) mod bundle;
mod bytes;
mod checksum;
mod chunk;
mod columns;
mod docs;
mod error;
pub(crate) mod facets;
mod fieldnorm;
mod hash;
mod manifest;
mod model;
mod neighbours;
mod positions;
mod sections;
mod tail;
mod terms;
pub(crate) mod words;

pub use build::{PackBuilder, PostingLists};
pub use chunk::ChunkId;
pub use error::PackError;
pub use fieldnorm::{fieldnorm_id, fieldnorm_length};
pub use manifest::{FieldStats, Stats};
pub use model::{DocEntry, FILE_NAME, Field, Pack, Posting, SectionEntry};

pub(crate) use chunk::unframe;
pub(crate) use columns::{Columns, Entry};
pub(crate) use docs::{decode_docs, decode_heads};
pub(crate) use error::{Malformed, malformed, told};
pub(crate) use facets::{Facet, FacetColumn};
pub(crate) use manifest::Manifest;
pub(crate) use neighbours::{Neighbours, decode as decode_neighbours};
pub(crate) use positions::Positions;
pub(crate) use tail::Tail;
pub(crate) use terms::{Term, TermsBlock};
pub(crate) use words::Words;
