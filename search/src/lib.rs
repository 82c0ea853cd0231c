//! Text analysis, the index pack, ranking and snippets.
//!
//! The crate is sans-IO and compiles natively and to WebAssembly: it is given
//! bytes and strings and gives back answers, or the names of the chunks it
//! still needs. It knows nothing of files, HTML, Leptos, tantivy or the
//! network.
//!
//! - [`analysis`] turns text into terms, for the index and for queries alike.
//! - [`pack`] is the index as files: its format, its writer and its reader.
//! - [`language`] understands queries, [`paste`] what was pasted, and
//!   [`synonyms`] adds what the trade calls them; [`engine`] answers from a
//!   pack.

// Methods that add large tables to the bundle; clippy.toml lists them.
#![deny(clippy::disallowed_methods)]

pub mod analysis;
pub mod engine;
pub mod language;
pub mod pack;
pub mod paste;
mod sort;
mod sorted;
pub mod synonyms;
