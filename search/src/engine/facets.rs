//! What the documents found could be narrowed down to, with counts.

use super::Engine;
use super::bits::Bits;
use super::matches::Matches;
use super::model::{Progress, Request};
use super::prepare::{Prepared, prepare};
use super::query::Condition;
use super::rows::Word;
use super::search::needs;
use super::slices::Slices;
use super::store::{Missing, Store};
use crate::analysis::fold;
use crate::language::{Filter, Key, severity_level};
use crate::pack::{Facet, PackError};
use crate::sort;
use crate::sorted::Sorted;

/// Most values reported of a key beside those chosen.
const VALUES: usize = 60;

/// What can be chosen, by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Kinds, services, severities, tags, owners and years, in this order;
    /// none without values.
    pub groups: Vec<FacetGroup>,
}

/// The values of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetGroup {
    /// The key; for years [`Key::After`].
    pub key: Key,
    /// Values: severities and kinds ascending, years descending, others by
    /// count.
    pub values: Vec<FacetValue>,
}

/// A value and how many documents it would leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// What stands behind the key in a filter. A year `2023` stands for
    /// `after:2023 before:2024`.
    pub value: String,
    /// What to show: the value as most documents write it.
    pub label: String,
    /// Documents found that have it, the filters of its own key left aside.
    pub count: u32,
    /// Whether a filter of the query chooses it.
    pub chosen: bool,
}

/// The groups: facet and the keys whose filters are left aside.
const GROUPS: [(Facet, Key); 6] = [
    (Facet::Kind, Key::Type),
    (Facet::Service, Key::Service),
    (Facet::Severity, Key::Severity),
    (Facet::Tag, Key::Tag),
    (Facet::Owner, Key::Owner),
    (Facet::Date, Key::After),
];

/// Counts the facets of the documents found.
pub(super) fn facets(engine: &Engine, request: &Request) -> Result<Progress<Facets>, PackError> {
    let store = &engine.store;
    let mut missing = Missing::new();
    let mut slices = Slices::of(request, engine.slices.take());
    let prepared = prepare(store, request, &mut slices.known, &mut missing);
    let progress = match prepared {
        None => needs(missing),
        Some(_) if std::mem::take(&mut slices.known.looked) => Progress::Working,
        Some(prepared) if slices.gather(store, &prepared.resolved) => {
            counted(store, &prepared, slices.words())
        }
        Some(_) => Progress::Working,
    };
    engine.slices.replace(Some(slices));
    Ok(progress)
}

/// Counts the facets of the documents that have these words.
fn counted(store: &Store, prepared: &Prepared<'_>, words: &[Word]) -> Progress<Facets> {
    let documents = store.manifest.stats.documents;
    let mut missing = Missing::new();
    let matches = if prepared.query.slots.is_empty() {
        Matches::everything(documents)
    } else {
        Matches::new(&prepared.query, words, documents)
    };
    let constraints = &prepared.query.constraints;
    let filter = |n: usize| match &constraints[n].kind {
        Condition::Filter(filter) => Some(filter),
        _ => None,
    };
    let mut facets = Facets::default();
    for (facet, key) in GROUPS {
        let own = |n: usize| filter(n).is_some_and(|filter| of_group(filter.key, key));
        let found = matches.among(&prepared.conditions.allowed(own));
        let counts = count(store, facet, &found, &mut missing);
        let chosen: Vec<&Filter> = (0..constraints.len())
            .filter(|&n| own(n))
            .filter_map(filter)
            .collect();
        let values = values(key, counts, &chosen);
        if !values.is_empty() {
            facets.groups.push(FacetGroup { key, values });
        }
    }
    if missing.is_empty() {
        Progress::Ready(facets)
    } else {
        needs(missing)
    }
}

/// Whether filters of a key belong to a group: `before:` is about years too.
fn of_group(key: Key, group: Key) -> bool {
    key == group || (key, group) == (Key::Before, Key::After)
}

/// Documents found by value as written; dates by year.
fn count(store: &Store, facet: Facet, found: &Bits, missing: &mut Missing) -> Sorted<String, u32> {
    let mut counts = Sorted::default();
    let mut docs = found.iter().peekable();
    for (first, count, run) in store.runs() {
        // A run without documents found need not be fetched.
        if docs.peek().is_none_or(|&doc| doc - first >= count) {
            continue;
        }
        let column = store.facet(run, facet, missing);
        let mut of_value = vec![0_u32; column.map_or(0, |column| column.values.len())];
        while let Some(doc) = docs.next_if(|&doc| doc - first < count) {
            for &n in column.map_or(&[][..], |column| column.of((doc - first) as usize)) {
                of_value[n as usize] += 1;
            }
        }
        for (value, count) in column.into_iter().flat_map(|of| &of.values).zip(of_value) {
            let value = match facet {
                Facet::Date => value.get(..4).unwrap_or_default(),
                _ => value,
            };
            if count > 0 && !value.is_empty() {
                *counts.entry(value.to_owned()) += count;
            }
        }
    }
    counts
}

/// The values of a group in the order in which they are shown.
fn values(key: Key, counts: Sorted<String, u32>, chosen: &[&Filter]) -> Vec<FacetValue> {
    let mut values: Vec<FacetValue> = Vec::new();
    // The same value in another spelling counts for the one most used.
    let spellings = counts.into_pairs();
    let mut spellings: Vec<(String, u32, String)> = spellings
        .map(|(label, count)| (value_of(key, &label), count, label))
        .collect();
    sort::by(&mut spellings, |a, b| {
        (&a.0, b.1, &a.2).cmp(&(&b.0, a.1, &b.2))
    });
    for (value, count, label) in spellings {
        match values.last_mut() {
            Some(known) if known.value == value => known.count += count,
            _ => values.push(FacetValue {
                chosen: is_chosen(key, chosen, &label),
                value,
                label,
                count,
            }),
        }
    }
    // What is chosen can be taken back, though nothing has it.
    for filter in chosen.iter().filter(|filter| !filter.negated) {
        let exact = matches!(key, Key::Type | Key::Service | Key::Tag | Key::Owner);
        if exact
            && !values
                .iter()
                .any(|value| value.chosen && chooses(filter, &value.label))
        {
            values.push(FacetValue {
                value: fold(&filter.value),
                label: filter.value.clone(),
                count: 0,
                chosen: true,
            });
        }
    }
    match key {
        Key::Type | Key::Severity => sort::by(&mut values, |a, b| a.value.cmp(&b.value)),
        Key::After => sort::by(&mut values, |a, b| b.value.cmp(&a.value)),
        _ => sort::by(&mut values, |a, b| {
            b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value))
        }),
    }
    let mut room = VALUES;
    values.retain(|value| {
        room = room.saturating_sub(1);
        room > 0 || value.chosen
    });
    values
}

/// What a filter says for a value as written.
fn value_of(key: Key, label: &str) -> String {
    match (key, severity_level(label)) {
        (Key::Severity, Some(level)) => level.to_string(),
        _ => fold(label),
    }
}

/// Whether the filters of a group ask for a value as written: any of them,
/// but of years both ends.
fn is_chosen(key: Key, filters: &[&Filter], label: &str) -> bool {
    let positive = || filters.iter().filter(|filter| !filter.negated);
    let fits = |filter: &&&Filter| chooses(filter, label);
    if key != Key::After {
        return positive().any(|filter| fits(&filter));
    }
    let of = |key: Key| positive().filter(move |filter| filter.key == key);
    positive().count() > 0
        && [Key::After, Key::Before]
            .into_iter()
            .all(|key| of(key).count() == 0 || of(key).any(|filter| fits(&filter)))
}

/// Whether a filter asks for a value as written.
fn chooses(filter: &Filter, label: &str) -> bool {
    if filter.negated {
        return false;
    }
    match filter.key {
        Key::Severity => filter.fits_severity(label),
        Key::After => filter.value.as_str() <= label || filter.value.starts_with(label),
        // Before the first day of a year is before all of it.
        Key::Before => filter.value.trim_end_matches("-01") > label,
        _ => fold(&filter.value) == fold(label),
    }
}
