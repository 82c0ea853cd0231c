//! Weighted frequencies: the part of BM25F below saturation.

use super::weights::{DOCUMENT_B, FIELDS, normalise};
use crate::pack::{Field, Stats, fieldnorm_length};

/// Average lengths over a pack.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Averages {
    /// Of each field, over the sections in which it is not empty.
    fields: [f32; 8],
    /// Of a document: its headings, prose and code.
    document: f32,
}

impl Averages {
    /// Computes the averages from a pack's figures.
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

    /// Average length of a document.
    pub(crate) fn document(&self) -> f32 {
        self.document
    }

    /// What `tf` occurrences in a field of this length code count.
    pub(crate) fn in_field(&self, field: u8, tf: u32, length: u8) -> f32 {
        let of = FIELDS[usize::from(field & 7)];
        let length = fieldnorm_length(length) as f32;
        of.weight * tf as f32 / normalise(of.b, length, self.fields[usize::from(field & 7)])
    }

    /// What occurrences in a document of this length code count, whose
    /// weights add up to `sum`.
    pub(crate) fn in_document(&self, sum: f32, length: u8) -> f32 {
        sum / normalise(DOCUMENT_B, fieldnorm_length(length) as f32, self.document)
    }
}

/// What one word's occurrences in a section (or, added up, in a document)
/// count.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Count {
    /// In the section's own fields, each normalised.
    pub(crate) own: f32,
    /// In the fields of the document, each normalised.
    pub(crate) wide: f32,
    /// In the section's own fields, weighted but not normalised.
    pub(crate) plain: f32,
}

impl Count {
    /// Adds a posting.
    pub(crate) fn add(&mut self, averages: &Averages, field: u8, tf: u32, length: u8) {
        let normalised = averages.in_field(field, tf, length);
        if OF_DOCUMENT[usize::from(field & 7)] {
            self.wide += normalised;
        } else {
            self.own += normalised;
            self.plain += FIELDS[usize::from(field & 7)].weight * tf as f32;
        }
    }
}

/// Whether a field belongs to the document, by its number.
const OF_DOCUMENT: [bool; 8] = [true, false, true, true, false, false, true, true];

fn ratio(total: u64, count: u32) -> f32 {
    if count == 0 {
        0.0
    } else {
        (total as f64 / f64::from(count)) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_agrees_with_the_fields() {
        for field in Field::ALL {
            assert_eq!(OF_DOCUMENT[field as usize], field.is_of_document());
        }
    }
}
