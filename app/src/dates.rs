//! Computes days of the Gregorian calendar without a calendar library, which would make
//! the download for the browser larger. Nothing here needs a time zone.
//!
//! The algorithms are Howard Hinnant's (`days_from_civil` and `civil_from_days` in
//! "chrono-Compatible Low-Level Date Algorithms"). Years begin in March, so that
//! the leap day comes last.

/// Returns the days since 1970-01-01 of a year, a month (1 to 12) and a day of
/// the month (1 to 31).
pub(crate) fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Returns year, month and day of the month of a number of days since 1970-01-01.
pub(crate) fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// Parses an ISO 8601 date, `2026-12-01`, as days since 1970-01-01. Returns `None` for
/// any other text and for days that do not exist.
pub(crate) fn parse_date(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let year = parse_digits(parts.next()?, 4)?;
    let month = parse_digits(parts.next()?, 2)?;
    let day = parse_digits(parts.next()?, 2)?;
    let days = days_from_civil(year, month, day);
    let is_date = parts.next().is_none() && civil_from_days(days) == (year, month, day);
    is_date.then_some(days)
}

/// Formats a number of days since 1970-01-01 as an ISO 8601 date: `2026-12-01`.
pub(crate) fn format_date(days: i64) -> String {
    let (year, month, day) = civil_from_days(days);
    let mut out = String::new();
    push_padded(&mut out, year, 4);
    out.push('-');
    push_padded(&mut out, month, 2);
    out.push('-');
    push_padded(&mut out, day, 2);
    out
}

/// Parses exactly `width` ASCII digits.
pub(crate) fn parse_digits(text: &str, width: usize) -> Option<i64> {
    let fits = text.len() == width && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| fits)
}

/// Appends a non-negative number, padded with zeros to `width` digits.
pub(crate) fn push_padded(out: &mut String, number: i64, width: usize) {
    let number = number.to_string();
    for _ in number.len()..width {
        out.push('0');
    }
    out.push_str(&number);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_since_the_epoch() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2024-03-01", 19_783),
            ("2100-03-01", 47_541),
            ("0987-06-05", -358_878),
        ] {
            assert_eq!(parse_date(text), Some(days), "{text}");
            assert_eq!(format_date(days), text);
        }
    }

    #[test]
    fn every_day_of_four_centuries_is_read_as_it_is_written() {
        let mut before = String::new();
        for days in -719_000..-719_000 + 146_097 {
            let text = format_date(days);
            assert!(before < text, "{before} {text}");
            assert_eq!(parse_date(&text), Some(days));
            before = text;
        }
    }

    #[test]
    fn other_texts_are_no_dates() {
        for text in [
            "",
            "soon",
            "2024-13-01",
            "2024-00-10",
            "2023-02-29",
            "2100-02-29",
            "24-03-01",
            "2024-3-01",
            "2024-03-01-1",
            "2024–03–01",
            "２０２４-03-01",
            "+024-03-01",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
