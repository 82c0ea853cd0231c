//! Sets of documents.

/// A set of documents, one bit each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    documents: u32,
}

impl Bits {
    /// No document.
    pub(crate) fn none(documents: u32) -> Self {
        Self {
            words: vec![0; documents.div_ceil(64) as usize],
            documents,
        }
    }

    /// All documents.
    pub(crate) fn all(documents: u32) -> Self {
        let mut bits = Self::none(documents);
        bits.invert();
        bits
    }

    /// These documents.
    pub(crate) fn of(docs: impl IntoIterator<Item = u32>, documents: u32) -> Self {
        let mut bits = Self::none(documents);
        docs.into_iter().for_each(|doc| bits.add(doc));
        bits
    }

    /// Adds a document, unless it is beyond the last.
    pub(crate) fn add(&mut self, doc: u32) {
        if doc < self.documents {
            self.words[doc as usize / 64] |= 1 << (doc % 64);
        }
    }

    /// Whether a document is in the set.
    pub(crate) fn has(&self, doc: u32) -> bool {
        let word = self.words.get(doc as usize / 64);
        word.is_some_and(|word| word >> (doc % 64) & 1 != 0)
    }

    /// Keeps what the other set has too.
    pub(crate) fn and(&mut self, other: &Self) {
        let words = self.words.iter_mut().zip(&other.words);
        words.for_each(|(word, other)| *word &= other);
    }

    /// Adds what the other set has.
    pub(crate) fn or(&mut self, other: &Self) {
        let words = self.words.iter_mut().zip(&other.words);
        words.for_each(|(word, other)| *word |= other);
    }

    /// Turns the set into its opposite.
    pub(crate) fn invert(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        if let Some(last) = self.words.last_mut()
            && !self.documents.is_multiple_of(64)
        {
            *last &= (1 << (self.documents % 64)) - 1;
        }
    }

    /// Number of documents.
    pub(crate) fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Number of documents that the other set has too.
    pub(crate) fn common(&self, other: &Self) -> usize {
        let words = self.words.iter().zip(&other.words);
        words.map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// The documents, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        let words = self
            .words
            .iter()
            .enumerate()
            .filter(|&(_, &word)| word != 0);
        words.flat_map(|(n, &word)| {
            let bits = (0..64).filter(move |bit| word >> bit & 1 != 0);
            bits.map(move |bit| n as u32 * 64 + bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn sets_add_and_invert() {
        let mut bits = Bits::of([0, 63, 64, 99, 100], 100);
        assert_eq!(bits.count(), 4);
        assert!(bits.has(99) && !bits.has(100) && !bits.has(1));
        assert!(bits.iter().eq([0, 63, 64, 99]));
        bits.invert();
        assert_eq!(bits.count(), 96);
        assert_eq!(bits.common(&Bits::of([1, 63], 100)), 1);
        assert_eq!(Bits::all(128).count(), 128);
        assert_eq!(Bits::all(0).count(), 0);
    }
}
