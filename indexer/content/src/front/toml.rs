//! Parses TOML.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::located::Located;
use super::value::{Data, SyntaxError, Value};

/// Parses `text`, which begins at byte `base` of the file.
pub(super) fn parse(text: &str, base: usize) -> Result<Value, SyntaxError> {
    match DeTable::parse(text) {
        Ok(table) => {
            let span = moved(table.span(), base);
            let data = map(table.get_ref(), text, base);
            Ok(Value { data, span })
        }
        Err(error) => Err(SyntaxError {
            span: moved(error.span().unwrap_or(0..0), base),
            message: error.message().to_owned(),
        }),
    }
}

fn map(table: &DeTable<'_>, text: &str, base: usize) -> Data {
    let entries = table.iter().map(|(key, value)| {
        let key = Located {
            text: key.get_ref().to_string(),
            span: moved(key.span(), base),
        };
        let span = value.span();
        let data = data(value.get_ref(), &span, text, base);
        let span = moved(span, base);
        (key, Value { data, span })
    });
    Data::Map(entries.collect())
}

fn data(value: &DeValue<'_>, span: &Range<usize>, text: &str, base: usize) -> Data {
    match value {
        DeValue::String(string) => Data::Text(string.to_string()),
        DeValue::Array(items) => Data::List(
            items
                .iter()
                .map(|item| {
                    let span = item.span();
                    Value {
                        data: data(item.get_ref(), &span, text, base),
                        span: moved(span, base),
                    }
                })
                .collect(),
        ),
        DeValue::Table(table) => map(table, text, base),
        // Numbers, dates and truth values are kept as they are written.
        _ => Data::Text(text.get(span.clone()).unwrap_or_default().to_owned()),
    }
}

fn moved(span: Range<usize>, base: usize) -> Range<usize> {
    base + span.start..base + span.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_as_written() {
        let value = parse("a = 1.10\nd = 2023-08-02\nt = { x = ['y'] }\n", 4).unwrap();
        let Data::Map(entries) = value.data else {
            panic!();
        };
        assert_eq!(entries[0].1.data, Data::Text("1.10".to_owned()));
        assert_eq!(entries[0].1.span, 8..12);
        assert_eq!(entries[1].1.data, Data::Text("2023-08-02".to_owned()));
        assert!(matches!(entries[2].1.data, Data::Map(_)));
    }

    #[test]
    fn errors_name_their_place() {
        let error = parse("a = \n", 4).unwrap_err();
        assert!(
            error.span.start >= 4 && !error.message.is_empty(),
            "{error:?}"
        );
    }
}
