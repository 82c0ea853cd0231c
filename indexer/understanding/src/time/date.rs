//! Parses days: `2021-03-04`, `Sep 27 2017`, `14th of June`, `19. April`, `4/5/2021`.

use jiff::civil::Date;

use super::{number, runs_on, skip_space, word};

/// A day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// A day with its year.
    Full(Date),
    /// A day without a year.
    OfYear { month: i8, day: i8 },
    /// Text with the form of a day that is not a day: `20202-01-16`, `2023-02-30`.
    Wrong,
    /// A placeholder that was not filled in: `2022-05-??`, `yyyy-mm-dd`.
    Blank,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Parses a day at the start of `text`; returns it with its length in bytes.
pub(crate) fn parse(text: &str) -> Option<(Day, usize)> {
    let after = weekday(text);
    let (day, length) = blank(&text[after..])
        .or_else(|| numeric(&text[after..]))
        .or_else(|| month_first(&text[after..]))
        .or_else(|| day_first(&text[after..]))?;
    Some((day, after + length))
}

fn full(year: u32, month: u32, day: u32) -> Day {
    let date = i16::try_from(year)
        .ok()
        .zip(i8::try_from(month).ok())
        .zip(i8::try_from(day).ok())
        .and_then(|((year, month), day)| Date::new(year, month, day).ok());
    match date {
        Some(date) if (1970..2200).contains(&year) => Day::Full(date),
        _ => Day::Wrong,
    }
}

/// The length of a weekday and what follows it: `Monday, `, `Tue `.
fn weekday(text: &str) -> usize {
    let name = word(text);
    let lower = name.to_ascii_lowercase();
    let known = lower.len() >= 3
        && WEEKDAYS
            .iter()
            .any(|day| *day == lower || (matches!(lower.len(), 3 | 4) && day.starts_with(&lower)));
    if !known {
        return 0;
    }
    let mut rest = &text[name.len()..];
    rest = rest.trim_start_matches(['.', ',']);
    rest = skip_space(rest).0;
    for filler in ["the ", "the"] {
        rest = rest.strip_prefix(filler).unwrap_or(rest);
    }
    text.len() - rest.len()
}

/// Parses `2022-05-??`, `2021/22-??-??`, `yyyy-mm-dd`, `20xx-MM-DD`.
fn blank(text: &str) -> Option<(Day, usize)> {
    // No such token is longer; a limit keeps long lines fast.
    let end = text
        .char_indices()
        .take(24)
        .find(|(_, c)| c.is_whitespace() || matches!(c, ',' | '|' | ')' | ']'))
        .map_or_else(
            || text.char_indices().nth(24).map_or(text.len(), |(at, _)| at),
            |(at, _)| at,
        );
    let token = text[..end].trim_end_matches([':', '.']);
    if token.len() < 8 || !token.is_ascii() {
        return None;
    }
    let parts = token.split('-').count();
    let fits = parts == 3
        && token.bytes().all(|b| {
            b.is_ascii_digit()
                || matches!(
                    b,
                    b'-' | b'/' | b'?' | b'x' | b'X' | b'y' | b'Y' | b'm' | b'M' | b'd' | b'D'
                )
        })
        && token
            .bytes()
            .any(|b| !(b.is_ascii_digit() || matches!(b, b'-' | b'/')));
    fits.then_some((Day::Blank, token.len()))
}

/// Parses `2021-03-04`, `2021/3/4`, `4.3.2021`, `3/4/2021`, `20202-01-16`.
fn numeric(text: &str) -> Option<(Day, usize)> {
    let (first, digits) = number(text, 1..=5)?;
    let separator = *text.as_bytes().get(digits)?;
    if !matches!(separator, b'-' | b'/' | b'.') {
        return None;
    }
    let mut at = digits + 1;
    let (second, more) = number(text.get(at..)?, 1..=2)?;
    at += more;
    if text.as_bytes().get(at) != Some(&separator) {
        return None;
    }
    at += 1;
    let year_first = digits >= 4;
    let (third, more) =
        number(text.get(at..)?, if year_first { 1..=2 } else { 4..=4 }).or_else(|| {
            (!year_first && separator == b'/')
                .then(|| number(&text[at..], 2..=2))
                .flatten()
        })?;
    at += more;
    let rest = &text[at..];
    let runs = rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '_'))
        || (rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit()))
        || (runs_on(rest) && !rest.starts_with(['T', 't']));
    // Versions contain dots, too: 1.20.3 is not a day.
    if runs || (digits == 3) || (separator == b'.' && !year_first && more != 4) {
        return None;
    }
    let day = if digits == 5 {
        Day::Wrong
    } else if year_first {
        full(first, second, third)
    } else {
        let year = if more == 2 { 2000 + third } else { third };
        // 4.3.2021 and, in American notation, 3/4/2021 are 4 March.
        if separator == b'/' && first <= 12 && second <= 31 {
            full(year, first, second)
        } else {
            full(year, second, first)
        }
    };
    Some((day, at))
}

/// The number of the month `name`, from 1.
fn month(name: &str) -> Option<u32> {
    let lower = name.to_ascii_lowercase();
    // `may` is a verb; `May` is a month.
    if lower.len() < 3 || name.starts_with(|c: char| c.is_ascii_lowercase()) && lower == "may" {
        return None;
    }
    let index = MONTHS.iter().position(|month| {
        *month == lower
            || (lower.len() == 3 && month.starts_with(&lower))
            || (lower == "sept" && *month == "september")
    })?;
    u32::try_from(index + 1).ok()
}

/// Parses `Sep 27 2017`, `June 14th, 2022`, `Feb 21`.
fn month_first(text: &str) -> Option<(Day, usize)> {
    let name = word(text);
    let month = month(name)?;
    let mut at = name.len();
    at += text[at..].len()
        - text[at..]
            .trim_start_matches(['.', ' ', '-', '\u{a0}'])
            .len();
    let (day, more) = number(&text[at..], 1..=2)?;
    at += more;
    at += ordinal(&text[at..]);
    if runs_on(&text[at..])
        || text[at..].starts_with(':') && !text[at + 1..].starts_with(' ') && text.len() > at + 1
    {
        return None;
    }
    Some(with_year(text, month, day, at))
}

/// Parses `27 September 2017`, `14th of June`, `19. April`, `4-May-2021`.
fn day_first(text: &str) -> Option<(Day, usize)> {
    let (day, mut at) = number(text, 1..=2)?;
    at += ordinal(&text[at..]);
    let gap = text[at..].len()
        - text[at..]
            .trim_start_matches(['.', ' ', '-', '\u{a0}'])
            .len();
    if gap == 0 {
        return None;
    }
    at += gap;
    if let Some(rest) = text[at..].strip_prefix("of ") {
        at += 3 + skip_space(rest).1;
    }
    let name = word(&text[at..]);
    let month = month(name)?;
    at += name.len();
    if text[at..].starts_with('.') && name.len() <= 4 {
        at += 1;
    }
    Some(with_year(text, month, day, at))
}

/// Parses the year after day and month, if there is one.
fn with_year(text: &str, month: u32, day: u32, at: usize) -> (Day, usize) {
    let rest = text[at..].trim_start_matches([',', ' ', '-', '\u{a0}']);
    let gap = text[at..].len() - rest.len();
    if gap > 0
        && let Some((year, digits)) = number(rest, 4..=4)
        && (1970..2200).contains(&year)
        && !runs_on(&rest[digits..])
    {
        return (full(year, month, day), at + gap + digits);
    }
    // Without a year, 29 February is valid, so a leap year checks it.
    let valid = Date::new(
        2000,
        i8::try_from(month).unwrap_or(0),
        i8::try_from(day).unwrap_or(0),
    );
    match valid {
        Ok(date) => (
            Day::OfYear {
                month: date.month(),
                day: date.day(),
            },
            at,
        ),
        Err(_) => (Day::Wrong, at),
    }
}

/// The length of `st`, `nd`, `rd` or `th`.
fn ordinal(text: &str) -> usize {
    let ends = ["st", "nd", "rd", "th"];
    let found = ends.iter().any(|end| text.starts_with(end)) && !runs_on(&text[2..]);
    if found { 2 } else { 0 }
}

/// The first day with a year anywhere in `text`.
pub(crate) fn find(text: &str) -> Option<Date> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if !before.is_alphanumeric()
            && !matches!(before, '-' | '/' | '.' | '=' | '_' | '#')
            && c.is_alphanumeric()
            && let Some((Day::Full(date), _)) = parse(&text[at..])
        {
            return Some(date);
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_by_many_forms() {
        for text in [
            "2021-03-04",
            "2021/03/04",
            "Mar 4 2021",
            "March 4th, 2021",
            "4 March 2021",
            "4th of March, 2021",
            "4. March 2021",
            "4-Mar-2021",
            "Thursday, March 4, 2021",
            "Thursday 4th March 2021",
            "04.03.2021",
            "3/4/2021",
            "2021-03-04T10:00",
            "Thu Mar 4, 2021",
        ] {
            let day = parse(text).map(|(day, _)| day);
            assert_eq!(
                day,
                Some(Day::Full(jiff::civil::date(2021, 3, 4))),
                "{text}"
            );
        }
        for text in [
            "March 4",
            "Mar 4th",
            "4. March",
            "4 March",
            "Thursday 4th March",
        ] {
            let day = parse(text).map(|(day, _)| day);
            assert_eq!(day, Some(Day::OfYear { month: 3, day: 4 }), "{text}");
        }
        for text in ["20202-01-16", "2023-02-30", "2023-13-01", "32.01.2023"] {
            assert_eq!(parse(text).map(|(day, _)| day), Some(Day::Wrong), "{text}");
        }
        for text in ["2022-05-??", "yyyy-mm-dd", "20xx-MM-DD", "2021/22-??-??"] {
            assert_eq!(parse(text).map(|(day, _)| day), Some(Day::Blank), "{text}");
        }
        for text in [
            "1.20.3",
            "10.12.6.136",
            "5 may be",
            "Mayor 4",
            "3 pods",
            "2021",
            "June",
            "1-2-3",
            "",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
