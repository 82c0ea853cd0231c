//! Section numbers and length codes.

use crate::pack::fieldnorm::fieldnorm_id;
use crate::pack::model::{DocEntry, Field};

/// Sections, numbered over all documents in order.
#[derive(Debug)]
pub(super) struct SectionLayout {
    /// Document of each section.
    doc_of: Vec<u32>,
    /// First section of each document.
    first: Vec<u32>,
    /// Length code of each field of each section.
    lengths: [Vec<u8>; 8],
    /// Length code of each document.
    doc_lengths: Vec<u8>,
}

impl SectionLayout {
    /// Numbers the sections of the documents.
    pub(super) fn new(docs: &[DocEntry], lengths: &[Vec<u32>; 8]) -> Self {
        let mut doc_of = Vec::new();
        let mut first = Vec::with_capacity(docs.len());
        for (n, doc) in docs.iter().enumerate() {
            first.push(doc_of.len() as u32);
            doc_of.extend(std::iter::repeat_n(n as u32, doc.sections.len()));
        }
        let mut totals = vec![0_u32; docs.len()];
        for field in Field::RANKED
            .into_iter()
            .filter(|field| !field.is_of_document())
        {
            for (&doc, &length) in doc_of.iter().zip(&lengths[field as usize]) {
                let total = &mut totals[doc as usize];
                *total = total.saturating_add(length);
            }
        }
        let codes = |lengths: &Vec<u32>| {
            let mut codes: Vec<u8> = lengths.iter().map(|&length| fieldnorm_id(length)).collect();
            codes.resize(doc_of.len(), 0);
            codes
        };
        Self {
            lengths: std::array::from_fn(|field| codes(&lengths[field])),
            doc_lengths: totals.iter().map(|&length| fieldnorm_id(length)).collect(),
            doc_of,
            first,
        }
    }

    /// Document of a section, and its ordinal in the document.
    pub(super) fn place(&self, section: u32) -> Option<(u32, u32)> {
        let doc = *self.doc_of.get(section as usize)?;
        Some((doc, section - self.first[doc as usize]))
    }

    /// Length code of a field of a section.
    pub(super) fn length(&self, section: u32, field: Field) -> u8 {
        self.lengths[field as usize][section as usize]
    }

    /// Length code of a document.
    pub(super) fn doc_length(&self, doc: u32) -> u8 {
        self.doc_lengths[doc as usize]
    }
}
