//! Parses lengths of time: `1h50m`, `a 30-minute outage`, `nine hours`, `an hour and a half`.

use std::ops::Range;

use super::{skip_space, word};

/// A length of time as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Length {
    pub minutes: i64,
    pub approximate: bool,
    /// Byte range in the text.
    pub range: Range<usize>,
}

const NUMBERS: &[(&str, f64)] = &[
    ("a", 1.0),
    ("an", 1.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("fifteen", 15.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("forty-five", 45.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("ninety", 90.0),
];

/// Returns every length of time in `text`.
pub(crate) fn find_all(text: &str) -> Vec<Length> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let fresh = text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | ':' | '_')));
        if fresh && let Some((minutes, length)) = parse(rest) {
            if minutes > 0.0 || rest.starts_with('0') {
                #[allow(
                    clippy::cast_possible_truncation,
                    reason = "lengths are bounded by `quantity`"
                )]
                let minutes = minutes.round() as i64;
                found.push(Length {
                    minutes,
                    approximate: is_vague(&text[..at]),
                    range: at..at + length,
                });
            }
            at += length;
            continue;
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// Parses a length at the start of `text`; returns whole minutes and the length in bytes.
pub(super) fn leading(text: &str) -> Option<(i64, usize)> {
    let (minutes, length) = parse(text)?;
    #[allow(
        clippy::cast_possible_truncation,
        reason = "lengths are bounded by `quantity`"
    )]
    let minutes = minutes.round() as i64;
    Some((minutes, length))
}

/// Whether the words before a length make it approximate.
fn is_vague(before: &str) -> bool {
    let before = before.trim_end();
    let last = before
        .rsplit([' ', '(', ','])
        .next()
        .unwrap_or("")
        .to_ascii_lowercase();
    before.ends_with(['~', '\u{2248}', '<', '>', '+'])
        || [
            "about",
            "around",
            "approximately",
            "approx",
            "approx.",
            "roughly",
            "nearly",
            "almost",
            "over",
            "some",
            "ca.",
            "circa",
            "than",
        ]
        .contains(&last.as_str())
}

/// Parses a length at the start of `text`; returns minutes and the length in bytes.
fn parse(text: &str) -> Option<(f64, usize)> {
    if let Some(found) = clock_hours(text) {
        return Some(found);
    }
    if let Some(rest) =
        strip_ignoring_case(text, "half an hour").or_else(|| strip_ignoring_case(text, "half-hour"))
    {
        return Some((30.0, text.len() - rest.len()));
    }
    let (mut minutes, mut at) = part(text)?;
    loop {
        let (rest, space) = skip_space(&text[at..]);
        let (rest, joint) = match rest.strip_prefix(',') {
            Some(after) => (after, 1),
            None => (rest, 0),
        };
        let (rest, more) = skip_space(rest);
        let mut skipped = space + joint + more;
        let mut next = rest;
        if let Some(after) = rest.strip_prefix("and ") {
            if let Some(end) = after.strip_prefix("a half") {
                minutes *= 1.5;
                return Some((minutes, text.len() - end.len()));
            }
            next = after;
            skipped += 4;
        }
        // Only digits start a further part: `5 minutes, a day later` is 5 minutes.
        match part(next) {
            Some((value, length)) if next.starts_with(|c: char| c.is_ascii_digit()) => {
                minutes += value;
                at += skipped + length;
            }
            _ => return Some((minutes, at)),
        }
    }
}

/// Parses `1:45 hours`, `01:45h`.
fn clock_hours(text: &str) -> Option<(f64, usize)> {
    let (hours, digits) = super::number(text, 1..=2)?;
    let rest = text[digits..].strip_prefix(':')?;
    let (minutes, more) = super::number(rest, 2..=2)?;
    let (rest, _) = skip_space(&rest[more..]);
    let unit = word(rest);
    if !["h", "hr", "hrs", "hour", "hours"].contains(&unit) {
        return None;
    }
    Some((
        f64::from(hours * 60 + minutes),
        text.len() - rest.len() + unit.len(),
    ))
}

fn part(text: &str) -> Option<(f64, usize)> {
    let (value, length, digits) = quantity(text)?;
    let rest = &text[length..];
    let trimmed = rest.trim_start_matches([' ', '-', '\u{a0}', '\u{2011}']);
    let gap = rest.len() - trimmed.len();
    if gap > 1 || (gap == 0 && !digits) {
        return None;
    }
    let unit = word(trimmed);
    let minutes = match unit.to_ascii_lowercase().as_str() {
        "second" | "seconds" | "sec" | "secs" => 1.0 / 60.0,
        "s" if digits && gap == 0 => 1.0 / 60.0,
        "minute" | "minutes" | "min" | "mins" => 1.0,
        "m" if digits && gap == 0 && unit == "m" => 1.0,
        "hour" | "hours" | "hr" | "hrs" => 60.0,
        "h" if digits => 60.0,
        "day" | "days" => 1440.0,
        "d" if digits && gap == 0 => 1440.0,
        "week" | "weeks" => 10080.0,
        _ => return None,
    };
    Some((value * minutes, length + gap + unit.len()))
}

/// Parses a number; returns value, length in bytes, and whether it is in digits.
fn quantity(text: &str) -> Option<(f64, usize, bool)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        if digits > 6 {
            return None;
        }
        let mut end = digits;
        if text[end..].starts_with('.') {
            let more = text[end + 1..]
                .bytes()
                .take_while(u8::is_ascii_digit)
                .count();
            if more > 0 && more < 4 {
                end += 1 + more;
            }
        }
        return Some((text[..end].parse().ok()?, end, true));
    }
    let end = text
        .find(|c: char| !(c.is_ascii_alphabetic() || c == '-'))
        .unwrap_or(text.len());
    let spelled = text.get(..end)?.to_ascii_lowercase();
    let (name, value) = NUMBERS
        .iter()
        .filter(|(name, _)| {
            spelled == *name
                || spelled
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with('-'))
        })
        .max_by_key(|(name, _)| name.len())?;
    Some((*value, name.len(), false))
}

fn strip_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_words() {
        for (text, minutes, approximate) in [
            ("unusable for about 1h50m.", 110, true),
            ("A 30-minute outage", 30, false),
            ("a 30min outage", 30, false),
            ("1 h 45 min", 105, false),
            ("19 hours 43 minutes.", 1183, false),
            ("11 Days", 15840, false),
            ("approximately nine hours", 540, true),
            ("an hour and a half", 90, false),
            ("half an hour", 30, false),
            ("for 1.5 hours", 90, false),
            ("~4 hours", 240, true),
            ("lasted 1:45 hours", 105, false),
            ("a two-hour outage", 120, false),
            ("1 hour, 5 minutes and 30 seconds", 66, false),
            ("2 days and 3 hours", 3060, false),
        ] {
            let found = find_all(text);
            assert_eq!(
                found
                    .first()
                    .map(|found| (found.minutes, found.approximate)),
                Some((minutes, approximate)),
                "{text}"
            );
            assert_eq!(found.len(), 1, "{text}: {found:?}");
        }
        for text in ["v1.20m", "100Mi", "300 pods", "10m/s5 m", "a second", ""] {
            assert!(
                find_all(text).iter().all(|found| found.minutes < 11),
                "{text}"
            );
        }
    }
}
