//! Parses points in time at the start of a line.
//!
//! A point in time consists of a day, a time, a range and a zone, in the many orders in
//! which people write them.

use super::clock::{self, Clock};
use super::date::{self, Day};
use super::zone::{self, Zone};
use super::{length, number, runs_on, skip_space, word};

/// The point in time at the start of a line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stamp {
    pub day: Option<Day>,
    pub clock: Option<Clock>,
    pub end_day: Option<Day>,
    pub end_clock: Option<Clock>,
    pub zone: Option<Zone>,
    /// Minutes since the incident started: `T+5m`.
    pub offset: Option<i64>,
    pub approximate: bool,
    /// Byte offset of the words after the point in time.
    pub rest: usize,
    /// Whether a colon, a dash or nothing follows, as after a label.
    pub separated: bool,
}

impl Stamp {
    /// Whether it contains a time of day.
    pub fn has_time(&self) -> bool {
        matches!(self.clock, Some(Clock::At { .. })) || self.offset.is_some()
    }

    /// Whether it contains a day.
    pub fn has_day(&self) -> bool {
        matches!(self.day, Some(Day::Full(_) | Day::OfYear { .. }))
    }

    /// Whether it has the form of a time but states none: `??:??`, `yyyy-mm-dd hh:mm`.
    pub fn is_blank(&self) -> bool {
        !self.has_time() && !self.has_day()
    }
}

/// Words before a time; those from index `FIRST_VAGUE` on make it approximate.
const BEFORE: &[&str] = &[
    "At",
    "at",
    "On",
    "on",
    "From",
    "from",
    "By",
    "by",
    "@",
    "Between",
    "between",
    "ca.",
    "ca",
    "circa",
    "Circa",
    "c.",
    "approx.",
    "approx",
    "Approx.",
    "Approximately",
    "approximately",
    "about",
    "About",
    "around",
    "Around",
    "roughly",
    "Roughly",
    "~",
    "\u{2248}",
    "\u{223c}",
];
const FIRST_VAGUE: usize = 11;

/// Parses the point in time at the start of `text`.
pub(crate) fn parse(text: &str) -> Option<Stamp> {
    let mut stamp = Stamp::default();
    let mut at = before(text, &mut stamp.approximate);
    if let Some((minutes, length)) = relative(&text[at..]) {
        stamp.offset = Some(minutes);
        close(text, at + length, &mut stamp);
        return Some(stamp);
    }
    if let Some((day, length)) = date::parse(&text[at..]) {
        stamp.day = Some(day);
        at += length;
        let then = between(text, at, &mut stamp.approximate);
        if let Some((clock, length)) = clock::parse(&text[then..]) {
            stamp.clock = Some(clock);
            at = then + length;
        }
    } else {
        let (clock, length) = clock::parse(&text[at..])?;
        stamp.clock = Some(clock);
        at += length;
    }
    at = after_clock(text, at, &mut stamp);
    if stamp.clock.is_some() {
        at = range(text, at, &mut stamp);
        at = late_day(text, at, &mut stamp);
    }
    close(text, at, &mut stamp);
    Some(stamp)
}

/// Skips marks and words before a time; returns the offset of the time.
fn before(text: &str, approximate: &mut bool) -> usize {
    let mut at = 0;
    // There may be emphasis, brackets, and a few words.
    for _ in 0..6 {
        let rest = &text[at..];
        let trimmed = rest.trim_start_matches(is_mark);
        at += rest.len() - trimmed.len();
        let Some(index) = BEFORE.iter().position(|word| {
            trimmed.strip_prefix(word).is_some_and(|after| {
                let sign = !word.ends_with(|c: char| c.is_alphabetic());
                sign || after.starts_with(' ')
            })
        }) else {
            break;
        };
        *approximate |= index >= FIRST_VAGUE;
        at += BEFORE[index].len();
    }
    at
}

/// Parses `T+5m`, `T-10 min`, `T+1h05m`, `T+00:20`, `T+0`; returns minutes and length.
fn relative(text: &str) -> Option<(i64, usize)> {
    let rest = text.strip_prefix('T')?;
    let (rest, _) = skip_space(rest);
    let (sign, rest) = match rest.chars().next()? {
        '+' => (1, &rest[1..]),
        '-' => (-1, &rest[1..]),
        '\u{2212}' => (-1, &rest[3..]),
        _ => return None,
    };
    let (rest, _) = skip_space(rest);
    let (minutes, length) = length::leading(rest).or_else(|| {
        let (first, digits) = number(rest, 1..=3)?;
        let Some((second, more)) = rest[digits..]
            .strip_prefix(':')
            .and_then(|rest| number(rest, 2..=2))
        else {
            return Some((i64::from(first), digits));
        };
        Some((i64::from(first * 60 + second), digits + 1 + more))
    })?;
    let end = &rest[length..];
    (!runs_on(end)).then_some((sign * minutes, text.len() - end.len()))
}

/// Whether a character before a time is a mark: emphasis, a bracket, an emoji or a bullet.
fn is_mark(c: char) -> bool {
    let vague = matches!(c, '\u{2248}' | '\u{223c}');
    matches!(c, ' ' | '\t' | '*' | '_' | '[' | '(' | '`' | '"')
        || !(c.is_ascii() || c.is_alphanumeric() || vague)
}

/// Skips what may be between a day and its time.
fn between(text: &str, at: usize, approximate: &mut bool) -> usize {
    let rest = &text[at..];
    if let Some(time) = rest.strip_prefix(['T', 't']) {
        if time.starts_with(|c: char| c.is_ascii_digit()) {
            return at + 1;
        }
        return at;
    }
    let trimmed = rest.trim_start_matches([
        ' ', ',', '\u{a0}', '|', '*', '_', ']', ')', '\u{2013}', '\u{2014}', '-', ':', ';',
    ]);
    let gap = rest.len() - trimmed.len();
    if gap == 0 {
        return at;
    }
    at + gap + before(trimmed, approximate)
}

/// Parses `~` and the zone after a time.
fn after_clock(text: &str, mut at: usize, stamp: &mut Stamp) -> usize {
    if text[at..].starts_with('~') {
        stamp.approximate = true;
        at += 1;
    }
    let lower = text[at..].get(..6).unwrap_or("").to_ascii_lowercase();
    for unit in [" uhr", "h ", " hrs", "hrs"] {
        if lower.starts_with(unit) && stamp.clock.is_some() {
            at += unit.trim_end().len();
            break;
        }
    }
    if stamp.clock.is_none() {
        return at;
    }
    // `09:05-10:00` is a range; `T09:05:00-07:00` is an instant.
    let iso = [6, 9]
        .iter()
        .any(|back| at >= *back && text.as_bytes()[at - back] == b'T');
    if text[at..].starts_with('-') && !iso {
        return at;
    }
    let seconds = text[..at].rsplit([' ', 'T']).next().unwrap_or("");
    let logged = seconds.matches(':').count() == 2;
    if let Some((zone, length)) = zone_behind(&text[at..], logged) {
        stamp.zone = Some(zone);
        at += length;
    }
    at
}

/// Parses ` UTC`, ` (UTC)`, `Z`, `+02:00` after a time.
///
/// A negative offset after a space is read as a range, unless the time is `logged` with its
/// seconds: `23:20:00 -05:00`.
fn zone_behind(text: &str, logged: bool) -> Option<(Zone, usize)> {
    let (rest, space) = skip_space(text);
    if space > 0 && rest.starts_with('-') && !(logged && is_offset(rest)) {
        return None;
    }
    if let Some(inner) = rest.strip_prefix(['(', '[']) {
        let (zone, length) = zone::parse(inner)?;
        let closed = inner[length..].starts_with([')', ']']);
        return closed.then_some((zone, space + length + 2));
    }
    let (zone, length) = zone::parse(rest)?;
    if runs_on(&rest[length..]) {
        return None;
    }
    Some((zone, space + length))
}

/// Whether `text` starts with `-05:00` or `-0500`, and not with the end of a range, `-05:00:10`.
fn is_offset(text: &str) -> bool {
    let digits: Vec<u8> = text
        .bytes()
        .skip(1)
        .take_while(|byte| byte.is_ascii_digit() || *byte == b':')
        .filter(u8::is_ascii_digit)
        .collect();
    digits.len() == 4 && (digits[0], digits[1]) <= (b'1', b'4') && !text[1..].starts_with(' ')
}

/// Parses `- 15:30`, `to 4 pm`, `until August 3, 2023, 01:00`.
fn range(text: &str, at: usize, stamp: &mut Stamp) -> usize {
    let rest = &text[at..];
    let trimmed = rest.trim_start_matches([' ', '\u{a0}', '*', '_']);
    let sign = [
        "--", "-", "\u{2013}", "\u{2014}", "\u{2192}", "to ", "until ", "till ", "and ", "through ",
    ]
    .iter()
    .find_map(|sign| trimmed.strip_prefix(sign));
    let Some(behind) = sign else {
        return at;
    };
    let mut vague = false;
    let skipped = before(behind, &mut vague);
    let end = &behind[skipped..];
    let mut length = 0;
    let mut day = None;
    if let Some((found, more)) = date::parse(end) {
        day = Some(found);
        length = between(end, more, &mut vague);
    }
    let Some((clock, more)) = clock::parse(&end[length..]) else {
        return at;
    };
    length += more;
    stamp.approximate |= vague;
    stamp.end_day = day;
    stamp.end_clock = Some(clock);
    same_half(stamp, &text[..at], &end[..length]);
    let mut at = text.len() - end.len() + length;
    if let Some((zone, length)) = zone_behind(&text[at..], false) {
        stamp.zone.get_or_insert(zone);
        at += length;
    }
    at
}

/// In `1:00 - 2:30 PM`, moves the first time to the afternoon as well.
fn same_half(stamp: &mut Stamp, first: &str, last: &str) {
    let marked = |text: &str| {
        text.trim_end_matches('.')
            .to_ascii_lowercase()
            .ends_with('m')
    };
    if let (Some(Clock::At { time, .. }), Some(Clock::At { time: end, .. })) =
        (&mut stamp.clock, stamp.end_clock)
        && marked(last)
        && !marked(first.trim())
        && time.hour() < 12
        && end.hour() >= 12
        && time.hour() + 12 <= end.hour()
        && let Ok(later) = jiff::civil::Time::new(time.hour() + 12, time.minute(), time.second(), 0)
    {
        *time = later;
    }
}

/// Parses the day after a time: `13:10 PST 4 May 2021`, `13:10 on 4 May`.
fn late_day(text: &str, at: usize, stamp: &mut Stamp) -> usize {
    if stamp.day.is_some() {
        return at;
    }
    let (mut rest, mut space) = skip_space(&text[at..]);
    if let Some(after) = rest.strip_prefix(',') {
        let (after, more) = skip_space(after);
        (rest, space) = (after, space + 1 + more);
    }
    let mut named = false;
    if let Some(after) = rest.strip_prefix("on ") {
        (rest, space, named) = (after, space + 3, true);
    }
    if let Some(after) = rest.strip_prefix('(') {
        (rest, space) = (after, space + 1);
    }
    match date::parse(rest) {
        Some((day @ Day::Full(_), length)) => {
            stamp.day = Some(day);
            at + space + length
        }
        Some((day @ Day::OfYear { .. }, length)) if named || date_ends(&rest[length..]) => {
            stamp.day = Some(day);
            at + space + length
        }
        _ => at,
    }
}

fn date_ends(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '*', '_', ')']);
    text.is_empty() || text.starts_with([':', '-', '\u{2013}', '\u{2014}', '|'])
}

/// Sets where the words after the time begin.
fn close(text: &str, at: usize, stamp: &mut Stamp) {
    let rest = &text[at..];
    let open =
        rest.trim_start_matches(['*', '_', ']', ')', '`', '"', ' ', '\t', '\u{a0}', '~', ';']);
    stamp.approximate |= rest[..rest.len() - open.len()].contains('~');
    let marks = [
        ':', '-', '\u{2013}', '\u{2014}', '|', ',', '.', '\u{2192}', '>', '=', '\u{2022}', '\u{b7}',
    ];
    let words = open.trim_start_matches(marks);
    stamp.separated = words.len() < open.len() || open.is_empty();
    let start = words.trim_start_matches([
        ' ', '\t', '\u{a0}', '*', '_', ':', '-', '\u{2013}', '\u{2014}', '|',
    ]);
    // In `13:45 -5 pods`, the sign belongs to the number.
    stamp.rest = text.len() - start.len();
    let aside = start
        .strip_prefix('(')
        .and_then(|inner| inner.split(')').next());
    if let Some(aside) = aside {
        let aside = aside.to_lowercase();
        let doubt = [
            "maybe", "approx", "roughly", "estimate", "not sure", "about", "or so",
        ];
        stamp.approximate |= aside.len() < 40 && doubt.iter().any(|word| aside.contains(word));
    }
    let first = word(start).to_lowercase();
    stamp.approximate |= first == "ish" || first == "approx";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let Some(stamp) = parse(text) else {
            return "none".to_owned();
        };
        let day = |day: Option<Day>| match day {
            Some(Day::Full(date)) => format!("{date} "),
            Some(Day::OfYear { month, day }) => format!("{month}/{day} "),
            Some(Day::Wrong) => "wrong ".to_owned(),
            Some(Day::Blank) => "blank ".to_owned(),
            None => String::new(),
        };
        let clock = |clock: Option<Clock>| match clock {
            Some(Clock::At { time, .. }) => format!("{:02}:{:02}", time.hour(), time.minute()),
            Some(Clock::Blank) => "??".to_owned(),
            None => String::new(),
        };
        if let Some(minutes) = stamp.offset {
            return format!("T{minutes:+}|{}", &text[stamp.rest..]);
        }
        let mut out = format!(
            "{}{}{}",
            if stamp.approximate { "~" } else { "" },
            day(stamp.day),
            clock(stamp.clock)
        );
        if stamp.end_clock.is_some() {
            out = format!("{out}..{}{}", day(stamp.end_day), clock(stamp.end_clock));
        }
        if let Some(zone) = stamp.zone {
            out = format!("{out} {}", zone.name);
        }
        format!("{out}|{}", &text[stamp.rest..])
    }

    #[test]
    fn points_in_time_by_many_forms() {
        for (text, expected) in [
            ("13:45: Down", "13:45|Down"),
            ("16:58 UTC - Down", "16:58 UTC|Down"),
            ("10:30 AM: Down", "10:30|Down"),
            ("17:30 PST: Down", "17:30 PST|Down"),
            ("2024-06-06 11:27", "2024-06-06 11:27|"),
            ("~13:30-13:45", "~13:30..13:45|"),
            ("July 11, 2025, 12:42 PM", "2025-07-11 12:42|"),
            ("June 14th, 2022, 1:30 PM: Down", "2022-06-14 13:30|Down"),
            ("2018-07-08 ca. 18:30", "~2018-07-08 18:30|"),
            ("13:10 PST 4 May 2021 - Down", "2021-05-04 13:10 PST|Down"),
            ("19. April, 11:00", "4/19 11:00|"),
            ("Feb 21, 13:00", "2/21 13:00|"),
            ("Feb 20 2018 14:17", "2018-02-20 14:17|"),
            ("07:30am - First report", "07:30|First report"),
            ("2020-11-17 10:45~", "~2020-11-17 10:45|"),
            ("~2025-03-03 19:30", "~2025-03-03 19:30|"),
            ("2020-10-06 09:00 - 11:00", "2020-10-06 09:00..11:00|"),
            ("2022-08-03 12:26-12:??", "2022-08-03 12:26..12:00|"),
            ("22:52 (maybe earlier?)", "~22:52|(maybe earlier?)"),
            ("8:20 - 8:24", "08:20..08:24|"),
            (
                "August 2, 2023, 13:45 - August 2, 2023, 15:30 (UTC)",
                "2023-08-02 13:45..2023-08-02 15:30 UTC|",
            ),
            ("2021-03-04T09:05:00Z Down", "2021-03-04 09:05 Z|Down"),
            (
                "2021-03-04T09:05:00+02:00: Down",
                "2021-03-04 09:05 +02:00|Down",
            ),
            ("1:00 - 2:30 PM: Down", "13:00..14:30|Down"),
            ("At around 10:50 AM, we saw", "~10:50|we saw"),
            ("[10:50] Down", "10:50|Down"),
            ("(10:50 UTC) Down", "10:50 UTC|Down"),
            ("10:50 (UTC) | Down", "10:50 UTC|Down"),
            ("**10:50** Down", "10:50|Down"),
            ("13:45 May be slow", "13:45|May be slow"),
            ("2022-02-?? ??:?? later", "blank ??|later"),
            ("2020-12-21 HH:mm", "2020-12-21 ??|"),
            ("20202-01-16 12:00", "wrong 12:00|"),
            ("2X:XX (not sure)", "~??|(not sure)"),
            ("23:50 to 00:10: Down", "23:50..00:10|Down"),
            (
                "2024-03-10 23:20:00 -05:00 Down",
                "2024-03-10 23:20 -05:00|Down",
            ),
            (
                "2024-03-10 23:20:00 -0500: Down",
                "2024-03-10 23:20 -0500|Down",
            ),
            ("10:45 -- 11:00 Down", "10:45..11:00|Down"),
            ("10:45 -- Down", "10:45|Down"),
            ("\u{1f534} 09:00 \u{2013} Down", "09:00|Down"),
            ("\u{2705}\u{fe0f} **09:00** Down", "09:00|Down"),
            ("\u{2022} 09:00 Down", "09:00|Down"),
            ("\u{2248} 09:00 Down", "~09:00|Down"),
            ("T+5m: Down", "T+5|Down"),
            ("T+1h05m - Down", "T+65|Down"),
            ("T + 90 min Down", "T+90|Down"),
            ("T+00:20 Down", "T+20|Down"),
            ("T+0: Down", "T+0|Down"),
            ("T-10m: Down", "T-10|Down"),
            ("T+5 Down", "T+5|Down"),
            ("T+5x: Down", "none"),
            ("Team+5", "none"),
            ("version 1.20", "none"),
            ("5 pods at 10:00", "none"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
