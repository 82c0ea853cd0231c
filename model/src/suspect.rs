//! Suspects: possible causes that an author names.

/// A possible cause with the cheapest check that distinguishes it from others.
/// The texts are inline HTML, sanitised; any but the cause may be empty.
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
