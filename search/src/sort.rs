//! Sorting with little code.
//!
//! The sorts of the standard library are compiled for each type and order, 2 to
//! 6 KB of WebAssembly each. This one sorts indexes with one merge sort for all
//! types and then moves the items. Runs that are already in order, of which
//! most lists consist, are merged as they are.

use std::cmp::Ordering;

/// Stable sort by an order.
pub(crate) fn by<T>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    let count = items.len();
    let mut places: Vec<usize> = (0..count).collect();
    merge_sort(&mut places, &|a, b| order(&items[a], &items[b]).is_le());
    // Moves each item to its place, cycle by cycle.
    for start in 0..count {
        let mut to = start;
        loop {
            let from = std::mem::replace(&mut places[to], to);
            if from == start {
                break;
            }
            items.swap(to, from);
            to = from;
        }
    }
}

/// Stable sort by a key.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Stable sort.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    by(items, Ord::cmp);
}

/// Moves the first `count` items of an order to the front, in no particular
/// order. Quickselect with the median of three as the pivot.
pub(crate) fn select<T>(items: &mut [T], count: usize, order: impl Fn(&T, &T) -> Ordering) {
    let (mut low, mut high) = (0, items.len());
    while low < count && count < high {
        let (middle, last) = (low + (high - low) / 2, high - 1);
        for (a, b) in [(low, middle), (middle, last), (low, middle)] {
            if order(&items[b], &items[a]).is_lt() {
                items.swap(a, b);
            }
        }
        // The pivot stays at the end while smaller items move before it.
        items.swap(middle, last);
        let mut bound = low;
        for at in low..last {
            if order(&items[at], &items[last]).is_lt() {
                items.swap(at, bound);
                bound += 1;
            }
        }
        items.swap(bound, last);
        if bound < count {
            low = bound + 1;
        } else {
            high = bound;
        }
    }
}

/// Natural merge sort: existing runs are merged in pairs.
fn merge_sort(places: &mut Vec<usize>, ordered: &dyn Fn(usize, usize) -> bool) {
    let mut runs: Vec<usize> = (1..places.len())
        .filter(|&at| !ordered(places[at - 1], places[at]))
        .collect();
    let mut merged = Vec::with_capacity(places.len());
    while !runs.is_empty() {
        runs.push(places.len());
        let mut start = 0;
        for pair in runs.chunks(2) {
            let end = pair[pair.len() - 1];
            let (mut a, mut b) = (start, pair[0]);
            while a < pair[0] || b < end {
                let left = b == end || (a < pair[0] && ordered(places[a], places[b]));
                let from = if left { &mut a } else { &mut b };
                merged.push(places[*from]);
                *from += 1;
            }
            start = end;
        }
        std::mem::swap(places, &mut merged);
        merged.clear();
        // The ends of the merged runs, without the last.
        let ends = runs.chunks(2).map(|pair| pair[pair.len() - 1]);
        runs = ends.filter(|&end| end < places.len()).collect();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(items in prop::collection::vec((0u8..20, any::<u8>()), 0..200)) {
            let (mut ours, mut theirs) = (items.clone(), items);
            by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn selects_the_least(items in prop::collection::vec(0u8..50, 0..200), count in 0usize..220) {
            let (mut ours, mut theirs) = (items.clone(), items);
            select(&mut ours, count, Ord::cmp);
            theirs.sort_unstable();
            let count = count.min(ours.len());
            ours[..count].sort_unstable();
            prop_assert_eq!(&ours[..count], &theirs[..count]);
        }
    }
}
