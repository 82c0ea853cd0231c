//! Tiered posting lists.
//!
//! Of a frequent term only the postings with the highest impact are stored in
//! its block. For each other document the block has its number and a quantised
//! impact; their postings are in chunks of their own, which only phrase queries
//! need.

use crate::pack::columns::FieldOccurrence;
use crate::scoring::bm25f::{AverageLengths, WeightedTf};
use crate::scoring::weights;

/// Minimum document frequency of a tiered list, exclusive.
pub(super) const THRESHOLD: usize = 4096;
/// Number of documents with full postings.
const FULL_DOCS: usize = 1024;
/// Approximate number of postings per low-impact chunk.
const POSTINGS_PER_CHUNK: usize = 4096;

/// A posting list, divided by impact.
#[derive(Debug, Default)]
pub(super) struct ImpactTiers {
    /// Postings of the documents with the highest impact.
    pub(super) best: Vec<FieldOccurrence>,
    /// The other documents with their impact level.
    pub(super) coarse: Vec<(u32, u8)>,
    /// The postings of the other documents, by chunk.
    pub(super) low_impact_chunks: Vec<Vec<FieldOccurrence>>,
}

/// Divides a posting list if it is long.
pub(super) fn split(
    postings: Vec<FieldOccurrence>,
    averages: &AverageLengths,
    doc_length: impl Fn(u32) -> u8,
) -> ImpactTiers {
    let by_doc = || postings.chunk_by(|a, b| a.doc == b.doc);
    if postings.len() <= THRESHOLD || by_doc().count() <= THRESHOLD {
        return ImpactTiers {
            best: postings,
            ..ImpactTiers::default()
        };
    }
    let mut impacts: Vec<(f32, u32)> = by_doc()
        .map(|of_doc| {
            let doc = of_doc[0].doc;
            (impact(of_doc, averages, doc_length(doc)), doc)
        })
        .collect();
    impacts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept: Vec<u32> = impacts[..FULL_DOCS].iter().map(|&(_, doc)| doc).collect();
    kept.sort_unstable();
    let coarse = impacts[FULL_DOCS..].iter();
    let mut tiers = ImpactTiers {
        coarse: coarse
            .map(|&(impact, doc)| (doc, weights::impact_level(impact)))
            .collect(),
        ..ImpactTiers::default()
    };
    tiers.coarse.sort_unstable();
    for posting in postings {
        if kept.binary_search(&posting.doc).is_ok() {
            tiers.best.push(posting);
            continue;
        }
        match tiers.low_impact_chunks.last_mut() {
            Some(low_impact)
                if low_impact.len() < POSTINGS_PER_CHUNK
                    || low_impact
                        .last()
                        .is_some_and(|last| last.doc == posting.doc) =>
            {
                low_impact.push(posting);
            }
            _ => tiers.low_impact_chunks.push(vec![posting]),
        }
    }
    tiers
}

/// The weighted frequency of a term in a document.
fn impact(of_doc: &[FieldOccurrence], averages: &AverageLengths, length: u8) -> f32 {
    let mut document_fields = 0.0_f32;
    let mut own_unnormalised = 0.0;
    for of_section in of_doc.chunk_by(|a, b| a.ordinal == b.ordinal) {
        let mut tf = WeightedTf::default();
        for posting in of_section {
            tf.add(averages, posting.field, posting.tf(), posting.length);
        }
        document_fields = document_fields.max(tf.document_fields);
        own_unnormalised += tf.own_unnormalised;
    }
    document_fields + averages.in_document(own_unnormalised, length)
}
