//! What the search says, in words.

use crate::browser::client::Trouble;

use super::outcome::Found;

/// `1 result`, `7 results`.
pub(crate) fn results(total: usize) -> String {
    match total {
        0 => "No results".to_owned(),
        1 => "1 result".to_owned(),
        n => format!("{n} results"),
    }
}

/// `7 of 312, 3 ms`.
pub(crate) fn count(found: &Found) -> String {
    let (total, documents) = (found.response.total, found.response.documents);
    match found.millis {
        0 => format!("{total} of {documents}, under 1 ms"),
        n => format!("{total} of {documents}, {n} ms"),
    }
}

/// `All 31 results`.
pub(crate) fn all(found: &Found) -> String {
    format!("All {} results", found.response.total)
}

/// How long ago a day was, in two characters where possible.
pub(crate) fn age(days: i64) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1..=59 => format!("{days} d ago"),
        60..=729 => format!("{} mo ago", days / 30),
        _ => format!("{} y ago", days / 365),
    }
}

/// The day of an ISO 8601 date or instant, counted from 1970-01-01.
pub(crate) fn day_number(iso: &str) -> Option<i64> {
    let mut parts = iso.get(..10)?.split('-').map(|part| part.parse().ok());
    let (year, month, day): (i64, i64, i64) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Howard Hinnant's days_from_civil: years begin in March, so that the
    // leap day comes last.
    let year = if month > 2 { year } else { year - 1 };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    Some(era * 146_097 + of_era - 719_468)
}

/// A severity as it reads on its own: a bare `1` says nothing.
pub(crate) fn severity(written: &str) -> String {
    if written.starts_with(|c: char| c.is_ascii_digit()) {
        format!("severity {written}")
    } else {
        written.to_owned()
    }
}

/// What went wrong, and what to do.
pub(crate) fn trouble(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Offline => "You are offline, and this part of the index is not here yet.",
        Trouble::Network => "The index could not be loaded.",
        Trouble::Missing | Trouble::Damaged => {
            "The index does not fit this page, which may be from an older version: reload it."
        }
        Trouble::Unsupported => "Search does not work in this browser. The lists of documents do.",
    }
}

/// Why only the first results came.
pub(crate) fn short(why: Trouble) -> String {
    let why = match why {
        Trouble::Network => "The others could not be loaded.",
        why => trouble(why),
    };
    ["These are the first results. ", why].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(results(0), "No results");
        assert_eq!(results(1), "1 result");
        assert_eq!(results(7), "7 results");
    }

    #[test]
    fn days_are_counted_from_the_epoch() {
        assert_eq!(day_number("1970-01-01"), Some(0));
        assert_eq!(day_number("2000-02-29"), Some(11_016));
        assert_eq!(day_number("2024-03-01T10:00:00Z"), Some(19_783));
        assert_eq!(day_number("1969-12-31"), Some(-1));
        assert_eq!(day_number("2024-13-01"), None);
        assert_eq!(day_number("soon"), None);
        assert_eq!(day_number("2024–03–01"), None);
    }

    #[test]
    fn ages_are_short() {
        assert_eq!(age(-3), "today");
        assert_eq!(age(12), "12 d ago");
        assert_eq!(age(150), "5 mo ago");
        assert_eq!(age(800), "2 y ago");
    }
}
