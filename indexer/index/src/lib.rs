//! Builds the search index with tantivy, and converts it into a pack.
//!
//! Every section of every document is one tantivy document, in the order of the
//! content. The analysis is that of `search`, whose terms are passed to tantivy,
//! so that the browser analyses a query with the same function that built the
//! index.
//!
//! A pack is made from several tantivy indexes, each of a run of documents, on
//! all available threads. The number of indexes does not influence the pack.

mod export;
mod fields;
pub mod pack_address;
mod pretokenized;
pub mod similar;

use std::sync::Arc;

use search::analysis;
use search::pack::{FILE_NAME_POSITION, Field, Pack};
use search::synonyms::Synonyms;
use tantivy::directory::RamDirectory;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, TantivyDocument};
use thiserror::Error;

use crate::pretokenized::Terms;
use model::{Document, SearchText};

/// Positions left free between two values of one field, so that no phrase and no
/// proximity extends over two values.
const VALUE_GAP: usize = 8;

/// Memory budget of tantivy's writer in bytes: the minimum that it accepts. A
/// single-segment writer never spills; the budget only sizes its hash tables.
const WRITER_MEMORY: usize = 15_000_000;

/// Approximate maximum of text in the documents of one index, in bytes. An index
/// is dropped once it is exported, so this bounds the memory.
const SHARD_BYTES: usize = 16 << 20;

/// The reason why an index could not be built.
#[derive(Debug, Error)]
pub enum IndexError {
    /// tantivy failed.
    #[error("the search index could not be built: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
    /// tantivy's files could not be read back.
    #[error("the search index could not be read back: {0}")]
    Io(#[from] std::io::Error),
}

/// A pack with its statistics.
#[derive(Debug, Default)]
pub struct BuiltIndex {
    /// The pack.
    pub pack: Pack,
    /// Number of sections indexed.
    pub sections: usize,
    /// Number of distinct terms over all fields.
    pub terms: usize,
}

/// Indexes `documents` with their `texts`, and makes a pack with `synonyms` for
/// its queries. Texts without another owner are dropped as soon as they are
/// indexed: they are most of the memory of a large site.
///
/// # Errors
/// When tantivy fails.
pub fn build(
    documents: &[Arc<Document>],
    texts: Vec<Arc<SearchText>>,
    synonyms: &Synonyms,
) -> Result<BuiltIndex, IndexError> {
    // More than one shard for each thread, so that all threads end at about the
    // same time.
    let shards = rayon::current_num_threads() * 2;
    let bytes: usize = texts.iter().map(|texts| text_bytes(texts)).sum();
    build_in(documents, texts, synonyms, shards.max(bytes / SHARD_BYTES))
}

/// Builds the pack from `shards` indexes.
fn build_in(
    documents: &[Arc<Document>],
    mut texts: Vec<Arc<SearchText>>,
    synonyms: &Synonyms,
    shards: usize,
) -> Result<BuiltIndex, IndexError> {
    use rayon::prelude::*;
    let indexed = shards_of(documents, &mut texts, shards)
        .into_par_iter()
        .with_max_len(1)
        .map(|shard| {
            let (index, lengths) = build_tantivy(shard.documents, shard.texts)?;
            shard.texts.iter_mut().for_each(drop_indexed);
            Ok((export::lists(&index, shard.first)?, lengths))
        })
        .collect::<Result<Vec<_>, IndexError>>()?;
    Ok(export::pack(documents, texts, indexed, synonyms.clone()))
}

/// A run of documents with an index of its own.
struct Shard<'a> {
    /// Number of the first section.
    first: u32,
    documents: &'a [Arc<Document>],
    texts: &'a mut [Arc<SearchText>],
}

/// Splits the documents into `number` runs with about the same amount of text.
fn shards_of<'a>(
    mut documents: &'a [Arc<Document>],
    mut texts: &'a mut [Arc<SearchText>],
    number: usize,
) -> Vec<Shard<'a>> {
    let all: usize = texts.iter().map(|texts| text_bytes(texts)).sum();
    let mut shards = Vec::new();
    let mut first = 0;
    let mut bytes = 0;
    while !texts.is_empty() {
        let aim = all * (shards.len() + 1);
        let enough = texts.iter().position(|texts| {
            bytes += text_bytes(texts);
            bytes * number >= aim
        });
        let run = enough.map_or(texts.len(), |last| last + 1);
        let shard = Shard {
            first,
            documents: documents.split_off(..run).unwrap_or_default(),
            texts: texts.split_off_mut(..run).unwrap_or_default(),
        };
        first += shard.texts.iter().map(|of| of.len() as u32).sum::<u32>();
        shards.push(shard);
    }
    shards
}

/// Returns the approximate number of indexed bytes of a document; at least 1.
fn text_bytes(texts: &SearchText) -> usize {
    let sections = texts.iter();
    1 + sections
        .map(|of| of.prose.len() + of.code.len())
        .sum::<usize>()
}

/// Drops what is not needed once a document is indexed: all text except that for
/// snippets.
fn drop_indexed(texts: &mut Arc<SearchText>) {
    for text in Arc::get_mut(texts).into_iter().flatten() {
        text.prose = String::new();
        text.code = String::new();
    }
}

/// Builds the native tantivy index of `documents` only, with one tantivy document
/// for each section. Tests compare the pack with it.
///
/// # Errors
/// When tantivy fails.
pub fn native(documents: &[Arc<Document>], texts: &[Arc<SearchText>]) -> Result<Index, IndexError> {
    Ok(build_tantivy(documents, texts)?.0)
}

/// The number of terms of every field in every section, by the number of the field.
type Lengths = [Vec<u32>; Field::ALL.len()];

/// Builds a native tantivy index of all sections, with one tantivy document for
/// each, and returns it with the number of terms of every field of every section.
fn build_tantivy(
    documents: &[Arc<Document>],
    texts: &[Arc<SearchText>],
) -> Result<(Index, Lengths), IndexError> {
    let schema = schema();
    let handles = export::handles(&schema)?;
    let mut writer: SingleSegmentIndexWriter<TantivyDocument> = Index::builder()
        .schema(schema)
        .tokenizers(pretokenized::tokenizers())
        .single_segment_index_writer(RamDirectory::create(), WRITER_MEMORY)?;
    let mut lengths = Lengths::default();
    for section in documents
        .iter()
        .zip(texts)
        .flat_map(|(document, texts)| fields::sections(document, texts))
    {
        let mut document = TantivyDocument::default();
        for &(field, handle) in &handles {
            let terms = terms_of(section.values(field), field);
            lengths[field as usize].push(u32::try_from(terms.len()).unwrap_or(u32::MAX));
            if terms.len() > 0 {
                document.add_text(handle, terms.into_text());
            }
        }
        writer.add_document(document)?;
    }
    Ok((writer.finalize()?, lengths))
}

/// Returns a schema with one text field for each [`Field`]. Nothing is stored:
/// the pack has its own texts.
fn schema() -> Schema {
    let mut schema = Schema::builder();
    for field in Field::ALL {
        let record = if field == Field::Filter {
            IndexRecordOption::Basic
        } else {
            IndexRecordOption::WithFreqsAndPositions
        };
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(pretokenized::TOKENIZER)
            .set_index_option(record);
        schema.add_text_field(
            field_name(field),
            TextOptions::default().set_indexing_options(indexing),
        );
    }
    schema.build()
}

/// Returns tantivy's name of a field.
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

/// Analyses the values of a field into one sequence of terms.
fn terms_of(values: &[String], field: Field) -> Terms {
    let mut terms = Terms::default();
    let mut base = 0;
    for (at, value) in values.iter().enumerate() {
        if field == Field::Aliases && at + 1 == values.len() {
            base = base.max(FILE_NAME_POSITION as usize);
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use content::Content;
    use content::config::Config;

    /// Makes documents of one to three sections that share words.
    fn content(number: usize) -> Content {
        let root = tempfile::tempdir().unwrap();
        for n in 0..number {
            let again = "again ".repeat(n % 5);
            let part =
                format!("Restart pool {n}, then {again}.\n\n```\nkubectl get pods-{n}\n```\n");
            let parts: String = (0..=n % 3)
                .map(|m| format!("## Part {m}\n\n{part}"))
                .collect();
            let text = format!("# RunbookOfPool{}\n\n{parts}", n % 4);
            std::fs::write(root.path().join(format!("{n}.md")), text).unwrap();
        }
        let content = content::load(root.path(), &Config::default()).unwrap();
        assert_eq!(content.documents.len(), number);
        content
    }

    #[test]
    fn how_many_indexes_there_were_does_not_show() {
        let content = content(40);
        let build = |shards| {
            let texts = content.texts.clone();
            build_in(&content.documents, texts, &Synonyms::default(), shards).unwrap()
        };
        let one = build(1);
        assert!(one.terms > 50, "{}", one.terms);
        for shards in [2, 7, 100] {
            let several = build(shards);
            assert_eq!(several.pack.id, one.pack.id, "{shards}");
            assert_eq!(several.pack.manifest, one.pack.manifest, "{shards}");
            assert!(several.pack.chunks == one.pack.chunks, "{shards}");
            assert_eq!(several.terms, one.terms);
        }
        // The texts above were shared; these are owned and so are dropped during
        // the build.
        let Content {
            documents, texts, ..
        } = content;
        let own = build_in(&documents, texts, &Synonyms::default(), 7).unwrap();
        assert_eq!(own.pack.id, one.pack.id);
        assert!(own.pack.chunks == one.pack.chunks);
    }

    #[test]
    fn indexed_text_is_dropped_unless_it_is_shared() {
        let mut content = content(3);
        let shared = content.texts.clone();
        content.texts.iter_mut().for_each(drop_indexed);
        assert_eq!(content.texts, shared);
        drop(shared);
        content.texts.iter_mut().for_each(drop_indexed);
        let texts = || content.texts.iter().flat_map(|texts| texts.iter());
        assert!(texts().all(|text| text.prose.is_empty() && text.code.is_empty()));
        assert!(texts().any(|text| text.text.contains("kubectl")));
    }

    #[test]
    fn documents_are_cut_into_runs_in_order() {
        let Content {
            documents,
            mut texts,
            ..
        } = content(40);
        for number in [1, 2, 7, 40, 100] {
            let shards = shards_of(&documents, &mut texts, number);
            assert!(shards.len() <= number, "{}", shards.len());
            assert!(shards.len() * 2 > number.min(40), "{}", shards.len());
            let mut section = 0;
            for shard in &shards {
                assert_eq!(shard.first as usize, section);
                assert!(!shard.documents.is_empty());
                assert_eq!(shard.documents.len(), shard.texts.len());
                section += shard
                    .documents
                    .iter()
                    .map(|document| document.sections.len())
                    .sum::<usize>();
            }
            let runs = shards.iter().flat_map(|shard| shard.documents);
            assert!(
                runs.map(|of| &of.path)
                    .eq(documents.iter().map(|of| &of.path))
            );
        }
        assert!(shards_of(&[], &mut [], 3).is_empty());
    }
}
