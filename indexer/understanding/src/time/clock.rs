//! Parses times of day: `13:45`, `9:05 PM`, `7am`, `noon`, `14h30`, `1430 UTC`, `14:??`.

use jiff::civil::Time;

use super::{number, runs_on, skip_space, word, zone};

/// A time of day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// A time; `vague` if only the hour is known, `next_day` for 24:00.
    At {
        time: Time,
        vague: bool,
        next_day: bool,
    },
    /// A placeholder that was not filled in: `HH:mm`, `--:--`, `??:??`, `2X:XX`.
    Blank,
}

/// Parses a time of day at the start of `text`; returns it with its length in bytes.
pub(crate) fn parse(text: &str) -> Option<(Clock, usize)> {
    blank(text)
        .or_else(|| named(text))
        .or_else(|| colon(text))
        .or_else(|| hour_only(text))
        .or_else(|| hour_mark(text))
        .or_else(|| military(text))
}

fn at(hour: u32, minute: u32, second: u32, vague: bool) -> Option<Clock> {
    if hour == 24 && minute == 0 && second == 0 {
        let time = Time::midnight();
        return Some(Clock::At {
            time,
            vague,
            next_day: true,
        });
    }
    let small = |number: u32| i8::try_from(number).ok();
    let time = Time::new(small(hour)?, small(minute)?, small(second.min(59))?, 0).ok()?;
    Some(Clock::At {
        time,
        vague,
        next_day: false,
    })
}

/// Parses `HH:mm`, `hh:mm:ss`, `--:--`, `??:??`, `xx:xx`, `2X:XX`, `XX:30`.
fn blank(text: &str) -> Option<(Clock, usize)> {
    let bytes = text.as_bytes();
    let filler = |byte: &u8| {
        matches!(
            byte,
            b'H' | b'h' | b'X' | b'x' | b'?' | b'-' | b'_' | b'M' | b'm' | b'T' | b'S' | b's'
        )
    };
    let part = |at: usize| {
        let pair = bytes.get(at..at + 2)?;
        let fits = pair
            .iter()
            .all(|byte| filler(byte) || byte.is_ascii_digit());
        fits.then(|| pair.iter().filter(|byte| filler(byte)).count())
    };
    let first = part(0)?;
    if bytes.get(2) != Some(&b':') {
        return None;
    }
    let second = part(3)?;
    // `14:??` states the hour, so it is not blank.
    if first + second < 2 || first == 0 {
        return None;
    }
    let mut end = 5;
    if bytes.get(5) == Some(&b':') && part(6).is_some() {
        end = 8;
    }
    (!runs_on(&text[end..])).then_some((Clock::Blank, end))
}

fn named(text: &str) -> Option<(Clock, usize)> {
    let name = word(text);
    let hour = match name.to_ascii_lowercase().as_str() {
        "noon" | "midday" => 12,
        "midnight" => 0,
        _ => return None,
    };
    Some((at(hour, 0, 0, false)?, name.len()))
}

/// Parses `13:45`, `9:05:30 PM`, `14h30`, `9.05 am`, `14:??`.
fn colon(text: &str) -> Option<(Clock, usize)> {
    let (hour, digits) = number(text, 1..=2)?;
    let separator = *text.as_bytes().get(digits)?;
    if !matches!(separator, b':' | b'h' | b'H' | b'.') {
        return None;
    }
    let mut end = digits + 1;
    if separator == b':' && text[end..].starts_with("??") {
        return Some((at(hour, 0, 0, true)?, end + 2));
    }
    let (minute, _) = number(&text[end..], 2..=2)?;
    end += 2;
    let mut second = 0;
    if separator == b':'
        && let Some(rest) = text[end..].strip_prefix(':')
        && let Some((value, _)) = number(rest, 2..=2)
    {
        second = value;
        end += 3;
        if let Some(fraction) = text[end..].strip_prefix(['.', ',']) {
            let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
            if length > 0 {
                end += 1 + length;
            }
        }
        // A further group such as in `00:1a:2b:3c` means a hardware address.
        if text[end..].starts_with(':') && runs_on(&text[end + 1..]) {
            return None;
        }
    }
    let mut half = None;
    if let Some((found, length)) = half_of_day(&text[end..]) {
        half = Some(found);
        end += length;
    }
    if separator == b'.' && half.is_none() {
        return None;
    }
    let rest = &text[end..];
    let ends = !runs_on(rest) || zone::parse(rest).is_some() || rest.starts_with(['h', 'H']);
    if !ends || rest.starts_with('%') {
        return None;
    }
    Some((at(with_half(hour, half)?, minute, second, false)?, end))
}

/// Parses `7am`, `7 PM`.
fn hour_only(text: &str) -> Option<(Clock, usize)> {
    let (hour, digits) = number(text, 1..=2)?;
    let (half, length) = half_of_day(&text[digits..])?;
    if hour > 12 || hour == 0 {
        return None;
    }
    Some((
        at(with_half(hour, Some(half))?, 0, 0, false)?,
        digits + length,
    ))
}

/// Parses `14h` if a mark follows, as after a label; `5h outage` is a length.
fn hour_mark(text: &str) -> Option<(Clock, usize)> {
    let (hour, digits) = number(text, 2..=2)?;
    let rest = text[digits..].strip_prefix(['h', 'H'])?;
    let marked = skip_space(rest).0;
    let ends = marked.is_empty()
        || marked.starts_with([':', '-', '\u{2013}', '\u{2014}', '|', '*', ')', ']']);
    ends.then(|| Some((at(hour, 0, 0, false)?, digits + 1)))
        .flatten()
}

/// Parses `1430 UTC`, `1430h`, `0930hrs`, `930pm`, `1015 PM`.
fn military(text: &str) -> Option<(Clock, usize)> {
    let (value, digits) = number(text, 3..=4)?;
    if let Some((half, length)) = half_of_day(&text[digits..])
        && (1..=12).contains(&(value / 100))
    {
        let hour = with_half(value / 100, Some(half))?;
        return Some((at(hour, value % 100, 0, false)?, digits + length));
    }
    if digits < 4 {
        return None;
    }
    let (rest, space) = skip_space(&text[digits..]);
    let unit = word(rest);
    let (end, named) = match unit.to_ascii_lowercase().as_str() {
        "h" | "hrs" | "hours" => (digits + space + unit.len(), true),
        _ => (digits, zone::parse(rest).is_some()),
    };
    if !named {
        return None;
    }
    Some((at(value / 100, value % 100, 0, false)?, end))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Evening,
}

/// Parses `am`, ` PM`, ` p.m.`.
fn half_of_day(text: &str) -> Option<(Half, usize)> {
    let (rest, space) = skip_space(text);
    let bytes = rest.as_bytes();
    let half = match bytes.first()? {
        b'a' | b'A' => Half::Morning,
        b'p' | b'P' => Half::Evening,
        _ => return None,
    };
    let dotted = bytes.get(1) == Some(&b'.');
    let m = 1 + usize::from(dotted);
    if !matches!(bytes.get(m), Some(b'm' | b'M')) {
        return None;
    }
    let mut end = m + 1;
    if runs_on(&rest[end..]) {
        return None;
    }
    if dotted && bytes.get(end) == Some(&b'.') {
        end += 1;
    }
    Some((half, space + end))
}

/// Converts an hour to the 24-hour clock; `17:14pm` means 17:14.
fn with_half(hour: u32, half: Option<Half>) -> Option<u32> {
    Some(match half {
        Some(Half::Morning) if hour == 12 => 0,
        Some(Half::Evening) if hour < 12 => hour + 12,
        _ if hour > 24 => return None,
        _ => hour,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day() {
        for (text, expected, length) in [
            ("13:45: x", "13:45:00", 5),
            ("9:05 PM - x", "21:05:00", 7),
            ("07:30am - x", "07:30:00", 7),
            ("17:14pm", "17:14:00", 7),
            ("12:30 a.m. x", "00:30:00", 10),
            ("7am", "07:00:00", 3),
            ("14h30", "14:30:00", 5),
            ("14:02:07.123Z", "14:02:07", 12),
            ("1430 UTC", "14:30:00", 4),
            ("930pm: x", "21:30:00", 5),
            ("1015 PM - x", "22:15:00", 7),
            ("14h : x", "14:00:00", 3),
            ("noon", "12:00:00", 4),
            ("14:?? x", "14:00:00", 5),
            ("24:00", "00:00:00", 5),
        ] {
            let Some((Clock::At { time, .. }, end)) = parse(text) else {
                panic!("{text}")
            };
            assert_eq!(
                (time.to_string().as_str(), end),
                (expected, length),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "1.20.3",
            "3:2",
            "25:00",
            "10:61",
            "00:1b:44:11:3a:b7",
            "12:34:56:78",
            "10:8000",
            "2021",
            "5 pods",
            "12",
            "10:15x",
            "14h outage",
            "930 pods",
            "1315 PM",
            "961 pm",
            "99:99",
            "",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        for text in ["HH:mm", "--:--", "??:??", "2X:XX", "hh:mm:ss"] {
            assert!(matches!(parse(text), Some((Clock::Blank, _))), "{text}");
        }
    }
}
