//! Values of front matter, independent of the language that they are written in.

use std::ops::Range;

use super::located::Located;

/// A value with its bytes in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) data: Data,
    pub(super) span: Range<usize>,
}

/// The content of a value. Numbers, dates and truth values are kept as they are
/// written: `1.10` is a severity, not a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Data {
    Nothing,
    Text(String),
    List(Vec<Value>),
    Map(Vec<(Located, Value)>),
}

/// The reason why front matter cannot be parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) span: Range<usize>,
    pub(super) message: String,
}

impl Value {
    /// Returns the entries of front matter, which must be a map.
    pub(super) fn into_map(self) -> Result<Vec<(Located, Self)>, SyntaxError> {
        match self.data {
            Data::Map(entries) => Ok(entries),
            Data::Nothing => Ok(Vec::new()),
            _ => Err(SyntaxError {
                span: self.span,
                message: "expected keys with values".to_owned(),
            }),
        }
    }

    /// Returns the type of the value, for messages.
    pub(super) fn describe(&self) -> &'static str {
        match self.data {
            Data::Nothing => "nothing",
            Data::Text(_) => "text",
            Data::List(_) => "a list",
            Data::Map(_) => "a map",
        }
    }
}
