//! Exact phrases.

use super::dictionary::MatchedTerm;
use super::doc_set::DocSet;
use super::store::{ChunkStore, MissingChunks};
use crate::pack::{Columns, Positions, SectionPosting};
use crate::sort;

/// Maximum number of low-impact chunks fetched for one term of a phrase.
const TAILS: usize = 12;

/// Where a phrase starts: document, section, field and word position.
type Place = (u32, u32, u8, u32);

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
        let mut places = Vec::new();
        let entries = found.entries();
        collect(
            entries,
            found.columns,
            found.positions,
            offset,
            &docs,
            &mut places,
        );
        places
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
        places(store, term, offset, &docs, missing)
    });
    let mut docs: Vec<u32> = starts.iter().map(|place| place.0).collect();
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
    mut places: impl FnMut(&MatchedTerm<'_>, u32) -> Vec<Place>,
) -> Vec<Place> {
    let mut starts: Option<Vec<Place>> = None;
    for (term, offset) in found {
        let mut places = places(term, *offset);
        // The stable merge sort makes use of the runs that are already sorted.
        sort::sort(&mut places);
        starts = Some(match starts {
            None => places,
            Some(mut starts) => {
                let mut places = places.iter().peekable();
                starts.retain(|place| {
                    while places.next_if(|other| *other < place).is_some() {}
                    places.peek() == Some(&place)
                });
                starts
            }
        });
    }
    starts.unwrap_or_default()
}

/// For each occurrence of a term, where the phrase would start.
fn places(
    store: &ChunkStore,
    found: &MatchedTerm<'_>,
    offset: u32,
    docs: &DocSet,
    missing: &mut MissingChunks,
) -> Vec<Place> {
    let mut places = Vec::new();
    collect(
        found.entries(),
        found.columns,
        found.positions,
        offset,
        docs,
        &mut places,
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
                &mut places,
            );
        }
    }
    places
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
        let behind = firsts.partition_point(|&first| first <= doc);
        if let Some(n) = behind.checked_sub(1) {
            let number = found.term.first_low_impact_chunk.saturating_add(n as u32);
            if low_impact.last() != Some(&number) {
                low_impact.push(number);
            }
        }
    }
    low_impact.truncate(TAILS);
    low_impact
}

fn collect(
    entries: &[SectionPosting],
    columns: &Columns,
    positions: &Positions,
    offset: u32,
    docs: &DocSet,
    places: &mut Vec<Place>,
) {
    for entry in entries.iter().filter(|entry| docs.contains(entry.doc)) {
        for field in columns.fields(entry) {
            let starts = positions.of(field).filter_map(|at| at.checked_sub(offset));
            places.extend(starts.map(|at| (entry.doc, entry.ordinal, field.field, at)));
        }
    }
}
