//! A placeholder in a command.

use std::ops::Range;

/// A range of code that a reader's value replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// Byte range in the code.
    pub range: Range<usize>,
    /// The variable's name as written, without delimiters: `NAMESPACE`, `pod name`.
    pub name: String,
    /// Layers of quoting from the inside out, one letter each: see
    /// [`model::fill::Layer`].
    pub quoting: String,
    /// The default value in the placeholder: `${NS:-default}`.
    pub default: Option<String>,
}
