//! Detection of identifiers in titles and aliases.

use std::collections::BTreeSet;
use std::ops::Range;

use super::posting_lists::{SortedLists, merge_lists};
use crate::pack::model::Field;

/// The terms that are an identifier in a title or alias: alert names such as
/// `kubepodcrashlooping`, error codes, options.
///
/// An identifier has the position of its first part, which is a prefix of it.
/// Compound words such as `two-dimensional` or `read/write` are not
/// identifiers.
pub(super) fn identifiers(lists_by_term: &SortedLists<'_>) -> BTreeSet<String> {
    let mut places: Vec<(Field, u32, u32, &str)> = Vec::new();
    for (term, lists) in lists_by_term.iter().filter(|(term, _)| term.is_ascii()) {
        for list in lists
            .iter()
            .filter(|list| matches!(list.field, Field::Title | Field::Aliases))
        {
            let (postings, positions) = merge_lists(std::slice::from_ref(list));
            for posting in &postings {
                let Range { start, end } = posting.positions;
                let places_of = positions[start as usize..end as usize].iter();
                places.extend(places_of.map(|&at| (posting.field, posting.section, at, term)));
            }
        }
    }
    places.sort_unstable();
    let mut names = BTreeSet::new();
    for pair in places.windows(2) {
        let [(.., part), (.., whole)] = [pair[0], pair[1]];
        let same_place = (pair[0].0, pair[0].1, pair[0].2) == (pair[1].0, pair[1].1, pair[1].2);
        if same_place && whole.starts_with(part) && is_identifier(whole) {
            names.insert(whole.to_owned());
        }
    }
    names
}

/// Whether a term with parts is an identifier rather than a compound word:
/// camel case, with an underscore, or with both letters and digits.
fn is_identifier(whole: &str) -> bool {
    let any = |of: fn(&u8) -> bool| whole.as_bytes().iter().any(&of);
    let joined = any(|byte| !byte.is_ascii_alphanumeric());
    let mixed = any(u8::is_ascii_digit) && any(u8::is_ascii_alphabetic);
    !joined || mixed || whole.contains('_')
}
