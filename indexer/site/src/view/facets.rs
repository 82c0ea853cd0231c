//! Values that rows are filtered and counted by.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use app::model::FacetOption;
use model::date::Date;

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

/// The quarter of a day: `2023 Q3`.
pub(super) fn quarter(date: Date) -> String {
    format!("{:04} Q{}", date.year(), (date.month() + 2) / 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_has_three_months() {
        for (month, expected) in [
            (1, "2023 Q1"),
            (3, "2023 Q1"),
            (4, "2023 Q2"),
            (10, "2023 Q4"),
        ] {
            assert_eq!(quarter(jiff::civil::date(2023, month, 1)), expected);
        }
    }

    #[test]
    fn values_are_counted() {
        let value = |name: &str| (name.to_lowercase(), name.to_owned());
        let options = counted(vec![value("B"), value("A"), value("C"), value("B")]);
        let labels: Vec<_> = options.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(labels, ["B (2)", "A (1)", "C (1)"]);
    }
}
