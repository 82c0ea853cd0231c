//! Formats findings for people, editors and continuous integration, and compares
//! Prometheus rule files with the runbooks.
//!
//! A finding itself is a [`model::finding::Diagnostic`]; the stages before this
//! one report them while they read and resolve documents.

pub mod coverage;
mod github;
mod human;
mod json;
mod sarif;

pub use github::to_github;
pub use human::render_human;
pub use json::to_json;
pub use sarif::to_sarif;
