//! Variables of a document's commands.

/// A runbook variable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variable {
    /// Name as used in commands, without `$`.
    pub name: String,
    /// Description of the value.
    pub description: Option<String>,
    /// Initial value.
    pub default: Option<String>,
    /// Regular expression of valid values.
    pub pattern: Option<String>,
    /// An example of a value.
    pub example: Option<String>,
}
