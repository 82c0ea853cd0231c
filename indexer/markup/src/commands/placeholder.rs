//! A placeholder in a command.

use std::ops::Range;

/// A stretch of code that stands for a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// Byte range in the code.
    pub range: Range<usize>,
    /// The variable's name as written, without its signs: `NAMESPACE`, `pod name`.
    pub name: String,
    /// Layers of quoting from the inside out, a letter each: see [`model::fill::Layer`].
    pub quoting: String,
    /// Default that the placeholder gives: `${NS:-default}`.
    pub default: Option<String>,
}
