//! Assigns every page and file of a site to a URL and makes its content. A build writes
//! all of them and publishes them in one step; a preview makes only what is requested.
//!
//! [`build()`] reads the content ([`read`]), indexes it, and makes a [`SiteSnapshot`],
//! which contains every URL. [`IncrementalBuilder`] makes successive snapshots and
//! recomputes only what a change affects.

mod build;
mod checked;
mod data;
mod error;
mod feeds;
pub mod frontend;
pub mod history;
mod incremental;
mod index_inputs;
mod json;
mod pack_files;
mod pages;
pub mod publish;
pub mod published_pack;
pub mod runbook;
mod snapshot;
mod stages;
mod suspects;
mod text_file;
mod view;

pub use build::{Build, Summary, build, build_within};
pub use checked::read;
pub use error::BuildError;
pub use incremental::IncrementalBuilder;
pub use pack_files::PackFiles;
pub use published_pack::PublishedPack;
pub use snapshot::SiteSnapshot;
pub use stages::Stages;
