//! Access to the raw index, for tests and other scorers.

use super::Engine;
use super::model::Progress;
use super::search::needs;
use super::store::MissingChunks;
use crate::pack::{Columns, DocEntry, Field, Positions, SectionPosting};
use crate::sort;

/// A posting: one term in one field of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPosting {
    /// Number of the document.
    pub doc: u32,
    /// Ordinal of the section in its document.
    pub section: u32,
    /// Term frequency.
    pub tf: u32,
    /// Field length in terms, rounded by
    /// [`fieldnorm_length`](crate::pack::fieldnorm_length).
    pub length: u32,
    /// Word positions in the field, ascending.
    pub positions: Vec<u32>,
}

/// All postings of a term in a field, by document and section. For
/// [`Field::Filter`], one posting without occurrences for each document.
pub(super) fn postings(engine: &Engine, term: &str, field: Field) -> Progress<Vec<FieldPosting>> {
    let store = &engine.store;
    let mut missing = MissingChunks::new();
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
            for n in 0..found.term.low_impact_chunks.len() as u32 {
                let number = found.term.first_low_impact_chunk.saturating_add(n);
                if let Some(low_impact_postings) = store.low_impact_postings(number, &mut missing) {
                    let entries = low_impact_postings
                        .columns
                        .entries(low_impact_postings.entries.clone());
                    collect(
                        entries,
                        &low_impact_postings.columns,
                        &low_impact_postings.positions,
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

/// A document with the text of its sections.
pub(super) fn document(engine: &Engine, doc: u32) -> Progress<Option<DocEntry>> {
    if doc >= engine.stats().documents {
        return Progress::Ready(None);
    }
    let mut missing = MissingChunks::new();
    let entry = engine.store.doc(doc, &mut missing);
    if !missing.is_empty() {
        return needs(missing);
    }
    Progress::Ready(entry.cloned())
}

fn collect(
    entries: &[SectionPosting],
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
