//! Postings as they come in, packed tightly until all are there.

use std::ops::Range;

use super::parallel;
use crate::pack::bytes::{Cursor, put_varint, varint_len};
use crate::pack::model::Field;
use crate::pack::terms::MAX_TERM;

/// Posting lists, packed.
///
/// Several may go into one pack, see [`PackBuilder::add_lists`](super::PackBuilder::add_lists):
/// so lists can be gathered on several threads, on each for sections of its own.
#[derive(Debug, Default)]
pub struct PostingLists {
    /// The terms, each with its list behind it.
    bytes: Vec<u8>,
    lists: Vec<Begin>,
    /// Section of the last posting of the last list.
    section: u32,
    /// Bytes of the lists if each section were written in full: unlike
    /// `bytes` it does not depend on how the lists are divided.
    size: usize,
}

/// Where a list begins.
#[derive(Debug)]
struct Begin {
    at: usize,
    term: u16,
    field: Field,
}

impl PostingLists {
    /// Begins the list of `term` in `field`; one without postings is none.
    pub fn begin(&mut self, term: &str, field: Field) {
        let term = &term[..term.floor_char_boundary(MAX_TERM)];
        self.lists.push(Begin {
            at: self.bytes.len(),
            term: term.len() as u16,
            field,
        });
        self.bytes.extend_from_slice(term.as_bytes());
        self.section = 0;
    }

    /// Adds a posting to the list that was begun last: a section's number over
    /// all documents, and the term's positions in it, ascending.
    pub fn push(&mut self, section: u32, positions: &[u32]) {
        let start = self.bytes.len();
        let distance = u64::from(section.wrapping_sub(self.section));
        put_varint(&mut self.bytes, distance);
        self.section = section;
        put_varint(&mut self.bytes, positions.len() as u64);
        let mut before = 0;
        for &position in positions {
            put_varint(&mut self.bytes, u64::from(position.wrapping_sub(before)));
            before = position;
        }
        self.size += self.bytes.len() - start - varint_len(distance);
        self.size += varint_len(u64::from(section));
    }

    /// The lists with what they are of.
    fn iter(&self) -> impl Iterator<Item = List<'_>> {
        let ends = self.lists.iter().skip(1).map(|next| next.at);
        let ends = ends.chain([self.bytes.len()]);
        self.lists.iter().zip(ends).map(|(begin, end)| {
            let (term, packed) = self.bytes[begin.at..end].split_at(usize::from(begin.term));
            List {
                term,
                field: begin.field,
                packed,
            }
        })
    }
}

/// The postings of a term in one field.
#[derive(Debug, Clone, Copy)]
pub(super) struct List<'a> {
    term: &'a [u8],
    /// Field.
    pub(super) field: Field,
    packed: &'a [u8],
}

/// All lists, by term, then field, then in the order in which they came.
#[derive(Debug)]
pub(super) struct Gathered<'a> {
    lists: Vec<List<'a>>,
    bytes: usize,
}

/// A posting of any field; its positions are a range of those of its term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawPosting {
    /// Number of the section over all documents.
    pub(super) section: u32,
    /// Field.
    pub(super) field: Field,
    /// Range of its positions, ascending.
    pub(super) positions: Range<u32>,
}

impl<'a> Gathered<'a> {
    /// Puts the lists in order.
    pub(super) fn new(gathered: &'a [PostingLists]) -> Self {
        let lists = gathered.iter().flat_map(PostingLists::iter);
        let mut lists: Vec<List<'_>> = lists.filter(|list| !list.packed.is_empty()).collect();
        parallel::sort(&mut lists, |a, b| {
            a.term.cmp(b.term).then(a.field.cmp(&b.field))
        });
        let same = |a: &List<'_>, b: &List<'_>| a.term == b.term && a.field == b.field;
        let of_terms = lists.chunk_by(same).map(|lists| lists[0].term.len());
        let bytes = of_terms.sum::<usize>() + gathered.iter().map(|of| of.size).sum::<usize>();
        Self { lists, bytes }
    }

    /// Whether a term has postings.
    pub(super) fn has(&self, term: &str) -> bool {
        let found = self
            .lists
            .binary_search_by(|list| list.term.cmp(term.as_bytes()));
        found.is_ok()
    }

    /// Bytes of terms and lists.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The terms in order with their lists.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a str, &[List<'a>])> {
        let of_terms = self.lists.chunk_by(|a, b| a.term == b.term);
        of_terms.filter_map(|lists| Some((std::str::from_utf8(lists[0].term).ok()?, lists)))
    }
}

/// The sections of a list, with how often each has the term.
pub(super) fn frequencies(list: &List<'_>) -> impl Iterator<Item = (u32, u32)> {
    let mut cursor = Cursor::new(list.packed);
    let mut section = 0_u32;
    std::iter::from_fn(move || {
        section = section.wrapping_add(cursor.varint().ok()?);
        let tf = cursor.varint().ok()?;
        (0..tf).try_for_each(|_| cursor.varint().map(|_| ())).ok()?;
        Some((section, tf))
    })
}

/// Unpacks the lists of a term: by section and field, positions ascending.
pub(super) fn unite(lists: &[List<'_>]) -> (Vec<RawPosting>, Vec<u32>) {
    let mut postings: Vec<RawPosting> = Vec::new();
    let mut positions: Vec<u32> = Vec::new();
    for list in lists {
        let mut cursor = Cursor::new(list.packed);
        let mut section = 0_u32;
        while let (Ok(distance), Ok(tf)) = (cursor.varint(), cursor.varint()) {
            section = section.wrapping_add(distance);
            let start = positions.len();
            let mut at = 0_u32;
            positions.extend((0..tf).map_while(|_| {
                at = at.wrapping_add(cursor.varint().ok()?);
                Some(at)
            }));
            if !positions[start..].is_sorted() {
                positions[start..].sort_unstable();
            }
            postings.push(RawPosting {
                section,
                field: list.field,
                positions: start as u32..positions.len() as u32,
            });
        }
    }
    let key = |posting: &RawPosting| (posting.section, posting.field);
    postings.sort_by_key(key);
    postings.dedup_by(|next, kept| {
        let same = key(next) == key(kept);
        if same {
            kept.positions = join(&mut positions, &kept.positions, &next.positions);
        }
        same
    });
    (postings, positions)
}

/// Unites two ranges of positions in a new one behind all others.
fn join(positions: &mut Vec<u32>, one: &Range<u32>, other: &Range<u32>) -> Range<u32> {
    let start = positions.len();
    for range in [one, other] {
        positions.extend_from_within(range.start as usize..range.end as usize);
    }
    positions[start..].sort_unstable();
    start as u32..positions.len() as u32
}
