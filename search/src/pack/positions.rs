//! Word positions, decoded.

use super::bytes::{Cursor, Read};
use super::columns::FieldEntry;

/// The positions of a block: for each posting its first position, then the
/// distances from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    distances: Vec<u32>,
}

impl Positions {
    /// Reads a payload, a sequence of varints.
    pub(crate) fn decode(payload: &[u8]) -> Read<Self> {
        let mut cursor = Cursor::new(payload);
        let mut distances = Vec::with_capacity(payload.len());
        while cursor.left() > 0 {
            distances.push(cursor.varint()?);
        }
        Ok(Self { distances })
    }

    /// The positions of one posting, ascending; empty if the block has fewer.
    pub(crate) fn of(&self, entry: &FieldEntry) -> impl Iterator<Item = u32> {
        let start = entry.position as usize;
        let range = start..start.saturating_add(entry.tf as usize);
        let distances = self.distances.get(range).unwrap_or_default();
        distances.iter().scan(0_u32, |at, &distance| {
            *at = at.saturating_add(distance);
            Some(*at)
        })
    }
}
