//! Weighted term frequencies: BM25F before saturation, see
//! [`weights`](super::weights).

use super::weights::{DOCUMENT_B, FIELDS, normalise};
use crate::pack::{Field, Stats, fieldnorm_length};

/// Average lengths in a pack.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AverageLengths {
    /// Of each field, over the sections in which it is not empty.
    fields: [f32; 8],
    /// Of a document: headings, prose and code.
    document: f32,
}

impl AverageLengths {
    /// Computes the averages from the statistics of a pack.
    pub(crate) fn new(stats: &Stats) -> Self {
        let mut document = 0;
        for field in Field::RANKED
            .into_iter()
            .filter(|field| !field.is_of_document())
        {
            document += stats.fields[field as usize].total_length;
        }
        Self {
            fields: stats
                .fields
                .map(|field| ratio(field.total_length, field.sections)),
            document: ratio(document, stats.documents),
        }
    }

    /// Average length of a document in terms.
    pub(crate) fn document(&self) -> f32 {
        self.document
    }

    /// Weighted frequency of `tf` occurrences in a field with this length code.
    pub(crate) fn in_field(&self, field: u8, tf: u32, length: u8) -> f32 {
        let of = FIELDS[usize::from(field & 7)];
        let length = fieldnorm_length(length) as f32;
        of.weight * tf as f32 / normalise(of.b, length, self.fields[usize::from(field & 7)])
    }

    /// Normalises `sum`, a weighted frequency over all sections, by the length
    /// code of the document.
    pub(crate) fn in_document(&self, sum: f32, length: u8) -> f32 {
        sum / normalise(DOCUMENT_B, fieldnorm_length(length) as f32, self.document)
    }
}

/// Weighted frequency of a term in a section or, summed up, in a document.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct WeightedTf {
    /// In the own fields of the section, normalised by their lengths.
    pub(crate) own_fields: f32,
    /// In the fields of the document as a whole, normalised by their lengths.
    pub(crate) document_fields: f32,
    /// In the own fields of the section, not normalised.
    pub(crate) own_unnormalised: f32,
}

impl WeightedTf {
    /// Adds a posting.
    pub(crate) fn add(&mut self, averages: &AverageLengths, field: u8, tf: u32, length: u8) {
        let normalised = averages.in_field(field, tf, length);
        if IS_OF_DOCUMENT[usize::from(field & 7)] {
            self.document_fields += normalised;
        } else {
            self.own_fields += normalised;
            self.own_unnormalised += FIELDS[usize::from(field & 7)].weight * tf as f32;
        }
    }
}

/// Whether a field belongs to the document as a whole, by the number of the
/// field.
const IS_OF_DOCUMENT: [bool; 8] = [true, false, true, true, false, false, true, true];

fn ratio(total: u64, tf: u32) -> f32 {
    if tf == 0 {
        0.0
    } else {
        (total as f64 / f64::from(tf)) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_agrees_with_the_fields() {
        for field in Field::ALL {
            assert_eq!(IS_OF_DOCUMENT[field as usize], field.is_of_document());
        }
    }
}
