//! Variables of a document's commands.

/// A runbook variable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variable {
    /// Name as used in commands, without `$`.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// Value to begin with.
    pub default: Option<String>,
    /// Regular expression of valid values.
    pub pattern: Option<String>,
    /// A plausible value.
    pub example: Option<String>,
}
