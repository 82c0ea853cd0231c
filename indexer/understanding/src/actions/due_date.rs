//! Reads the dates of action items.

use jiff::civil::Date;

use crate::time::date::{self, Day};

/// The day that `text` starts with. `year` is that of days without one.
pub(super) fn day(text: &str, year: Option<i16>) -> Option<Date> {
    match date::parse(text.trim())?.0 {
        Day::Full(date) => Some(date),
        Day::OfYear { month, day } => Date::new(year?, month, day).ok(),
        Day::Wrong | Day::Blank => None,
    }
}
