//! Completion of filters.

use super::Key;
use super::parse::key;
use super::quotes::is_quote;

/// A key or value at the caret that can be completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletionContext {
    /// Byte offset of the start of the text that a completion replaces.
    pub start: usize,
    /// Byte offset of its end.
    pub end: usize,
    /// Whether a `-` precedes it.
    pub negated: bool,
    /// What can be completed.
    pub subject: CompletionTarget,
}

/// What can be completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompletionTarget {
    /// A key: those with the typed prefix; never empty.
    Key(Vec<Key>),
    /// A value.
    Value {
        /// The key before the colon.
        key: Key,
        /// The typed prefix of the value, without a quotation mark; empty
        /// directly after the colon.
        typed: String,
    },
}

/// What can be completed at a byte offset of the query, where the caret is.
/// `None` if it is not in a filter or in a prefix of a key of at least two
/// characters.
#[must_use]
pub fn complete(text: &str, caret: usize) -> Option<CompletionContext> {
    let before = text.get(..caret)?;
    let start = opening(before).unwrap_or_else(|| {
        let space = before.rfind(char::is_whitespace);
        space.map_or(0, |at| {
            at + before[at..].chars().next().map_or(0, char::len_utf8)
        })
    });
    let typed = &before[start..];
    let unsigned = typed.strip_prefix('-').unwrap_or(typed);
    let negated = unsigned.len() < typed.len();
    let start = start + usize::from(negated);
    let after = &text[caret..];
    let word_end = caret + after.find(char::is_whitespace).unwrap_or(after.len());
    if let Some((key, value)) = key(unsigned) {
        let inner = value.trim_start_matches(is_quote);
        let closing = match inner.len() < value.len() {
            true => after.find(is_quote).map(|at| caret + at),
            false => None,
        };
        let end = closing.map_or(word_end, |at| {
            at + text[at..].chars().next().map_or(0, char::len_utf8)
        });
        let typed = inner.to_owned();
        return (!inner.contains(is_quote)).then_some(CompletionContext {
            start,
            end,
            negated,
            subject: CompletionTarget::Value { key, typed },
        });
    }
    let keys: Vec<Key> = Key::ALL
        .into_iter()
        .filter(|key| starts(*key, unsigned))
        .collect();
    (unsigned.len() >= 2 && !keys.is_empty()).then_some(CompletionContext {
        start,
        end: word_end,
        negated,
        subject: CompletionTarget::Key(keys),
    })
}

/// The start of a `key:"` whose quotation mark is not closed.
fn opening(before: &str) -> Option<usize> {
    let quote = before.rfind(is_quote)?;
    let word = before[..quote].rfind(char::is_whitespace);
    let start = word.map_or(0, |at| {
        at + before[at..].chars().next().map_or(0, char::len_utf8)
    });
    let unsigned = before[start..quote].strip_prefix('-');
    let (_, rest) = key(unsigned.unwrap_or(&before[start..quote]))?;
    rest.is_empty().then_some(start)
}

/// Whether the name or the long name of a key has a prefix.
fn starts(key: Key, typed: &str) -> bool {
    let other = match key {
        Key::Type => "kind",
        Key::Severity => "severity",
        _ => "",
    };
    let starts = |name: &str| {
        let start = name.get(..typed.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(typed))
    };
    starts(key.name()) || starts(other)
}

impl CompletionContext {
    /// The query with the completion applied, and the new byte offset of the
    /// caret: after the colon of a key, after the space that follows a value.
    #[must_use]
    pub fn fill(&self, text: &str, chosen: &str) -> (String, usize) {
        let mut filled = text.get(..self.start).unwrap_or_default().to_owned();
        let after = text.get(self.end..).unwrap_or_default();
        let quote = if chosen.contains(char::is_whitespace) {
            "\""
        } else {
            ""
        };
        let parts = match &self.subject {
            CompletionTarget::Key(_) => [chosen, ":", "", "", ""],
            CompletionTarget::Value { key, .. } => [key.name(), ":", quote, chosen, quote],
        };
        parts.iter().for_each(|part| filled.push_str(part));
        let after = match self.subject {
            CompletionTarget::Key(_) => after,
            CompletionTarget::Value { .. } => {
                filled.push(' ');
                after.trim_start()
            }
        };
        let caret = filled.len();
        filled.push_str(after);
        (filled, caret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Completes at `^` and renders `range subject`.
    fn show(marked: &str) -> String {
        let caret = marked.find('^').unwrap();
        let text = marked.replace('^', "");
        let Some(found) = complete(&text, caret) else {
            return "nothing".to_owned();
        };
        let range = &text[found.start..found.end];
        match found.subject {
            CompletionTarget::Key(keys) => {
                let names: Vec<_> = keys.into_iter().map(Key::name).collect();
                format!("{range}: {}", names.join(" "))
            }
            CompletionTarget::Value { key, typed } => format!("{range}: {}={typed}", key.name()),
        }
    }

    #[test]
    fn keys_and_values_are_completed() {
        for (marked, expected) in [
            ("etcd ty^", "ty: type"),
            ("se^", "se: service sev"),
            ("-ki^ x", "ki: type"),
            ("severi^ty", "severity: sev"),
            ("s^", "nothing"),
            ("etcd^", "nothing"),
            ("^", "nothing"),
            ("type:^", "type:: type="),
            ("etcd -type:ru^nb x", "type:runb: type=ru"),
            (
                "owner:\"data pl^atform\" x",
                "owner:\"data platform\": owner=data pl",
            ),
            ("owner:\"data pl^", "owner:\"data pl: owner=data pl"),
            ("owner:\"data\"^", "nothing"),
            ("\"type:^", "nothing"),
            ("http:^//x", "nothing"),
        ] {
            assert_eq!(show(marked), expected, "{marked}");
        }
        assert_eq!(complete("é", 1), None, "not a boundary");
        assert_eq!(complete("é", 9), None, "behind the end");
    }

    #[test]
    fn a_completion_is_filled_in() {
        let fill = |text: &str, caret, chosen| complete(text, caret).unwrap().fill(text, chosen);
        assert_eq!(fill("etcd ty", 7, "type"), ("etcd type:".to_owned(), 10));
        assert_eq!(
            fill("-type:ru x", 8, "runbook"),
            ("-type:runbook x".to_owned(), 14)
        );
        assert_eq!(
            fill("owner:dat", 9, "data platform"),
            ("owner:\"data platform\" ".to_owned(), 22)
        );
    }
}
