//! Dates and times of day in UTC.

use crate::dates::{format_date, parse_date, parse_digits, push_padded};

const DAY: i64 = 86_400;

/// Formats seconds since 1970 as `2026-12-01 03:02:11`.
#[must_use]
pub fn moment(at: i64) -> String {
    let mut out = date(at);
    out.push(' ');
    out.push_str(&time(at));
    out
}

/// Formats the date of seconds since 1970 as `2026-12-01`.
#[must_use]
pub fn date(at: i64) -> String {
    format_date(at.div_euclid(DAY))
}

/// Formats the time of seconds since 1970 as `03:02:11`.
#[must_use]
pub fn time(at: i64) -> String {
    let seconds = at.rem_euclid(DAY);
    let mut out = String::new();
    push_padded(&mut out, seconds / 3600, 2);
    for part in [seconds / 60 % 60, seconds % 60] {
        out.push(':');
        push_padded(&mut out, part, 2);
    }
    out
}

/// Formats a duration in seconds as minutes and seconds, with hours from one hour on:
/// `04:12`, `1:04:12`.
#[must_use]
pub fn elapsed(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let hours = seconds / 3600;
    let text = time(seconds);
    if hours == 0 {
        text[3..].to_owned()
    } else {
        let mut out = hours.to_string();
        out.push_str(&text[2..]);
        out
    }
}

/// Parses `2026-12-01` and `03:02:11` or `03:02` as seconds since 1970.
#[must_use]
pub fn parse(date: &str, time: &str) -> Option<i64> {
    let days = parse_date(date)?;
    let mut parts = time.split(':');
    let (hour, minute) = (
        parse_digits(parts.next()?, 2)?,
        parse_digits(parts.next()?, 2)?,
    );
    let second = match parts.next() {
        Some(second) => parse_digits(second, 2)?,
        None => 0,
    };
    let fits = hour < 24 && minute < 60 && second < 60 && parts.next().is_none();
    fits.then_some(days * DAY + hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_and_read() {
        for (at, text) in [
            (0, "1970-01-01 00:00:00"),
            (951_782_399, "2000-02-28 23:59:59"),
            (951_782_400, "2000-02-29 00:00:00"),
            (1_796_094_000, "2026-12-01 03:00:00"),
            (4_107_542_400, "2100-03-01 00:00:00"),
        ] {
            assert_eq!(moment(at), text);
            let (date, time) = text.split_once(' ').expect("two parts");
            assert_eq!(parse(date, time), Some(at));
        }
        assert_eq!(parse("2026-12-01", "03:00"), Some(1_796_094_000));
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for (date, time) in [
            ("2026-02-29", "03:00"),
            ("2026-13-01", "03:00"),
            ("2026-00-10", "03:00"),
            ("26-12-01", "03:00"),
            ("2026-12-01-1", "03:00"),
            ("2026-12-01", "24:00"),
            ("2026-12-01", "3:00"),
            ("2026-12-01", "03:60"),
            ("2026-12-01", "03:00:00:00"),
            ("2026-12-01", "-3:00"),
            ("", ""),
        ] {
            assert_eq!(parse(date, time), None, "{date} {time}");
        }
    }

    #[test]
    fn lengths_are_short() {
        for (seconds, text) in [
            (-5, "00:00"),
            (252, "04:12"),
            (3599, "59:59"),
            (3600, "1:00:00"),
            (90_061, "25:01:01"),
        ] {
            assert_eq!(elapsed(seconds), text);
        }
    }
}
