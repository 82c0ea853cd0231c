//! The engine's representation of a query: terms to look up, and conditions.

mod prune;
mod token_groups;

use crate::analysis::stopwords::is_stopword;
use crate::analysis::{Token, tokenize};
use crate::language::{self, Clause, ClauseKind, Filter};
use crate::paste::Part;
use token_groups::{groups, is_leaf};

/// Maximum length of a query in bytes; the rest is ignored.
const MAX_BYTES: usize = 16 << 10;
/// Maximum number of distinct terms of a query. The ranking has one bit for
/// each in a `u64`.
pub(crate) const MAX_TERMS: usize = 48;
/// Maximum number of distinct terms from which [`MAX_TERMS`] are selected.
const MAX_CANDIDATE_TERMS: usize = 256;

/// A parsed query.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Query {
    /// The distinct terms to look up. A *slot* is an index into this list.
    pub(crate) terms: Vec<QueryTerm>,
    /// The words and identifiers that the terms come from.
    pub(crate) units: Vec<QueryUnit>,
    /// The smallest parts in the order of the query: slot and word position.
    pub(crate) sequence: Vec<(usize, u32)>,
    /// Where each term occurs in the text: slot, start and end in bytes.
    pub(crate) spans: Vec<(usize, usize, usize)>,
    /// Conditions on documents, in the order of the query.
    pub(crate) constraints: Vec<Constraint>,
    /// The smallest parts in the order of the query, including stop words that
    /// are not looked up, which have no slot.
    pub(crate) surface_terms: Vec<(String, Option<usize>)>,
    /// Whether the query was pasted. Pasted lines repeat themselves.
    pub(crate) pasted: bool,
    /// Number of stop words that are not looked up.
    pub(crate) dropped_stopwords: usize,
}

/// A term to look up.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct QueryTerm {
    /// The normalised term.
    pub(crate) text: String,
    /// Whether dictionary terms with this prefix match too.
    pub(crate) prefix: bool,
    /// Synonyms and corrections that match too.
    pub(crate) alternatives: Vec<Alternative>,
}

/// A synonym or correction of a term.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alternative {
    /// Its terms; one, or a phrase.
    pub(crate) phrase: Phrase,
    /// Factor of its term frequencies, relative to the term as typed.
    pub(crate) factor: f32,
}

/// Consecutive terms with their offsets from the first.
pub(crate) type Phrase = Vec<(String, u32)>;

/// A word or identifier of the query, with the slots of its parts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct QueryUnit {
    /// Slot of the whole.
    pub(crate) whole: Option<usize>,
    /// Slots of the parts between the whole and its smallest parts.
    pub(crate) inner: Vec<usize>,
    /// Slots of the smallest parts; empty for a plain word.
    pub(crate) leaves: Vec<usize>,
    /// Whether it is in a script without spaces between words.
    pub(crate) unspaced: bool,
    /// Its weight, relative to a plain word.
    pub(crate) weight: f32,
}

impl Default for QueryUnit {
    fn default() -> Self {
        Self {
            whole: None,
            inner: Vec::new(),
            leaves: Vec::new(),
            unspaced: false,
            weight: 1.0,
        }
    }
}

impl QueryUnit {
    /// All slots, the whole first.
    pub(crate) fn slots(&self) -> impl Iterator<Item = usize> {
        let parts = self.inner.iter().chain(&self.leaves);
        self.whole.iter().chain(parts).copied()
    }
}

/// A condition on documents, with its byte range in the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Constraint {
    /// Byte offset of its start.
    pub(crate) start: usize,
    /// Byte offset of its end.
    pub(crate) end: usize,
    /// What the condition requires.
    pub(crate) kind: Condition,
}

/// What a condition requires.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// Terms that must occur at these offsets.
    Phrase(Phrase),
    /// Terms that must not occur at these offsets; usually one.
    Exclude(Phrase),
    /// A filter.
    Filter(Filter),
}

/// A run of text between two conditions, tokenized.
struct TextRun {
    tokens: Vec<Token>,
    is_typing: bool,
    weight: f32,
}

impl Query {
    /// Whether the query has adjacent terms, so that proximity matters.
    pub(crate) fn has_pairs(&self) -> bool {
        self.units.len() > 1
    }

    /// Whether the query is long enough to smooth scores by similar documents.
    pub(crate) fn wants_neighbours(&self) -> bool {
        self.units.len() >= crate::scoring::weights::MIN_NEIGHBOUR_WORDS
    }

    /// Whether the query consists of conditions alone.
    pub(crate) fn is_browsing(&self) -> bool {
        self.terms.is_empty() && !self.constraints.is_empty()
    }

    /// Parses a query. With `prefix`, the last word is still being typed.
    pub(crate) fn parse(text: &str, prefix: bool) -> Self {
        let text = truncated(text);
        Self::from_clauses(text, language::parse(text).clauses, prefix)
    }

    /// Builds a query from the clauses of `text`.
    pub(crate) fn from_clauses(text: &str, clauses: Vec<Clause>, prefix: bool) -> Self {
        let mut query = Self::default();
        let mut text_runs = Vec::new();
        for clause in clauses {
            let mut condition = |kind| {
                query.constraints.push(Constraint {
                    start: clause.start,
                    end: clause.end,
                    kind,
                });
            };
            match clause.kind {
                ClauseKind::Words(_) => {
                    let is_typing = prefix && clause.end == text.len();
                    text_runs.push(text_run(text, clause.start, clause.end, is_typing));
                }
                ClauseKind::Phrase(inner) => {
                    let quoted = &text[clause.start..clause.end];
                    let start = clause.start + quoted.find(&inner).unwrap_or_default();
                    text_runs.push(text_run(text, start, start + inner.len(), false));
                    condition(Condition::Phrase(phrase(&inner)));
                }
                ClauseKind::Exclude(of) => {
                    if let ClauseKind::Words(inner) | ClauseKind::Phrase(inner) = &*of {
                        condition(Condition::Exclude(phrase(inner)));
                    }
                }
                ClauseKind::Filter(filter) => condition(Condition::Filter(filter)),
            }
        }
        query.add_runs(&text_runs);
        query
    }

    /// Builds a query from the parts of a paste; parts with weight 0 are left
    /// out.
    pub(crate) fn from_parts(parts: &[Part], constraints: Vec<Constraint>) -> Self {
        let mut query = Self {
            constraints,
            pasted: true,
            ..Self::default()
        };
        let parts = parts.iter().filter(|part| part.weight > 0.0);
        let text_runs = parts.map(|part| {
            let mut of = text_run(&part.text, 0, part.text.len(), false);
            let end = of.tokens.iter().map(|token| token.end).max();
            for token in &mut of.tokens {
                // A part can be shorter than the range of the paste that it was
                // extracted from.
                let whole = token.start == 0 && Some(token.end) == end;
                token.start += part.start;
                token.end = if whole {
                    part.end
                } else {
                    token.end + part.start
                };
            }
            of.weight = part.weight;
            of
        });
        query.add_runs(&text_runs.collect::<Vec<_>>());
        query
    }

    fn add_runs(&mut self, text_runs: &[TextRun]) {
        let content = |group: &&[Token]| !matches!(group, [word] if is_stopword(&word.text));
        let all = || text_runs.iter().flat_map(|of| groups(&of.tokens));
        let only_content = all().any(|group| content(&group));
        let mut before = 0;
        for text_run in text_runs {
            let end = text_run.tokens.iter().map(|token| token.end).max();
            let mut next = before;
            for group in groups(&text_run.tokens) {
                next = next.max(
                    group
                        .iter()
                        .map(|token| token.position + 1)
                        .max()
                        .unwrap_or(0)
                        + before,
                );
                if only_content && !content(&group) {
                    self.surface_terms.push((group[0].text.clone(), None));
                    self.dropped_stopwords += 1;
                    continue;
                }
                let is_typing =
                    text_run.is_typing && group.iter().any(|token| Some(token.end) == end);
                self.unit(group, before, is_typing, text_run.weight);
            }
            before = next;
        }
    }

    fn unit(&mut self, group: &[Token], before: u32, is_typing: bool, weight: f32) {
        let Some(start) = group.first().map(|token| token.start) else {
            return;
        };
        let last = group.iter().map(|token| token.end).max().unwrap_or(start);
        let mut unit = QueryUnit {
            weight,
            ..QueryUnit::default()
        };
        for token in group {
            let leaf = is_leaf(token, group);
            let whole = (token.start, token.end) == (start, last) && unit.whole.is_none();
            // The last part of an identifier matches too much as a prefix, and
            // a number is no prefix of another number.
            let number = token.text.bytes().all(|byte| byte.is_ascii_digit());
            let prefix = is_typing
                && token.end == last
                && !number
                && (whole || token.text.chars().count() > 2);
            let Some(slot) = self.slot(&token.text, prefix) else {
                continue;
            };
            self.spans.push((slot, token.start, token.end));
            if leaf {
                self.surface_terms.push((token.text.clone(), Some(slot)));
                self.sequence.push((slot, before + token.position));
            }
            match (whole, leaf) {
                (true, _) => unit.whole = Some(slot),
                (_, true) => unit.leaves.push(slot),
                _ => unit.inner.push(slot),
            }
            unit.unspaced |= token.text.chars().all(|c| c as u32 > 0x0e00);
        }
        let parts = |unit: &QueryUnit| (unit.whole, unit.inner.clone(), unit.leaves.clone());
        let same = self
            .units
            .iter_mut()
            .find(|same| parts(same) == parts(&unit));
        match same {
            Some(same) => same.weight = same.weight.max(weight),
            None if unit.slots().next().is_some() => self.units.push(unit),
            None => {}
        }
    }

    fn slot(&mut self, text: &str, prefix: bool) -> Option<usize> {
        if let Some(found) = self.terms.iter().position(|term| term.text == text) {
            self.terms[found].prefix |= prefix;
            return Some(found);
        }
        (self.terms.len() < MAX_CANDIDATE_TERMS).then(|| {
            self.terms.push(QueryTerm {
                text: text.to_owned(),
                prefix,
                alternatives: Vec::new(),
            });
            self.terms.len() - 1
        })
    }
}

/// The part of a text up to [`MAX_BYTES`].
pub(crate) fn truncated(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_BYTES)]
}

/// Tokenizes a byte range of a text.
fn text_run(text: &str, start: usize, end: usize, is_typing: bool) -> TextRun {
    let mut tokens = tokenize(text.get(start..end).unwrap_or_default());
    for token in &mut tokens {
        token.start += start;
        token.end += start;
    }
    // A word is complete if anything follows it.
    let is_typing = is_typing && tokens.iter().any(|token| token.end == end);
    TextRun {
        tokens,
        is_typing,
        weight: 1.0,
    }
}

/// The smallest parts of a text with their offsets from the first.
pub(crate) fn phrase(text: &str) -> Phrase {
    let tokens = tokenize(text);
    let leaves = tokens.iter().filter(|token| is_leaf(token, &tokens));
    leaves
        .map(|token| (token.text.clone(), token.position))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Query {
        Query::parse(text, false)
    }

    fn texts(query: &Query) -> Vec<&str> {
        query.terms.iter().map(|term| term.text.as_str()).collect()
    }

    #[test]
    fn question_words_are_dropped_beside_others() {
        let query = parse("how do I restart etcd");
        assert_eq!(texts(&query), ["restart", "etcd"]);
        assert_eq!(query.dropped_stopwords, 3);
        assert_eq!(texts(&parse("to be or")), ["to", "be", "or"]);
    }

    #[test]
    fn an_identifier_is_one_unit() {
        let query = parse("KubePodCrashLooping now");
        assert_eq!(query.units.len(), 2);
        assert_eq!(query.units[0].whole, Some(0));
        assert_eq!(query.units[0].leaves, [1, 2, 3, 4]);
        assert_eq!(query.sequence.len(), 5);
        assert_eq!(query.spans[0], (0, 0, 19));
        assert_eq!(query.spans[5], (5, 20, 23));
    }

    #[test]
    fn quotes_make_phrases() {
        let query = parse("psql \"Connection refused\" \"open");
        let expected = vec![("connection".to_owned(), 0), ("refused".to_owned(), 1)];
        assert_eq!(query.constraints.len(), 1);
        assert_eq!(query.constraints[0].kind, Condition::Phrase(expected));
        assert_eq!(texts(&query), ["psql", "connection", "refused", "open"]);
        let positions: Vec<u32> = query.sequence.iter().map(|&(_, at)| at).collect();
        assert_eq!(positions, [0, 1, 2, 3]);
        assert_eq!(query.spans[1], (1, 6, 16));
    }

    #[test]
    fn filters_and_exclusions_are_conditions() {
        let query = parse("-type:guide kafka lag -zookeeper");
        assert_eq!(texts(&query), ["kafka", "lag"]);
        assert_eq!(query.constraints.len(), 2, "{query:?}");
        assert!(matches!(&query.constraints[0].kind, Condition::Filter(of) if of.negated));
        assert!(matches!(&query.constraints[1].kind, Condition::Exclude(of) if of.len() == 1));
    }

    #[test]
    fn the_last_word_is_a_prefix_while_it_is_typed() {
        let typed = |text| Query::parse(text, true);
        let prefixes =
            |query: &Query| -> Vec<bool> { query.terms.iter().map(|term| term.prefix).collect() };
        assert_eq!(prefixes(&typed("pod cras")), [false, true]);
        assert_eq!(prefixes(&typed("pod crash ")), [false, false]);
        assert_eq!(prefixes(&typed("pod crash,")), [false, false]);
        assert_eq!(prefixes(&typed("pod type:runbook")), [false]);
        assert_eq!(prefixes(&typed("pg_sta")), [true, false, true]);
    }
}
