//! A look into the index, for tests and comparisons.

use super::Engine;
use super::model::Progress;
use super::search::needs;
use super::store::Missing;
use crate::pack::{Columns, DocEntry, Entry, Field, Positions};
use crate::sort;

/// A term in one field of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPosting {
    /// Document.
    pub doc: u32,
    /// Ordinal of the section in its document.
    pub section: u32,
    /// How often the term occurs.
    pub tf: u32,
    /// Terms in the field, rounded as [`fieldnorm_length`](crate::pack::fieldnorm_length) does.
    pub length: u32,
    /// Word positions, ascending.
    pub positions: Vec<u32>,
}

/// All postings of a term in a field, by document and section; of filters the
/// documents, as postings of their first sections without occurrences.
pub(super) fn postings(engine: &Engine, term: &str, field: Field) -> Progress<Vec<FieldPosting>> {
    let store = &engine.store;
    let mut missing = Missing::new();
    let mut postings = Vec::new();
    if let Some(found) = store.term(term, &mut missing) {
        if field == Field::Filter {
            postings.extend(found.term.filter.iter().map(|&doc| FieldPosting {
                doc,
                section: 0,
                tf: 0,
                length: 0,
                positions: Vec::new(),
            }));
        } else {
            collect(
                found.entries(),
                found.columns,
                found.positions,
                field,
                &mut postings,
            );
            for n in 0..found.term.tails.len() as u32 {
                let number = found.term.first_tail.saturating_add(n);
                if let Some(tail) = store.tail(number, &mut missing) {
                    let entries = tail.columns.entries(tail.entries.clone());
                    collect(
                        entries,
                        &tail.columns,
                        &tail.positions,
                        field,
                        &mut postings,
                    );
                }
            }
            sort::by_key(&mut postings, |posting| (posting.doc, posting.section));
        }
    }
    if missing.is_empty() {
        Progress::Ready(postings)
    } else {
        needs(missing)
    }
}

/// A document with its sections' text.
pub(super) fn document(engine: &Engine, doc: u32) -> Progress<Option<DocEntry>> {
    if doc >= engine.stats().documents {
        return Progress::Ready(None);
    }
    let mut missing = Missing::new();
    let entry = engine.store.doc(doc, &mut missing);
    if !missing.is_empty() {
        return needs(missing);
    }
    Progress::Ready(entry.cloned())
}

fn collect(
    entries: &[Entry],
    columns: &Columns,
    positions: &Positions,
    field: Field,
    postings: &mut Vec<FieldPosting>,
) {
    for entry in entries {
        let of_field = columns
            .fields(entry)
            .iter()
            .find(|found| found.field == field as u8);
        postings.extend(of_field.map(|found| FieldPosting {
            doc: entry.doc,
            section: entry.ordinal,
            tf: found.tf,
            length: crate::pack::fieldnorm_length(found.length),
            positions: positions.of(found).collect(),
        }));
    }
}
