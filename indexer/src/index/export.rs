//! From tantivy's single segment to a pack.

use std::sync::Arc;

use search::pack::{DocEntry, Field, PackBuilder, Posting, SectionEntry};
use search::synonyms::Synonyms;
use tantivy::postings::Postings;
use tantivy::schema::{IndexRecordOption, Schema};
use tantivy::{DocSet, Index, SegmentReader, TERMINATED};

use super::{BuiltIndex, IndexError, Lengths, field_name};
use crate::content::Document;

/// tantivy's handle of each field, in numbering order.
pub(super) fn handles(schema: &Schema) -> Result<Vec<(Field, tantivy::schema::Field)>, IndexError> {
    Field::ALL
        .into_iter()
        .map(|field| Ok((field, schema.get_field(field_name(field))?)))
        .collect()
}

/// Walks every term of every field and hands its posting list to the pack.
pub(super) fn export(
    documents: &[Arc<Document>],
    index: Index,
    lengths: Lengths,
    synonyms: Synonyms,
) -> Result<BuiltIndex, IndexError> {
    let sections = documents
        .iter()
        .map(|document| document.sections.len())
        .sum();
    let mut builder = PackBuilder::new(
        documents
            .iter()
            .map(|document| doc_entry(document))
            .collect(),
    );
    builder.set_synonyms(synonyms);
    for (field, lengths) in lengths {
        builder.set_lengths(field, lengths);
    }
    let mut terms = std::collections::BTreeSet::new();
    for segment in index.reader()?.searcher().segment_readers() {
        for (field, handle) in handles(&index.schema())? {
            export_field(segment, field, handle, &mut builder, &mut terms)?;
        }
    }
    // Nothing more is read of it, and laying out takes memory of its own.
    drop(index);
    Ok(BuiltIndex {
        pack: builder.finish(),
        sections,
        terms: terms.len(),
    })
}

fn export_field(
    segment: &SegmentReader,
    field: Field,
    handle: tantivy::schema::Field,
    builder: &mut PackBuilder,
    terms: &mut std::collections::BTreeSet<String>,
) -> Result<(), IndexError> {
    let record = if field == Field::Filter {
        IndexRecordOption::Basic
    } else {
        IndexRecordOption::WithFreqsAndPositions
    };
    let inverted = segment.inverted_index(handle)?;
    let mut stream = inverted.terms().stream()?;
    while let Some((key, info)) = stream.next() {
        let Ok(term) = std::str::from_utf8(key) else {
            continue;
        };
        let mut postings = inverted.read_postings_from_terminfo(info, record)?;
        let mut list = Vec::with_capacity(info.doc_freq as usize);
        while postings.doc() != TERMINATED {
            let mut positions = Vec::new();
            if field != Field::Filter {
                postings.positions(&mut positions);
            }
            list.push(Posting {
                section: postings.doc(),
                positions,
            });
            postings.advance();
        }
        if field != Field::Filter {
            terms.insert(term.to_owned());
        }
        builder.add_postings(term, field, list);
    }
    Ok(())
}

fn doc_entry(document: &Document) -> DocEntry {
    let front = &document.front;
    let date = front.started_at.as_ref().or(front.last_reviewed.as_ref());
    DocEntry {
        path: document.path.clone(),
        url: document.url.clone(),
        kind: document.kind.name().to_owned(),
        title: document.title.clone(),
        date: date.map(|date| date.chars().take(10).collect()),
        severity: front.severity.clone(),
        services: front.services.clone(),
        tags: front.tags.clone(),
        owner: front.owner.clone(),
        sections: document
            .sections
            .iter()
            .map(|section| SectionEntry {
                heading: section.heading.clone(),
                anchor: section.anchor.clone(),
                text: section.text.clone(),
            })
            .collect(),
    }
}
