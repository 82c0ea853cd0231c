//! Finds the documents most like each document.
//!
//! Documents are compared by the cosine of their tf-idf vectors (Salton and
//! Buckley, "Term-weighting approaches in automatic text retrieval", 1988)
//! over stems. Everything goes in a fixed order, with logarithms that are the
//! same on every machine, so that the same content gives the same bytes.

use std::collections::BTreeMap;

use super::gather::{Gathered, frequencies};
use super::layout::Layout;
use super::parallel;
use crate::analysis::stem;
use crate::engine::weights::{idf, ln};
use crate::pack::model::Field;
use crate::pack::neighbours::Neighbours;

/// Fewest and most documents of a pack that has neighbours. In a small one
/// likeness is chance; in a large one the table would be too long to fetch.
const DOCUMENTS: std::ops::RangeInclusive<usize> = 32..=4096;
/// Most neighbours of a document.
const NEIGHBOURS: usize = 10;
/// Most terms by which a document is compared: its weightiest.
const TERMS: usize = 128;
/// What an occurrence in the title counts.
const TITLE: f32 = 3.0;
/// Levels of likeness.
const LEVELS: f32 = 16.0;

/// The neighbours of every document; empty for packs that have none.
pub(super) fn find(gathered: &Gathered<'_>, layout: &Layout, documents: usize) -> Vec<Neighbours> {
    if !DOCUMENTS.contains(&documents) {
        return Vec::new();
    }
    let vectors = vectors(gathered, layout, documents);
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
        let mut likeness = vec![0.0_f32; documents];
        for &(term, weight) in vector {
            for &(other, its) in &with_term[term as usize] {
                likeness[other as usize] += weight * its;
            }
        }
        let level = |like: f32| (like * LEVELS).min(LEVELS - 1.0) as u8;
        let mut like: Vec<(u32, f32)> = (0..documents as u32)
            .zip(likeness.iter().copied())
            .filter(|&(other, like)| other as usize != doc && level(like) > 0)
            .collect();
        like.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        like.truncate(NEIGHBOURS);
        let mut like: Neighbours = like
            .into_iter()
            .map(|(doc, like)| (doc, level(like)))
            .collect();
        like.sort_unstable();
        like
    };
    let vectors: Vec<_> = vectors.iter().enumerate().collect();
    parallel::map(&vectors, neighbours)
}

/// A unit vector of each document: numbers of terms, ascending, and weights.
fn vectors(gathered: &Gathered<'_>, layout: &Layout, documents: usize) -> Vec<Vec<(u32, f32)>> {
    let mut vectors: Vec<Vec<(u32, f32)>> = vec![Vec::new(); documents];
    for (number, frequencies) in by_stem(gathered, layout).into_values().enumerate() {
        let with = frequencies.len();
        // A term of one document likens it to none, one of a third to all.
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
        if vector.len() > TERMS {
            vector.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            vector.truncate(TERMS);
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

/// How often each stem occurs in each document, documents ascending.
fn by_stem(gathered: &Gathered<'_>, layout: &Layout) -> BTreeMap<String, Vec<(u32, f32)>> {
    let mut stems: BTreeMap<String, Vec<(u32, f32)>> = BTreeMap::new();
    for (term, lists) in gathered.iter() {
        if term.chars().all(|c| !c.is_alphabetic()) {
            continue;
        }
        let mut found: Vec<(u32, f32)> = Vec::new();
        for list in lists {
            // Addresses say nothing of the matter, filters are not words.
            let counts = match list.field {
                Field::Filter | Field::Aliases => continue,
                Field::Title => TITLE,
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
