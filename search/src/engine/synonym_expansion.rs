//! Synonym expansion.

use super::query::{Alternative, Query};
use crate::analysis::stem;
use crate::analysis::stopwords::is_stopword;
use crate::scoring::weights;
use crate::synonyms::{Expansion, Synonyms};

/// Maximum number of synonyms for a term.
const MAX_SYNONYMS: usize = 6;

/// Adds synonyms to the terms of a query. A synonym of several query terms is
/// added to each of them.
pub(crate) fn expand(query: &mut Query, table: &Synonyms) {
    if table.is_empty() {
        return;
    }
    let surface_terms = std::mem::take(&mut query.surface_terms);
    let terms: Vec<&str> = surface_terms
        .iter()
        .map(|(term, _)| term.as_str())
        .collect();
    for found in table.expand(&terms) {
        for (_, slot) in &surface_terms[found.range] {
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
        for expansion in table.expansions_of(&query.terms[slot].text) {
            add(query, Some(slot), expansion);
        }
    }
    query.surface_terms = surface_terms;
}

fn add(query: &mut Query, slot: Option<usize>, expansion: &Expansion) {
    // A paste often contains both a term and its synonym, which would count
    // twice.
    let is_present = |term: &str| {
        let wanted = stem(term);
        query.terms.iter().any(|known| stem(&known.text) == wanted)
    };
    let Some(slot) = slot else {
        return;
    };
    if query.pasted && expansion.terms.iter().all(|term| is_present(term)) {
        return;
    }
    let query_term = &mut query.terms[slot];
    // Stop words match everywhere; the other words and their offsets are
    // sufficient.
    let terms = expansion.terms.iter().zip(0..);
    let phrase: Vec<(String, u32)> = terms
        .filter(|(term, _)| expansion.terms.len() == 1 || !is_stopword(term))
        .map(|(term, at)| (term.clone(), at))
        .collect();
    let is_new = phrase.iter().all(|(term, _)| *term != query_term.text)
        && query_term
            .alternatives
            .iter()
            .all(|alternative| alternative.phrase != phrase);
    if is_new && !phrase.is_empty() && query_term.alternatives.len() < MAX_SYNONYMS {
        query_term.alternatives.push(Alternative {
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
        let alternative = |n: usize| -> Vec<Vec<(String, u32)>> {
            let of = &query.terms[n].alternatives;
            of.iter()
                .map(|alternative| alternative.phrase.clone())
                .collect()
        };
        assert_eq!(alternative(0), [[("database".to_owned(), 0)]]);
        for (n, term) in query.terms.iter().enumerate().skip(1) {
            assert_eq!(alternative(n), [[("oom".to_owned(), 0)]], "{}", term.text);
        }
        let mut query = Query::parse("oom", false);
        expand(&mut query, &table);
        let phrase = &query.terms[0].alternatives[0].phrase;
        assert_eq!(phrase.last(), Some(&("memory".to_owned(), 2)));
        assert!(query.terms[0].alternatives[0].factor < weights::CORRECTED * weights::INFLECTION);
    }
}
