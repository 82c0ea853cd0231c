//! Request and response types.

use crate::pack::ChunkId;
use crate::paste::ParsedPaste;

/// A search request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// The query as typed or pasted.
    pub query: String,
    /// Maximum number of documents to return.
    pub limit: usize,
    /// Whether the last word is still being typed, so that it also matches as a
    /// prefix.
    pub prefix: bool,
    /// Whether spelling correction is off.
    pub literal: bool,
    /// Texts of the parts of a paste to ignore, see [`ParsedPaste::ignoring`].
    pub ignored: Vec<String>,
}

/// A result, or what is needed to compute it.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress<T> {
    /// Supply these chunks, then repeat the call.
    Needs(Vec<ChunkId>),
    /// A part of the work is done. Repeat the call to continue; in between, an
    /// event loop can handle other events. A call for another request discards
    /// the work.
    Working,
    /// The result.
    Ready(T),
}

/// The result of a search.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Response {
    /// The best documents in descending order of score, at most
    /// [`Request::limit`].
    pub hits: Vec<Hit>,
    /// Number of matching documents.
    pub total: usize,
    /// Number of documents in the pack.
    pub documents: usize,
    /// The dictionary terms that matched, for highlighting.
    pub terms: Vec<String>,
    /// Spelling corrections, in the order of the query.
    pub corrections: Vec<Correction>,
    /// Words without a match and quotations in a pasted line without a match,
    /// in the order of the query. The words of such a quotation are searched
    /// separately.
    pub unknown: Vec<UnknownWord>,
    /// If there are no hits: the conditions that exclude all matching
    /// documents, in the order of the query.
    pub emptied_by: Vec<EmptiedBy>,
    /// The parsed paste, if the query contains one, including ignored parts.
    pub paste: Option<ParsedPaste>,
}

/// A spelling correction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Correction {
    /// Byte offset of the start of the word in the query.
    pub start: usize,
    /// Byte offset of its end.
    pub end: usize,
    /// The word as typed.
    pub typed: String,
    /// The corrected word.
    pub used: String,
    /// Whether the word as typed is searched too: "including results for"
    /// instead of "showing results for".
    pub keeps_typed: bool,
}

/// A word without a match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnknownWord {
    /// Byte offset of the start of the word in the query.
    pub start: usize,
    /// Byte offset of its end.
    pub end: usize,
    /// The word as typed.
    pub typed: String,
    /// Terms of the dictionary with a similar spelling, nearest first, at most
    /// four.
    pub nearest: Vec<String>,
}

/// A condition of the query that excludes all matching documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmptiedBy {
    /// Byte offset of the start of the clause in the query.
    pub start: usize,
    /// Byte offset of its end.
    pub end: usize,
    /// The phrase, filter or exclusion as typed.
    pub clause: String,
    /// Number of matching documents without the condition.
    pub without: usize,
}

/// A matching document.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Number of the document in the pack.
    pub doc: u32,
    /// Path of the source file, relative to the content root.
    pub path: String,
    /// URL path of the document in the site, without a fragment.
    pub url: String,
    /// `postmortem`, `runbook`, `guide` or `service`.
    pub kind: String,
    /// The title.
    pub title: String,
    /// ISO 8601 date, if known.
    pub date: Option<String>,
    /// Severity as written, if stated.
    pub severity: Option<String>,
    /// The affected services.
    pub services: Vec<String>,
    /// Relevance score; higher is better. 0 for documents listed by filters
    /// alone.
    pub score: f32,
    /// The matching sections in descending order of score: at least one, at
    /// most four.
    pub sections: Vec<SectionHit>,
}

/// A matching section.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionHit {
    /// Ordinal of the section in its document.
    pub section: u32,
    /// The heading; empty for the text before the first heading.
    pub heading: String,
    /// URL path with the fragment, e.g. `/runbooks/x/#find-the-leak`.
    pub url: String,
    /// Relevance score; higher is better.
    pub score: f32,
}

/// A part of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Whether the text matches a query term.
    pub hit: bool,
}
