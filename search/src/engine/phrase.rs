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

/// The documents in which the terms stand at the given distances from the
/// first. Of terms so frequent that most postings are in tails, only as many
/// tails are read as are worth the wait.
pub(super) fn documents(
    store: &Store,
    phrase: &[(String, u32)],
    missing: &mut Missing,
) -> Vec<u32> {
    let mut found = Vec::new();
    let mut absent = false;
    for (text, offset) in phrase {
        let block = store.manifest.block_of(text);
        match store.term(text, missing) {
            Some(term) => found.push((term, *offset)),
            None => absent = true,
        }
        if let Some(block) = block {
            store.positions(block, missing);
        }
    }
    if absent || found.is_empty() {
        return Vec::new();
    }
    let documents = store.manifest.stats.documents;
    let mut docs = Bits::all(documents);
    for (term, _) in &found {
        docs.and(&Bits::of(term.docs(), documents));
    }
    let mut starts: Option<Vec<Place>> = None;
    for (term, offset) in &found {
        let mut places = places(store, term, *offset, &docs, missing);
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
    let mut docs: Vec<u32> = starts
        .unwrap_or_default()
        .iter()
        .map(|place| place.0)
        .collect();
    docs.dedup();
    docs
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
    if let Some(positions) = store.positions(found.block, missing) {
        collect(
            found.entries(),
            found.columns,
            positions,
            offset,
            docs,
            &mut places,
        );
    }
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
