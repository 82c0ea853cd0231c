//! Parses dates, instants and periods.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};

use model::DateOrInstant;

/// Parses a date; of a date with a time, only the date is read.
pub(super) fn date(text: &str) -> Option<Date> {
    let head = text.get(..10)?;
    let rest = &text[10..];
    if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    head.parse().ok()
}

/// Parses an instant, or a date without a time.
pub(super) fn instant(text: &str, zone: &TimeZone) -> Option<DateOrInstant> {
    if text.len() == 10 {
        return text.parse().ok().map(DateOrInstant::Date);
    }
    let (text, zone) = match ["UTC", "GMT", "Z", "z"]
        .iter()
        .find_map(|utc| text.strip_suffix(utc))
    {
        Some(text) => (text.trim_end(), &TimeZone::UTC),
        None => (text, zone),
    };
    // People write `13:45 +02:00` with a space that ISO 8601 does not have.
    let joined = text.replace(" +", "+").replace(" -", "-");
    let timestamp = joined
        .parse::<Timestamp>()
        .ok()
        .or_else(|| text.parse::<Zoned>().ok().map(|zoned| zoned.timestamp()))
        .or_else(|| {
            let time = text.parse::<DateTime>().ok()?;
            time.to_zoned(zone.clone())
                .ok()
                .map(|zoned| zoned.timestamp())
        })?;
    let seconds = Timestamp::from_second(timestamp.as_second()).ok()?;
    Some(DateOrInstant::Instant(seconds))
}

/// Parses a period such as `6 months`, `yearly` or `P6M`.
pub(super) fn period(text: &str) -> Option<Span> {
    let lower = text.to_ascii_lowercase();
    if let Some(number) = ["weekly", "monthly", "quarterly", "yearly", "annually"]
        .iter()
        .position(|word| *word == lower)
    {
        return match number {
            0 => Span::new().try_weeks(1),
            1 => Span::new().try_months(1),
            2 => Span::new().try_months(3),
            _ => Span::new().try_years(1),
        }
        .ok();
    }
    if lower.starts_with('p') {
        let span: Span = text.parse().ok()?;
        return (span.is_positive() && span.get_hours() == 0 && span.get_minutes() == 0)
            .then_some(span);
    }
    let words = lower.strip_prefix("every ").unwrap_or(&lower).trim();
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = if digits > 0 {
        (words[..digits].parse().ok()?, words[digits..].trim())
    } else {
        match words.split_once(' ') {
            Some((word, unit)) => (number_word(word)?, unit.trim()),
            None => (1, words),
        }
    };
    if number == 0_i64 {
        return None;
    }
    let span = Span::new();
    match unit.trim_end_matches('s') {
        "d" | "day" => span.try_days(number),
        "w" | "week" => span.try_weeks(number),
        "m" | "mo" | "month" => span.try_months(number),
        "quarter" => span.try_months(number.checked_mul(3)?),
        "y" | "year" => span.try_years(number),
        _ => return None,
    }
    .ok()
}

fn number_word(word: &str) -> Option<i64> {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if word == "a" || word == "an" {
        return Some(1);
    }
    let index = WORDS.iter().position(|known| *known == word)?;
    i64::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_normalised_to_utc() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let read = |text| instant(text, &berlin).map(|at| at.to_string());
        let noon = Some("2023-08-02T12:00:00Z".to_owned());
        for text in [
            "2023-08-02T12:00:00Z",
            "2023-08-02T12:00Z",
            "2023-08-02 12:00 UTC",
            "2023-08-02T14:00:00+02:00",
            "2023-08-02 14:00 +02:00",
            "2023-08-02T14:00",
            "2023-08-02 14:00:00",
            "2023-08-02T14:00:00+02:00[Europe/Berlin]",
            "2023-08-02T12:00:00.5Z",
        ] {
            assert_eq!(read(text), noon, "{text}");
        }
        assert_eq!(read("2023-08-02"), Some("2023-08-02".to_owned()));
        for text in [
            "yesterday",
            "2023-13-02",
            "2023-08-02T25:00",
            "02.08.2023",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn periods_are_iso_8601() {
        for (text, iso) in [
            ("6 months", "P6M"),
            ("every 2 weeks", "P2W"),
            ("a year", "P1Y"),
            ("90d", "P90D"),
            ("quarterly", "P3M"),
            ("P6M", "P6M"),
            ("six months", "P6M"),
            ("month", "P1M"),
        ] {
            assert_eq!(
                period(text).map(|span| span.to_string()).as_deref(),
                Some(iso),
                "{text}"
            );
        }
        for text in [
            "",
            "soon",
            "0 days",
            "6 hours",
            "PT5H",
            "99999999999999999999 days",
        ] {
            assert!(period(text).is_none(), "{text}");
        }
    }
}
