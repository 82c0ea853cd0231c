//! Values of front matter, whatever language they were written in.

use std::ops::Range;

use super::located::Located;

/// A value with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) data: Data,
    pub(super) span: Range<usize>,
}

/// What a value is. Numbers, dates and truth values stay as they were written:
/// `1.10` is a severity, not a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Data {
    Nothing,
    Text(String),
    List(Vec<Value>),
    Map(Vec<(Located, Value)>),
}

/// Why front matter cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) span: Range<usize>,
    pub(super) message: String,
}

impl Value {
    /// The entries of front matter, which must be a map.
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

    /// What the value is, for messages.
    pub(super) fn describe(&self) -> &'static str {
        match self.data {
            Data::Nothing => "nothing",
            Data::Text(_) => "text",
            Data::List(_) => "a list",
            Data::Map(_) => "a map",
        }
    }
}
