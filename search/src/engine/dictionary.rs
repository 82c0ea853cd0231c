//! Entries of the term dictionary.

use super::store::{ChunkStore, MissingChunks};
use crate::pack::{Columns, Positions, SectionPosting, Term, TermsBlock};

/// A dictionary entry that matches a query term.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MatchedTerm<'a> {
    /// The term as stored in the dictionary.
    pub(crate) text: &'a str,
    /// Its record.
    pub(crate) term: &'a Term,
    /// The posting columns of its block.
    pub(crate) columns: &'a Columns,
    /// The positions of its block.
    pub(crate) positions: &'a Positions,
    /// Factor of its term frequencies, relative to the term as typed.
    pub(crate) factor: f32,
}

impl<'a> MatchedTerm<'a> {
    pub(crate) fn new(
        block: &'a TermsBlock,
        (text, term): (&'a str, &'a Term),
        factor: f32,
    ) -> Self {
        Self {
            text,
            term,
            columns: &block.columns,
            positions: &block.positions,
            factor,
        }
    }

    /// Its full postings, by document and section.
    pub(crate) fn entries(&self) -> &'a [SectionPosting] {
        self.columns.entries(self.term.entries.clone())
    }

    /// The documents that contain it: first those with full postings, then
    /// those of which only the impact is known. Each part is ascending; a
    /// document can occur several times.
    pub(crate) fn docs(&self) -> impl Iterator<Item = u32> {
        let entries = self.entries().iter().map(|entry| entry.doc);
        entries.chain(self.term.coarse.iter().map(|&(doc, _)| doc))
    }

    /// Its full postings in one document.
    pub(crate) fn entries_of(&self, doc: u32) -> &'a [SectionPosting] {
        let entries = self.entries();
        let start = entries.partition_point(|entry| entry.doc < doc);
        let count = entries[start..].partition_point(|entry| entry.doc == doc);
        &entries[start..start + count]
    }
}

impl ChunkStore {
    /// Looks up a term, ranked or filter; `None` if the pack does not have it,
    /// or after recording that its block is missing.
    pub(crate) fn term(&self, text: &str, missing: &mut MissingChunks) -> Option<MatchedTerm<'_>> {
        let number = self.manifest.block_of(text)?;
        let block = self.terms(number, missing)?;
        Some(MatchedTerm::new(block, block.term(block.find(text)?)?, 1.0))
    }
}
