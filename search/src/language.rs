//! The query language.
//!
//! A query consists of words, `"exact phrases"`, exclusions (`-word`, `-"a
//! phrase"`) and filters (`type:runbook`, `sev:<=2`, `after:2023-01`,
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
//! Parsing never fails: text that is no valid syntax is words. Text that
//! engineers paste is not mistaken for syntax: `tar -xvf a.tar` excludes
//! nothing, and `http://host`, `std::vec`, `10.0.0.1:5432` and `msg="timed
//! out"` are words. Text of several lines is words, except for filters around
//! it. Parsing needs no pack; whether the value of a filter exists is checked
//! by the engine.

mod comparison;
mod completion;
mod date;
mod edit;
mod filter;
mod flags;
mod help;
mod multiline;
mod parse;
mod quotes;
mod severity;

pub use comparison::Op;
pub use completion::{CompletionContext, CompletionTarget, complete};
pub use edit::{add_filter, remove_clause};
pub use filter::{Filter, Key};
pub use help::{HELP, HelpEntry};
pub use multiline::between_filters;
pub use parse::parse;
pub use severity::severity_level;

/// A parsed query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParsedQuery {
    /// The clauses in the order of the text. They do not overlap, and every
    /// letter and digit of the text is in one.
    pub clauses: Vec<Clause>,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Byte offset of its start in the query.
    pub start: usize,
    /// Byte offset of its end.
    pub end: usize,
    /// What it requires.
    pub kind: ClauseKind,
}

/// What a clause requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClauseKind {
    /// Words, as written.
    Words(String),
    /// Consecutive words, without the quotation marks.
    Phrase(String),
    /// Words or a phrase that must not occur; never another kind.
    Exclude(Box<ClauseKind>),
    /// A condition on the document.
    Filter(Filter),
}

impl ParsedQuery {
    /// The filters in the order of the text.
    pub fn filters(&self) -> impl Iterator<Item = &Filter> {
        self.clauses.iter().filter_map(|clause| match &clause.kind {
            ClauseKind::Filter(filter) => Some(filter),
            _ => None,
        })
    }
}
