//! Where the words of a query occur.

use super::bm25f::{Averages, Count};
use super::lookup::{Found, Resolved};
use super::phrase::Occurrence;
use super::weights;
use crate::pack::fieldnorm_length;
use crate::sort;

/// Section of a row of which only the document is known.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// One word of the query in one section.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// Document.
    pub(crate) doc: u32,
    /// Section within the document, or [`UNKNOWN`].
    pub(crate) section: u32,
    /// Length code of the document.
    doc_length: u8,
    /// Whether the document has only what starts with the word.
    weak: bool,
    /// What the word counts there; of an unknown section all is `wide`.
    count: Count,
}

/// One word of the query in one document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InDocument {
    /// Document.
    pub(crate) doc: u32,
    /// Its first row.
    row: u32,
    /// What the word counts in the document as a whole, saturated.
    pub(crate) share: f32,
    /// Whether the document has only what starts with the word.
    weak: bool,
}

/// One word of the query in the whole pack.
#[derive(Debug, Default)]
pub(crate) struct Word {
    /// Its rows, by document and section.
    rows: Vec<Row>,
    /// The documents it occurs in, ascending.
    pub(crate) docs: Vec<InDocument>,
    /// How often it occurs, by the weights of the fields.
    pub(crate) frequency: f32,
    /// Weight by rarity, of the word and of what starts with it.
    idf: (f32, f32),
    /// Weight of the word in the query, set by its role.
    pub(crate) weight: f32,
}

impl Word {
    /// Collects a resolved slot.
    pub(crate) fn collect(resolved: &Resolved<'_>, averages: &Averages, documents: u32) -> Self {
        let mut rows = rows(&resolved.strong, &resolved.phrases, averages);
        let strong = docs(&rows);
        // A word is as rare as it is itself, not with what else stands for it.
        let own = || {
            let strong = resolved.strong.iter();
            strong.filter(|found| found.factor >= weights::FORM)
        };
        let alone = resolved.phrases.is_empty() && own().count() == resolved.strong.len();
        let mut own_docs: Vec<u32> = Vec::new();
        if !alone {
            own_docs.extend(own().flat_map(Found::docs));
            sort::sort(&mut own_docs);
            own_docs.dedup();
        }
        let known = match own_docs.len() {
            0 => strong.len(),
            known => known,
        };
        let mut weak_rows = if resolved.weak.is_empty() {
            Vec::new()
        } else {
            self::rows(&resolved.weak, &[], averages)
        };
        weak_rows.retain_mut(|row| {
            row.weak = true;
            strong.binary_search(&row.doc).is_err()
        });
        let all = (strong.len() + docs(&weak_rows).len()) as u32;
        let weak_idf = weights::idf(all, documents);
        let idf = match known as u32 {
            0 => weak_idf,
            count => weights::idf(count, documents),
        };
        if !weak_rows.is_empty() {
            rows.append(&mut weak_rows);
            sort::by_key(&mut rows, |row| (row.doc, row.section));
        }
        let mut docs = Vec::with_capacity(all as usize);
        let mut row = 0;
        for of_doc in rows.chunk_by(|a, b| a.doc == b.doc) {
            docs.push(InDocument {
                doc: of_doc[0].doc,
                row,
                share: weights::saturate_whole(in_document(of_doc, averages)),
                weak: of_doc[0].weak,
            });
            row += of_doc.len() as u32;
        }
        Self {
            frequency: frequency(&rows),
            docs,
            rows,
            idf: (idf, weak_idf * weights::PREFIX),
            weight: 1.0,
        }
    }

    /// Its rarity: the idf of the word itself.
    pub(crate) fn rarity(&self) -> f32 {
        self.idf.0
    }

    /// Whether the word occurs at all.
    pub(crate) fn is_known(&self) -> bool {
        !self.rows.is_empty()
    }

    /// What a full match of the word is worth in a document, of which these are
    /// the rows.
    pub(crate) fn worth(&self, rows: &[Row]) -> f32 {
        self.worth_if(is_weak(rows))
    }

    /// What the word is worth in a document as a whole.
    pub(crate) fn worth_in(&self, of: &InDocument) -> f32 {
        self.worth_if(of.weak) * of.share
    }

    fn worth_if(&self, weak: bool) -> f32 {
        self.weight * if weak { self.idf.1 } else { self.idf.0 }
    }

    /// The rows of one document.
    pub(crate) fn rows_of(&self, doc: u32) -> &[Row] {
        let Ok(n) = self.docs.binary_search_by_key(&doc, |of| of.doc) else {
            return &[];
        };
        let end = self
            .docs
            .get(n + 1)
            .map_or(self.rows.len(), |of| of.row as usize);
        &self.rows[self.docs[n].row as usize..end]
    }
}

/// Whether a document has only what starts with the word, from its rows there.
pub(crate) fn is_weak(rows: &[Row]) -> bool {
    rows.first().is_some_and(|row| row.weak)
}

/// What a word counts in a document, from its rows there.
pub(crate) fn in_document(rows: &[Row], averages: &Averages) -> f32 {
    let mut wide = 0.0_f32;
    let mut coarse = 0.0;
    let mut plain = 0.0;
    let mut length = 0;
    for row in rows {
        if row.section == UNKNOWN {
            coarse += row.count.wide;
        } else {
            wide = wide.max(row.count.wide);
            plain += row.count.plain;
            length = row.doc_length;
        }
    }
    wide + coarse + averages.in_document(plain, length)
}

/// What a word counts in every section of a document, from its rows there.
pub(crate) fn in_every_section(rows: &[Row]) -> f32 {
    let mut wide = 0.0_f32;
    let mut coarse = 0.0;
    for row in rows {
        if row.section == UNKNOWN {
            coarse += row.count.wide * weights::COARSE_SECTION;
        } else {
            wide = wide.max(row.count.wide);
        }
    }
    wide + coarse
}

/// How often a word occurs in a document, by the weights of the fields.
pub(crate) fn frequency(rows: &[Row]) -> f32 {
    let counts = rows.iter().map(|row| row.count);
    counts.map(|count| count.plain + count.wide).sum()
}

impl Row {
    /// Length of the document, if that is known.
    pub(crate) fn length(&self) -> Option<f32> {
        (self.section != UNKNOWN).then(|| fieldnorm_length(self.doc_length) as f32)
    }

    /// What the word counts in this section's own fields.
    pub(crate) fn own(&self) -> f32 {
        self.count.own
    }
}

/// The rows of several terms, added up.
fn rows(terms: &[Found<'_>], phrases: &[(Vec<Occurrence>, f32)], averages: &Averages) -> Vec<Row> {
    let mut rows = Vec::new();
    for (found, factor) in phrases {
        rows.extend(found.iter().map(|found| {
            let mut count = Count::default();
            count.add(averages, found.field, found.tf, found.length);
            Row {
                doc: found.doc,
                section: found.ordinal,
                doc_length: found.doc_length,
                weak: false,
                count: Count {
                    own: count.own * factor,
                    wide: count.wide * factor,
                    plain: count.plain * factor,
                },
            }
        }));
    }
    for found in terms {
        let mut keep = |doc, section, doc_length, count: Count| {
            let factor = found.factor;
            rows.push(Row {
                doc,
                section,
                doc_length,
                weak: false,
                count: Count {
                    own: count.own * factor,
                    wide: count.wide * factor,
                    plain: count.plain * factor,
                },
            });
        };
        for entry in found.entries() {
            let mut count = Count::default();
            for field in found.columns.fields(entry) {
                count.add(averages, field.field, field.tf, field.length);
            }
            keep(entry.doc, entry.ordinal, entry.doc_length, count);
        }
        for &(doc, level) in &found.term.coarse {
            let wide = weights::of_level(level);
            keep(
                doc,
                UNKNOWN,
                0,
                Count {
                    wide,
                    ..Count::default()
                },
            );
        }
    }
    // Stable sorting finds the runs that are sorted already.
    sort::by_key(&mut rows, |row| (row.doc, row.section));
    rows.dedup_by(|next, kept| {
        let same = (next.doc, next.section) == (kept.doc, kept.section);
        if same {
            kept.count.own += next.count.own;
            kept.count.wide += next.count.wide;
            kept.count.plain += next.count.plain;
        }
        same
    });
    rows
}

/// The different documents of rows.
fn docs(rows: &[Row]) -> Vec<u32> {
    let mut docs: Vec<u32> = rows.iter().map(|row| row.doc).collect();
    docs.dedup();
    docs
}
