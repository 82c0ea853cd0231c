//! Reads a tree of Markdown, checks it, builds the search index and writes the site.

mod commands;
pub mod config;
pub mod content;
pub mod coverage;
pub mod diagnostics;
pub mod frontend;
pub mod hash;
pub mod history;
pub mod index;
mod markdown;
pub mod preview;
pub mod publish;
pub mod reader;
pub mod site;
pub mod view;
