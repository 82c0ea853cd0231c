//! Compares what is printed with what a page says is printed.
//!
//! A page shows a realistic sample, not a pattern: any run of digits stands for
//! any other, white space and the rules of tables may be longer or shorter, and
//! `…` stands for any text in a line. Every expected line must be printed, in
//! this order; others may stand between them.

/// The first expected line that is not printed.
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

/// A line with digits, white space and rules as they compare.
fn shape(line: &str, exact: bool) -> String {
    let mut out = String::with_capacity(line.len());
    let mut last = ' ';
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

/// Whether a printed line is the expected one, whose `…` stands for any text.
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
        ] {
            assert_eq!(missing(expected, printed, false), Some(line), "{expected}");
        }
    }

    #[test]
    fn figures_count_where_they_are_exact() {
        assert_eq!(missing("100 %", "100  %", true), None);
        assert_eq!(missing("100 %", "10 %", true), Some("100 %"));
        assert_eq!(missing("11", "1", true), Some("11"));
    }
}
