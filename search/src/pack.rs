//! The pack: a file format for a search index that is fetched in parts.
//!
//! A pack consists of a *manifest* and a number of *chunks*. A reader holds the
//! manifest and fetches the chunks that a query needs. A block of the term
//! dictionary contains the postings of its terms, so one round trip finds the
//! matching documents and a second one loads them.
//!
//! `PACK.md` in the folder of this crate specifies the format.
//! [`PackBuilder`](crate::builder::PackBuilder) writes packs,
//! [`Engine`](crate::engine::Engine) reads them.

pub(crate) mod bundle;
pub(crate) mod bytes;
mod checksum;
pub(crate) mod chunk;
pub(crate) mod columns;
pub(crate) mod docs;
mod error;
pub(crate) mod facets;
pub(crate) mod fieldnorm;
pub(crate) mod hash;
pub(crate) mod inflections;
pub(crate) mod low_impact;
pub(crate) mod manifest;
pub(crate) mod model;
pub(crate) mod neighbours;
mod positions;
pub(crate) mod section_table;
pub(crate) mod terms;
pub(crate) mod word_list;

pub use chunk::ChunkId;
pub use error::PackError;
pub use fieldnorm::{fieldnorm_id, fieldnorm_length};
pub use manifest::{FieldStats, Stats};
pub use model::{DocEntry, FILE_NAME_POSITION, Field, Pack, Posting, SectionEntry};

pub(crate) use chunk::unframe;
pub(crate) use columns::{Columns, SectionPosting};
pub(crate) use docs::{decode_docs, decode_summaries};
pub(crate) use error::{Malformed, lazy_message, malformed};
pub(crate) use facets::{Facet, FacetColumn};
pub(crate) use low_impact::LowImpactPostings;
pub(crate) use manifest::Manifest;
pub(crate) use neighbours::{Neighbours, decode as decode_neighbours};
pub(crate) use positions::Positions;
pub(crate) use terms::{Term, TermsBlock};
pub(crate) use word_list::WordList;
