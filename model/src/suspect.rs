//! Candidate causes that an author names.

/// A candidate cause with its cheapest discriminating check. The texts are
/// inline HTML, sanitised; any but the cause may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suspect {
    /// The cause.
    pub cause: String,
    /// The check.
    pub check: String,
    /// What confirms it.
    pub confirms: String,
    /// What rules it out.
    pub rules_out: String,
    /// What to do next.
    pub then: String,
}
