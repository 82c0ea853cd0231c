//! Dates and instants.

use std::cmp::Ordering;
use std::fmt;

use jiff::Timestamp;
pub use jiff::civil::Date;

/// A date, or an instant where the author gives a time of day.
///
/// It displays as ISO 8601: `2023-08-02` or `2023-08-02T13:45:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrInstant {
    /// A day, in the author's zone.
    Date(Date),
    /// An instant, to the second.
    Instant(Timestamp),
}

impl DateOrInstant {
    /// Returns the day; of an instant, its day in UTC.
    #[must_use]
    pub fn date(self) -> Date {
        match self {
            Self::Date(date) => date,
            Self::Instant(at) => at.to_zoned(jiff::tz::TimeZone::UTC).date(),
        }
    }

    /// Returns the instant, if the author gives a time of day.
    #[must_use]
    pub fn instant(self) -> Option<Timestamp> {
        match self {
            Self::Date(_) => None,
            Self::Instant(at) => Some(at),
        }
    }
}

/// By day; on one day, a date without a time is before all instants.
impl Ord for DateOrInstant {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.date(), self.instant()).cmp(&(other.date(), other.instant()))
    }
}

impl PartialOrd for DateOrInstant {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for DateOrInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Instant(at) => at.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_instants_are_iso_8601() {
        let day = DateOrInstant::Date("2024-02-29".parse().unwrap());
        assert_eq!(day.to_string(), "2024-02-29");
        assert_eq!(day.instant(), None);
        let at = DateOrInstant::Instant("2024-02-29T23:30:00-01:00".parse().unwrap());
        assert_eq!(at.to_string(), "2024-03-01T00:30:00Z");
        assert_eq!(at.date().to_string(), "2024-03-01");
    }
}
