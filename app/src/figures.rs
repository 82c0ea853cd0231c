//! Statistics that pages compute at build time, and islands compute again in the browser.

/// Returns the `percent`-th percentile of ascending values by nearest rank: the smallest
/// value that at least `percent` percent of the values do not exceed. It is always one of
/// the values. Returns `None` if there are no values.
#[must_use]
pub fn percentile(ascending: &[i64], percent: usize) -> Option<i64> {
    let rank = (ascending.len() * percent).div_ceil(100).max(1);
    ascending.get(rank - 1).copied()
}

/// Returns the [`percentile`] if there are enough values for it, so that at least one
/// value can be above it.
#[must_use]
pub fn fair_percentile(ascending: &[i64], percent: usize) -> Option<i64> {
    let enough = ascending.len() * (100 - percent.min(100)) >= 100;
    percentile(ascending, percent).filter(|_| enough)
}

/// Formats minutes for people: `2 d 3 h 5 min`, with no-break spaces inside.
#[must_use]
pub fn duration(minutes: i64) -> String {
    let mut out = String::new();
    for (value, unit) in [
        (minutes / 1440, "d"),
        (minutes / 60 % 24, "h"),
        (minutes % 60, "min"),
    ] {
        if value == 0 && !(out.is_empty() && unit == "min") {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&value.to_string());
        out.push('\u{a0}');
        out.push_str(unit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values = [3, 5, 8, 13, 21];
        let table = [(1, 3), (20, 3), (50, 8), (75, 13), (90, 21), (100, 21)];
        for (percent, expected) in table {
            assert_eq!(percentile(&values, percent), Some(expected), "{percent}");
        }
        assert_eq!(percentile(&[7], 50), Some(7));
        assert_eq!(percentile(&[], 50), None);
    }

    #[test]
    fn a_percentile_of_too_few_is_not_given() {
        for (percent, fewest) in [(50, 2), (75, 4), (90, 10)] {
            let values: Vec<i64> = (0..fewest).collect();
            assert!(fair_percentile(&values, percent).is_some(), "{percent}");
            assert_eq!(fair_percentile(&values[1..], percent), None, "{percent}");
        }
    }

    #[test]
    fn durations_are_written() {
        let table = [
            (0, "0 min"),
            (30, "30 min"),
            (60, "1 h"),
            (105, "1 h 45 min"),
            (1440, "1 d"),
            (3065, "2 d 3 h 5 min"),
        ];
        for (minutes, expected) in table {
            assert_eq!(duration(minutes).replace('\u{a0}', " "), expected);
        }
    }
}
