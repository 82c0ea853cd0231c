//! Questions and answers.

use crate::pack::ChunkId;
use crate::paste::Pasted;

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// The query as typed.
    pub query: String,
    /// Most documents to return.
    pub limit: usize,
    /// Whether the last word is still being typed and so matches as a prefix.
    pub prefix: bool,
    /// Whether words stand as they were typed, without corrections: the way
    /// back from "showing results for".
    pub literal: bool,
    /// Parts of a paste that are left out, as they stand in it.
    pub ignored: Vec<String>,
}

/// An answer, or what is missing for it.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress<T> {
    /// Supply these chunks and ask again.
    Needs(Vec<ChunkId>),
    /// A slice of the work is done: ask the same again to go on, after other
    /// work that waits, or something else to drop it.
    Working,
    /// The answer.
    Ready(T),
}

/// The documents found, best first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Response {
    /// The best documents, at most [`Request::limit`].
    pub hits: Vec<Hit>,
    /// Number of documents that match at all.
    pub total: usize,
    /// Number of documents in the index.
    pub documents: usize,
    /// Normalised terms that were matched, for highlighting.
    pub terms: Vec<String>,
    /// Words taken for others, in the order of the query.
    pub corrections: Vec<Correction>,
    /// What nothing was found for, in the order of the query: quotations of a
    /// long line, which are then searched as words, and words.
    pub unknown: Vec<Unknown>,
    /// If nothing was found: what left nothing, in the order of the query.
    pub emptied_by: Vec<EmptiedBy>,
    /// If the query was pasted: what it was understood as, parts that are
    /// ignored included.
    pub understood: Option<Pasted>,
}

/// A word taken for another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Correction {
    /// First byte of the word in the query.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// The word as typed.
    pub typed: String,
    /// The word it was taken for.
    pub used: String,
    /// Whether the word as typed was found too and leads: "including results
    /// for" instead of "showing results for".
    pub also: bool,
}

/// A word that nothing was found for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unknown {
    /// First byte of the word in the query.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// The word as typed.
    pub typed: String,
    /// Terms of the index that are spelt alike, nearest first, at most four.
    pub nearest: Vec<String>,
}

/// A part of the query without which something would be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmptiedBy {
    /// First byte of the clause in the query.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// The phrase, filter or exclusion as typed.
    pub clause: String,
    /// Number of documents found without it.
    pub without: usize,
}

/// A document found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Number of the document in the pack.
    pub doc: u32,
    /// Source file relative to the content root.
    pub path: String,
    /// Address of the document within the site, without a fragment.
    pub url: String,
    /// `postmortem`, `runbook`, `guide` or `service`.
    pub kind: String,
    /// The title.
    pub title: String,
    /// ISO 8601 date, if known.
    pub date: Option<String>,
    /// Severity as written, if stated.
    pub severity: Option<String>,
    /// The services concerned.
    pub services: Vec<String>,
    /// Relevance; higher is better.
    pub score: f32,
    /// The matching sections, best first, at most four; never empty.
    pub sections: Vec<SectionHit>,
}

/// A section found.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionHit {
    /// Ordinal of the section in its document.
    pub section: u32,
    /// Heading; empty for the text before the first heading.
    pub heading: String,
    /// Address with its fragment, e.g. `/runbooks/x/#find-the-leak`.
    pub url: String,
    /// Relevance; higher is better.
    pub score: f32,
}

/// A stretch of snippet text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Whether a word of the query was found here.
    pub hit: bool,
}
