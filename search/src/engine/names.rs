//! Documents that are what the query names.

use super::lookup::Resolved;
use super::query::{Query, Unit};
use super::rows::Word;
use crate::pack::{FILE_NAME, Field, fieldnorm_length};

/// What a part of a paste must weigh to name the documents that are declared for
/// it: an error code, an exception, an alert.
const ALIAS: f32 = 2.0;

/// Position of a declared name from which on it counts half of what the first
/// counts: an author begins with the alerts that a runbook is about.
const HALF: f32 = 16.0;

/// What the names and title of a document say.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Names {
    /// Whether the query names the document, more than 0 and at most 1: that its title is
    /// the query, or it is declared for an identifier of the query, as a runbook is for
    /// its alert; and is declared for it before others.
    pub(crate) named: f32,
    /// Share of the query's words in the title, if that has no others.
    pub(crate) title: f32,
    /// Whether the document's symptoms have the query's words.
    pub(crate) symptom: bool,
}

impl Names {
    /// Whether the query has a name of the document.
    pub(crate) fn is_named(&self) -> bool {
        self.named > 0.0
    }
}

/// Looks at the title, the declared names and the symptoms of a document.
pub(crate) fn names(query: &Query, resolved: &[Resolved<'_>], words: &[Word], doc: u32) -> Names {
    let counts: Vec<[Figures; 2]> = resolved
        .iter()
        .map(|resolved| figures(resolved, doc))
        .collect();
    let [title, symptoms] = [0, 1];
    let has = |slot: usize, field: usize| counts[slot][field].tf > 0;
    let unit_has = |unit: &Unit, field: usize| {
        unit.whole.is_some_and(|slot| has(slot, field))
            || (!unit.leaves.is_empty() && unit.leaves.iter().all(|&slot| has(slot, field)))
    };
    let known = |unit: &&Unit| {
        let mut slots = unit.whole.iter().chain(&unit.leaves);
        slots.any(|&slot| words[slot].is_known())
    };
    let units: Vec<&Unit> = query.units.iter().filter(known).collect();
    let with = |field| units.iter().filter(|unit| unit_has(unit, field)).count();
    let mut names = Names::default();

    let covered: u32 = counts.iter().map(|of| of[title].tf).sum();
    let length = counts.iter().map(|of| of[title].length).max().unwrap_or(0);
    if covered > 0 && covered + query.dropped as u32 >= length {
        names.title = with(title) as f32 / query.units.len() as f32;
    }
    let is_name = |slot: usize| {
        resolved[slot]
            .strong
            .iter()
            .any(|found| found.factor == 1.0 && found.term.is_name())
    };
    // Lines of a log mention many names; what they are about has a weight.
    let named = units.iter().filter_map(|unit| {
        let counts = !query.pasted || unit.weight >= ALIAS;
        unit.whole.filter(|&slot| counts && is_name(slot))
    });
    for slot in named {
        let place = declared(&resolved[slot], doc);
        let named = place.map_or(0.0, |place| HALF / (HALF + place as f32));
        names.named = names.named.max(named);
    }
    if names.title >= 1.0 {
        names.named = 1.0;
    }
    let symptoms = with(symptoms);
    names.symptom = symptoms > 0 && symptoms * 3 >= units.len() * 2;
    names
}

/// Where among the names that a document is declared for a word stands, as an alert
/// does in its runbook. What a file is called declares nothing: many are called after
/// a product.
fn declared(resolved: &Resolved<'_>, doc: u32) -> Option<u32> {
    let places = resolved.strong.iter().filter_map(|found| {
        let entries = found.entries_of(doc).iter();
        let fields = entries.flat_map(|entry| found.columns.fields(entry));
        let aliases = fields.filter(|field| field.field == Field::Aliases as u8);
        aliases.flat_map(|field| found.positions.of(field)).min()
    });
    places.min().filter(|&place| place < FILE_NAME)
}

/// Frequency of a word in a field of a document, and the field's length.
#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    tf: u32,
    length: u32,
}

/// The figures for title and symptoms.
fn figures(resolved: &Resolved<'_>, doc: u32) -> [Figures; 2] {
    let mut figures = [Figures::default(); 2];
    for found in &resolved.strong {
        let mut of_term = [Figures::default(); 2];
        for entry in found.entries_of(doc) {
            for field in found.columns.fields(entry) {
                for (n, named) in [Field::Title, Field::Symptoms].iter().enumerate() {
                    if field.field == *named as u8 {
                        // A title indexed with each section counts once.
                        of_term[n].tf = of_term[n].tf.max(field.tf);
                        of_term[n].length = fieldnorm_length(field.length);
                    }
                }
            }
        }
        for (sum, of_term) in figures.iter_mut().zip(of_term) {
            sum.tf = sum.tf.saturating_add(of_term.tf);
            sum.length = sum.length.max(of_term.length);
        }
    }
    figures
}
