//! The most similar documents of each document.
//!
//! The similarity is the cosine of tf-idf vectors over stems (Salton and
//! Buckley, "Term-weighting approaches in automatic text retrieval", 1988). All
//! sums are computed in a fixed order, with logarithms that are identical on
//! all platforms, so that the output is deterministic.

use std::collections::BTreeMap;

use super::layout::SectionLayout;
use super::parallel;
use super::posting_lists::{SortedLists, frequencies};
use crate::analysis::stem;
use crate::pack::model::Field;
use crate::pack::neighbours::Neighbours;
use crate::scoring::weights::{idf, ln};

/// Numbers of documents of a pack with neighbours. In a smaller one similarity
/// is accidental; in a larger one the table is too large to fetch.
const DOC_RANGE: std::ops::RangeInclusive<usize> = 32..=4096;
/// Maximum number of neighbours of a document.
const MAX_NEIGHBOURS: usize = 10;
/// Maximum number of terms in the vector of a document: those with the highest
/// weight.
const MAX_TERMS: usize = 128;
/// Weight of an occurrence in the title.
const TITLE_WEIGHT: f32 = 3.0;
/// Number of similarity levels.
const SIMILARITY_LEVELS: f32 = 16.0;

/// The neighbours of every document; empty for a pack without neighbours.
pub(super) fn find(
    lists_by_term: &SortedLists<'_>,
    layout: &SectionLayout,
    documents: usize,
) -> Vec<Neighbours> {
    if !DOC_RANGE.contains(&documents) {
        return Vec::new();
    }
    let vectors = vectors(lists_by_term, layout, documents);
    let mut with_term: Vec<Vec<(u32, f32)>> = Vec::new();
    for (doc, vector) in vectors.iter().enumerate() {
        for &(term, weight) in vector {
            let term = term as usize;
            if term >= with_term.len() {
                with_term.resize(term + 1, Vec::new());
            }
            with_term[term].push((doc as u32, weight));
        }
    }
    let neighbours = |&(doc, vector): &(usize, &Vec<(u32, f32)>)| {
        let mut similarity = vec![0.0_f32; documents];
        for &(term, weight) in vector {
            for &(other, its) in &with_term[term as usize] {
                similarity[other as usize] += weight * its;
            }
        }
        let level = |similar: f32| (similar * SIMILARITY_LEVELS).min(SIMILARITY_LEVELS - 1.0) as u8;
        let mut similar: Vec<(u32, f32)> = (0..documents as u32)
            .zip(similarity.iter().copied())
            .filter(|&(other, similar)| other as usize != doc && level(similar) > 0)
            .collect();
        similar.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        similar.truncate(MAX_NEIGHBOURS);
        let mut similar: Neighbours = similar
            .into_iter()
            .map(|(doc, similar)| (doc, level(similar)))
            .collect();
        similar.sort_unstable();
        similar
    };
    let vectors: Vec<_> = vectors.iter().enumerate().collect();
    parallel::map(&vectors, neighbours)
}

/// The unit vector of each document: term numbers, ascending, with weights.
fn vectors(
    lists_by_term: &SortedLists<'_>,
    layout: &SectionLayout,
    documents: usize,
) -> Vec<Vec<(u32, f32)>> {
    let mut vectors: Vec<Vec<(u32, f32)>> = vec![Vec::new(); documents];
    for (number, frequencies) in by_stem(lists_by_term, layout).into_values().enumerate() {
        let with = frequencies.len();
        // A term in one document makes it similar to none, one in a third of
        // all documents to all.
        if with < 2 || with * 10 > documents * 3 {
            continue;
        }
        let rarity = idf(with as u32, documents as u32);
        for (doc, tf) in frequencies {
            let weight = (1.0 + ln(f64::from(tf)) as f32) * rarity;
            vectors[doc as usize].push((number as u32, weight));
        }
    }
    for vector in &mut vectors {
        if vector.len() > MAX_TERMS {
            vector.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            vector.truncate(MAX_TERMS);
            vector.sort_unstable_by_key(|&(term, _)| term);
        }
        let length = vector
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f32>();
        let length = length.sqrt();
        vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    vectors
}

/// Frequency of each stem in each document, ascending by document.
fn by_stem(
    lists_by_term: &SortedLists<'_>,
    layout: &SectionLayout,
) -> BTreeMap<String, Vec<(u32, f32)>> {
    let mut stems: BTreeMap<String, Vec<(u32, f32)>> = BTreeMap::new();
    for (term, lists) in lists_by_term.iter() {
        if term.chars().all(|c| !c.is_alphabetic()) {
            continue;
        }
        let mut found: Vec<(u32, f32)> = Vec::new();
        for list in lists {
            // Aliases and filters say nothing about the subject.
            let counts = match list.field {
                Field::Filter | Field::Aliases => continue,
                Field::Title => TITLE_WEIGHT,
                _ => 1.0,
            };
            let places = frequencies(list);
            let places = places
                .filter_map(|(section, tf)| Some((layout.place(section)?.0, counts * tf as f32)));
            found.extend(places);
        }
        if !found.is_empty() {
            stems.entry(stem(term)).or_default().append(&mut found);
        }
    }
    for frequencies in stems.values_mut() {
        frequencies.sort_by_key(|&(doc, _)| doc);
        frequencies.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
    }
    stems
}
