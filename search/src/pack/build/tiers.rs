//! Long posting lists, cut by impact.
//!
//! The best documents of a frequent term stay with the term in full. Of the
//! others a reader learns there that they exist and about how much the term
//! counts in them, one number each; their postings go to tails.

use crate::engine::bm25f::{Averages, Count};
use crate::engine::weights;
use crate::pack::columns::Occurrence;

/// Terms in more documents than this are cut.
pub(super) const THRESHOLD: usize = 4096;
/// Documents that stay with the term.
const KEPT: usize = 1024;
/// Postings in a tail, about.
const TAIL_POSTINGS: usize = 4096;

/// A posting list that was cut.
#[derive(Debug, Default)]
pub(super) struct Tiers {
    /// Postings of the best documents.
    pub(super) best: Vec<Occurrence>,
    /// The other documents with their impact level.
    pub(super) coarse: Vec<(u32, u8)>,
    /// The other documents' postings, cut into tails.
    pub(super) tails: Vec<Vec<Occurrence>>,
}

/// Cuts a posting list if it is long.
pub(super) fn cut(
    postings: Vec<Occurrence>,
    averages: &Averages,
    doc_length: impl Fn(u32) -> u8,
) -> Tiers {
    let by_doc = || postings.chunk_by(|a, b| a.doc == b.doc);
    if postings.len() <= THRESHOLD || by_doc().count() <= THRESHOLD {
        return Tiers {
            best: postings,
            ..Tiers::default()
        };
    }
    let mut impacts: Vec<(f32, u32)> = by_doc()
        .map(|of_doc| {
            let doc = of_doc[0].doc;
            (impact(of_doc, averages, doc_length(doc)), doc)
        })
        .collect();
    impacts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept: Vec<u32> = impacts[..KEPT].iter().map(|&(_, doc)| doc).collect();
    kept.sort_unstable();
    let coarse = impacts[KEPT..].iter();
    let mut tiers = Tiers {
        coarse: coarse
            .map(|&(impact, doc)| (doc, weights::level(impact)))
            .collect(),
        ..Tiers::default()
    };
    tiers.coarse.sort_unstable();
    for posting in postings {
        if kept.binary_search(&posting.doc).is_ok() {
            tiers.best.push(posting);
            continue;
        }
        match tiers.tails.last_mut() {
            Some(tail)
                if tail.len() < TAIL_POSTINGS
                    || tail.last().is_some_and(|last| last.doc == posting.doc) =>
            {
                tail.push(posting);
            }
            _ => tiers.tails.push(vec![posting]),
        }
    }
    tiers
}

/// The weighted frequency of a term in a document.
fn impact(of_doc: &[Occurrence], averages: &Averages, length: u8) -> f32 {
    let mut wide = 0.0_f32;
    let mut plain = 0.0;
    for of_section in of_doc.chunk_by(|a, b| a.ordinal == b.ordinal) {
        let mut count = Count::default();
        for posting in of_section {
            count.add(averages, posting.field, posting.tf(), posting.length);
        }
        wide = wide.max(count.wide);
        plain += count.plain;
    }
    wide + averages.in_document(plain, length)
}
