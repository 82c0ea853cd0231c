//! Other words for those of a query.

use super::query::{Also, Query};
use super::weights;
use crate::analysis::stem;
use crate::analysis::stopwords::is_stopword;
use crate::synonyms::{Expansion, Synonyms};

/// Most other words for one.
const MOST: usize = 6;

/// Adds what else may be looked for to the slots of a query. An expansion of
/// several words stands for each of them.
pub(crate) fn expand(query: &mut Query, table: &Synonyms) {
    if table.is_empty() {
        return;
    }
    let spoken = std::mem::take(&mut query.spoken);
    let terms: Vec<&str> = spoken.iter().map(|(term, _)| term.as_str()).collect();
    for found in table.expand(&terms) {
        for (_, slot) in &spoken[found.range] {
            add(query, *slot, found.expansion);
        }
    }
    let wholes: Vec<usize> = query
        .units
        .iter()
        .filter(|unit| !unit.leaves.is_empty())
        .filter_map(|unit| unit.whole)
        .collect();
    for slot in wholes {
        for expansion in table.of(&query.slots[slot].text) {
            add(query, Some(slot), expansion);
        }
    }
    query.spoken = spoken;
}

fn add(query: &mut Query, slot: Option<usize>, expansion: &Expansion) {
    // What a paste says anyway would count twice.
    let is_said = |term: &str| {
        let said = stem(term);
        query.slots.iter().any(|slot| stem(&slot.text) == said)
    };
    let Some(slot) = slot else {
        return;
    };
    if query.pasted && expansion.terms.iter().all(|term| is_said(term)) {
        return;
    }
    let slot = &mut query.slots[slot];
    // Function words are everywhere: the others and their distances tell.
    let terms = expansion.terms.iter().zip(0..);
    let phrase: Vec<(String, u32)> = terms
        .filter(|(term, _)| expansion.terms.len() == 1 || !is_stopword(term))
        .map(|(term, at)| (term.clone(), at))
        .collect();
    let is_new = phrase.iter().all(|(term, _)| *term != slot.text)
        && slot.also.iter().all(|also| also.phrase != phrase);
    if is_new && !phrase.is_empty() && slot.also.len() < MOST {
        slot.also.push(Also {
            phrase,
            factor: weights::SYNONYM * expansion.weight,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases_are_expanded() {
        let (table, _) = Synonyms::parse("oom = out of memory\ndb = database\n");
        let mut query = Query::parse("db out of memory", false);
        expand(&mut query, &table);
        let also = |n: usize| -> Vec<Vec<(String, u32)>> {
            let of = &query.slots[n].also;
            of.iter().map(|also| also.phrase.clone()).collect()
        };
        assert_eq!(also(0), [[("database".to_owned(), 0)]]);
        for (n, slot) in query.slots.iter().enumerate().skip(1) {
            assert_eq!(also(n), [[("oom".to_owned(), 0)]], "{}", slot.text);
        }
        let mut query = Query::parse("oom", false);
        expand(&mut query, &table);
        let phrase = &query.slots[0].also[0].phrase;
        assert_eq!(phrase.last(), Some(&("memory".to_owned(), 2)));
        assert!(query.slots[0].also[0].factor < weights::CORRECTED * weights::FORM);
    }
}
