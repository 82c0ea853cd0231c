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
type PositionsByField = Vec<((u32, u8), Vec<u32>)>;

/// Computes the proximity bonus of a document.
pub(crate) fn proximity_bonus(
    query: &Query,
    resolved: &[ResolvedTerm<'_>],
    terms: &[TermMatches],
    doc: u32,
) -> ProximityBonus {
    let mut bonus = ProximityBonus::default();
    if !query.has_pairs() {
        return bonus;
    }
    let mut last: Option<(usize, u32, PositionsByField)> = None;
    for &(slot, position) in &query.sequence {
        if !terms[slot].has_matches() {
            continue;
        }
        let here = positions_by_field(&resolved[slot].full_matches, doc);
        if let Some((before, before_position, before_positions)) = &last
            && *before != slot
        {
            let weighted_idf =
                |slot: usize| terms[slot].weighted_idf(terms[slot].section_matches_of(doc));
            let mean_idf = (weighted_idf(*before) + weighted_idf(slot)) / 2.0;
            let distance = position.saturating_sub(*before_position);
            for (field, positions) in &here {
                let Some((_, others)) = before_positions.iter().find(|(other, _)| other == field)
                else {
                    continue;
                };
                if let Some(gap) = smallest_gap(others, positions, distance) {
                    bonus.add(*field, PROXIMITY * mean_idf / (1.0 + gap as f32));
                }
            }
        }
        last = Some((slot, position, here));
    }
    bonus
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
fn positions_by_field(terms: &[MatchedTerm<'_>], doc: u32) -> PositionsByField {
    let mut positions_by_field: PositionsByField = Vec::new();
    for found in terms {
        for entry in found.entries_of(doc) {
            for posting in found.columns.fields(entry) {
                let field = (entry.ordinal, posting.field);
                let positions = found.positions.of(posting);
                match positions_by_field
                    .iter_mut()
                    .find(|(found, _)| *found == field)
                {
                    Some((_, list)) => list.extend(positions),
                    None => positions_by_field.push((field, positions.collect())),
                }
            }
        }
    }
    for (_, positions) in &mut positions_by_field {
        sort::sort(positions);
    }
    positions_by_field
}

/// The smallest difference between the distance of two terms and the distance
/// `distance` that they have in the query; `None` beyond [`PROXIMITY_WINDOW`].
fn smallest_gap(before: &[u32], after: &[u32], distance: u32) -> Option<u32> {
    let mut smallest = PROXIMITY_WINDOW + 1;
    let mut from = 0;
    for &first in before {
        let target = first.saturating_add(distance);
        from += after[from..].partition_point(|&at| at < target);
        let around = &after[from.saturating_sub(1)..(from + 1).min(after.len())];
        for at in around {
            smallest = smallest.min(at.abs_diff(target));
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
