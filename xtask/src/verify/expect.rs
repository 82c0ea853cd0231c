//! Compares the output of commands with the output that a page shows.
//!
//! A page shows a realistic sample and not a pattern. Any run of digits matches any other;
//! the name of a weekday or month in a date matches any other; white space and the lines of
//! tables may be longer or shorter; and `…` matches any text in a line. Every expected line
//! must be printed, in this order; other lines may be printed between them.

/// The first expected line that is not printed.
///
/// With `exact`, digits and dates must be equal.
pub(super) fn missing<'a>(expected: &'a str, printed: &str, exact: bool) -> Option<&'a str> {
    let printed: Vec<String> = printed.lines().map(|line| shape(line, exact)).collect();
    let mut at = 0;
    for line in expected.lines() {
        let wanted = shape(line, exact);
        if wanted.is_empty() || wanted == "…" {
            continue;
        }
        match printed[at..].iter().position(|line| agrees(&wanted, line)) {
            Some(found) => at += found + 1,
            None => return Some(line.trim()),
        }
    }
    None
}

/// A line in which digits, names in dates, white space and lines of tables are normalised.
fn shape(line: &str, exact: bool) -> String {
    let mut out = String::with_capacity(line.len());
    let mut last = ' ';
    let line = if exact {
        line.to_owned()
    } else {
        without_date_names(line)
    };
    for char in line.trim().chars() {
        let char = match char {
            c if c.is_whitespace() => ' ',
            c if c.is_ascii_digit() && !exact => '0',
            c => c,
        };
        let folds = char == ' ' || char == '-' || char == '─' || (char == '0' && !exact);
        if !(folds && char == last) {
            out.push(char);
        }
        last = char;
    }
    out
}

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Replaces every weekday and month that is part of a date by the same name.
///
/// Dates are written as `Thu, 26 Nov 2026`, `26/Nov/2026` or `Mon Nov 30`. A month counts
/// next to a number; a weekday counts before a number or such a month. `May` and `Sun`
/// elsewhere are therefore not replaced.
fn without_date_names(line: &str) -> String {
    let tokens = tokens(line);
    let is_number = |at: Option<usize>| {
        at.is_some_and(|at| tokens[at].starts_with(|c: char| c.is_ascii_digit()))
    };
    // The words next to a token, if only date separators are between them.
    let separator = |text: &str| {
        let mut chars = text.chars();
        chars.all(|c| matches!(c, ' ' | ',' | '/' | '-' | '.')) && text.len() <= 2
    };
    let before = |at: usize| (at >= 2 && separator(tokens[at - 1])).then(|| at - 2);
    let after = |at: usize| (at + 2 < tokens.len() && separator(tokens[at + 1])).then_some(at + 2);
    let month_in_date =
        |at: usize| is_name(tokens[at], &MONTHS) && (is_number(before(at)) || is_number(after(at)));
    let mut out = String::with_capacity(line.len());
    for (at, token) in tokens.iter().enumerate() {
        let weekday = is_name(token, &WEEKDAYS)
            && (is_number(after(at)) || after(at).is_some_and(month_in_date));
        if weekday {
            out.push_str("‹weekday›");
        } else if month_in_date(at) {
            out.push_str("‹month›");
        } else {
            out.push_str(token);
        }
    }
    out
}

/// Whether `word` is one of `names`, in full or as its first three letters.
fn is_name(word: &str, names: &[&str]) -> bool {
    names.iter().any(|name| word == *name || word == &name[..3])
}

/// Splits `line` into runs of letters, runs of digits, and the text between them.
///
/// The tokens alternate as far as the date names need it, and joined they are `line`.
fn tokens(line: &str) -> Vec<&str> {
    let class = |c: char| match c {
        c if c.is_ascii_digit() => 0,
        c if c.is_alphabetic() => 1,
        _ => 2,
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, char) in line.char_indices() {
        if last.is_some_and(|last| last != class(char)) {
            tokens.push(&line[start..at]);
            start = at;
        }
        last = Some(class(char));
    }
    tokens.push(&line[start..]);
    tokens
}

/// Whether a printed line matches the expected one, in which `…` matches any text.
fn agrees(expected: &str, printed: &str) -> bool {
    let mut parts = expected.split('…');
    let Some(first) = parts.next() else {
        return false;
    };
    let Some(mut rest) = printed.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, between)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in between {
        match rest.find(part) {
            Some(found) => rest = &rest[found + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_agree_with_what_is_printed() {
        for (expected, printed) in [
            ("count\n 12\n", "count\n-----\n    7\n(1 row)\n"),
            ("----+---\n", "--------+------\n"),
            (
                "pid 4711 … idle in transaction",
                "pid 99 | app | 00:01 | idle in transaction",
            ),
            ("…\n\nb", "a\nb"),
            ("used 95 %", "used 100 %"),
            ("…refused…", "connect: refused."),
            (
                "here:  Thu, 26 Nov 2026 04:40:01 GMT",
                "here:  Sunday, 1 May 2027 14:40:01 GMT",
            ),
            (
                "[Thu Nov 26 04:43:30 2026] oom-kill",
                "[Tue Feb  1 00:00:00 2028] oom-kill",
            ),
            ("26/Nov/2026:05:01", "01/Dec/2026:05:01"),
            (
                "notAfter=Feb 24 04:36:00 2027 GMT",
                "notAfter=Mar  1 04:36:00 2027 GMT",
            ),
            ("2026-Nov-26", "2027-Jun-01"),
        ] {
            assert_eq!(
                missing(expected, printed, false),
                None,
                "{expected} / {printed}"
            );
        }
    }

    #[test]
    fn what_is_not_printed_is_named() {
        for (expected, printed, line) in [
            ("a\nb", "b\na", "b"),
            ("idle", "active", "idle"),
            ("x … y … z", "x y", "x … y … z"),
            ("ab…b", "ab", "ab…b"),
            ("0", "", "0"),
            (
                "Mon is not a date",
                "Tue is not a date",
                "Mon is not a date",
            ),
            ("May fail 3 times", "Jun fail 3 times", "May fail 3 times"),
            ("Thu Nov 26", "Nov 26", "Thu Nov 26"),
            ("Thu, 26 Nov", "Nov, 26 Thu", "Thu, 26 Nov"),
            ("Nov 26 GMT", "Nov 26 CET", "Nov 26 GMT"),
            ("Sat 1", "Satellite 1", "Sat 1"),
        ] {
            assert_eq!(missing(expected, printed, false), Some(line), "{expected}");
        }
    }

    #[test]
    fn figures_count_where_they_are_exact() {
        assert_eq!(missing("100 %", "100  %", true), None);
        assert_eq!(missing("100 %", "10 %", true), Some("100 %"));
        assert_eq!(missing("11", "1", true), Some("11"));
        assert_eq!(missing("Thu Nov 26", "Thu Nov 26", true), None);
        assert_eq!(missing("Nov 26", "Dec 26", true), Some("Nov 26"));
    }
}
