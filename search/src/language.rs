//! The query language.
//!
//! A query is words. Beside them stand `"exact phrases"`, exclusions (`-word`,
//! `-"a phrase"`) and filters (`type:runbook`, `sev:<=2`, `after:2023-01`,
//! `-service:payments`, `owner:"data platform"`):
//!
//! ```
//! use search::language::{ClauseKind, Key, parse};
//!
//! let parsed = parse("kafka lag \"not in sync\" -zookeeper type:runbook");
//! let [words, phrase, exclusion, filter] = &parsed.clauses[..] else { panic!() };
//! assert_eq!(words.kind, ClauseKind::Words("kafka lag".to_owned()));
//! assert_eq!(phrase.kind, ClauseKind::Phrase("not in sync".to_owned()));
//! assert!(matches!(exclusion.kind, ClauseKind::Exclude(_)));
//! assert!(matches!(&filter.kind, ClauseKind::Filter(filter) if filter.key == Key::Type));
//! ```
//!
//! There are no errors. What does not fit is words, and what engineers paste is
//! not mistaken for syntax: `tar -xvf a.tar` excludes nothing, and
//! `http://host`, `std::vec`, `10.0.0.1:5432` and `msg="timed out"` are words.
//! So is all that has several lines, but for filters around it.
//! The language needs no pack: whether a filter's value exists is asked later.

mod commands;
mod complete;
mod date;
mod edit;
mod filter;
mod help;
mod lines;
mod parse;
mod severity;

pub use complete::{Completing, Subject, complete};
pub use edit::{with, without};
pub use filter::{Filter, Key, Op};
pub use help::{HELP, Help};
pub(crate) use lines::between_filters;
pub use parse::parse;
pub use severity::severity_level;

/// A query as it was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The clauses in the order of the text. They do not overlap, and every
    /// letter and digit of the text lies in one.
    pub clauses: Vec<Clause>,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Byte offset of its first byte in the query.
    pub start: usize,
    /// Byte offset behind its last byte.
    pub end: usize,
    /// What it asks for.
    pub kind: ClauseKind,
}

/// What a clause asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClauseKind {
    /// Words, as they stand in the query.
    Words(String),
    /// Words that shall follow each other; without the quotation marks.
    Phrase(String),
    /// Words or a phrase that shall not occur; never anything else.
    Exclude(Box<ClauseKind>),
    /// A condition on the document.
    Filter(Filter),
}

impl Parsed {
    /// The filters in the order of the text.
    pub fn filters(&self) -> impl Iterator<Item = &Filter> {
        self.clauses.iter().filter_map(|clause| match &clause.kind {
            ClauseKind::Filter(filter) => Some(filter),
            _ => None,
        })
    }
}
