//! Facet counts of the matching documents.

use super::Engine;
use super::doc_set::DocSet;
use super::matching_docs::MatchingDocs;
use super::model::{Progress, Request};
use super::prepare::{PreparedQuery, prepare};
use super::query::Condition;
use super::search::needs;
use super::search_job::SearchJob;
use super::store::{ChunkStore, MissingChunks};
use super::term_matches::TermMatches;
use crate::analysis::fold;
use crate::language::{Filter, Key, severity_level};
use crate::pack::{Facet, PackError};
use crate::sort;
use crate::sorted_map::SortedMap;

/// Maximum number of values per facet, not counting the selected ones.
const MAX_VALUES: usize = 60;

/// The facets of a query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Kind, service, severity, tag, owner and year, in this order; facets
    /// without values are left out.
    pub groups: Vec<FacetGroup>,
}

/// A facet with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetGroup {
    /// The filter key of the facet; [`Key::After`] for years.
    pub key: Key,
    /// Kinds and severities in ascending order, years in descending order,
    /// others by descending count.
    pub values: Vec<FacetValue>,
}

/// A facet value with its document count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The value to use in a filter. The year `2023` stands for `after:2023
    /// before:2024`.
    pub value: String,
    /// The label to show: the most frequent spelling of the value.
    pub label: String,
    /// Number of matching documents with the value. Filters of the same facet
    /// are ignored.
    pub count: u32,
    /// Whether a filter of the query selects the value.
    pub chosen: bool,
}

/// Facets and the keys of their filters.
const FACETS: [(Facet, Key); 6] = [
    (Facet::Kind, Key::Type),
    (Facet::Service, Key::Service),
    (Facet::Severity, Key::Severity),
    (Facet::Tag, Key::Tag),
    (Facet::Owner, Key::Owner),
    (Facet::Date, Key::After),
];

/// Counts the facets of the matching documents.
pub(super) fn facets(engine: &Engine, request: &Request) -> Result<Progress<Facets>, PackError> {
    let store = &engine.store;
    let mut missing = MissingChunks::new();
    let mut job = SearchJob::resume(request, engine.job.take());
    let reader = engine.paste_reader;
    let prepared = prepare(store, reader, request, &mut job.preparation, &mut missing);
    let progress = match prepared {
        None => needs(missing),
        Some(_) if std::mem::take(&mut job.preparation.scanned_word_lists) => Progress::Working,
        Some(prepared) if job.collect_terms(store, &prepared.resolved) => {
            count_facets(store, &prepared, job.terms())
        }
        Some(_) => Progress::Working,
    };
    engine.job.replace(Some(job));
    Ok(progress)
}

/// Counts the facets once the terms are collected.
fn count_facets(
    store: &ChunkStore,
    prepared: &PreparedQuery<'_>,
    terms: &[TermMatches],
) -> Progress<Facets> {
    let documents = store.manifest.stats.documents;
    let mut missing = MissingChunks::new();
    let matches = if prepared.query.terms.is_empty() {
        MatchingDocs::everything(documents)
    } else {
        MatchingDocs::new(&prepared.query, terms, documents)
    };
    let constraints = &prepared.query.constraints;
    let filter = |n: usize| match &constraints[n].kind {
        Condition::Filter(filter) => Some(filter),
        _ => None,
    };
    let mut facets = Facets::default();
    for (facet, key) in FACETS {
        let own = |n: usize| filter(n).is_some_and(|filter| is_of_facet(filter.key, key));
        let found = matches.among(&prepared.conditions.allowed(own));
        let counts = count(store, facet, &found, &mut missing);
        let selected: Vec<&Filter> = (0..constraints.len())
            .filter(|&n| own(n))
            .filter_map(filter)
            .collect();
        let values = values(key, counts, &selected);
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

/// Whether a filter key belongs to a facet. `before:` filters by year, too.
fn is_of_facet(key: Key, group: Key) -> bool {
    key == group || (key, group) == (Key::Before, Key::After)
}

/// Counts the matching documents by the value as written; dates by their year.
fn count(
    store: &ChunkStore,
    facet: Facet,
    found: &DocSet,
    missing: &mut MissingChunks,
) -> SortedMap<String, u32> {
    let mut counts = SortedMap::default();
    let mut docs = found.iter().peekable();
    for (first, count, run) in store.runs() {
        // The column of a run without matching documents is not needed.
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

/// The values of a facet in the order in which they are shown.
fn values(key: Key, counts: SortedMap<String, u32>, selected: &[&Filter]) -> Vec<FacetValue> {
    let mut values: Vec<FacetValue> = Vec::new();
    // Spellings of the same value are counted together under the most frequent
    // one.
    let spellings = counts.into_entries();
    let mut spellings: Vec<(String, u32, String)> = spellings
        .map(|(label, count)| (value_of(key, &label), count, label))
        .collect();
    sort::by(&mut spellings, |a, b| {
        (&a.0, b.1, &a.2).cmp(&(&b.0, a.1, &b.2))
    });
    for (value, count, label) in spellings {
        match values.last_mut() {
            Some(last) if last.value == value => last.count += count,
            _ => values.push(FacetValue {
                chosen: is_selected(key, selected, &label),
                value,
                label,
                count,
            }),
        }
    }
    // A selected value stays listed, so that it can be deselected.
    for filter in selected.iter().filter(|filter| !filter.negated) {
        let exact = matches!(key, Key::Type | Key::Service | Key::Tag | Key::Owner);
        if exact
            && !values
                .iter()
                .any(|value| value.chosen && selects(filter, &value.label))
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
    let mut room = MAX_VALUES;
    values.retain(|value| {
        room = room.saturating_sub(1);
        room > 0 || value.chosen
    });
    values
}

/// The filter value for a value as written.
fn value_of(key: Key, label: &str) -> String {
    match (key, severity_level(label)) {
        (Key::Severity, Some(level)) => level.to_string(),
        _ => fold(label),
    }
}

/// Whether the filters of a facet select a value as written. For years, both
/// the lower and the upper bound must.
fn is_selected(key: Key, filters: &[&Filter], label: &str) -> bool {
    let positive = || filters.iter().filter(|filter| !filter.negated);
    let fits = |filter: &&&Filter| selects(filter, label);
    if key != Key::After {
        return positive().any(|filter| fits(&filter));
    }
    let of = |key: Key| positive().filter(move |filter| filter.key == key);
    positive().count() > 0
        && [Key::After, Key::Before]
            .into_iter()
            .all(|key| of(key).count() == 0 || of(key).any(|filter| fits(&filter)))
}

/// Whether a filter selects a value as written.
fn selects(filter: &Filter, label: &str) -> bool {
    if filter.negated {
        return false;
    }
    match filter.key {
        Key::Severity => filter.matches_severity(label),
        Key::After => filter.value.as_str() <= label || filter.value.starts_with(label),
        // A bound on 1 January excludes the whole year.
        Key::Before => filter.value.trim_end_matches("-01") > label,
        _ => fold(&filter.value) == fold(label),
    }
}
