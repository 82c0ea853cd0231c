//! Sets of documents.

/// A set of document numbers, as a bitmap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocSet {
    blocks: Vec<u64>,
    documents: u32,
}

impl DocSet {
    /// The empty set, in a pack of `documents` documents.
    pub(crate) fn empty(documents: u32) -> Self {
        Self {
            blocks: vec![0; documents.div_ceil(64) as usize],
            documents,
        }
    }

    /// The set of all documents.
    pub(crate) fn all(documents: u32) -> Self {
        let mut bits = Self::empty(documents);
        bits.invert();
        bits
    }

    /// The set of the given documents.
    pub(crate) fn from_docs(docs: impl IntoIterator<Item = u32>, documents: u32) -> Self {
        let mut bits = Self::empty(documents);
        docs.into_iter().for_each(|doc| bits.insert(doc));
        bits
    }

    /// Adds a document, unless its number is out of range.
    pub(crate) fn insert(&mut self, doc: u32) {
        if doc < self.documents {
            self.blocks[doc as usize / 64] |= 1 << (doc % 64);
        }
    }

    /// Whether the set contains a document.
    pub(crate) fn contains(&self, doc: u32) -> bool {
        let block = self.blocks.get(doc as usize / 64);
        block.is_some_and(|block| block >> (doc % 64) & 1 != 0)
    }

    /// Removes the documents that the other set does not contain.
    pub(crate) fn intersect_with(&mut self, other: &Self) {
        let blocks = self.blocks.iter_mut().zip(&other.blocks);
        blocks.for_each(|(block, other)| *block &= other);
    }

    /// Adds the documents of the other set.
    pub(crate) fn union_with(&mut self, other: &Self) {
        let blocks = self.blocks.iter_mut().zip(&other.blocks);
        blocks.for_each(|(block, other)| *block |= other);
    }

    /// Replaces the set by its complement.
    pub(crate) fn invert(&mut self) {
        self.blocks.iter_mut().for_each(|block| *block = !*block);
        if let Some(last) = self.blocks.last_mut()
            && !self.documents.is_multiple_of(64)
        {
            *last &= (1 << (self.documents % 64)) - 1;
        }
    }

    /// Number of documents in the set.
    pub(crate) fn len(&self) -> usize {
        self.blocks
            .iter()
            .map(|block| block.count_ones() as usize)
            .sum()
    }

    /// Number of documents in both sets.
    pub(crate) fn intersection_len(&self, other: &Self) -> usize {
        let blocks = self.blocks.iter().zip(&other.blocks);
        blocks.map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// The documents in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        let blocks = self
            .blocks
            .iter()
            .enumerate()
            .filter(|&(_, &block)| block != 0);
        blocks.flat_map(|(n, &block)| {
            let bits = (0..64).filter(move |bit| block >> bit & 1 != 0);
            bits.map(move |bit| n as u32 * 64 + bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::DocSet;

    #[test]
    fn sets_add_and_invert() {
        let mut bits = DocSet::from_docs([0, 63, 64, 99, 100], 100);
        assert_eq!(bits.len(), 4);
        assert!(bits.contains(99) && !bits.contains(100) && !bits.contains(1));
        assert!(bits.iter().eq([0, 63, 64, 99]));
        bits.invert();
        assert_eq!(bits.len(), 96);
        assert_eq!(bits.intersection_len(&DocSet::from_docs([1, 63], 100)), 1);
        assert_eq!(DocSet::all(128).len(), 128);
        assert_eq!(DocSet::all(0).len(), 0);
    }
}
