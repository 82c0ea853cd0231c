//! Converts tantivy's segments into a pack.

use std::sync::{Arc, Mutex, PoisonError};

use search::builder::{PackBuilder, PostingLists};
use search::pack::{DocEntry, Field, SectionEntry};
use search::synonyms::Synonyms;
use tantivy::postings::Postings;
use tantivy::schema::{IndexRecordOption, Schema};
use tantivy::{DocSet, Index, SegmentReader, TERMINATED};

use super::{BuiltIndex, IndexError, Lengths, field_name};
use model::{DateOrInstant, Document, SearchText};

/// Returns tantivy's handle of each field, in the order of [`Field::ALL`].
pub(super) fn handles(schema: &Schema) -> Result<Vec<(Field, tantivy::schema::Field)>, IndexError> {
    Field::ALL
        .into_iter()
        .map(|field| Ok((field, schema.get_field(field_name(field))?)))
        .collect()
}

/// Returns the posting list of every term of every field of an index. `first` is
/// the number of its first section, counted over all documents.
pub(super) fn lists(index: &Index, first: u32) -> Result<PostingLists, IndexError> {
    let mut lists = PostingLists::default();
    for segment in index.reader()?.searcher().segment_readers() {
        for (field, handle) in handles(&index.schema())? {
            export_field(segment, field, handle, first, &mut lists)?;
        }
    }
    Ok(lists)
}

/// Makes the pack of `documents` from the results of several runs, in order. Each
/// of the `texts` is dropped once it is in the pack.
pub(super) fn pack(
    documents: &[Arc<Document>],
    texts: Vec<Arc<SearchText>>,
    indexed: Vec<(PostingLists, Lengths)>,
    synonyms: Synonyms,
) -> BuiltIndex {
    let entries = documents.iter().map(|document| doc_entry(document));
    let mut builder = PackBuilder::new(entries.collect());
    builder.set_synonyms(synonyms);
    let mut all = Lengths::default();
    for (lists, lengths) in indexed {
        builder.add_lists(lists);
        for (all, lengths) in all.iter_mut().zip(lengths) {
            all.extend(lengths);
        }
    }
    let sections = all[Field::Body as usize].len();
    for (field, lengths) in Field::ALL.into_iter().zip(all) {
        builder.set_lengths(field, lengths);
    }
    let all = texts.iter().flat_map(|texts| texts.iter());
    let bytes = all.map(|section| section.text.len()).sum();
    let texts: Vec<Mutex<Arc<SearchText>>> = texts.into_iter().map(Mutex::new).collect();
    let pack = builder.finish_with(bytes, |document| {
        let mut text = texts[document]
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let own = Arc::unwrap_or_clone(std::mem::take(&mut *text));
        own.into_iter().map(|section| section.text).collect()
    });
    BuiltIndex {
        terms: pack.terms,
        pack,
        sections,
    }
}

fn export_field(
    segment: &SegmentReader,
    field: Field,
    handle: tantivy::schema::Field,
    first: u32,
    lists: &mut PostingLists,
) -> Result<(), IndexError> {
    let record = if field == Field::Filter {
        IndexRecordOption::Basic
    } else {
        IndexRecordOption::WithFreqsAndPositions
    };
    let inverted = segment.inverted_index(handle)?;
    let mut stream = inverted.terms().stream()?;
    let mut positions = Vec::new();
    while let Some((key, info)) = stream.next() {
        let Ok(term) = std::str::from_utf8(key) else {
            continue;
        };
        lists.begin(term, field);
        let mut postings = inverted.read_postings_from_terminfo(info, record)?;
        while postings.doc() != TERMINATED {
            if field != Field::Filter {
                postings.positions(&mut positions);
            }
            lists.push(first + postings.doc(), &positions);
            postings.advance();
        }
    }
    Ok(())
}

/// Returns the metadata of a document that a reader of the pack needs.
fn doc_entry(document: &Document) -> DocEntry {
    let front = &document.front;
    let started = front.started_at.map(DateOrInstant::date);
    DocEntry {
        path: document.path.clone(),
        url: document.url.clone(),
        kind: document.kind.name().to_owned(),
        title: document.title.clone(),
        date: started.or(front.last_reviewed).map(|date| date.to_string()),
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
                text: String::new(),
            })
            .collect(),
    }
}
