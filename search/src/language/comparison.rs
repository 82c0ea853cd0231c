//! Comparisons of filters.

/// The comparison of a filter. All but [`Op::Is`] are for severities only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Equal to the value (`sev:1`), or the comparison that the key implies
    /// (`after:`).
    Is,
    /// `sev:<=2`
    AtMost,
    /// `sev:>=2`
    AtLeast,
    /// `sev:<2`
    Below,
    /// `sev:>2`
    Above,
    /// `sev:1..2`, inclusive; the value is the whole range.
    Within,
}
