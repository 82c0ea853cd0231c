//! A query as the engine works with it: terms to look up, and conditions.

mod group;
mod trim;

use crate::analysis::stopwords::is_stopword;
use crate::analysis::{Token, tokenize};
use crate::language::{self, ClauseKind, Filter};
use crate::paste::Part;
use group::{groups, is_leaf};

/// Longest query in bytes; the rest is not read.
const MAX_BYTES: usize = 16 << 10;
/// Most different terms; one bit each in the ranking.
pub(crate) const MAX_SLOTS: usize = 48;
/// Most different terms from which the best are chosen.
const MAX_CHOICE: usize = 256;

/// A parsed query.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Query {
    /// The different terms to look up.
    pub(crate) slots: Vec<Slot>,
    /// The words and identifiers they come from.
    pub(crate) units: Vec<Unit>,
    /// The smallest parts in the order of the query: slot and word position.
    pub(crate) sequence: Vec<(usize, u32)>,
    /// Where each term stands in the text: slot, first byte, the byte behind.
    pub(crate) places: Vec<(usize, usize, usize)>,
    /// Conditions on documents, in the order of the query.
    pub(crate) constraints: Vec<Constraint>,
    /// The smallest parts in order, those left out included, with the slots
    /// of the others.
    pub(crate) spoken: Vec<(String, Option<usize>)>,
    /// Whether it was pasted: whole lines, in which the same is said twice.
    pub(crate) pasted: bool,
    /// Words left out because they carry little beside the others.
    pub(crate) dropped: usize,
}

/// A term to look up.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Slot {
    /// The normalised term.
    pub(crate) text: String,
    /// Whether terms that start with it match too.
    pub(crate) prefix: bool,
    /// What else stands for it, with what that counts against it.
    pub(crate) also: Vec<Also>,
}

/// Something that stands for a word as well.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Also {
    /// Terms that follow each other at these distances from the first.
    pub(crate) phrase: Phrase,
    /// What it counts against the word as typed.
    pub(crate) factor: f32,
}

/// Terms that follow each other at these distances from the first.
pub(crate) type Phrase = Vec<(String, u32)>;

/// A word or identifier of the query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unit {
    /// Slot of the whole.
    pub(crate) whole: Option<usize>,
    /// Slots of what lies between the whole and its smallest parts.
    pub(crate) inner: Vec<usize>,
    /// Slots of the smallest parts; for a plain word empty.
    pub(crate) leaves: Vec<usize>,
    /// Whether it is of a script without spaces.
    pub(crate) unspaced: bool,
    /// What it counts beside the others.
    pub(crate) weight: f32,
}

impl Default for Unit {
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

impl Unit {
    /// Its slots, the whole first.
    pub(crate) fn slots(&self) -> impl Iterator<Item = usize> {
        let parts = self.inner.iter().chain(&self.leaves);
        self.whole.iter().chain(parts).copied()
    }
}

/// A condition on documents.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Constraint {
    /// First byte in the text.
    pub(crate) start: usize,
    /// The byte behind it.
    pub(crate) end: usize,
    /// What it asks for.
    pub(crate) kind: Condition,
}

/// What a condition asks for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// Terms that shall follow each other.
    Phrase(Phrase),
    /// Terms that shall not follow each other; mostly one.
    Exclude(Phrase),
    /// A filter.
    Filter(Filter),
}

/// Words of the text on their way into a query.
struct Stretch {
    tokens: Vec<Token>,
    typing: bool,
    weight: f32,
}

impl Query {
    /// Whether it matters how close its words stand.
    pub(crate) fn is_near(&self) -> bool {
        self.units.len() > 1
    }

    /// Whether it is long enough for similar documents to help.
    pub(crate) fn wants_neighbours(&self) -> bool {
        self.units.len() >= super::weights::NEIGHBOURS_WORDS
    }

    /// Whether it asks for documents by conditions alone.
    pub(crate) fn is_browsing(&self) -> bool {
        self.slots.is_empty() && !self.constraints.is_empty()
    }

    /// Parses a query. With `prefix` the last word is still being typed.
    pub(crate) fn parse(text: &str, prefix: bool) -> Self {
        let text = readable(text);
        let mut query = Self::default();
        let mut stretches = Vec::new();
        for clause in language::parse(text).clauses {
            let mut condition = |kind| {
                query.constraints.push(Constraint {
                    start: clause.start,
                    end: clause.end,
                    kind,
                });
            };
            match clause.kind {
                ClauseKind::Words(_) => {
                    let typing = prefix && clause.end == text.len();
                    stretches.push(stretch(text, clause.start, clause.end, typing));
                }
                ClauseKind::Phrase(inner) => {
                    let words = &text[clause.start..clause.end];
                    let start = clause.start + words.find(&inner).unwrap_or_default();
                    stretches.push(stretch(text, start, start + inner.len(), false));
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
        query.words(&stretches);
        query
    }

    /// Takes the parts of a paste that say something for its words.
    pub(crate) fn of_parts(parts: &[Part], constraints: Vec<Constraint>) -> Self {
        let mut query = Self {
            constraints,
            pasted: true,
            ..Self::default()
        };
        let parts = parts.iter().filter(|part| part.weight > 0.0);
        let stretches = parts.map(|part| {
            let mut of = stretch(&part.text, 0, part.text.len(), false);
            let end = of.tokens.iter().map(|token| token.end).max();
            for token in &mut of.tokens {
                // What a part is cut down to need not stand in the paste.
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
        query.words(&stretches.collect::<Vec<_>>());
        query
    }

    fn words(&mut self, stretches: &[Stretch]) {
        let content = |group: &&[Token]| !matches!(group, [word] if is_stopword(&word.text));
        let all = || stretches.iter().flat_map(|of| groups(&of.tokens));
        let only_content = all().any(|group| content(&group));
        let mut before = 0;
        for stretch in stretches {
            let end = stretch.tokens.iter().map(|token| token.end).max();
            let mut next = before;
            for group in groups(&stretch.tokens) {
                next = next.max(
                    group
                        .iter()
                        .map(|token| token.position + 1)
                        .max()
                        .unwrap_or(0)
                        + before,
                );
                if only_content && !content(&group) {
                    self.spoken.push((group[0].text.clone(), None));
                    self.dropped += 1;
                    continue;
                }
                let typing = stretch.typing && group.iter().any(|token| Some(token.end) == end);
                self.unit(group, before, typing, stretch.weight);
            }
            before = next;
        }
    }

    fn unit(&mut self, group: &[Token], before: u32, typing: bool, weight: f32) {
        let Some(start) = group.first().map(|token| token.start) else {
            return;
        };
        let last = group.iter().map(|token| token.end).max().unwrap_or(start);
        let mut unit = Unit {
            weight,
            ..Unit::default()
        };
        for token in group {
            let leaf = is_leaf(token, group);
            let whole = (token.start, token.end) == (start, last) && unit.whole.is_none();
            // The end of an identifier is a poor prefix on its own, and a number
            // is not the start of another.
            let number = token.text.bytes().all(|byte| byte.is_ascii_digit());
            let prefix =
                typing && token.end == last && !number && (whole || token.text.chars().count() > 2);
            let Some(slot) = self.slot(&token.text, prefix) else {
                continue;
            };
            self.places.push((slot, token.start, token.end));
            if leaf {
                self.spoken.push((token.text.clone(), Some(slot)));
                self.sequence.push((slot, before + token.position));
            }
            match (whole, leaf) {
                (true, _) => unit.whole = Some(slot),
                (_, true) => unit.leaves.push(slot),
                _ => unit.inner.push(slot),
            }
            unit.unspaced |= token.text.chars().all(|c| c as u32 > 0x0e00);
        }
        let parts = |unit: &Unit| (unit.whole, unit.inner.clone(), unit.leaves.clone());
        let known = self
            .units
            .iter_mut()
            .find(|known| parts(known) == parts(&unit));
        match known {
            Some(known) => known.weight = known.weight.max(weight),
            None if unit.slots().next().is_some() => self.units.push(unit),
            None => {}
        }
    }

    fn slot(&mut self, text: &str, prefix: bool) -> Option<usize> {
        if let Some(found) = self.slots.iter().position(|slot| slot.text == text) {
            self.slots[found].prefix |= prefix;
            return Some(found);
        }
        (self.slots.len() < MAX_CHOICE).then(|| {
            self.slots.push(Slot {
                text: text.to_owned(),
                prefix,
                also: Vec::new(),
            });
            self.slots.len() - 1
        })
    }
}

/// The part of a text that is read.
pub(crate) fn readable(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_BYTES)]
}

/// The words between two bytes of a text.
fn stretch(text: &str, start: usize, end: usize, typing: bool) -> Stretch {
    let mut tokens = tokenize(text.get(start..end).unwrap_or_default());
    for token in &mut tokens {
        token.start += start;
        token.end += start;
    }
    // A word is being typed only if nothing stands behind it.
    let typing = typing && tokens.iter().any(|token| token.end == end);
    Stretch {
        tokens,
        typing,
        weight: 1.0,
    }
}

/// The smallest parts of a text, with their distances from the first.
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

    fn slots(query: &Query) -> Vec<&str> {
        query.slots.iter().map(|slot| slot.text.as_str()).collect()
    }

    #[test]
    fn question_words_are_dropped_beside_others() {
        let query = parse("how do I restart etcd");
        assert_eq!(slots(&query), ["restart", "etcd"]);
        assert_eq!(query.dropped, 3);
        assert_eq!(slots(&parse("to be or")), ["to", "be", "or"]);
    }

    #[test]
    fn an_identifier_is_one_unit() {
        let query = parse("KubePodCrashLooping now");
        assert_eq!(query.units.len(), 2);
        assert_eq!(query.units[0].whole, Some(0));
        assert_eq!(query.units[0].leaves, [1, 2, 3, 4]);
        assert_eq!(query.sequence.len(), 5);
        assert_eq!(query.places[0], (0, 0, 19));
        assert_eq!(query.places[5], (5, 20, 23));
    }

    #[test]
    fn quotes_make_phrases() {
        let query = parse("psql \"Connection refused\" \"open");
        let expected = vec![("connection".to_owned(), 0), ("refused".to_owned(), 1)];
        assert_eq!(query.constraints.len(), 1);
        assert_eq!(query.constraints[0].kind, Condition::Phrase(expected));
        assert_eq!(slots(&query), ["psql", "connection", "refused", "open"]);
        let positions: Vec<u32> = query.sequence.iter().map(|&(_, at)| at).collect();
        assert_eq!(positions, [0, 1, 2, 3]);
        assert_eq!(query.places[1], (1, 6, 16));
    }

    #[test]
    fn filters_and_exclusions_are_conditions() {
        let query = parse("-type:guide kafka lag -zookeeper");
        assert_eq!(slots(&query), ["kafka", "lag"]);
        assert_eq!(query.constraints.len(), 2, "{query:?}");
        assert!(matches!(&query.constraints[0].kind, Condition::Filter(of) if of.negated));
        assert!(matches!(&query.constraints[1].kind, Condition::Exclude(of) if of.len() == 1));
    }

    #[test]
    fn the_last_word_is_a_prefix_while_it_is_typed() {
        let typed = |text| Query::parse(text, true);
        let prefixes =
            |query: &Query| -> Vec<bool> { query.slots.iter().map(|slot| slot.prefix).collect() };
        assert_eq!(prefixes(&typed("pod cras")), [false, true]);
        assert_eq!(prefixes(&typed("pod crash ")), [false, false]);
        assert_eq!(prefixes(&typed("pod crash,")), [false, false]);
        assert_eq!(prefixes(&typed("pod type:runbook")), [false]);
        assert_eq!(prefixes(&typed("pg_sta")), [true, false, true]);
    }
}
