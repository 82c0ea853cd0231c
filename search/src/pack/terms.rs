//! Blocks of the term dictionary with their postings.

use std::ops::Range;

use super::bytes::{Cursor, Read, put_bytes, put_varint};
use super::columns::{Columns, ColumnsReader, ColumnsWriter, Occurrence, step};
use super::error::malformed;
use super::positions::Positions;

/// Longest term in bytes.
pub(crate) const MAX_TERM: usize = 1024;
/// Most bytes that the terms of a block may unfold to.
const MAX_TEXT: usize = 1 << 24;
/// Number of streams of the dictionary proper.
const STREAMS: usize = 9;

/// Bits of a term's flags.
pub(crate) mod flags {
    /// The term has ranked postings.
    pub(crate) const RANKED: u8 = 1;
    /// The term is a filter.
    pub(crate) const FILTER: u8 = 2;
    /// The term is a whole identifier in some title or alias.
    pub(crate) const NAME: u8 = 4;
    /// Only the best postings are here; the others are in tails.
    pub(crate) const TIERED: u8 = 8;
}

/// A term on the way into a block.
#[derive(Debug)]
pub(crate) struct TermRecord<'a> {
    /// Whether it names something, see [`flags::NAME`].
    pub(crate) name: bool,
    /// Its ranked postings, or the best of them.
    pub(crate) postings: &'a [Occurrence],
    /// The positions that they refer to.
    pub(crate) positions: &'a [u32],
    /// Documents that it filters, ascending.
    pub(crate) filter: &'a [u32],
    /// The documents not among the best, ascending, with their impact level.
    pub(crate) coarse: &'a [(u32, u8)],
    /// Number of the first tail chunk.
    pub(crate) first_tail: u32,
    /// First document of each tail chunk.
    pub(crate) tails: &'a [u32],
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
    /// Appends a term, greater than all before it.
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
            tails,
        ] = &mut self.streams;
        let common = term
            .bytes()
            .zip(self.last.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        put_varint(shared, common as u64);
        put_varint(rest, (term.len() - common) as u64);
        text.extend_from_slice(&term.as_bytes()[common..]);
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
            put_varint(tails, u64::from(record.first_tail));
            put_varint(tails, record.tails.len() as u64);
            put_distances(tails, record.tails.iter().copied());
        }
        flags.push(bits);
        self.count += 1;
        term.clone_into(&mut self.last);
    }

    /// Whether no term was pushed.
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Size so far in bytes, positions not counted.
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

/// Appends ascending numbers: the first as it is, then distances less one.
fn put_distances(out: &mut Vec<u8>, numbers: impl Iterator<Item = u32>) {
    let mut next = 0;
    for number in numbers {
        put_varint(out, u64::from(number - next));
        next = number + 1;
    }
}

/// Reads `count` numbers written by [`put_distances`], all below `bound`.
fn distances(cursor: &mut Cursor<'_>, count: u32, bound: u32) -> Read<Vec<u32>> {
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

/// A term as read.
#[derive(Debug, Default)]
pub(crate) struct Term {
    text: Range<usize>,
    flags: u8,
    /// Range of its entries in the block's columns.
    pub(crate) entries: Range<u32>,
    /// Documents among the entries.
    pub(crate) docs: u32,
    /// Documents that it filters.
    pub(crate) filter: Vec<u32>,
    /// Documents of which only the impact is known here.
    pub(crate) coarse: Vec<(u32, u8)>,
    /// Number of the first tail chunk.
    pub(crate) first_tail: u32,
    /// First document of each tail chunk.
    pub(crate) tails: Vec<u32>,
}

impl Term {
    /// Whether the term is a whole identifier in some title or alias.
    pub(crate) fn is_name(&self) -> bool {
        self.flags & flags::NAME != 0
    }

    /// Whether the term has ranked postings.
    pub(crate) fn is_ranked(&self) -> bool {
        self.flags & flags::RANKED != 0
    }

    /// Number of documents in which it is ranked.
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
    /// The positions that they refer to.
    pub(crate) positions: Positions,
}

impl TermsBlock {
    /// Reads a payload of a pack with so many documents.
    pub(crate) fn decode(payload: &[u8], documents: u32) -> Read<Self> {
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

    /// A term and its text by its number in the block.
    pub(crate) fn term(&self, index: usize) -> Option<(&str, &Term)> {
        let term = self.terms.get(index)?;
        Some((self.text_of(term), term))
    }

    fn text_of(&self, term: &Term) -> &str {
        self.text.get(term.text.clone()).unwrap_or_default()
    }

    /// Number of the first term that is not less than `bound`.
    pub(crate) fn lower_bound(&self, bound: &str) -> usize {
        self.terms
            .partition_point(|term| self.text_of(term) < bound)
    }

    /// Number of a term in the block.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let index = self.lower_bound(text);
        (self.term(index)?.0 == text).then_some(index)
    }

    /// Numbers of the terms that start with `prefix`.
    pub(crate) fn with_prefix(&self, prefix: &str) -> Range<usize> {
        let start = self.lower_bound(prefix);
        let count =
            self.terms[start..].partition_point(|term| self.text_of(term).starts_with(prefix));
        start..start + count
    }
}

/// Unfolds the next front-coded term behind `text`.
fn unfold(
    [shared, rest, suffixes, ..]: &mut [Cursor<'_>; STREAMS],
    text: &mut Vec<u8>,
    last: Range<usize>,
) -> Read<Range<usize>> {
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
    [_, _, _, flags, counts, filters, coarse, levels, tails]: &mut [Cursor<'_>; STREAMS],
    columns: &mut ColumnsReader<'_>,
    text: Range<usize>,
    documents: u32,
) -> Read<Term> {
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
        term.first_tail = tails.varint()?;
        let count = tails.varint()?;
        term.tails = distances(tails, count, documents)?;
    }
    Ok(term)
}
