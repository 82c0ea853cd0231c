//! Blocks of the term dictionary with their postings.

use std::ops::Range;

use super::bytes::{Cursor, ReadResult, put_bytes, put_varint};
use super::columns::{Columns, ColumnsReader, ColumnsWriter, FieldOccurrence, step};
use super::error::malformed;
use super::positions::Positions;

/// Maximum length of a term in bytes.
pub(crate) const MAX_TERM: usize = 1024;
/// Maximum size in bytes of the decoded terms of a block.
const MAX_TEXT: usize = 1 << 24;
/// Number of streams, without those of the columns.
const STREAMS: usize = 9;

/// Flags of a term.
pub(crate) mod flags {
    /// The term has ranked postings.
    pub(crate) const RANKED: u8 = 1;
    /// The term is a filter.
    pub(crate) const FILTER: u8 = 2;
    /// The term is an identifier in a title or alias.
    pub(crate) const NAME: u8 = 4;
    /// The posting list is tiered: only the postings with the highest impact
    /// are in the block.
    pub(crate) const TIERED: u8 = 8;
}

/// A term to be written.
#[derive(Debug)]
pub(crate) struct TermRecord<'a> {
    /// Whether it is a name, see [`flags::NAME`].
    pub(crate) name: bool,
    /// Its ranked postings; of a tiered list, those with the highest impact.
    pub(crate) postings: &'a [FieldOccurrence],
    /// The positions that the postings refer to.
    pub(crate) positions: &'a [u32],
    /// The documents that have it as a filter, ascending.
    pub(crate) filter: &'a [u32],
    /// The documents with low impact, ascending, with their impact level.
    pub(crate) coarse: &'a [(u32, u8)],
    /// Number of its first low-impact chunk.
    pub(crate) first_low_impact_chunk: u32,
    /// First document of each of its low-impact chunks.
    pub(crate) low_impact_chunks: &'a [u32],
}

/// Writes a block.
#[derive(Debug, Default)]
pub(crate) struct TermsWriter {
    count: u32,
    last: String,
    streams: [Vec<u8>; STREAMS],
    columns: ColumnsWriter,
}

impl TermsWriter {
    /// Appends a term, greater than the previous one.
    pub(crate) fn push(
        &mut self,
        term: &str,
        record: &TermRecord<'_>,
        doc_length: impl Fn(u32) -> u8,
    ) {
        let [
            shared,
            rest,
            text,
            flags,
            counts,
            filters,
            coarse,
            levels,
            low_impact_chunks,
        ] = &mut self.streams;
        let shared_len = term
            .bytes()
            .zip(self.last.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        put_varint(shared, shared_len as u64);
        put_varint(rest, (term.len() - shared_len) as u64);
        text.extend_from_slice(&term.as_bytes()[shared_len..]);
        let mut bits = 0;
        if record.name {
            bits |= flags::NAME;
        }
        if !record.postings.is_empty() {
            bits |= flags::RANKED;
            let docs = self
                .columns
                .push(record.postings, record.positions, doc_length);
            put_varint(counts, u64::from(docs));
        }
        if !record.filter.is_empty() {
            bits |= flags::FILTER;
            put_varint(counts, record.filter.len() as u64);
            put_distances(filters, record.filter.iter().copied());
        }
        if !record.coarse.is_empty() {
            bits |= flags::TIERED;
            put_varint(counts, record.coarse.len() as u64);
            put_distances(coarse, record.coarse.iter().map(|&(doc, _)| doc));
            levels.extend(record.coarse.iter().map(|&(_, level)| level));
            put_varint(low_impact_chunks, u64::from(record.first_low_impact_chunk));
            put_varint(low_impact_chunks, record.low_impact_chunks.len() as u64);
            put_distances(low_impact_chunks, record.low_impact_chunks.iter().copied());
        }
        flags.push(bits);
        self.count += 1;
        term.clone_into(&mut self.last);
    }

    /// Whether the block has no terms.
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Length so far in bytes, without positions.
    pub(crate) fn len(&self) -> usize {
        self.streams.iter().map(Vec::len).sum::<usize>() + self.columns.len()
    }

    /// The payload of the block.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut payload = Vec::with_capacity(self.len() + 64);
        put_varint(&mut payload, u64::from(self.count));
        for stream in &self.streams {
            put_bytes(&mut payload, stream);
        }
        self.columns.finish(&mut payload);
        payload
    }
}

/// Appends ascending numbers: the first as it is, then differences minus one.
fn put_distances(out: &mut Vec<u8>, numbers: impl Iterator<Item = u32>) {
    let mut next = 0;
    for number in numbers {
        put_varint(out, u64::from(number - next));
        next = number + 1;
    }
}

/// Decodes `count` numbers written by [`put_distances`], all below `bound`.
fn distances(cursor: &mut Cursor<'_>, count: u32, bound: u32) -> ReadResult<Vec<u32>> {
    let mut numbers = Vec::new();
    let mut next = 0_u32;
    for _ in 0..count {
        let number = step(next, cursor.varint()?)?;
        if number >= bound {
            return Err(malformed("document beyond the last"));
        }
        next = number + 1;
        numbers.push(number);
    }
    Ok(numbers)
}

/// A decoded term.
#[derive(Debug, Default)]
pub(crate) struct Term {
    text: Range<usize>,
    flags: u8,
    /// Range of its postings in the columns of the block.
    pub(crate) entries: Range<u32>,
    /// Number of documents with full postings.
    pub(crate) docs: u32,
    /// The documents that have it as a filter.
    pub(crate) filter: Vec<u32>,
    /// Documents of which only the impact is known, with their impact level.
    pub(crate) coarse: Vec<(u32, u8)>,
    /// Number of its first low-impact chunk.
    pub(crate) first_low_impact_chunk: u32,
    /// First document of each of its low-impact chunks.
    pub(crate) low_impact_chunks: Vec<u32>,
}

impl Term {
    /// Whether the term is an identifier in a title or alias.
    pub(crate) fn is_name(&self) -> bool {
        self.flags & flags::NAME != 0
    }

    /// Whether the term has ranked postings.
    pub(crate) fn is_ranked(&self) -> bool {
        self.flags & flags::RANKED != 0
    }

    /// Document frequency.
    pub(crate) fn all_docs(&self) -> u32 {
        self.docs.saturating_add(self.coarse.len() as u32)
    }
}

/// A decoded block.
#[derive(Debug)]
pub(crate) struct TermsBlock {
    text: String,
    terms: Vec<Term>,
    /// The postings of all terms.
    pub(crate) columns: Columns,
    /// The positions of all postings.
    pub(crate) positions: Positions,
}

impl TermsBlock {
    /// Decodes a payload, in a pack of `documents` documents.
    pub(crate) fn decode(payload: &[u8], documents: u32) -> ReadResult<Self> {
        let mut payload = Cursor::new(payload);
        let count = payload.count(payload.left())?;
        let mut streams = [Cursor::default(); STREAMS];
        for stream in &mut streams {
            *stream = Cursor::new(payload.stream()?);
        }
        let mut columns = ColumnsReader::new(&mut payload, documents)?;
        let positions = payload.stream()?;
        let mut text: Vec<u8> = Vec::new();
        let mut terms = Vec::with_capacity(count);
        let mut last = 0..0;
        for _ in 0..count {
            let range = unfold(&mut streams, &mut text, last.clone())?;
            terms.push(read_term(
                &mut streams,
                &mut columns,
                range.clone(),
                documents,
            )?);
            last = range;
        }
        for stream in streams {
            stream.finish()?;
        }
        let text = String::from_utf8(text).map_err(|_| malformed("term is not UTF-8"))?;
        if terms
            .iter()
            .any(|term| text.get(term.text.clone()).is_none())
        {
            return Err(malformed("term is not UTF-8"));
        }
        let columns = columns.finish()?;
        Ok(Self {
            text,
            terms,
            positions: Positions::new(positions, &columns)?,
            columns,
        })
    }

    /// A term with its text, by its index in the block.
    pub(crate) fn term(&self, index: usize) -> Option<(&str, &Term)> {
        let term = self.terms.get(index)?;
        Some((self.text_of(term), term))
    }

    fn text_of(&self, term: &Term) -> &str {
        self.text.get(term.text.clone()).unwrap_or_default()
    }

    /// Index of the first term that is not less than `bound`.
    pub(crate) fn lower_bound(&self, bound: &str) -> usize {
        self.terms
            .partition_point(|term| self.text_of(term) < bound)
    }

    /// Index of a term.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let index = self.lower_bound(text);
        (self.term(index)?.0 == text).then_some(index)
    }

    /// Indexes of the terms with a prefix.
    pub(crate) fn with_prefix(&self, prefix: &str) -> Range<usize> {
        let start = self.lower_bound(prefix);
        let count =
            self.terms[start..].partition_point(|term| self.text_of(term).starts_with(prefix));
        start..start + count
    }
}

/// Decodes the next front-coded term and appends it to `text`.
fn unfold(
    [shared, rest, suffixes, ..]: &mut [Cursor<'_>; STREAMS],
    text: &mut Vec<u8>,
    last: Range<usize>,
) -> ReadResult<Range<usize>> {
    let shared = shared.varint()? as usize;
    let suffix = suffixes.bytes(rest.varint()? as usize)?;
    let start = text.len();
    if shared > last.len() || shared + suffix.len() > MAX_TERM || start > MAX_TEXT {
        return Err(malformed("term too long"));
    }
    text.extend_from_within(last.start..last.start + shared);
    text.extend_from_slice(suffix);
    if start > 0 && text[start..] <= text[last] {
        return Err(malformed("terms out of order"));
    }
    Ok(start..text.len())
}

fn read_term(
    [
        _,
        _,
        _,
        flags,
        counts,
        filters,
        coarse,
        levels,
        low_impact_chunks,
    ]: &mut [Cursor<'_>; STREAMS],
    columns: &mut ColumnsReader<'_>,
    text: Range<usize>,
    documents: u32,
) -> ReadResult<Term> {
    let mut term = Term {
        text,
        flags: flags.u8()?,
        ..Term::default()
    };
    if term.flags & flags::RANKED != 0 {
        term.docs = counts.varint()?;
        term.entries = columns.term(term.docs)?;
    }
    if term.flags & flags::FILTER != 0 {
        term.filter = distances(filters, counts.varint()?, documents)?;
    }
    if term.flags & flags::TIERED != 0 {
        let docs = distances(coarse, counts.varint()?, documents)?;
        let levels = levels.bytes(docs.len())?;
        term.coarse = docs.into_iter().zip(levels.iter().copied()).collect();
        term.first_low_impact_chunk = low_impact_chunks.varint()?;
        let count = low_impact_chunks.varint()?;
        term.low_impact_chunks = distances(low_impact_chunks, count, documents)?;
    }
    Ok(term)
}
