//! A map as a sorted vector.
//!
//! The maps of the standard library take about 2 KB of WebAssembly for each
//! type. The maps here are small, and most insertions are at the end.

use std::borrow::Borrow;

/// A map with keys in ascending order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SortedMap<K, V> {
    keys: Vec<K>,
    values: Vec<V>,
}

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            values: Vec::new(),
        }
    }
}

impl<K: Ord, V> SortedMap<K, V> {
    /// The index of a key, or the index where it would be inserted.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        let at = self.keys.partition_point(|known| known.borrow() < key);
        let found = self.keys.get(at).is_some_and(|known| known.borrow() == key);
        if found { Ok(at) } else { Err(at) }
    }

    /// The value of a key.
    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.values.get(self.place(key).ok()?)
    }

    /// Inserts or replaces a value. Returns whether the key is new.
    pub(crate) fn insert(&mut self, key: K, value: V) -> bool {
        let place = self.place(&key);
        match place {
            Ok(at) => self.values[at] = value,
            Err(at) => {
                self.keys.insert(at, key);
                self.values.insert(at, value);
            }
        }
        place.is_err()
    }

    /// The value of a key; inserts the default if there is none.
    pub(crate) fn entry(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let at = match self.place(&key) {
            Ok(at) => at,
            Err(at) => {
                self.keys.insert(at, key);
                self.values.insert(at, V::default());
                at
            }
        };
        &mut self.values[at]
    }

    /// Whether the map is empty.
    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Keys and values in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.keys.iter().zip(&self.values)
    }

    /// Keys and values in ascending order, by value.
    pub(crate) fn into_entries(self) -> impl Iterator<Item = (K, V)> {
        self.keys.into_iter().zip(self.values)
    }

    /// Removes the entries for which `keep` returns false.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        let (keys, values) = (
            std::mem::take(&mut self.keys),
            std::mem::take(&mut self.values),
        );
        for (key, mut value) in keys.into_iter().zip(values) {
            if keep(&key, &mut value) {
                self.keys.push(key);
                self.values.push(value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_a_map(pairs in proptest::collection::vec((0_u8..40, 0_u8..9), 0..80)) {
            let mut map = BTreeMap::new();
            let mut sorted = SortedMap::default();
            for &(key, value) in &pairs {
                prop_assert_eq!(sorted.insert(key, value), map.insert(key, value).is_none());
            }
            prop_assert!(sorted.iter().eq(map.iter()));
            for key in 0..40 {
                prop_assert_eq!(sorted.get(&key), map.get(&key));
            }
            *sorted.entry(3) += 1;
            *map.entry(3).or_default() += 1;
            sorted.retain(|key, value| key % 2 == 1 && *value > 2);
            map.retain(|key, value| key % 2 == 1 && *value > 2);
            prop_assert_eq!(sorted.is_empty(), map.is_empty());
            prop_assert!(sorted.into_entries().eq(map));
        }
    }
}
