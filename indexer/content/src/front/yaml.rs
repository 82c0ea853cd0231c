//! Parses YAML.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};

use super::located::Located;
use super::value::{Data, SyntaxError, Value};

/// Parses `text`, which begins at byte `base` of the file.
pub(super) fn parse(text: &str, base: usize) -> Result<Value, SyntaxError> {
    let origin = Origin { text, base };
    if text.trim().is_empty() {
        return Ok(Value {
            data: Data::Nothing,
            span: base..base,
        });
    }
    match serde_saphyr::from_str::<Spanned<Node>>(text) {
        Ok(node) => Ok(origin.value(node)),
        Err(error) => {
            let error = error.without_snippet();
            let span = error
                .location()
                .map_or(0..0, |location| origin.range(location));
            Err(SyntaxError {
                span: base + span.start..base + span.end,
                message: message(error),
            })
        }
    }
}

/// Returns the parser's message without the position, which the finding shows anyway.
fn message(error: &serde_saphyr::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    let line = line.trim_start_matches("error: ");
    let line = line.split(" at line ").next().unwrap_or(line);
    match line.split_once(": ") {
        Some((place, rest)) if place.starts_with("line ") => rest.to_owned(),
        _ => line.to_owned(),
    }
}

/// A node as serde sees it.
enum Node {
    Nothing,
    /// A number or truth value; its text is read from the source, as it is written.
    Plain,
    Text(String),
    List(Vec<Spanned<Self>>),
    Map(Vec<(Spanned<String>, Spanned<Self>)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Node, E> {
        Ok(Node::Plain)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Node::Map(map))
    }
}

struct Origin<'a> {
    text: &'a str,
    base: usize,
}

impl Origin<'_> {
    fn value(&self, node: Spanned<Node>) -> Value {
        let range = self.range(node.referenced);
        let data = match node.value {
            Node::Nothing => Data::Nothing,
            Node::Plain => {
                let defined = self.range(node.defined);
                Data::Text(self.text[defined].trim().to_owned())
            }
            Node::Text(text) => Data::Text(text),
            Node::List(items) => {
                Data::List(items.into_iter().map(|item| self.value(item)).collect())
            }
            Node::Map(entries) => Data::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| {
                        let span = self.in_file(self.range(key.referenced));
                        let text = key.value;
                        (Located { text, span }, self.value(value))
                    })
                    .collect(),
            ),
        };
        Value {
            data,
            span: self.in_file(range),
        }
    }

    fn in_file(&self, range: Range<usize>) -> Range<usize> {
        self.base + range.start..self.base + range.end
    }

    /// Returns the bytes at a location, without the white space that a block
    /// value ends with.
    fn range(&self, location: Location) -> Range<usize> {
        let span = location.span();
        let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let (start, length) = match (span.byte_offset(), span.byte_len()) {
            (Some(start), Some(length)) => (number(start), number(length)),
            _ => (self.line_start(location), 0),
        };
        let start = start.min(self.text.len());
        let end = start.saturating_add(length).min(self.text.len());
        match self.text.get(start..end) {
            Some(text) => start..start + text.trim_end().len(),
            None => 0..0,
        }
    }

    fn line_start(&self, location: Location) -> usize {
        let line = usize::try_from(location.line()).unwrap_or(1).max(1);
        let column = usize::try_from(location.column()).unwrap_or(1).max(1);
        let start: usize = self
            .text
            .split_inclusive('\n')
            .take(line - 1)
            .map(str::len)
            .sum();
        let rest = &self.text[start..];
        let offset = rest.char_indices().nth(column - 1);
        start + offset.map_or(rest.len(), |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(value: &Value, out: &mut Vec<String>) {
        match &value.data {
            Data::Nothing => out.push("-".to_owned()),
            Data::Text(text) => out.push(text.clone()),
            Data::List(items) => items.iter().for_each(|item| texts(item, out)),
            Data::Map(entries) => {
                for (key, value) in entries {
                    out.push(format!("{}@{}", key.text, key.span.start));
                    texts(value, out);
                }
            }
        }
    }

    #[test]
    fn values_stay_as_written_and_know_their_place() {
        let text =
            "v: 1.10\nd: 2023-08-02\nt: true\nn:\nl: [a, 'b: c']\nm:\n  x: >\n    one\n    two\n";
        let value = parse(text, 10).unwrap();
        let mut all = Vec::new();
        texts(&value, &mut all);
        assert_eq!(
            all,
            [
                "v@10",
                "1.10",
                "d@18",
                "2023-08-02",
                "t@32",
                "true",
                "n@40",
                "-",
                "l@43",
                "a",
                "b: c",
                "m@58",
                "x@63",
                "one two\n"
            ]
        );
        let Data::Map(entries) = &value.data else {
            panic!("{value:?}");
        };
        assert_eq!(entries[1].1.span, 21..31);
    }

    #[test]
    fn aliases_and_merges_are_followed() {
        let value = parse("a: &x 1\nb: *x\n", 0).unwrap();
        let mut all = Vec::new();
        texts(&value, &mut all);
        assert_eq!(all, ["a@0", "1", "b@8", "1"]);
    }

    #[test]
    fn errors_name_their_place() {
        let error = parse("title: \"open\nx: 1\n", 4).unwrap_err();
        assert!(error.span.start >= 4, "{error:?}");
        assert!(
            !error.message.is_empty() && !error.message.contains("line "),
            "{error:?}"
        );
        let error = parse("title: a: b\n", 0).unwrap_err();
        assert!(error.span.start > 0, "{error:?}");
    }
}
