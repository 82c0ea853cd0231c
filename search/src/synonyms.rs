//! Synonyms for query expansion, such as `oom` and "out of memory".
//!
//! [`Synonyms::parse`] reads a table with one entry per line:
//!
//! ```text
//! oom = out of memory = oomkilled     the same: each finds the others
//! slow ~ latency                      related: each finds the other, with less weight
//! es > elasticsearch                  one way: the left finds the right
//! ! lb                                when merged: remove all synonyms of `lb`
//! ```
//!
//! [`Synonyms::builtin`] is a table of operations vocabulary. The indexer
//! merges the table of the content into it, keeps the terms that the documents
//! contain, and stores it in the pack, so that the browser need not download
//! the whole table.
//!
//! ```
//! use search::synonyms::Synonyms;
//!
//! let table = Synonyms::builtin();
//! let found: Vec<_> = table.expansions_of("k8s").map(|found| found.terms.join(" ")).collect();
//! assert_eq!(found, ["kubernetes"]);
//! let found = table.expand(&["pod", "out", "of", "memory"]);
//! assert_eq!(found[0].range, 1..4);
//! assert_eq!(found[0].expansion.terms, ["oom"]);
//! ```

mod parse;

use std::ops::Range;

use crate::analysis::{Token, fold, stem, tokenize};
use crate::sorted_map::SortedMap;
pub use parse::{SynonymError, SynonymErrorKind};

/// Weight of a synonym with the same meaning.
pub const SAME_WEIGHT: f32 = 0.8;
/// Weight of a synonym with a related meaning.
pub const RELATED_WEIGHT: f32 = 0.5;
/// Maximum number of words of a synonym.
pub const MAX_WORDS: usize = 5;

const BUILTIN: &str = include_str!("synonyms/builtin.txt");

/// A table of synonyms.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Synonyms {
    /// Expansions by the stems of a term, joined by spaces.
    entries: SortedMap<String, Vec<Expansion>>,
    /// Stems whose synonyms are removed from a table that this one is merged
    /// into.
    removed: Vec<String>,
}

/// A synonym to search for.
#[derive(Debug, Clone, PartialEq)]
pub struct Expansion {
    /// Consecutive terms, as in the index.
    pub terms: Vec<String>,
    /// Weight relative to the literal term: [`SAME_WEIGHT`] or
    /// [`RELATED_WEIGHT`].
    pub weight: f32,
}

/// An expansion of terms of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct SynonymMatch<'a> {
    /// Range of the expanded terms.
    pub range: Range<usize>,
    /// The synonym.
    pub expansion: &'a Expansion,
}

impl Synonyms {
    /// The table of operations vocabulary.
    #[must_use]
    pub fn builtin() -> Self {
        let (table, errors) = Self::parse(BUILTIN);
        debug_assert!(errors.is_empty(), "{errors:?}");
        table
    }

    /// Parses a table. Invalid lines are skipped and reported.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Vec<SynonymError>) {
        parse::parse(text)
    }

    /// Adds the entries of another table and applies its removals.
    pub fn merge(&mut self, other: Self) {
        for removed in &other.removed {
            self.entries.retain(|entry, expansions| {
                expansions.retain(|expansion| key(&expansion.terms) != *removed);
                entry != removed
            });
        }
        for (key, expansions) in other.entries.into_entries() {
            expansions
                .into_iter()
                .for_each(|expansion| self.add(key.clone(), expansion));
        }
        self.removed.extend(other.removed);
        self.entries.retain(|_, expansions| !expansions.is_empty());
    }

    /// Removes the expansions for which `keep` returns false, such as those
    /// that no document contains.
    pub fn retain(&mut self, mut keep: impl FnMut(&Expansion) -> bool) {
        self.entries.retain(|_, expansions| {
            expansions.retain(&mut keep);
            !expansions.is_empty()
        });
    }

    /// Whether the table has no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The expansions of a normalised term, in any inflection. The term can be
    /// an identifier.
    pub fn expansions_of(&self, term: &str) -> impl Iterator<Item = &Expansion> + use<'_> {
        self.entries.get(&*key(&[term])).into_iter().flatten()
    }

    /// The expansions of the normalised terms of a query, in their order. Words
    /// of a phrase that is expanded are not expanded on their own.
    #[must_use]
    pub fn expand(&self, terms: &[impl AsRef<str>]) -> Vec<SynonymMatch<'_>> {
        let mut found = Vec::new();
        let mut from = 0;
        while from < terms.len() {
            let lengths = (1..=MAX_WORDS.min(terms.len() - from)).rev();
            let longest = lengths.into_iter().find_map(|length| {
                let expansions = self.entries.get(&*key(&terms[from..from + length]))?;
                Some((length, expansions))
            });
            let (length, expansions) = longest.unwrap_or((1, const { &Vec::new() }));
            let range = from..from + length;
            found.extend(expansions.iter().map(|expansion| SynonymMatch {
                range: range.clone(),
                expansion,
            }));
            from += length;
        }
        found
    }

    /// Encodes the table for a pack: a line per entry with stems, then
    /// expansions separated by tabs, each with `=` (same) or `~` (related) at
    /// its end.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut text = String::new();
        for (key, expansions) in self.entries.iter() {
            text.push_str(key);
            for expansion in expansions {
                text.push('\t');
                text.push_str(&expansion.terms.join(" "));
                text.push(if expansion.weight < SAME_WEIGHT {
                    '~'
                } else {
                    '='
                });
            }
            text.push('\n');
        }
        text
    }

    /// Decodes what [`encode`](Self::encode) wrote; `None` for any other text.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let mut table = Self::default();
        for line in text.lines() {
            let mut fields = line.split('\t');
            let key = fields.next().filter(|key| !key.is_empty())?.to_owned();
            let expansions = fields.map(|field| {
                let same = field.strip_suffix('=');
                let terms = same.or_else(|| field.strip_suffix('~'))?;
                let weight = if same.is_some() {
                    SAME_WEIGHT
                } else {
                    RELATED_WEIGHT
                };
                let terms: Vec<String> = terms.split(' ').map(str::to_owned).collect();
                terms
                    .iter()
                    .all(|term| !term.is_empty())
                    .then_some(Expansion { terms, weight })
            });
            let expansions: Vec<Expansion> = expansions.collect::<Option<_>>()?;
            if expansions.is_empty() || !table.entries.insert(key, expansions) {
                return None;
            }
        }
        Some(table)
    }

    /// Adds an expansion; if it exists, with the greater weight.
    fn add(&mut self, key: String, expansion: Expansion) {
        let expansions = self.entries.entry(key);
        match expansions
            .iter_mut()
            .find(|known| known.terms == expansion.terms)
        {
            Some(known) => known.weight = known.weight.max(expansion.weight),
            None => expansions.push(expansion),
        }
    }
}

/// The stems of terms, joined by spaces.
fn key(terms: &[impl AsRef<str>]) -> String {
    let mut key = String::new();
    for term in terms {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&stem(&fold(term.as_ref())));
    }
    key
}

/// The smallest terms of a text, as in the index, in order.
fn smallest_terms(text: &str) -> Vec<String> {
    let tokens = tokenize(text);
    let within = |inner: &Token, outer: &Token| {
        outer.start <= inner.start
            && inner.end <= outer.end
            && (inner.start, inner.end) != (outer.start, outer.end)
    };
    let is_leaf = |token: &&Token| !tokens.iter().any(|other| within(other, token));
    tokens
        .iter()
        .filter(is_leaf)
        .map(|token| token.text.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(table: &Synonyms, term: &str) -> Vec<String> {
        table
            .expansions_of(term)
            .map(|found| found.terms.join(" "))
            .collect()
    }

    #[test]
    fn the_builtin_table_is_valid() {
        let (table, errors) = Synonyms::parse(BUILTIN);
        assert_eq!(errors, []);
        let lines = BUILTIN
            .lines()
            .filter(|line| line.contains(['=', '~', '>']));
        assert!(lines.clone().count() >= 120, "{}", lines.count());
        for (key, expansions) in table.entries.iter() {
            assert!(expansions.len() <= 6, "{key} is spread too thin");
            for expansion in expansions {
                assert_ne!(super::key(&expansion.terms), *key, "{key} finds itself");
            }
        }
    }

    #[test]
    fn abbreviations_find_what_they_stand_for() {
        let table = Synonyms::builtin();
        for (term, expected) in [
            ("k8s", "kubernetes"),
            ("kubernetes", "k8s"),
            ("db", "database"),
            ("databases", "db"),
            ("pg", "postgres"),
            ("oom", "out of memory"),
            ("oomkilled", "oom"),
            ("lb", "load balancer"),
            ("connections", "conn"),
            ("tls", "ssl"),
            ("ts", "tls"),
            ("certificates", "cert"),
            ("5xx", "503"),
            ("crashloopbackoff", "crashloop"),
            ("econnrefused", "connection refused"),
            ("slow", "latency"),
            ("configuration", "cfg"),
        ] {
            let found = of(&table, term);
            assert!(found.contains(&expected.to_owned()), "{term}: {found:?}");
        }
        assert_eq!(
            of(&table, "503"),
            ["service unavailable"],
            "503 is not every 5xx"
        );
        assert_eq!(
            of(&table, "elasticsearch"),
            ["opensearch"],
            "`es` is Spanish too"
        );
        assert_eq!(of(&table, "unheard"), [""; 0]);
    }

    #[test]
    fn phrases_are_expanded_as_a_whole() {
        let table = Synonyms::builtin();
        let show = |terms: &[&str]| -> Vec<String> {
            let found = table.expand(terms).into_iter();
            found
                .map(|found| format!("{:?} {}", found.range, found.expansion.terms.join(" ")))
                .collect()
        };
        assert_eq!(
            show(&["pods", "out", "of", "memory"]),
            ["1..4 oom", "1..4 oomkilled", "1..4 oom killed"]
        );
        assert_eq!(show(&["memory"]), ["0..1 mem"]);
        assert_eq!(show(&["load", "balancers", "down"])[0], "0..2 lb");
        assert_eq!(show(&[]), [""; 0]);
    }

    #[test]
    fn a_table_of_the_content_adds_and_removes() {
        let mut table = Synonyms::builtin();
        let (own, errors) =
            Synonyms::parse("! lb\nlb = ledger book\n\n# ours\nkraken > order service\n");
        assert_eq!(errors, []);
        table.merge(own);
        assert_eq!(of(&table, "lb"), ["ledger book"]);
        assert_eq!(of(&table, "kraken"), ["order service"]);
        assert_eq!(
            of(&table, "loadbalancer"),
            ["load balancer"],
            "nothing leads to it any more"
        );
        table.retain(|expansion| expansion.terms == ["order", "service"]);
        assert_eq!(table.entries.iter().count(), 1);
    }

    #[test]
    fn a_table_survives_being_stored() {
        let table = Synonyms::builtin();
        assert_eq!(Synonyms::decode(&table.encode()), Some(table));
        for damaged in ["\n", "a", "a\tb", "a\t=", "a\tb=\na\tc=", "a\tb  c="] {
            assert_eq!(Synonyms::decode(damaged), None, "{damaged:?}");
        }
        assert_eq!(Synonyms::decode(""), Some(Synonyms::default()));
    }
}
