//! Compact storage of posting lists until a pack is built.

use std::ops::Range;

use super::parallel;
use crate::pack::bytes::{Cursor, put_varint, varint_len};
use crate::pack::model::Field;
use crate::pack::terms::MAX_TERM;

/// Posting lists, encoded.
///
/// Several can be added to a pack with
/// [`PackBuilder::add_lists`](super::PackBuilder::add_lists), so lists of
/// different sections can be built on several threads.
#[derive(Debug, Default)]
pub struct PostingLists {
    /// The terms, each followed by its list.
    bytes: Vec<u8>,
    lists: Vec<ListStart>,
    /// Section of the last posting of the last list.
    section: u32,
    /// Size of the lists in bytes if section numbers were not delta-coded.
    /// Unlike that of `bytes` it does not depend on how the postings are
    /// divided.
    size: usize,
}

/// The start of a list.
#[derive(Debug)]
struct ListStart {
    at: usize,
    term: u16,
    field: Field,
}

impl PostingLists {
    /// Starts the list of `term` in `field`. A list without postings is
    /// ignored.
    pub fn begin(&mut self, term: &str, field: Field) {
        let term = &term[..term.floor_char_boundary(MAX_TERM)];
        self.lists.push(ListStart {
            at: self.bytes.len(),
            term: term.len() as u16,
            field,
        });
        self.bytes.extend_from_slice(term.as_bytes());
        self.section = 0;
    }

    /// Adds a posting to the last list: section number, counted over all
    /// documents, and positions, ascending.
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

    /// The lists with their terms and fields.
    fn iter(&self) -> impl Iterator<Item = PostingList<'_>> {
        let ends = self.lists.iter().skip(1).map(|next| next.at);
        let ends = ends.chain([self.bytes.len()]);
        self.lists.iter().zip(ends).map(|(begin, end)| {
            let (term, packed) = self.bytes[begin.at..end].split_at(usize::from(begin.term));
            PostingList {
                term,
                field: begin.field,
                packed,
            }
        })
    }
}

/// The posting list of a term in a field.
#[derive(Debug, Clone, Copy)]
pub(super) struct PostingList<'a> {
    term: &'a [u8],
    /// Field.
    pub(super) field: Field,
    packed: &'a [u8],
}

/// All lists, by term, then field, then in the order in which they were added.
#[derive(Debug)]
pub(super) struct SortedLists<'a> {
    lists: Vec<PostingList<'a>>,
    bytes: usize,
}

/// A posting. Its positions are a range of those of the term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawPosting {
    /// Number of the section, counted over all documents.
    pub(super) section: u32,
    /// Field.
    pub(super) field: Field,
    /// Range of its positions, ascending.
    pub(super) positions: Range<u32>,
}

impl<'a> SortedLists<'a> {
    /// Sorts the lists.
    pub(super) fn new(lists_by_term: &'a [PostingLists]) -> Self {
        let lists = lists_by_term.iter().flat_map(PostingLists::iter);
        let mut lists: Vec<PostingList<'_>> =
            lists.filter(|list| !list.packed.is_empty()).collect();
        parallel::sort(&mut lists, |a, b| {
            a.term.cmp(b.term).then(a.field.cmp(&b.field))
        });
        let same =
            |a: &PostingList<'_>, b: &PostingList<'_>| a.term == b.term && a.field == b.field;
        let of_terms = lists.chunk_by(same).map(|lists| lists[0].term.len());
        let bytes = of_terms.sum::<usize>() + lists_by_term.iter().map(|of| of.size).sum::<usize>();
        Self { lists, bytes }
    }

    /// Whether a term has postings.
    pub(super) fn has(&self, term: &str) -> bool {
        let found = self
            .lists
            .binary_search_by(|list| list.term.cmp(term.as_bytes()));
        found.is_ok()
    }

    /// Total size in bytes of terms and lists.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The terms, ascending, with their lists.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a str, &[PostingList<'a>])> {
        let of_terms = self.lists.chunk_by(|a, b| a.term == b.term);
        of_terms.filter_map(|lists| Some((std::str::from_utf8(lists[0].term).ok()?, lists)))
    }
}

/// The sections of a list with their term frequencies.
pub(super) fn frequencies(list: &PostingList<'_>) -> impl Iterator<Item = (u32, u32)> {
    let mut cursor = Cursor::new(list.packed);
    let mut section = 0_u32;
    std::iter::from_fn(move || {
        section = section.wrapping_add(cursor.varint().ok()?);
        let tf = cursor.varint().ok()?;
        (0..tf).try_for_each(|_| cursor.varint().map(|_| ())).ok()?;
        Some((section, tf))
    })
}

/// Decodes and merges the lists of a term, by section and field.
pub(super) fn merge_lists(lists: &[PostingList<'_>]) -> (Vec<RawPosting>, Vec<u32>) {
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

/// Merges two ranges of positions into a new one at the end.
fn join(positions: &mut Vec<u32>, one: &Range<u32>, other: &Range<u32>) -> Range<u32> {
    let start = positions.len();
    for range in [one, other] {
        positions.extend_from_within(range.start as usize..range.end as usize);
    }
    positions[start..].sort_unstable();
    start as u32..positions.len() as u32
}
