//! Facet columns: the values of documents by which they are filtered and
//! counted.

use super::bytes::{Cursor, ReadResult, put_bytes, put_varint};
use super::error::malformed;
use super::manifest::FacetLayout;
use super::model::DocEntry;
use crate::sort;

/// Number of documents in a run, in a small and in a large pack.
const DOCS_PER_RUN: (u32, u32) = (4096, 8192);

/// A facet with its number in the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Facet {
    /// Kind of the document.
    Kind = 0,
    /// Affected services.
    Service = 1,
    /// Severity as written.
    Severity = 2,
    /// Tags.
    Tag = 3,
    /// Owning team.
    Owner = 4,
    /// ISO 8601 date.
    Date = 5,
}

impl Facet {
    /// All facets in the order of their numbers.
    pub(crate) const ALL: [Self; 6] = [
        Self::Kind,
        Self::Service,
        Self::Severity,
        Self::Tag,
        Self::Owner,
        Self::Date,
    ];

    /// The values of a document.
    fn of(self, doc: &DocEntry) -> &[String] {
        match self {
            Self::Kind => std::slice::from_ref(&doc.kind),
            Self::Service => &doc.services,
            Self::Severity => doc.severity.as_slice(),
            Self::Tag => &doc.tags,
            Self::Owner => doc.owner.as_slice(),
            Self::Date => doc.date.as_slice(),
        }
    }
}

/// The division into chunks. A small pack has all facets in one chunk; a large
/// one has a chunk for each facet of each run.
pub(crate) fn layout(documents: usize) -> FacetLayout {
    if documents <= DOCS_PER_RUN.0 as usize {
        return FacetLayout {
            docs_per_run: DOCS_PER_RUN.0,
            parts: 1,
        };
    }
    FacetLayout {
        docs_per_run: DOCS_PER_RUN.1,
        parts: Facet::ALL.len() as u32,
    }
}

/// Encodes the chunks of all documents.
pub(crate) fn encode(docs: &[DocEntry], layout: FacetLayout) -> Vec<Vec<u8>> {
    let runs = docs.chunks(layout.docs_per_run as usize);
    runs.flat_map(|docs| {
        (0..layout.parts).map(|part| {
            let facets = Facet::ALL.into_iter();
            let facets = facets.filter(|&facet| facet as u32 % layout.parts == part);
            let mut out = Vec::new();
            put_varint(&mut out, facets.clone().count() as u64);
            for facet in facets {
                put_varint(&mut out, facet as u64);
                put_bytes(&mut out, &column(docs, facet));
            }
            out
        })
    })
    .collect()
}

/// Encodes a column: number of values, values; for each document its number of
/// values; then, for all documents in order, the numbers of their values.
fn column(docs: &[DocEntry], facet: Facet) -> Vec<u8> {
    let mut values: Vec<&str> = docs
        .iter()
        .flat_map(|doc| facet.of(doc))
        .map(String::as_str)
        .collect();
    sort::sort(&mut values);
    values.dedup();
    let mut out = Vec::new();
    put_varint(&mut out, values.len() as u64);
    let mut last = "";
    for value in &values {
        let shared = value.bytes().zip(last.bytes());
        let mut shared = shared.take_while(|(a, b)| a == b).count();
        while !value.is_char_boundary(shared) {
            shared -= 1;
        }
        put_varint(&mut out, shared as u64);
        put_bytes(&mut out, &value.as_bytes()[shared..]);
        last = value;
    }
    for doc in docs {
        put_varint(&mut out, facet.of(doc).len() as u64);
    }
    for value in docs.iter().flat_map(|doc| facet.of(doc)) {
        let number = values.binary_search(&value.as_str()).unwrap_or_default();
        put_varint(&mut out, number as u64);
    }
    out
}

/// A decoded column of a run of documents.
#[derive(Debug, Default)]
pub(crate) struct FacetColumn {
    /// The distinct values as written, ascending.
    pub(crate) values: Vec<String>,
    /// For each document, the end of its range in `numbers`.
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl FacetColumn {
    /// The numbers of the values of a document of the run.
    pub(crate) fn of(&self, doc: usize) -> &[u32] {
        let end = |doc: usize| self.ends.get(doc).copied().unwrap_or_default() as usize;
        let start = doc.checked_sub(1).map_or(0, end);
        self.numbers.get(start..end(doc)).unwrap_or_default()
    }

    fn decode(bytes: &[u8], documents: usize) -> ReadResult<Self> {
        let mut cursor = Cursor::new(bytes);
        let mut column = Self::default();
        let mut last = String::new();
        for _ in 0..cursor.count(cursor.left())? {
            let shared = cursor.varint()? as usize;
            let shared = last.get(..shared).ok_or(malformed("value too long"))?;
            if shared.len() + cursor.left() > 1 << 24 {
                return Err(malformed("value too long"));
            }
            let mut value = shared.to_owned();
            value.push_str(cursor.str()?);
            column.values.push(value.clone());
            last = value;
        }
        let mut end = 0_u32;
        for _ in 0..documents {
            end = end.saturating_add(cursor.varint()?);
            column.ends.push(end);
        }
        if end as usize > cursor.left() {
            return Err(malformed("count beyond the data"));
        }
        for _ in 0..end {
            let number = cursor.varint()?;
            if number as usize >= column.values.len() {
                return Err(malformed("value beyond the last"));
            }
            column.numbers.push(number);
        }
        Ok(column)
    }
}

/// Decodes a chunk of a run of `documents` documents: columns by facet number.
pub(crate) fn decode(payload: &[u8], documents: usize) -> ReadResult<Vec<(u8, FacetColumn)>> {
    let mut cursor = Cursor::new(payload);
    let mut columns = Vec::new();
    for _ in 0..cursor.count(cursor.left())? {
        let facet = cursor.varint()?;
        let column = cursor.stream()?;
        // A later version can have more facets.
        if let Some(facet) = Facet::ALL.get(facet as usize) {
            columns.push((*facet as u8, FacetColumn::decode(column, documents)?));
        }
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn docs() -> Vec<DocEntry> {
        let doc = |kind: &str, services: &[&str], owner: Option<&str>| DocEntry {
            kind: kind.to_owned(),
            services: services.iter().map(|&name| name.to_owned()).collect(),
            owner: owner.map(str::to_owned),
            ..DocEntry::default()
        };
        vec![
            doc("runbook", &["payments", "payroll"], None),
            doc("guide", &[], Some("Größe")),
            doc("runbook", &["payments"], Some("Größer")),
        ]
    }

    #[test]
    fn columns_round_trip() {
        for layout in [
            layout(3),
            layout(5000),
            FacetLayout {
                docs_per_run: 2,
                parts: 6,
            },
        ] {
            let docs = docs();
            let chunks = encode(&docs, layout);
            assert_eq!(chunks.len() as u32, layout.chunks(3));
            for (n, chunk) in chunks.iter().enumerate() {
                let run = n as u32 / layout.parts * layout.docs_per_run;
                let count = (3 - run).min(layout.docs_per_run) as usize;
                for (facet, column) in decode(chunk, count).expect("sound") {
                    for doc in 0..count {
                        let values = column.of(doc).iter().map(|&n| &column.values[n as usize]);
                        let expected = Facet::ALL[facet as usize].of(&docs[run as usize + doc]);
                        assert!(values.eq(expected), "facet {facet} of {doc}");
                    }
                }
            }
        }
    }
}
