//! Parser of synonym tables.

use thiserror::Error;

use super::{Expansion, MAX_WORDS, RELATED_WEIGHT, SAME_WEIGHT, Synonyms, key, smallest_terms};

/// An invalid line of a table.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {kind}")]
pub struct SynonymError {
    /// Line number, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Byte offset of the start of the error in the text.
    pub start: usize,
    /// Byte offset of its end.
    pub end: usize,
    /// The error.
    pub kind: SynonymErrorKind,
}

/// Why a line of a table is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SynonymErrorKind {
    /// Neither `=` nor `~` nor `>` nor `!`.
    #[error("no `=`, `~` or `>` between terms")]
    NoSign,
    /// Different signs, or several `>`.
    #[error("two relations in one line")]
    Mixed,
    /// A term is empty or consists of punctuation.
    #[error("a term is missing")]
    Missing,
    /// A term has too many words.
    #[error("a term has at most 5 words")]
    Long,
    /// The same term on both sides.
    #[error("this term, or one with the same stem, stands in the line already")]
    Same,
}

/// The relation between the terms of a line.
#[derive(Clone, Copy, PartialEq)]
enum Relation {
    Same,
    Related,
    OneWay,
}

pub(super) fn parse(text: &str) -> (Synonyms, Vec<SynonymError>) {
    let mut table = Synonyms::default();
    let mut errors = Vec::new();
    let mut start = 0;
    for (n, raw) in text.split('\n').enumerate() {
        let line = raw.split('#').next().unwrap_or_default();
        if let Err((from, to, kind)) = add_line(line, &mut table) {
            errors.push(SynonymError {
                line: n + 1,
                column: line[..from].chars().count() + 1,
                start: start + from,
                end: start + to,
                kind,
            });
        }
        start += raw.len() + 1;
    }
    (table, errors)
}

/// An error with its byte range in the line.
type LineError = (usize, usize, SynonymErrorKind);

fn add_line(line: &str, table: &mut Synonyms) -> Result<(), LineError> {
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return Ok(());
    }
    let offset = |part: &str| part.as_ptr() as usize - line.as_ptr() as usize;
    if let Some(term) = trimmed.strip_prefix('!') {
        let terms = read(term, offset(term))?;
        table.removed.push(key(&terms));
        return Ok(());
    }
    let sign = sign(line, trimmed, offset(trimmed))?;
    let parts: Vec<(&str, bool)> = sides(line);
    let mut terms: Vec<(Vec<String>, String, bool)> = Vec::new();
    for (part, right) in parts {
        let words = read(part, offset(part))?;
        let stems = key(&words);
        if terms.iter().any(|(_, known, _)| *known == stems) {
            let part = part.trim();
            return Err((
                offset(part),
                offset(part) + part.len(),
                SynonymErrorKind::Same,
            ));
        }
        terms.push((words, stems, right));
    }
    for (_, stems, from_right) in &terms {
        for (words, other, to_right) in &terms {
            let leads = sign != Relation::OneWay || !from_right && *to_right;
            if stems != other && leads {
                let weight = if sign == Relation::Same {
                    SAME_WEIGHT
                } else {
                    RELATED_WEIGHT
                };
                let terms = words.clone();
                table.add(stems.clone(), Expansion { terms, weight });
            }
        }
    }
    Ok(())
}

/// The relation of a line.
fn sign(line: &str, trimmed: &str, start: usize) -> Result<Relation, LineError> {
    let mut found = None;
    for (at, c) in line.char_indices() {
        let sign = match c {
            '=' => Relation::Same,
            '~' => Relation::Related,
            '>' => Relation::OneWay,
            _ => continue,
        };
        if found.is_some_and(|known| known != sign || sign == Relation::OneWay) {
            return Err((at, at + 1, SynonymErrorKind::Mixed));
        }
        found = Some(sign);
    }
    found.ok_or((start, start + trimmed.len(), SynonymErrorKind::NoSign))
}

/// The terms of a line, each with whether it is on the right.
fn sides(line: &str) -> Vec<(&str, bool)> {
    let mut right = false;
    let mut parts = Vec::new();
    for side in line.split(['=', '~', '>']) {
        parts.extend(side.split(',').map(|part| (part, right)));
        right = true;
    }
    parts
}

fn read(term: &str, at: usize) -> Result<Vec<String>, LineError> {
    let words = smallest_terms(term);
    match words.len() {
        0 => Err((at, at + term.len().max(1), SynonymErrorKind::Missing)),
        1..=MAX_WORDS => Ok(words),
        _ => Err((at, at + term.len(), SynonymErrorKind::Long)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_placed() {
        for (text, line, column, kind) in [
            ("a b c", 1, 1, SynonymErrorKind::NoSign),
            (
                "# fine\n\nnet = network ~ web",
                3,
                15,
                SynonymErrorKind::Mixed,
            ),
            ("a > b > c", 1, 7, SynonymErrorKind::Mixed),
            ("é = ", 1, 4, SynonymErrorKind::Missing),
            ("a = --, b", 1, 4, SynonymErrorKind::Missing),
            ("!", 1, 2, SynonymErrorKind::Missing),
            (
                "a = one two three four five six",
                1,
                4,
                SynonymErrorKind::Long,
            ),
            ("host = hosts", 1, 8, SynonymErrorKind::Same),
        ] {
            let (table, errors) = parse(text);
            let [error] = &errors[..] else {
                panic!("{text}: {errors:?}")
            };
            assert_eq!(
                (error.line, error.column, error.kind),
                (line, column, kind),
                "{text}"
            );
            assert!(table.is_empty());
        }
    }

    #[test]
    fn a_mistake_spoils_its_line_only() {
        let (table, errors) = parse("nothing\r\nk8s = kubernetes\r\n");
        assert_eq!(errors.len(), 1);
        assert_eq!(table.expansions_of("k8s").count(), 1);
        assert_eq!(
            errors[0].to_string().split(": ").next(),
            Some("line 1, column 1")
        );
    }
}
