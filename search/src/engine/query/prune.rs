//! Pruning of long queries.

use super::{MAX_TERMS, Query};
use crate::sort;

impl Query {
    /// Keeps at most [`MAX_TERMS`] terms: those of the words and identifiers
    /// with the highest `worth`, which is a function of the slot. The order is
    /// preserved.
    pub(crate) fn prune(&mut self, worth: impl Fn(usize) -> f32) {
        if self.terms.len() <= MAX_TERMS {
            return;
        }
        let of_unit = |n: usize| {
            let unit = &self.units[n];
            unit.weight * unit.slots().map(&worth).fold(0.0, f32::max)
        };
        let mut order: Vec<(f32, usize)> = (0..self.units.len()).map(|n| (of_unit(n), n)).collect();
        sort::by(&mut order, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut kept = vec![false; self.terms.len()];
        let mut count = 0;
        let mut units = vec![false; self.units.len()];
        for (_, n) in order {
            let new = self.units[n].slots().filter(|&slot| !kept[slot]).count();
            if count + new <= MAX_TERMS {
                count += new;
                units[n] = true;
                self.units[n].slots().for_each(|slot| kept[slot] = true);
            }
        }
        let mut numbers = vec![0; kept.len()];
        let mut next = 0;
        for (number, &kept) in numbers.iter_mut().zip(&kept) {
            *number = next;
            next += usize::from(kept);
        }
        let mut flags = kept.iter();
        self.terms
            .retain(|_| flags.next().is_some_and(|&kept| kept));
        let mut flags = units.into_iter();
        self.units.retain(|_| flags.next().is_some_and(|kept| kept));
        for unit in &mut self.units {
            let parts = unit.inner.iter_mut().chain(&mut unit.leaves);
            parts
                .chain(&mut unit.whole)
                .for_each(|slot| *slot = numbers[*slot]);
        }
        for (_, slot) in &mut self.surface_terms {
            *slot = slot.filter(|&slot| kept[slot]).map(|slot| numbers[slot]);
        }
        self.sequence.retain(|&(slot, _)| kept[slot]);
        self.sequence
            .iter_mut()
            .for_each(|(slot, _)| *slot = numbers[*slot]);
        self.spans.retain(|&(slot, ..)| kept[slot]);
        self.spans
            .iter_mut()
            .for_each(|(slot, ..)| *slot = numbers[*slot]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_worth_most_are_kept_in_order() {
        let text: Vec<String> = (0..60).map(|n| format!("word{n}x")).collect();
        let mut query = Query::parse(&text.join(" "), false);
        let before = query.clone();
        assert!(query.terms.len() > MAX_TERMS);
        query.prune(|slot| slot as f32);
        assert!(query.terms.len() <= MAX_TERMS);
        assert_eq!(query.terms.last(), before.terms.last());
        assert!(!query.terms.contains(&before.terms[0]));
        for unit in &query.units {
            let whole = unit.whole.expect("a word has a whole");
            let leaves = unit
                .leaves
                .iter()
                .all(|&leaf| query.terms[whole].text.contains(&query.terms[leaf].text));
            assert!(leaves, "{unit:?}");
        }
        assert!(query.sequence.is_sorted_by_key(|&(_, at)| at));
    }
}
