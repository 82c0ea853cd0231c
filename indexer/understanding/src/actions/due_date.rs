//! Formats the dates of action items.

use crate::time::date::{self, Day};

/// The day that `text` starts with, in ISO 8601.
pub(super) fn iso(text: &str, year: Option<i16>) -> Option<String> {
    match date::parse(text.trim())?.0 {
        Day::Full(date) => Some(date.to_string()),
        Day::OfYear { month, day } => {
            Some(jiff::civil::Date::new(year?, month, day).ok()?.to_string())
        }
        Day::Wrong | Day::Blank => None,
    }
}
