//! Term proximity.
//!
//! After Rasolofo and Savoy, "Term proximity scoring for keyword-based
//! retrieval systems" (ECIR 2003): each pair of adjacent query terms adds a
//! bonus where both occur close together, proportional to their mean idf and
//! inversely to the gap.

use super::dictionary::MatchedTerm;
use super::query::Query;
use super::resolve::ResolvedTerm;
use super::term_matches::TermMatches;
use crate::pack::Field;
use crate::scoring::weights::{PROXIMITY, PROXIMITY_WINDOW};
use crate::sort;

/// The proximity bonus of a document.
#[derive(Debug, Default)]
pub(crate) struct ProximityBonus {
    /// Bonus by section, in no order; sections without a bonus are left out.
    pub(crate) sections: Vec<(u32, f32)>,
    /// Bonus in fields of the document as a whole, such as the title.
    pub(crate) document: f32,
}

/// Positions of a query term by section and field.
type Places = Vec<((u32, u8), Vec<u32>)>;

/// Computes the proximity bonus of a document.
pub(crate) fn gain(
    query: &Query,
    resolved: &[ResolvedTerm<'_>],
    terms: &[TermMatches],
    doc: u32,
) -> ProximityBonus {
    let mut gain = ProximityBonus::default();
    if !query.has_pairs() {
        return gain;
    }
    let mut last: Option<(usize, u32, Places)> = None;
    for &(slot, position) in &query.sequence {
        if !terms[slot].is_known() {
            continue;
        }
        let here = places(&resolved[slot].full_matches, doc);
        if let Some((before, before_position, before_places)) = &last
            && *before != slot
        {
            let worth = |slot: usize| terms[slot].worth(terms[slot].section_matches_of(doc));
            let worth = (worth(*before) + worth(slot)) / 2.0;
            let apart = position.saturating_sub(*before_position);
            for (place, positions) in &here {
                let Some((_, others)) = before_places.iter().find(|(other, _)| other == place)
                else {
                    continue;
                };
                if let Some(gap) = smallest_gap(others, positions, apart) {
                    gain.add(*place, PROXIMITY * worth / (1.0 + gap as f32));
                }
            }
        }
        last = Some((slot, position, here));
    }
    gain
}

impl ProximityBonus {
    fn add(&mut self, (section, field): (u32, u8), value: f32) {
        if Field::ALL[usize::from(field & 7)].is_of_document() {
            self.document += value;
            return;
        }
        match self
            .sections
            .iter_mut()
            .find(|(found, _)| *found == section)
        {
            Some((_, sum)) => *sum += value,
            None => self.sections.push((section, value)),
        }
    }

    /// The bonus of a section.
    pub(crate) fn of_section(&self, section: u32) -> f32 {
        let found = self.sections.iter().find(|(found, _)| *found == section);
        found.map_or(0.0, |(_, value)| *value)
    }
}

/// Positions of all inflections of a query term in a document.
fn places(terms: &[MatchedTerm<'_>], doc: u32) -> Places {
    let mut places: Places = Vec::new();
    for found in terms {
        for entry in found.entries_of(doc) {
            for field in found.columns.fields(entry) {
                let place = (entry.ordinal, field.field);
                let at = found.positions.of(field);
                match places.iter_mut().find(|(found, _)| *found == place) {
                    Some((_, list)) => list.extend(at),
                    None => places.push((place, at.collect())),
                }
            }
        }
    }
    for (_, positions) in &mut places {
        sort::sort(positions);
    }
    places
}

/// The smallest difference between the distance of two terms and the distance
/// `apart` that they have in the query; `None` beyond [`PROXIMITY_WINDOW`].
fn smallest_gap(before: &[u32], after: &[u32], apart: u32) -> Option<u32> {
    let mut smallest = PROXIMITY_WINDOW + 1;
    let mut from = 0;
    for &first in before {
        let aim = first.saturating_add(apart);
        from += after[from..].partition_point(|&at| at < aim);
        let around = &after[from.saturating_sub(1)..(from + 1).min(after.len())];
        for at in around {
            smallest = smallest.min(at.abs_diff(aim));
        }
    }
    (smallest <= PROXIMITY_WINDOW).then_some(smallest)
}

#[cfg(test)]
mod tests {
    use super::smallest_gap;

    #[test]
    fn gaps() {
        assert_eq!(smallest_gap(&[3], &[4], 1), Some(0));
        assert_eq!(smallest_gap(&[4], &[3], 1), Some(2));
        assert_eq!(smallest_gap(&[0, 50], &[20, 52], 1), Some(1));
        assert_eq!(smallest_gap(&[0], &[100], 1), None);
        assert_eq!(smallest_gap(&[], &[1], 1), None);
    }
}
