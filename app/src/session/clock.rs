//! Formats and parses dates and times of day without a calendar library, which
//! would be too large for the browser.

const DAY: i64 = 86_400;

/// `2026-12-01 03:02:11` of seconds since 1970.
#[must_use]
pub fn moment(at: i64) -> String {
    let mut out = date(at);
    out.push(' ');
    out.push_str(&time(at));
    out
}

/// `2026-12-01`.
#[must_use]
pub fn date(at: i64) -> String {
    let (year, month, day) = civil(at.div_euclid(DAY));
    let mut out = year.to_string();
    for part in [month, day] {
        out.push('-');
        pad(&mut out, part);
    }
    out
}

/// `03:02:11`.
#[must_use]
pub fn time(at: i64) -> String {
    let seconds = at.rem_euclid(DAY);
    let mut out = String::new();
    pad(&mut out, seconds / 3600);
    for part in [seconds / 60 % 60, seconds % 60] {
        out.push(':');
        pad(&mut out, part);
    }
    out
}

/// A duration in seconds as minutes and seconds, with hours from one on: `04:12`,
/// `1:04:12`.
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

/// The seconds since 1970 of `2026-12-01` and `03:02:11` or `03:02`.
#[must_use]
pub fn parse(date: &str, time: &str) -> Option<i64> {
    let number = |text: &str, digits: usize| {
        let fits = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i64>().ok().filter(|_| fits)
    };
    let mut parts = date.split('-');
    let (year, month, day) = (
        number(parts.next()?, 4)?,
        number(parts.next()?, 2)?,
        number(parts.next()?, 2)?,
    );
    let days = days(year, month, day);
    if parts.next().is_some() || civil(days) != (year, month, day) {
        return None;
    }
    let mut parts = time.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let second = match parts.next() {
        Some(second) => number(second, 2)?,
        None => 0,
    };
    let fits = hour < 24 && minute < 60 && second < 60 && parts.next().is_none();
    fits.then_some(days * DAY + hour * 3600 + minute * 60 + second)
}

fn pad(out: &mut String, number: i64) {
    if number < 10 {
        out.push('0');
    }
    out.push_str(&number.to_string());
}

/// Year, month and day of a day counted from 1970-01-01 (after Howard Hinnant,
/// "chrono-Compatible Low-Level Date Algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let mp = (5 * of_year + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * mp + 2) / 5 + 1)
}

/// The day of a date, counted from 1970-01-01.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let mp = (month + 9) % 12;
    let of_year = (153 * mp + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
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
