//! Exact phrases.

use super::dictionary::MatchedTerm;
use super::doc_set::DocSet;
use super::store::{ChunkStore, MissingChunks};
use crate::pack::{Columns, Positions, SectionPosting};
use crate::sort;

/// Maximum number of low-impact chunks fetched for one term of a phrase.
const MAX_LOW_IMPACT_CHUNKS: usize = 12;

/// Where a phrase starts: document, section, field and word position.
type PhraseStart = (u32, u32, u8, u32);

/// Occurrences of a phrase in one field of one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PhraseOccurrence {
    /// Number of the document.
    pub(crate) doc: u32,
    /// Ordinal of the section.
    pub(crate) ordinal: u32,
    /// Length code of the document.
    pub(crate) doc_length: u8,
    /// Number of the field.
    pub(crate) field: u8,
    /// Phrase frequency.
    pub(crate) tf: u32,
    /// Length code of the field.
    pub(crate) length: u8,
}

/// The occurrences of a phrase in the documents that have full postings for all
/// of its terms. Low-impact postings are not read.
pub(crate) fn occurrences(
    store: &ChunkStore,
    phrase: &[(String, u32)],
    missing: &mut MissingChunks,
) -> Vec<PhraseOccurrence> {
    let mut occurrences: Vec<PhraseOccurrence> = Vec::new();
    let found = terms(store, phrase, missing);
    let Some((first, _)) = found.first() else {
        return occurrences;
    };
    let documents = store.manifest.stats.documents;
    let mut docs = DocSet::all(documents);
    for (term, _) in &found {
        let listed = term.entries().iter().map(|entry| entry.doc);
        docs.intersect_with(&DocSet::from_docs(listed, documents));
    }
    let starts = starts(&found, |found, offset| {
        let mut phrase_starts = Vec::new();
        let entries = found.entries();
        collect(
            entries,
            found.columns,
            found.positions,
            offset,
            &docs,
            &mut phrase_starts,
        );
        phrase_starts
    });
    for same in starts.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        let (doc, ordinal, field, _) = same[0];
        let mut entries = first.entries_of(doc).iter();
        let Some(entry) = entries.find(|entry| entry.ordinal == ordinal) else {
            continue;
        };
        let mut fields = first.columns.fields(entry).iter();
        let of_field = fields.find(|of| of.field == field);
        occurrences.extend(of_field.map(|of| PhraseOccurrence {
            doc,
            ordinal,
            doc_length: entry.doc_length,
            field,
            tf: same.len() as u32,
            length: of.length,
        }));
    }
    occurrences
}

/// The documents that contain the terms at the given offsets from the first. Of
/// terms with many low-impact chunks, only some are fetched.
pub(super) fn documents(
    store: &ChunkStore,
    phrase: &[(String, u32)],
    missing: &mut MissingChunks,
) -> Vec<u32> {
    let found = terms(store, phrase, missing);
    if found.is_empty() {
        return Vec::new();
    }
    let documents = store.manifest.stats.documents;
    let mut docs = DocSet::all(documents);
    for (term, _) in &found {
        docs.intersect_with(&DocSet::from_docs(term.docs(), documents));
    }
    let starts = starts(&found, |term, offset| {
        phrase_starts(store, term, offset, &docs, missing)
    });
    let mut docs: Vec<u32> = starts.iter().map(|start_at| start_at.0).collect();
    docs.dedup();
    docs
}

/// The terms of a phrase with their offsets; empty if the pack lacks one.
/// Missing blocks are recorded.
fn terms<'a>(
    store: &'a ChunkStore,
    phrase: &[(String, u32)],
    missing: &mut MissingChunks,
) -> Vec<(MatchedTerm<'a>, u32)> {
    let mut found = Vec::new();
    for (text, offset) in phrase {
        found.extend(store.term(text, missing).map(|term| (term, *offset)));
    }
    if found.len() < phrase.len() {
        found.clear();
    }
    found
}

/// The starts of a phrase, ascending.
fn starts(
    found: &[(MatchedTerm<'_>, u32)],
    mut phrase_starts: impl FnMut(&MatchedTerm<'_>, u32) -> Vec<PhraseStart>,
) -> Vec<PhraseStart> {
    let mut starts: Option<Vec<PhraseStart>> = None;
    for (term, offset) in found {
        let mut phrase_starts = phrase_starts(term, *offset);
        // The stable merge sort makes use of the runs that are already sorted.
        sort::sort(&mut phrase_starts);
        starts = Some(match starts {
            None => phrase_starts,
            Some(mut starts) => {
                let mut phrase_starts = phrase_starts.iter().peekable();
                starts.retain(|start_at| {
                    while phrase_starts.next_if(|other| *other < start_at).is_some() {}
                    phrase_starts.peek() == Some(&start_at)
                });
                starts
            }
        });
    }
    starts.unwrap_or_default()
}

/// For each occurrence of a term, where the phrase would start.
fn phrase_starts(
    store: &ChunkStore,
    found: &MatchedTerm<'_>,
    offset: u32,
    docs: &DocSet,
    missing: &mut MissingChunks,
) -> Vec<PhraseStart> {
    let mut phrase_starts = Vec::new();
    collect(
        found.entries(),
        found.columns,
        found.positions,
        offset,
        docs,
        &mut phrase_starts,
    );
    for low_impact_postings in low_impact(found, docs) {
        if let Some(low_impact_postings) = store.low_impact_postings(low_impact_postings, missing) {
            let entries = low_impact_postings
                .columns
                .entries(low_impact_postings.entries.clone());
            collect(
                entries,
                &low_impact_postings.columns,
                &low_impact_postings.positions,
                offset,
                docs,
                &mut phrase_starts,
            );
        }
    }
    phrase_starts
}

/// Numbers of the low-impact chunks that contain any of the documents.
fn low_impact(found: &MatchedTerm<'_>, docs: &DocSet) -> Vec<u32> {
    let firsts = &found.term.low_impact_chunks;
    let mut low_impact: Vec<u32> = Vec::new();
    for &(doc, _) in found
        .term
        .coarse
        .iter()
        .filter(|(doc, _)| docs.contains(*doc))
    {
        let after = firsts.partition_point(|&first| first <= doc);
        if let Some(n) = after.checked_sub(1) {
            let number = found.term.first_low_impact_chunk.saturating_add(n as u32);
            if low_impact.last() != Some(&number) {
                low_impact.push(number);
            }
        }
    }
    low_impact.truncate(MAX_LOW_IMPACT_CHUNKS);
    low_impact
}

fn collect(
    entries: &[SectionPosting],
    columns: &Columns,
    positions: &Positions,
    offset: u32,
    docs: &DocSet,
    phrase_starts: &mut Vec<PhraseStart>,
) {
    for entry in entries.iter().filter(|entry| docs.contains(entry.doc)) {
        for field in columns.fields(entry) {
            let starts = positions.of(field).filter_map(|at| at.checked_sub(offset));
            phrase_starts.extend(starts.map(|at| (entry.doc, entry.ordinal, field.field, at)));
        }
    }
}
