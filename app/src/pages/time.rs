//! Formats dates, instants and durations for people and for programs.
//!
//! Nothing in this module reads the clock, so a page is the same on any day.

use crate::dates::{format_date, parse_date, parse_digits};

/// A date or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// A day, in days since 1970-01-01.
    Day(i64),
    /// An instant, in seconds since 1970-01-01T00:00:00Z.
    Instant(i64),
}

const DAY: i64 = 86_400;

impl Moment {
    /// Parses an ISO 8601 date (`2023-08-02`), or an instant with its offset from UTC
    /// (`2023-08-02T13:45:00Z`).
    ///
    /// Returns `None` for anything else: a time without an offset is not an instant.
    pub(super) fn parse(iso: &str) -> Option<Self> {
        let iso = iso.trim();
        let day = parse_date(iso.get(..10)?)?;
        let rest = &iso[10..];
        if rest.is_empty() {
            return Some(Self::Day(day));
        }
        let clock = rest.strip_prefix(['T', 't', ' '])?;
        let zone_at = clock.find(['Z', 'z', '+', '-'])?;
        let (clock, zone) = clock.split_at(zone_at);
        let seconds = day * DAY + parse_clock(clock)? - parse_zone(zone)?;
        Some(Self::Instant(seconds))
    }

    /// Returns the value of a `datetime` attribute.
    pub(super) fn machine(self) -> String {
        match self {
            Self::Day(_) => self.date(),
            Self::Instant(seconds) => {
                let (h, m, s) = clock(seconds);
                format!("{}T{h:02}:{m:02}:{s:02}Z", self.date())
            }
        }
    }

    /// Formats it for people: `2023-08-02` or `2023-08-02 13:45 UTC`.
    pub(super) fn human(self) -> String {
        match self {
            Self::Day(_) => self.date(),
            Self::Instant(_) => format!("{} {}", self.date(), self.time()),
        }
    }

    /// Returns the day in UTC: `2023-08-02`.
    pub(super) fn date(self) -> String {
        let days = match self {
            Self::Day(days) => days,
            Self::Instant(seconds) => seconds.div_euclid(DAY),
        };
        format_date(days)
    }

    /// Returns the time of day: `13:45 UTC`. Empty for a date.
    pub(super) fn time(self) -> String {
        match self {
            Self::Day(_) => String::new(),
            Self::Instant(seconds) => {
                let (h, m, _) = clock(seconds);
                format!("{h:02}:{m:02} UTC")
            }
        }
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z. `None` for a date.
    pub(super) fn seconds(self) -> Option<i64> {
        match self {
            Self::Day(_) => None,
            Self::Instant(seconds) => Some(seconds),
        }
    }
}

/// A duration in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span(i64);

impl Span {
    /// Creates the duration between two instants, which are in seconds.
    pub(super) fn between(from: i64, to: i64) -> Self {
        Self((to - from).abs() / 60)
    }

    /// Creates a duration from minutes; a negative number becomes 0.
    pub(super) fn minutes(minutes: i64) -> Self {
        Self(minutes.max(0))
    }

    /// Returns days, hours and minutes.
    fn parts(self) -> (i64, i64, i64) {
        (self.0 / 1440, self.0 % 1440 / 60, self.0 % 60)
    }

    /// Returns the value of a `datetime` attribute: `PT1H45M`.
    pub(super) fn machine(self) -> String {
        let (days, hours, minutes) = self.parts();
        let mut out = String::from("P");
        if days > 0 {
            out += &format!("{days}D");
        }
        if hours > 0 || minutes > 0 || days == 0 {
            out.push('T');
        }
        if hours > 0 {
            out += &format!("{hours}H");
        }
        if minutes > 0 || (days == 0 && hours == 0) {
            out += &format!("{minutes}M");
        }
        out
    }

    /// Formats it for people: `1 h 45 min`.
    pub(super) fn human(self) -> String {
        crate::figures::duration(self.0)
    }
}

fn parse_clock(text: &str) -> Option<i64> {
    let whole = text.split('.').next()?;
    let mut parts = whole.split(':');
    let hours = parse_digits(parts.next()?, 2).filter(|h| *h < 24)?;
    let minutes = parse_digits(parts.next()?, 2).filter(|m| *m < 60)?;
    let seconds = match parts.next() {
        Some(text) => parse_digits(text, 2).filter(|s| *s < 61)?,
        None => 0,
    };
    Some(hours * 3600 + minutes * 60 + seconds)
}

fn parse_zone(text: &str) -> Option<i64> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text[1..].chars().filter(|c| *c != ':').collect();
    let hours = parse_digits(digits.get(..2)?, 2)?;
    let minutes = match &digits[2..] {
        "" => 0,
        minutes => parse_digits(minutes, 2)?,
    };
    Some(sign * (hours * 3600 + minutes * 60))
}

fn clock(seconds: i64) -> (i64, i64, i64) {
    let of_day = seconds.rem_euclid(DAY);
    (of_day / 3600, of_day % 3600 / 60, of_day % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_and_written() {
        let table = [
            ("2023-08-02", "2023-08-02", "2023-08-02"),
            (
                "2023-08-02T13:45Z",
                "2023-08-02T13:45:00Z",
                "2023-08-02 13:45 UTC",
            ),
            (
                "2023-08-02T00:15:09.5+02:00",
                "2023-08-01T22:15:09Z",
                "2023-08-01 22:15 UTC",
            ),
            (
                "2024-02-29 23:59:59-0130",
                "2024-03-01T01:29:59Z",
                "2024-03-01 01:29 UTC",
            ),
            (
                "1969-12-31T23:00:00Z",
                "1969-12-31T23:00:00Z",
                "1969-12-31 23:00 UTC",
            ),
        ];
        for (iso, machine, human) in table {
            let moment = Moment::parse(iso).expect(iso);
            assert_eq!(
                (moment.machine().as_str(), moment.human().as_str()),
                (machine, human)
            );
        }
        for odd in [
            "",
            "yesterday",
            "2023-02-30",
            "2023-08-02T13:45",
            "2023-08-02T25:00Z",
            "２023-08-02",
        ] {
            assert_eq!(Moment::parse(odd), None, "{odd}");
        }
    }

    #[test]
    fn spans_are_written() {
        let table = [
            (0, "PT0M", "0 min"),
            (30, "PT30M", "30 min"),
            (105, "PT1H45M", "1 h 45 min"),
            (1440, "P1D", "1 d"),
            (3065, "P2DT3H5M", "2 d 3 h 5 min"),
        ];
        for (minutes, machine, human) in table {
            let span = Span::between(0, minutes * 60);
            assert_eq!(span.machine(), machine);
            assert_eq!(span.human().replace('\u{a0}', " "), human);
        }
    }
}
