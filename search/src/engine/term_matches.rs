//! Matches of query terms in documents and sections.

use super::dictionary::MatchedTerm;
use super::phrase::PhraseOccurrence;
use super::resolve::ResolvedTerm;
use crate::pack::fieldnorm_length;
use crate::scoring::bm25f::{AverageLengths, WeightedTf};
use crate::scoring::weights;
use crate::sort;

/// Section of a match of which only the document is known.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// A query term in one section.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SectionMatch {
    /// Number of the document.
    pub(crate) doc: u32,
    /// Ordinal of the section in the document, or [`UNKNOWN`].
    pub(crate) section: u32,
    /// Length code of the document.
    doc_length: u8,
    /// Whether the document matches only by prefix.
    prefix_only: bool,
    /// The weighted term frequency; if the section is unknown, all of it is in
    /// `wide`.
    tf: WeightedTf,
}

/// A query term in one document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DocMatch {
    /// Number of the document.
    pub(crate) doc: u32,
    /// Index of its first section match.
    first_section: u32,
    /// Saturated weighted frequency in the document as a whole.
    pub(crate) share: f32,
    /// Whether the document matches only by prefix.
    prefix_only: bool,
}

/// The matches of a query term in the whole pack.
#[derive(Debug, Default)]
pub(crate) struct TermMatches {
    /// Matches by document and section.
    section_matches: Vec<SectionMatch>,
    /// The matching documents, ascending.
    pub(crate) docs: Vec<DocMatch>,
    /// Weighted frequency in the whole pack.
    pub(crate) frequency: f32,
    /// Inverse document frequency of the term itself, and of its prefix
    /// matches.
    idf: (f32, f32),
    /// Weight of the term in the query, see
    /// [`term_weights`](super::term_weights).
    pub(crate) weight: f32,
}

impl TermMatches {
    /// Collects the postings of a resolved query term, in a pack of `documents`
    /// documents.
    pub(crate) fn collect(
        resolved: &ResolvedTerm<'_>,
        averages: &AverageLengths,
        documents: u32,
    ) -> Self {
        let mut section_matches =
            section_matches(&resolved.full_matches, &resolved.phrases, averages);
        let full_docs = docs(&section_matches);
        // The idf is that of the term and its inflections, without its
        // synonyms.
        let own_terms = || {
            let full_matches = resolved.full_matches.iter();
            full_matches.filter(|found| found.factor >= weights::INFLECTION)
        };
        let alone =
            resolved.phrases.is_empty() && own_terms().count() == resolved.full_matches.len();
        let mut own_docs: Vec<u32> = Vec::new();
        if !alone {
            own_docs.extend(own_terms().flat_map(MatchedTerm::docs));
            sort::sort(&mut own_docs);
            own_docs.dedup();
        }
        let own_doc_count = match own_docs.len() {
            0 => full_docs.len(),
            count => count,
        };
        let mut prefix_section_matches = if resolved.prefix_matches.is_empty() {
            Vec::new()
        } else {
            self::section_matches(&resolved.prefix_matches, &[], averages)
        };
        prefix_section_matches.retain_mut(|section_match| {
            section_match.prefix_only = true;
            full_docs.binary_search(&section_match.doc).is_err()
        });
        let all = (full_docs.len() + docs(&prefix_section_matches).len()) as u32;
        let prefix_idf = weights::idf(all, documents);
        let idf = match own_doc_count as u32 {
            0 => prefix_idf,
            count => weights::idf(count, documents),
        };
        if !prefix_section_matches.is_empty() {
            section_matches.append(&mut prefix_section_matches);
            sort::by_key(&mut section_matches, |section_match| {
                (section_match.doc, section_match.section)
            });
        }
        let mut docs = Vec::with_capacity(all as usize);
        let mut first_section = 0;
        for of_doc in section_matches.chunk_by(|a, b| a.doc == b.doc) {
            docs.push(DocMatch {
                doc: of_doc[0].doc,
                first_section,
                share: weights::saturate_document(in_document(of_doc, averages)),
                prefix_only: of_doc[0].prefix_only,
            });
            first_section += of_doc.len() as u32;
        }
        Self {
            frequency: frequency(&section_matches),
            docs,
            section_matches,
            idf: (idf, prefix_idf * weights::PREFIX),
            weight: 1.0,
        }
    }

    /// The idf of the term itself.
    pub(crate) fn own_idf(&self) -> f32 {
        self.idf.0
    }

    /// Whether the term matches at all.
    pub(crate) fn has_matches(&self) -> bool {
        !self.section_matches.is_empty()
    }

    /// Weight times idf in a document with these section matches.
    pub(crate) fn weighted_idf(&self, section_matches: &[SectionMatch]) -> f32 {
        self.weighted_idf_if(is_prefix_only(section_matches))
    }

    /// Score of the term in a document as a whole.
    pub(crate) fn document_score(&self, of: &DocMatch) -> f32 {
        self.weighted_idf_if(of.prefix_only) * of.share
    }

    fn weighted_idf_if(&self, prefix_only: bool) -> f32 {
        self.weight * if prefix_only { self.idf.1 } else { self.idf.0 }
    }

    /// The section matches of a document.
    pub(crate) fn section_matches_of(&self, doc: u32) -> &[SectionMatch] {
        let Ok(n) = self.docs.binary_search_by_key(&doc, |of| of.doc) else {
            return &[];
        };
        let end = self
            .docs
            .get(n + 1)
            .map_or(self.section_matches.len(), |of| of.first_section as usize);
        &self.section_matches[self.docs[n].first_section as usize..end]
    }
}

/// Whether a document with these section matches matches only by prefix.
pub(crate) fn is_prefix_only(section_matches: &[SectionMatch]) -> bool {
    section_matches
        .first()
        .is_some_and(|section_match| section_match.prefix_only)
}

/// Weighted frequency in a document as a whole, normalised by its length.
pub(crate) fn in_document(section_matches: &[SectionMatch], averages: &AverageLengths) -> f32 {
    let mut document_fields = 0.0_f32;
    let mut coarse = 0.0;
    let mut own_unnormalised = 0.0;
    let mut length = 0;
    for section_match in section_matches {
        if section_match.section == UNKNOWN {
            coarse += section_match.tf.document_fields;
        } else {
            document_fields = document_fields.max(section_match.tf.document_fields);
            own_unnormalised += section_match.tf.own_unnormalised;
            length = section_match.doc_length;
        }
    }
    document_fields + coarse + averages.in_document(own_unnormalised, length)
}

/// Weighted frequency in the fields of the document, which counts for each of
/// its sections.
pub(crate) fn document_tf(section_matches: &[SectionMatch]) -> f32 {
    let mut document_fields = 0.0_f32;
    let mut coarse = 0.0;
    for section_match in section_matches {
        if section_match.section == UNKNOWN {
            coarse += section_match.tf.document_fields * weights::COARSE_SECTION;
        } else {
            document_fields = document_fields.max(section_match.tf.document_fields);
        }
    }
    document_fields + coarse
}

/// Weighted frequency in a document, not normalised.
pub(crate) fn frequency(section_matches: &[SectionMatch]) -> f32 {
    let counts = section_matches.iter().map(|section_match| section_match.tf);
    counts
        .map(|tf| tf.own_unnormalised + tf.document_fields)
        .sum()
}

impl SectionMatch {
    /// Length of the document in terms, if known.
    pub(crate) fn length(&self) -> Option<f32> {
        (self.section != UNKNOWN).then(|| fieldnorm_length(self.doc_length) as f32)
    }

    /// Weighted frequency in the own fields of the section.
    pub(crate) fn own_fields(&self) -> f32 {
        self.tf.own_fields
    }
}

/// Adds up the matches of several terms by section.
fn section_matches(
    terms: &[MatchedTerm<'_>],
    phrases: &[(Vec<PhraseOccurrence>, f32)],
    averages: &AverageLengths,
) -> Vec<SectionMatch> {
    let mut section_matches = Vec::new();
    for (found, factor) in phrases {
        section_matches.extend(found.iter().map(|found| {
            let mut tf = WeightedTf::default();
            tf.add(averages, found.field, found.tf, found.length);
            SectionMatch {
                doc: found.doc,
                section: found.ordinal,
                doc_length: found.doc_length,
                prefix_only: false,
                tf: WeightedTf {
                    own_fields: tf.own_fields * factor,
                    document_fields: tf.document_fields * factor,
                    own_unnormalised: tf.own_unnormalised * factor,
                },
            }
        }));
    }
    for found in terms {
        let mut keep = |doc, section, doc_length, tf: WeightedTf| {
            let factor = found.factor;
            section_matches.push(SectionMatch {
                doc,
                section,
                doc_length,
                prefix_only: false,
                tf: WeightedTf {
                    own_fields: tf.own_fields * factor,
                    document_fields: tf.document_fields * factor,
                    own_unnormalised: tf.own_unnormalised * factor,
                },
            });
        };
        for entry in found.entries() {
            let mut tf = WeightedTf::default();
            for field in found.columns.fields(entry) {
                tf.add(averages, field.field, field.tf, field.length);
            }
            keep(entry.doc, entry.ordinal, entry.doc_length, tf);
        }
        for &(doc, level) in &found.term.coarse {
            let document_fields = weights::impact_of_level(level);
            keep(
                doc,
                UNKNOWN,
                0,
                WeightedTf {
                    document_fields,
                    ..WeightedTf::default()
                },
            );
        }
    }
    // The stable merge sort makes use of the runs that are already sorted.
    sort::by_key(&mut section_matches, |section_match| {
        (section_match.doc, section_match.section)
    });
    section_matches.dedup_by(|next, kept| {
        let same = (next.doc, next.section) == (kept.doc, kept.section);
        if same {
            kept.tf.own_fields += next.tf.own_fields;
            kept.tf.document_fields += next.tf.document_fields;
            kept.tf.own_unnormalised += next.tf.own_unnormalised;
        }
        same
    });
    section_matches
}

/// The distinct documents of section matches.
fn docs(section_matches: &[SectionMatch]) -> Vec<u32> {
    let mut docs: Vec<u32> = section_matches
        .iter()
        .map(|section_match| section_match.doc)
        .collect();
    docs.dedup();
    docs
}
