//! The search index: tantivy builds it, [`export`](crate::index::export) turns it into a pack.
//!
//! Every section of every document is one tantivy document, in the order of the
//! content; the analysis is `search`'s own, handed to tantivy as terms, so that
//! the browser reads a query with the very function that built the index.

mod export;
mod fields;

use std::sync::Arc;

use search::analysis;
use search::pack::{Field, Pack};
use search::synonyms::Synonyms;
use tantivy::directory::RamDirectory;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, TantivyDocument};
use thiserror::Error;

use crate::content::Document;
use crate::terms::{self, Terms};
use fields::SectionFields;

/// Words left free between two values of one field, so that no phrase and no
/// proximity reaches from one into the other.
const VALUE_GAP: usize = 8;

/// Memory that tantivy may plan with, in bytes. A single-segment writer never
/// spills; this only sizes its hash tables.
const WRITER_MEMORY: usize = 50_000_000;

/// Documents that are analysed at a time.
const BATCH: usize = 128;

/// Why an index could not be built.
#[derive(Debug, Error)]
pub enum IndexError {
    /// tantivy failed.
    #[error("the search index could not be built: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
    /// tantivy's files could not be read back.
    #[error("the search index could not be read back: {0}")]
    Io(#[from] std::io::Error),
}

/// A pack with the figures worth reporting.
#[derive(Debug, Default)]
pub struct BuiltIndex {
    /// The pack.
    pub pack: Pack,
    /// Number of sections indexed.
    pub sections: usize,
    /// Number of distinct terms over all fields.
    pub terms: usize,
}

/// Indexes `documents` and lays the pack out, with synonyms for its queries.
///
/// # Errors
/// When tantivy fails.
pub fn build(documents: &[Arc<Document>], synonyms: &Synonyms) -> Result<BuiltIndex, IndexError> {
    let (index, lengths) = build_tantivy(documents)?;
    export::export(documents, index, lengths, synonyms.clone())
}

/// The native tantivy index of `documents` alone, one section a tantivy
/// document: the oracle that tests compare the pack with.
///
/// # Errors
/// When tantivy fails.
pub fn native(documents: &[Arc<Document>]) -> Result<Index, IndexError> {
    Ok(build_tantivy(documents)?.0)
}

/// Lengths of every field in every section, in terms.
type Lengths = Vec<(Field, Vec<u32>)>;

/// A native tantivy index of all sections, one tantivy document each, with the
/// number of terms of every field of every section.
fn build_tantivy(documents: &[Arc<Document>]) -> Result<(Index, Lengths), IndexError> {
    let schema = schema();
    let handles = export::handles(&schema)?;
    let mut writer: SingleSegmentIndexWriter<TantivyDocument> = Index::builder()
        .schema(schema)
        .tokenizers(terms::tokenizers())
        .single_segment_index_writer(RamDirectory::create(), WRITER_MEMORY)?;
    let mut lengths: Lengths = Field::ALL
        .into_iter()
        .map(|field| (field, Vec::new()))
        .collect();

    let mut add = |analysed: Vec<Vec<Terms>>| -> tantivy::Result<()> {
        for values in analysed {
            let mut document = TantivyDocument::default();
            for ((slot, handle), value) in lengths.iter_mut().zip(&handles).zip(values) {
                slot.1.push(u32::try_from(value.len()).unwrap_or(u32::MAX));
                if value.len() > 0 {
                    document.add_text(handle.1, value.into_text());
                }
            }
            writer.add_document(document)?;
        }
        Ok(())
    };
    // Adding is in order, on one thread; meanwhile the others analyse the next
    // batch. Batches bound the memory.
    let mut ready = Vec::new();
    for batch in documents.chunks(BATCH) {
        let (added, analysed) = rayon::join(|| add(std::mem::take(&mut ready)), || analyse(batch));
        added?;
        ready = analysed;
    }
    add(ready)?;
    Ok((writer.finalize()?, lengths))
}

/// The terms of every field of every section of some documents, in parallel.
fn analyse(documents: &[Arc<Document>]) -> Vec<Vec<Terms>> {
    use rayon::prelude::*;
    let terms = |section: SectionFields| {
        let fields = Field::ALL.into_iter();
        fields
            .map(|field| terms_of(section.values(field), field))
            .collect()
    };
    documents
        .par_iter()
        .flat_map_iter(|document| fields::sections(document).map(terms))
        .collect()
}

/// One text field for each [`Field`]; nothing is stored, the pack has its own texts.
fn schema() -> Schema {
    let mut schema = Schema::builder();
    for field in Field::ALL {
        let record = if field == Field::Filter {
            IndexRecordOption::Basic
        } else {
            IndexRecordOption::WithFreqsAndPositions
        };
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(terms::TOKENIZER)
            .set_index_option(record);
        schema.add_text_field(
            field_name(field),
            TextOptions::default().set_indexing_options(indexing),
        );
    }
    schema.build()
}

/// tantivy's name of a field.
fn field_name(field: Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::Headings => "headings",
        Field::Aliases => "aliases",
        Field::Symptoms => "symptoms",
        Field::Body => "body",
        Field::Code => "code",
        Field::Tags => "tags",
        Field::Filter => "filter",
    }
}

/// Analyses the values of a field into one row of terms.
fn terms_of(values: &[String], field: Field) -> Terms {
    let mut terms = Terms::default();
    let mut base = 0;
    for value in values {
        if field == Field::Filter {
            terms.push(0, value);
            continue;
        }
        let mut last = base;
        for token in analysis::tokenize(value) {
            let position = base + token.position as usize;
            last = last.max(position);
            terms.push(position, &token.text);
        }
        base = last + VALUE_GAP;
    }
    terms
}
