//! Lays out the site: which page or file is at which URL, and how it is made. A
//! build writes all of it and publishes it in one step; a preview makes what is
//! asked for.
//!
//! The flow: [`build()`] reads the content ([`read`]), indexes it, and takes a
//! [`SiteSnapshot`], which knows every URL. [`IncrementalBuilder`] takes one
//! snapshot after another and does again only what a change concerns.

mod build;
mod checked;
mod data;
mod error;
mod feeds;
pub mod frontend;
pub mod history;
mod incremental;
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
