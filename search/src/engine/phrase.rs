//! Words that follow each other exactly.

use super::bits::Bits;
use super::lookup::Found;
use super::store::{Missing, Store};
use crate::pack::{Columns, Entry, Positions};
use crate::sort;

/// Most tails fetched for one term of a phrase.
const TAILS: usize = 12;

/// Document, section, field and word position of the start of a phrase.
type Place = (u32, u32, u8, u32);

/// A phrase in one field of one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Document.
    pub(crate) doc: u32,
    /// Ordinal of the section.
    pub(crate) ordinal: u32,
    /// Length code of the document.
    pub(crate) doc_length: u8,
    /// Field.
    pub(crate) field: u8,
    /// How often.
    pub(crate) tf: u32,
    /// Length code of the field.
    pub(crate) length: u8,
}

/// Where a phrase stands, in the documents that are the best for its terms:
/// tails are not read for it.
pub(crate) fn occurrences(
    store: &Store,
    phrase: &[(String, u32)],
    missing: &mut Missing,
) -> Vec<Occurrence> {
    let mut occurrences: Vec<Occurrence> = Vec::new();
    let found = terms(store, phrase, missing);
    let Some((first, _)) = found.first() else {
        return occurrences;
    };
    let documents = store.manifest.stats.documents;
    let mut docs = Bits::all(documents);
    for (term, _) in &found {
        let listed = term.entries().iter().map(|entry| entry.doc);
        docs.and(&Bits::of(listed, documents));
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
        occurrences.extend(of_field.map(|of| Occurrence {
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

/// The documents in which the terms stand at the given distances from the
/// first. Of terms so frequent that most postings are in tails, only as many
/// tails are read as are worth the wait.
pub(super) fn documents(
    store: &Store,
    phrase: &[(String, u32)],
    missing: &mut Missing,
) -> Vec<u32> {
    let found = terms(store, phrase, missing);
    if found.is_empty() {
        return Vec::new();
    }
    let documents = store.manifest.stats.documents;
    let mut docs = Bits::all(documents);
    for (term, _) in &found {
        docs.and(&Bits::of(term.docs(), documents));
    }
    let starts = starts(&found, |term, offset| {
        places(store, term, offset, &docs, missing)
    });
    let mut docs: Vec<u32> = starts.iter().map(|place| place.0).collect();
    docs.dedup();
    docs
}

/// The terms of a phrase with their distances from the first; none unless the
/// pack has all. Blocks that are missing are noted.
fn terms<'a>(
    store: &'a Store,
    phrase: &[(String, u32)],
    missing: &mut Missing,
) -> Vec<(Found<'a>, u32)> {
    let mut found = Vec::new();
    for (text, offset) in phrase {
        found.extend(store.term(text, missing).map(|term| (term, *offset)));
    }
    if found.len() < phrase.len() {
        found.clear();
    }
    found
}

/// Where all terms stand at their distances, ascending.
fn starts(
    found: &[(Found<'_>, u32)],
    mut places: impl FnMut(&Found<'_>, u32) -> Vec<Place>,
) -> Vec<Place> {
    let mut starts: Option<Vec<Place>> = None;
    for (term, offset) in found {
        let mut places = places(term, *offset);
        // Stable sorting finds the runs that are sorted already.
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

/// Where a phrase would start for each occurrence of one of its terms.
fn places(
    store: &Store,
    found: &Found<'_>,
    offset: u32,
    docs: &Bits,
    missing: &mut Missing,
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
    for tail in tails(found, docs) {
        if let Some(tail) = store.tail(tail, missing) {
            let entries = tail.columns.entries(tail.entries.clone());
            collect(
                entries,
                &tail.columns,
                &tail.positions,
                offset,
                docs,
                &mut places,
            );
        }
    }
    places
}

/// Numbers of the tails that hold any of the documents.
fn tails(found: &Found<'_>, docs: &Bits) -> Vec<u32> {
    let firsts = &found.term.tails;
    let mut tails: Vec<u32> = Vec::new();
    for &(doc, _) in found.term.coarse.iter().filter(|(doc, _)| docs.has(*doc)) {
        let behind = firsts.partition_point(|&first| first <= doc);
        if let Some(n) = behind.checked_sub(1) {
            let number = found.term.first_tail.saturating_add(n as u32);
            if tails.last() != Some(&number) {
                tails.push(number);
            }
        }
    }
    tails.truncate(TAILS);
    tails
}

fn collect(
    entries: &[Entry],
    columns: &Columns,
    positions: &Positions,
    offset: u32,
    docs: &Bits,
    places: &mut Vec<Place>,
) {
    for entry in entries.iter().filter(|entry| docs.has(entry.doc)) {
        for field in columns.fields(entry) {
            let starts = positions.of(field).filter_map(|at| at.checked_sub(offset));
            places.extend(starts.map(|at| (entry.doc, entry.ordinal, field.field, at)));
        }
    }
}
