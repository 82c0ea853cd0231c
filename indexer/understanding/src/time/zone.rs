//! Parses time zones as people name them.

use jiff::tz::{Offset, TimeZone};

use super::{number, runs_on, skip_space, word};

/// A time zone with the name that its author gave it.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// The name as written: `CET`, `UTC+2`, `Europe/Berlin`.
    pub name: String,
    pub zone: TimeZone,
}

impl Zone {
    fn new(name: &str, zone: TimeZone) -> Self {
        let name = name.to_owned();
        Self { name, zone }
    }
}

/// Abbreviations and their offsets in minutes. If an abbreviation means several zones,
/// the offset is that of the zone that operators use most.
const FIXED: &[(&str, i32)] = &[
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("WET", 0),
    ("WEST", 60),
    ("BST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("WAT", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("EET", 120),
    ("SAST", 120),
    ("CAT", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("EAT", 180),
    ("TRT", 180),
    ("GST", 240),
    ("PKT", 300),
    ("IST", 330),
    ("WIB", 420),
    ("ICT", 420),
    ("SGT", 480),
    ("HKT", 480),
    ("PHT", 480),
    ("AWST", 480),
    ("JST", 540),
    ("KST", 540),
    ("ACST", 570),
    ("AEST", 600),
    ("ACDT", 630),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("BRT", -180),
    ("ART", -180),
    ("AST", -240),
    ("ADT", -180),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("AKST", -540),
    ("AKDT", -480),
    ("HST", -600),
];

/// Names of zones with daylight saving time.
const SEASONAL: &[(&str, &str)] = &[
    ("PT", "America/Los_Angeles"),
    ("MT", "America/Denver"),
    ("CT", "America/Chicago"),
    ("ET", "America/New_York"),
    ("Pacific", "America/Los_Angeles"),
    ("Mountain", "America/Denver"),
    ("Central", "America/Chicago"),
    ("Eastern", "America/New_York"),
];

/// Parses a zone at the start of `text`, after spaces; returns it with its length in bytes.
pub(crate) fn parse(text: &str) -> Option<(Zone, usize)> {
    let (rest, space) = skip_space(text);
    let (zone, length) = region(rest)
        .or_else(|| abbreviation(rest))
        .or_else(|| bare_offset(rest))?;
    Some((zone, space + length))
}

/// The zone that `text` names anywhere, as in `All times in CET (UTC+1)`.
///
/// A plain offset is the most exact and takes precedence; otherwise the first zone counts.
pub(crate) fn find(text: &str) -> Option<Zone> {
    let mut found: Option<Zone> = None;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some((zone, length)) = region(rest)
            .or_else(|| abbreviation(rest))
            .or_else(|| spoken(rest))
        {
            let exact = zone.name.contains(['+', '-']);
            if exact && found.is_some() {
                return Some(Zone {
                    name: found.map_or(zone.name, |first| first.name),
                    zone: zone.zone,
                });
            }
            if found.is_none() {
                found = Some(zone);
            }
            at += length;
        } else {
            at += word(rest)
                .len()
                .max(rest.chars().next().map_or(1, char::len_utf8));
        }
    }
    found
}

/// Parses `PST`, `UTC+2`, `GMT-07:00`.
fn abbreviation(text: &str) -> Option<(Zone, usize)> {
    let name = word(text);
    let rest = &text[name.len()..];
    if rest
        .chars()
        .next()
        .is_some_and(|c| c.is_ascii_digit() || c == '_')
    {
        return None;
    }
    let is_utc = ["UTC", "GMT", "utc", "gmt", "Utc"].contains(&name);
    if is_utc && let Some((minutes, length)) = offset(rest) {
        let end = name.len() + length;
        return Some((Zone::new(&text[..end], fixed(minutes)?), end));
    }
    if is_utc {
        return Some((Zone::new("UTC", TimeZone::UTC), name.len()));
    }
    let zone = match FIXED.iter().find(|(known, _)| *known == name) {
        Some((_, minutes)) => fixed(*minutes)?,
        None => {
            let (_, region) = SEASONAL[..4].iter().find(|(known, _)| *known == name)?;
            TimeZone::get(region).ok()?
        }
    };
    Some((Zone::new(name, zone), name.len()))
}

/// Parses `Pacific`, `Eastern time`, `Central European Time`.
fn spoken(text: &str) -> Option<(Zone, usize)> {
    let lower = text.get(..16).unwrap_or(text).to_ascii_lowercase();
    if lower.starts_with("central european") {
        let zone = TimeZone::get("Europe/Berlin").ok()?;
        return Some((Zone::new("Central European", zone), 16));
    }
    let name = word(text);
    let (_, region) = SEASONAL.iter().find(|(known, _)| *known == name)?;
    Some((Zone::new(name, TimeZone::get(region).ok()?), name.len()))
}

/// Parses `Europe/Berlin`.
fn region(text: &str) -> Option<(Zone, usize)> {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-')))
        .unwrap_or(text.len());
    let name = &text[..end];
    if !name.contains('/') || !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let zone = TimeZone::get(name).ok()?;
    Some((Zone::new(name, zone), end))
}

/// Parses `+02:00` or `+0200` after a time.
fn bare_offset(text: &str) -> Option<(Zone, usize)> {
    let (minutes, length) = offset(text)?;
    let digits = text[..length].bytes().filter(u8::is_ascii_digit).count();
    if digits != 4 || text.starts_with('\u{2212}') {
        return None;
    }
    Some((Zone::new(&text[..length], fixed(minutes)?), length))
}

/// Parses `+2`, `-07:00`, `+0530`; returns minutes and length in bytes.
fn offset(text: &str) -> Option<(i32, usize)> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let start = text.chars().next()?.len_utf8();
    let rest = &text[start..];
    let (minutes, length) = if let Some((joined, length)) = number(rest, 4..=4) {
        (joined / 100 * 60 + joined % 100, length)
    } else {
        let (hours, length) = number(rest, 1..=2)?;
        match rest[length..]
            .strip_prefix(':')
            .and_then(|m| number(m, 2..=2))
        {
            Some((minutes, more)) => (hours * 60 + minutes, length + 1 + more),
            None => (hours * 60, length),
        }
    };
    if minutes > 14 * 60 || runs_on(&rest[length..]) {
        return None;
    }
    Some((sign * i32::try_from(minutes).ok()?, start + length))
}

fn fixed(minutes: i32) -> Option<TimeZone> {
    if minutes == 0 {
        return Some(TimeZone::UTC);
    }
    Some(TimeZone::fixed(Offset::from_seconds(minutes * 60).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_by_any_name() {
        let at = jiff::civil::date(2021, 7, 1).at(12, 0, 0, 0);
        for (text, utc_hour) in [
            ("All times in UTC.", 12),
            ("All times in CET", 11),
            ("All times in CET (GMT+1)", 11),
            ("All times in PST (UTC-7)", 19),
            ("All times in GMT+2", 10),
            ("All times in UTC+1 (Zurich time)", 11),
            ("All times in UC/Pacific", 19),
            ("All times in Central European Time (CET)", 10),
            ("Times are Europe/Berlin", 10),
            ("Time (PDT)", 19),
        ] {
            let zone = find(text).unwrap_or_else(|| panic!("{text}"));
            let utc = at
                .to_zoned(zone.zone)
                .unwrap()
                .timestamp()
                .to_zoned(TimeZone::UTC);
            assert_eq!(utc.hour(), utc_hour, "{text}");
        }
        assert_eq!(find("Time | Event | ZONE2"), None);
    }
}
