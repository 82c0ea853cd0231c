//! The query language.
//!
//! A query is words. `"…"` asks for the words one after the other, `-word`
//! behind the other words leaves out documents that have it, and `key:value`
//! keeps documents with that filter if the pack knows it. Whatever does not
//! fit is plain words: there are no errors.

use crate::analysis::stopwords::is_stopword;
use crate::analysis::{Token, fold, tokenize};

/// Longest query in bytes; the rest is not read.
const MAX_BYTES: usize = 2048;
/// Most different terms; the rest is not looked up.
const MAX_SLOTS: usize = 48;

/// A parsed query.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Query {
    /// The different terms to look up.
    pub(crate) slots: Vec<Slot>,
    /// The words and identifiers they come from.
    pub(crate) units: Vec<Unit>,
    /// The smallest parts in the order of the query: slot and word position.
    pub(crate) sequence: Vec<(usize, u32)>,
    /// Terms that shall follow each other at these distances from the first.
    pub(crate) phrases: Vec<Vec<(String, u32)>>,
    /// Terms that shall not occur.
    pub(crate) excluded: Vec<String>,
    /// Filters.
    pub(crate) filters: Vec<Filter>,
    /// Words left out because they carry little beside the others.
    pub(crate) dropped: usize,
}

/// A term to look up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slot {
    /// The normalised term.
    pub(crate) text: String,
    /// Whether terms that start with it match too.
    pub(crate) prefix: bool,
}

/// A word or identifier of the query.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Unit {
    /// Slot of the whole.
    pub(crate) whole: Option<usize>,
    /// Slots of what lies between the whole and its smallest parts.
    pub(crate) inner: Vec<usize>,
    /// Slots of the smallest parts; for a plain word empty.
    pub(crate) leaves: Vec<usize>,
    /// Whether it is of a script without spaces.
    pub(crate) unspaced: bool,
}

/// A `key:value` filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    /// The filter's term.
    pub(crate) term: String,
    /// Whether it leaves documents out instead.
    pub(crate) negated: bool,
}

impl Filter {
    /// The part before the colon: filters with the same key are alternatives.
    pub(crate) fn key(&self) -> &str {
        self.term.split(':').next().unwrap_or_default()
    }
}

impl Query {
    /// Whether it matters how close its words stand: only then are their
    /// positions fetched.
    pub(crate) fn is_near(&self) -> bool {
        self.units.len() > 1
    }

    /// Whether it is long enough for similar documents to help.
    pub(crate) fn wants_neighbours(&self) -> bool {
        self.units.len() >= super::weights::NEIGHBOURS_WORDS
    }

    /// Parses a query. `is_filter` tells of a `key:value` term whether it is
    /// one of the pack's filters.
    pub(crate) fn parse(text: &str, prefix: bool, is_filter: impl Fn(&str) -> bool) -> Self {
        let text = &text[..text.floor_char_boundary(MAX_BYTES)];
        let mut query = Self::default();
        let mut plain = String::new();
        for (part, quoted) in quotes(text) {
            if quoted {
                query.phrase(part);
                plain.push_str(part);
            } else {
                for word in part.split_inclusive(char::is_whitespace) {
                    match filter_of(word) {
                        Some(filter) if is_filter(&filter.term) => query.filters.push(filter),
                        _ => plain.push_str(word),
                    }
                }
            }
            plain.push(' ');
        }
        if !text.ends_with(char::is_whitespace) {
            plain.pop();
        }
        let words = query.exclude(&plain).to_owned();
        let typing = prefix
            && words
                .chars()
                .next_back()
                .is_some_and(|c| !c.is_whitespace());
        query.words(&words, typing);
        query
    }

    fn phrase(&mut self, text: &str) {
        let tokens = tokenize(text);
        let leaves = tokens.iter().filter(|token| is_leaf(token, &tokens));
        let phrase: Vec<_> = leaves
            .map(|token| (token.text.clone(), token.position))
            .collect();
        if !phrase.is_empty() {
            self.phrases.push(phrase);
        }
    }

    /// Takes `-word`s off the end. Only words of four letters or more count,
    /// and only behind others: a pasted `tar -xvf` is not an exclusion.
    fn exclude<'a>(&mut self, text: &'a str) -> &'a str {
        let mut rest = text;
        loop {
            let (before, last) = rest
                .trim_end()
                .rsplit_once(char::is_whitespace)
                .unwrap_or(("", ""));
            let word = last.strip_prefix('-').unwrap_or_default();
            let is_word = word.chars().count() >= 4 && word.chars().all(char::is_alphabetic);
            if !is_word || before.trim().is_empty() {
                return rest;
            }
            self.excluded.push(fold(word));
            rest = before;
        }
    }

    fn words(&mut self, text: &str, typing: bool) {
        let tokens = tokenize(text);
        let mut groups: Vec<&[Token]> = groups(&tokens).collect();
        let content = |group: &&[Token]| !matches!(group, [word] if is_stopword(&word.text));
        if groups.iter().any(content) {
            let before = groups.len();
            groups.retain(content);
            self.dropped = before - groups.len();
        }
        let end = text.len();
        for group in groups {
            self.unit(
                group,
                typing && group.iter().any(|token| token.end == end),
                end,
            );
        }
    }

    fn unit(&mut self, group: &[Token], typing: bool, end: usize) {
        let Some(start) = group.first().map(|token| token.start) else {
            return;
        };
        let last = group.iter().map(|token| token.end).max().unwrap_or(start);
        let mut unit = Unit::default();
        for token in group {
            let leaf = is_leaf(token, group);
            let whole = (token.start, token.end) == (start, last) && unit.whole.is_none();
            // The end of an identifier is a poor prefix on its own.
            let prefix = typing && token.end == end && (whole || token.text.chars().count() > 2);
            let Some(slot) = self.slot(&token.text, prefix) else {
                continue;
            };
            if leaf {
                self.sequence.push((slot, token.position));
            }
            match (whole, leaf) {
                (true, _) => unit.whole = Some(slot),
                (_, true) => unit.leaves.push(slot),
                _ => unit.inner.push(slot),
            }
            unit.unspaced |= token.text.chars().all(|c| c as u32 > 0x0e00);
        }
        if unit != Unit::default() && !self.units.contains(&unit) {
            self.units.push(unit);
        }
    }

    fn slot(&mut self, text: &str, prefix: bool) -> Option<usize> {
        if let Some(found) = self.slots.iter().position(|slot| slot.text == text) {
            self.slots[found].prefix |= prefix;
            return Some(found);
        }
        (self.slots.len() < MAX_SLOTS).then(|| {
            self.slots.push(Slot {
                text: text.to_owned(),
                prefix,
            });
            self.slots.len() - 1
        })
    }
}

/// The terms that may be filters in a query.
pub(crate) fn possible_filters(text: &str) -> Vec<Filter> {
    let text = &text[..text.floor_char_boundary(MAX_BYTES)];
    let parts = quotes(text).into_iter().filter(|(_, quoted)| !quoted);
    parts
        .flat_map(|(part, _)| part.split_whitespace())
        .filter_map(filter_of)
        .collect()
}

/// Reads `key:value` or `-key:value`.
fn filter_of(word: &str) -> Option<Filter> {
    let word = word.trim();
    let (negated, word) = word
        .strip_prefix('-')
        .map_or((false, word), |word| (true, word));
    let (key, value) = word.split_once(':')?;
    let is_key = key.len() > 1 && key.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_value = !value.is_empty() && !value.starts_with(['/', ':']);
    (is_key && is_value).then(|| Filter {
        term: fold(word),
        negated,
    })
}

/// Cuts a text at pairs of `"`; tells which parts stood between them.
fn quotes(text: &str) -> Vec<(&str, bool)> {
    let is_quote = |c| matches!(c, '"' | '\u{201c}' | '\u{201d}');
    let parts: Vec<&str> = text.split(is_quote).collect();
    let paired = parts.len() - 1 + parts.len() % 2;
    let quoted = |n: usize| n % 2 == 1 && n < paired;
    parts
        .into_iter()
        .enumerate()
        .map(|(n, part)| (part, quoted(n)))
        .collect()
}

/// Tokens that overlap, that is, that come from one word or identifier.
pub(crate) fn groups(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let mut rest = tokens;
    std::iter::from_fn(move || {
        let mut end = rest.first()?.end;
        let mut count = 1;
        while let Some(next) = rest.get(count).filter(|next| next.start < end) {
            end = end.max(next.end);
            count += 1;
        }
        let (group, behind) = rest.split_at(count);
        rest = behind;
        Some(group)
    })
}

/// Whether no token of the group lies within this one.
fn is_leaf(token: &Token, group: &[Token]) -> bool {
    let within = |other: &&Token| {
        other.start >= token.start
            && other.end <= token.end
            && (other.start, other.end) != (token.start, token.end)
    };
    !group.iter().any(|other| within(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Query {
        Query::parse(text, false, |term| term.starts_with("type:"))
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
    }

    #[test]
    fn quotes_make_phrases() {
        let query = parse("psql \"Connection refused\" \"open");
        assert_eq!(
            query.phrases,
            [[("connection".to_owned(), 0), ("refused".to_owned(), 1)]]
        );
        assert_eq!(slots(&query), ["psql", "connection", "refused", "open"]);
    }

    #[test]
    fn only_words_at_the_end_are_excluded() {
        assert_eq!(parse("kafka lag -zookeeper").excluded, ["zookeeper"]);
        assert!(parse("tar -xvf backup").excluded.is_empty());
        assert!(parse("kubectl get pods -n payments").excluded.is_empty());
        assert!(parse("-zookeeper").excluded.is_empty());
    }

    #[test]
    fn known_filters_are_taken_out() {
        let query = parse("type:Runbook -type:guide foo:bar 12:30 std::vec");
        assert_eq!(query.filters.len(), 2);
        assert_eq!(query.filters[0].term, "type:runbook");
        assert!(query.filters[1].negated);
        assert_eq!(slots(&query)[..2], ["foo", "bar"]);
    }

    #[test]
    fn the_last_word_is_a_prefix_while_it_is_typed() {
        let typed = |text| Query::parse(text, true, |_| false);
        let prefixes =
            |query: &Query| -> Vec<bool> { query.slots.iter().map(|slot| slot.prefix).collect() };
        assert_eq!(prefixes(&typed("pod cras")), [false, true]);
        assert_eq!(prefixes(&typed("pod crash ")), [false, false]);
        assert_eq!(prefixes(&typed("pg_sta")), [true, false, true]);
    }
}
