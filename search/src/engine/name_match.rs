//! Whether the query is the name of a document.

use super::query::{Query, QueryUnit};
use super::resolve::ResolvedTerm;
use super::term_matches::TermMatches;
use crate::pack::{FILE_NAME_POSITION, Field, fieldnorm_length};

/// Minimum weight of a part of a paste that can name a document: an error code,
/// an exception, an alert.
const MIN_NAME_WEIGHT: f32 = 2.0;

/// Position in the aliases at which a name counts half of the first one.
/// Authors list the alerts that a runbook is about first.
const HALF_POSITION: f32 = 16.0;

/// How the query matches the title, aliases and symptoms of a document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NameMatch {
    /// 0 if the query does not name the document, else at most 1: the query is
    /// the title, or an identifier of the query is an alias. Later aliases
    /// count less.
    pub(crate) named: f32,
    /// Share of the query that the title contains; 0 if the title contains
    /// other words.
    pub(crate) title: f32,
    /// Whether the symptoms of the document contain most of the query.
    pub(crate) symptom: bool,
}

impl NameMatch {
    /// Whether the query names the document.
    pub(crate) fn is_named(&self) -> bool {
        self.named > 0.0
    }
}

/// Matches the query against the title, aliases and symptoms of a document.
pub(crate) fn match_names(
    query: &Query,
    resolved: &[ResolvedTerm<'_>],
    terms: &[TermMatches],
    doc: u32,
) -> NameMatch {
    let counts: Vec<[FieldTf; 2]> = resolved
        .iter()
        .map(|resolved| field_tfs(resolved, doc))
        .collect();
    let [title, symptoms] = [0, 1];
    let has = |slot: usize, field: usize| counts[slot][field].tf > 0;
    let unit_has = |unit: &QueryUnit, field: usize| {
        unit.whole.is_some_and(|slot| has(slot, field))
            || (!unit.leaves.is_empty() && unit.leaves.iter().all(|&slot| has(slot, field)))
    };
    let known = |unit: &&QueryUnit| {
        let mut slots = unit.whole.iter().chain(&unit.leaves);
        slots.any(|&slot| terms[slot].has_matches())
    };
    let units: Vec<&QueryUnit> = query.units.iter().filter(known).collect();
    let with = |field| units.iter().filter(|unit| unit_has(unit, field)).count();
    let mut names = NameMatch::default();

    let covered: u32 = counts.iter().map(|of| of[title].tf).sum();
    let length = counts.iter().map(|of| of[title].length).max().unwrap_or(0);
    if covered > 0 && covered + query.dropped_stopwords as u32 >= length {
        names.title = with(title) as f32 / query.units.len() as f32;
    }
    let is_name = |slot: usize| {
        resolved[slot]
            .full_matches
            .iter()
            .any(|found| found.factor == 1.0 && found.term.is_name())
    };
    // A log mentions many names; only parts with a high weight are its subject.
    let named = units.iter().filter_map(|unit| {
        let counts = !query.pasted || unit.weight >= MIN_NAME_WEIGHT;
        unit.whole.filter(|&slot| counts && is_name(slot))
    });
    for slot in named {
        let place = alias_position(&resolved[slot], doc);
        let named = place.map_or(0.0, |place| HALF_POSITION / (HALF_POSITION + place as f32));
        names.named = names.named.max(named);
    }
    if names.title >= 1.0 {
        names.named = 1.0;
    }
    let symptoms = with(symptoms);
    names.symptom = symptoms > 0 && symptoms * 3 >= units.len() * 2;
    names
}

/// Position of a term among the declared aliases of a document, such as the
/// alerts of a runbook. File names are not declared: many are named after a
/// product.
fn alias_position(resolved: &ResolvedTerm<'_>, doc: u32) -> Option<u32> {
    let places = resolved.full_matches.iter().filter_map(|found| {
        let entries = found.entries_of(doc).iter();
        let fields = entries.flat_map(|entry| found.columns.fields(entry));
        let aliases = fields.filter(|field| field.field == Field::Aliases as u8);
        aliases.flat_map(|field| found.positions.of(field)).min()
    });
    places.min().filter(|&place| place < FILE_NAME_POSITION)
}

/// Term frequency and length of a field of a document.
#[derive(Debug, Clone, Copy, Default)]
struct FieldTf {
    tf: u32,
    length: u32,
}

/// Frequencies in the title and in the symptoms.
fn field_tfs(resolved: &ResolvedTerm<'_>, doc: u32) -> [FieldTf; 2] {
    let mut field_tfs = [FieldTf::default(); 2];
    for found in &resolved.full_matches {
        let mut of_term = [FieldTf::default(); 2];
        for entry in found.entries_of(doc) {
            for field in found.columns.fields(entry) {
                for (n, named) in [Field::Title, Field::Symptoms].iter().enumerate() {
                    if field.field == *named as u8 {
                        // A title that is indexed with each section counts
                        // once.
                        of_term[n].tf = of_term[n].tf.max(field.tf);
                        of_term[n].length = fieldnorm_length(field.length);
                    }
                }
            }
        }
        for (sum, of_term) in field_tfs.iter_mut().zip(of_term) {
            sum.tf = sum.tf.saturating_add(of_term.tf);
            sum.length = sum.length.max(of_term.length);
        }
    }
    field_tfs
}
