//! Word positions, decoded on demand.

use super::bytes::{Cursor, ReadResult};
use super::columns::{Columns, FieldPostingEntry};
use super::error::malformed;
use std::cell::OnceCell;

/// Number of varints between two checkpoints.
const CHECKPOINT_INTERVAL: usize = 16;

/// The positions of a block: for each posting the first position, then the
/// difference of each to the previous one.
///
/// Most blocks are read for their postings alone, and decoded positions take
/// four times as much memory as encoded ones. So the bytes are kept, and
/// checkpoints into them are computed on first use.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    bytes: Box<[u8]>,
    /// Byte offset of every [`CHECKPOINT_INTERVAL`]th varint.
    checkpoints: OnceCell<Vec<u32>>,
}

impl Positions {
    /// Takes a sequence of varints, as many as the postings of `columns` have
    /// occurrences.
    pub(crate) fn new(bytes: &[u8], columns: &Columns) -> ReadResult<Self> {
        let numbers = bytes.iter().filter(|byte| is_last(**byte)).count();
        if numbers != columns.positions() as usize
            || !bytes.last().is_none_or(|byte| is_last(*byte))
        {
            return Err(malformed("positions do not fit the postings"));
        }
        Ok(Self {
            bytes: bytes.into(),
            checkpoints: OnceCell::new(),
        })
    }

    /// The positions of a posting, ascending.
    pub(crate) fn of(&self, entry: &FieldPostingEntry) -> impl Iterator<Item = u32> {
        let mut cursor = Cursor::new(self.from(entry.position as usize));
        let distances = (0..entry.tf).map_while(move |_| cursor.varint().ok());
        distances.scan(0_u32, |at, distance| {
            *at = at.saturating_add(distance);
            Some(*at)
        })
    }

    /// The bytes from a varint on.
    fn from(&self, number: usize) -> &[u8] {
        let checkpoints = self.checkpoints.get_or_init(|| checkpoints(&self.bytes));
        let Some(&checkpoint) = checkpoints.get(number / CHECKPOINT_INTERVAL) else {
            return &[];
        };
        let bytes = self.bytes.get(checkpoint as usize..).unwrap_or_default();
        let Some(before) = (number % CHECKPOINT_INTERVAL).checked_sub(1) else {
            return bytes;
        };
        let mut ends = bytes.iter().enumerate().filter(|(_, byte)| is_last(**byte));
        let end = ends.nth(before).map_or(bytes.len(), |(at, _)| at + 1);
        bytes.get(end..).unwrap_or_default()
    }
}

/// Whether a byte is the last of a varint.
fn is_last(byte: u8) -> bool {
    byte < 0x80
}

/// Byte offset of every [`CHECKPOINT_INTERVAL`]th varint.
fn checkpoints(bytes: &[u8]) -> Vec<u32> {
    let ends = bytes.iter().enumerate().filter(|(_, byte)| is_last(**byte));
    let begins = std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1));
    begins.step_by(CHECKPOINT_INTERVAL).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::bytes::put_varint;

    /// Positions of postings with one occurrence each.
    fn positions(numbers: impl Iterator<Item = u32>) -> Positions {
        let mut bytes = Vec::new();
        numbers.for_each(|number| put_varint(&mut bytes, u64::from(number)));
        Positions {
            bytes: bytes.into(),
            checkpoints: OnceCell::new(),
        }
    }

    fn entry(position: u32, tf: u32) -> FieldPostingEntry {
        FieldPostingEntry {
            field: 0,
            tf,
            length: 0,
            position,
        }
    }

    #[test]
    fn every_number_is_found() {
        let number = |n: u32| n * n % 1000;
        let positions = positions((0..100).map(number));
        for n in 0..100 {
            assert!(positions.of(&entry(n, 1)).eq([number(n)]), "{n}");
        }
        let ascending: Vec<u32> = positions.of(&entry(30, 3)).collect();
        let [a, b, c] = [number(30), number(31), number(32)];
        assert_eq!(ascending, [a, a + b, a + b + c]);
    }

    #[test]
    fn what_is_not_there_is_empty() {
        let positions = positions(0..20);
        assert_eq!(positions.of(&entry(19, 5)).count(), 1);
        assert_eq!(positions.of(&entry(20, 1)).count(), 0);
        assert_eq!(positions.of(&entry(u32::MAX, u32::MAX)).count(), 0);
    }

    #[test]
    fn as_many_as_the_postings_say() {
        let none = Columns::default();
        assert!(Positions::new(&[], &none).is_ok());
        assert!(Positions::new(&[1], &none).is_err());
        assert!(Positions::new(&[0x80], &none).is_err());
    }
}
