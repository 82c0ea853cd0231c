//! The search engine of incident-kb: text analysis, index format, query
//! language, ranking and snippets.
//!
//! The crate compiles natively and to WebAssembly and does no input or output:
//! callers pass bytes and strings, and get results or the names of the chunks
//! to fetch. It does not depend on files, HTML, Leptos, tantivy or the network.
//!
//! - [`analysis`] turns text into terms, for documents and queries alike.
//! - [`builder`] writes an index as a [`pack`], a file format that is fetched in parts.
//! - [`language`] parses queries, [`paste`] parses pasted logs and alerts, and
//!   [`synonyms`] expands queries.
//! - [`engine`] searches a pack.

// Methods that add large tables to the bundle; clippy.toml lists them.
#![deny(clippy::disallowed_methods)]

pub mod analysis;
pub mod builder;
pub mod engine;
pub mod language;
pub mod pack;
pub mod paste;
mod scoring;
mod sort;
mod sorted_map;
pub mod synonyms;
