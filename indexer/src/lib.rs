//! Reads a tree of Markdown, checks it, builds the search index and writes the site.

mod alerts;
mod commands;
pub mod config;
pub mod content;
pub mod coverage;
pub mod diagnostics;
mod flowchart;
pub mod frontend;
pub mod hash;
pub mod history;
pub mod index;
mod markdown;
pub mod new;
pub mod preview;
pub mod publish;
pub mod reader;
pub mod runbook;
pub mod similar;
pub mod site;
mod suspects;
mod symptoms;
mod terms;
pub mod understand;
pub mod view;

pub use coverage::alert_key;

/// The alert among `known` whose name is nearest to `name`, if it is near enough to be meant.
#[must_use]
pub fn nearest_alert<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    content::nearest(name, known)
}
