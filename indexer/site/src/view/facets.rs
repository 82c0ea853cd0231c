//! Values that rows are filtered and counted by.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use app::model::FacetOption;

/// The distinct values of many, most frequent first, with how often.
pub(super) fn counted(values: Vec<(String, String)>) -> Vec<FacetOption> {
    let mut counts: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (value, label) in values {
        counts.entry(value).or_insert((0, label)).0 += 1;
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by_key(|(value, (count, _))| (Reverse(*count), value.clone()));
    ranked
        .into_iter()
        .map(|(value, (count, label))| FacetOption {
            value,
            label: format!("{label} ({count})"),
        })
        .collect()
}

/// Whether this is an ISO 8601 date, or begins with one.
pub(super) fn is_date(text: &str) -> bool {
    text.get(..10)
        .is_some_and(|date| date.parse::<jiff::civil::Date>().is_ok())
}

/// The year of an ISO 8601 date or instant.
pub(super) fn year(date: &str) -> Option<i16> {
    let date: jiff::civil::Date = date.get(..10)?.parse().ok()?;
    Some(date.year())
}

/// The quarter of an ISO 8601 date or instant: `2023 Q3`.
pub(super) fn quarter(date: &str) -> Option<String> {
    let date: jiff::civil::Date = date.get(..10)?.parse().ok()?;
    Some(format!("{:04} Q{}", date.year(), (date.month() + 2) / 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_and_years() {
        for (date, expected) in [
            ("2023-01-01", Some("2023 Q1")),
            ("2023-03-31T23:59:00Z", Some("2023 Q1")),
            ("2023-10-01", Some("2023 Q4")),
            ("soon", None),
            ("2023-13-01", None),
        ] {
            assert_eq!(quarter(date).as_deref(), expected, "{date}");
        }
        assert_eq!(year("2023-01-01"), Some(2023));
        assert!(is_date("2024-02-29") && !is_date("2023-02-29") && !is_date("Q3"));
    }

    #[test]
    fn values_are_counted() {
        let value = |name: &str| (name.to_lowercase(), name.to_owned());
        let options = counted(vec![value("B"), value("A"), value("C"), value("B")]);
        let labels: Vec<_> = options.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(labels, ["B (2)", "A (1)", "C (1)"]);
    }
}
