//! Postings as they come in, packed tightly until all are there.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::pack::bytes::{Cursor, put_varint};
use crate::pack::model::{Field, Posting};
use crate::pack::terms::MAX_TERM;

/// The postings of a term in one field, packed.
type List = (Field, Box<[u8]>);

/// Posting lists by term.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    terms: BTreeMap<Box<str>, Vec<List>>,
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

impl Gathered {
    /// Takes a posting list.
    pub(super) fn add(&mut self, term: &str, field: Field, postings: &[Posting]) {
        if postings.is_empty() {
            return;
        }
        let term = &term[..term.floor_char_boundary(MAX_TERM)];
        let mut packed = Vec::with_capacity(postings.len() * 4);
        for posting in postings {
            put_varint(&mut packed, u64::from(posting.section));
            put_varint(&mut packed, posting.positions.len() as u64);
            let mut before = 0;
            for &position in &posting.positions {
                put_varint(&mut packed, u64::from(position.wrapping_sub(before)));
                before = position;
            }
        }
        self.bytes += packed.len() + term.len();
        let packed = (field, packed.into_boxed_slice());
        match self.terms.get_mut(term) {
            Some(lists) => lists.push(packed),
            None => {
                self.terms.insert(term.into(), vec![packed]);
            }
        }
    }

    /// Whether a term has postings.
    pub(super) fn has(&self, term: &str) -> bool {
        self.terms.contains_key(term)
    }

    /// Bytes held.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The terms in order with their lists.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[List])> {
        self.terms.iter().map(|(term, lists)| (&**term, &**lists))
    }

    /// The terms in order, each given back as it is read: postings and the
    /// positions they refer to.
    pub(super) fn into_terms(self) -> impl Iterator<Item = (Box<str>, Vec<RawPosting>, Vec<u32>)> {
        self.terms.into_iter().map(|(term, lists)| {
            let (postings, positions) = unite(&lists);
            (term, postings, positions)
        })
    }
}

/// The sections of a packed list, with how often each has the term.
pub(super) fn frequencies(packed: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    let mut cursor = Cursor::new(packed);
    std::iter::from_fn(move || {
        let (section, tf) = (cursor.varint().ok()?, cursor.varint().ok()?);
        (0..tf).try_for_each(|_| cursor.varint().map(|_| ())).ok()?;
        Some((section, tf))
    })
}

/// Unpacks the lists of a term: by section and field, positions ascending.
pub(super) fn unite(lists: &[List]) -> (Vec<RawPosting>, Vec<u32>) {
    let mut postings: Vec<RawPosting> = Vec::new();
    let mut positions: Vec<u32> = Vec::new();
    for (field, packed) in lists {
        let mut cursor = Cursor::new(packed);
        while let (Ok(section), Ok(tf)) = (cursor.varint(), cursor.varint()) {
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
                field: *field,
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
