//! The filters of the search page: how they change the query, and their HTML.

use search::analysis::fold;
use search::engine::{FacetGroup, Facets};
use search::language::{ClauseKind, Filter, Key, add_filter, parse, remove_clause};

use crate::hooks::id;
use crate::html::HtmlWriter;
use crate::model::Kind;

/// Number of values of a group that are not folded away.
const UNFOLDED: usize = 6;

/// The query after the checkbox of `key:value` was checked (`on`) or cleared. `others` are
/// the other values of the key that are checked.
pub(crate) fn toggled(query: &str, key: Key, value: &str, on: bool, others: &[String]) -> String {
    let includes = |filter: &Filter, value: &str| {
        filter.key == key
            && match key {
                Key::Severity => filter.matches_severity(value),
                _ => fold(&filter.value) == value,
            }
    };
    // A filter that excludes the value contradicts a check, and one that includes it
    // contradicts none.
    let query = without_filters(query, |filter| {
        filter.negated == on && includes(filter, value)
    });
    let wanted: Vec<&str> = match on {
        true => vec![value],
        // A range included the others too.
        false => others.iter().map(String::as_str).collect(),
    };
    wanted.into_iter().fold(query, |query, value| {
        let parsed = parse(&query);
        let known = parsed
            .filters()
            .any(|filter| !filter.negated && includes(filter, value));
        match Filter::parse(key, value, false).filter(|_| !known) {
            Some(filter) => add_filter(&query, &filter),
            None => query,
        }
    })
}

/// The query without the filters for which `is_removed` holds.
fn without_filters(query: &str, is_removed: impl Fn(&Filter) -> bool) -> String {
    let mut query = query.to_owned();
    while let Some(clause) = parse(&query)
        .clauses
        .iter()
        .find(|clause| matches!(&clause.kind, ClauseKind::Filter(filter) if is_removed(filter)))
    {
        query = remove_clause(&query, clause);
    }
    query
}

/// The query with `key:value` as the only filter of that key; with an empty value, without
/// any.
pub(crate) fn only(query: &str, key: Key, value: &str) -> String {
    let query = without_filters(query, |filter| filter.key == key);
    match Filter::parse(key, value, false) {
        Some(filter) => add_filter(&query, &filter),
        None => query,
    }
}

/// The query for documents of one year.
pub(crate) fn in_year(query: &str, year: u16) -> String {
    let from = only(query, Key::After, &year.to_string());
    only(&from, Key::Before, &year.saturating_add(1).to_string())
}

/// The query after a year was cleared; `others` are the years that are still checked. A
/// query has one range of dates: if there are years on both sides, the newer ones stay.
pub(crate) fn not_in_year(query: &str, year: u16, others: &[u16]) -> String {
    if others.iter().any(|&other| other > year) {
        return only(query, Key::After, &year.saturating_add(1).to_string());
    }
    if others.is_empty() {
        return only(&only(query, Key::After, ""), Key::Before, "");
    }
    only(query, Key::Before, &year.to_string())
}

/// How many filters a query has.
pub(crate) fn count(query: &str) -> usize {
    parse(query).filters().count()
}

/// The date of the filter `after:` or `before:` of a query; empty without one.
pub(crate) fn date(query: &str, key: Key) -> String {
    let parsed = parse(query);
    let mut filters = parsed
        .filters()
        .filter(|filter| filter.key == key && !filter.negated);
    let Some(filter) = filters.next() else {
        return String::new();
    };
    // A year and a month begin on their first day.
    let rest = "-01-01".get(filter.value.len() + 6 - DATE_LENGTH..);
    filter.value.clone() + rest.unwrap_or_default()
}

/// Length of `2023-01-31`.
const DATE_LENGTH: usize = 10;

/// The filters with their counts.
pub(crate) fn html(facets: &Facets) -> String {
    let mut html = HtmlWriter::default();
    for group in &facets.groups {
        if !group.values.is_empty() {
            write_group(&mut html, group);
        }
    }
    html.into_string()
}

fn write_group(html: &mut HtmlWriter, group: &FacetGroup) {
    html.raw("<fieldset><legend>")
        .raw(title(group.key))
        .raw("</legend>");
    let is_folded = group.values.len() > UNFOLDED + 1;
    for (n, value) in group.values.iter().enumerate() {
        if is_folded && n == UNFOLDED {
            html.raw("<details id=\"")
                .raw(id::MORE_FILTERS)
                .raw(group.key.name())
                .raw("\"><summary>")
                .text(&(group.values.len() - n).to_string())
                .raw(" more</summary>");
        }
        html.raw("<label class=\"kb-filter\"><input type=\"checkbox\" name=\"")
            .raw(group.key.name())
            .raw("\" value=\"")
            .text(&value.value)
            .raw("\" id=\"")
            .raw(id::FILTER)
            .raw(group.key.name())
            .raw("-")
            .text(&value.value)
            .raw(if value.chosen {
                "\" checked> <span>"
            } else {
                "\"> <span>"
            })
            .text(label(group.key, &value.label))
            .raw("</span> <span class=\"count\">")
            .text(&value.count.to_string())
            .raw("</span></label>");
    }
    html.raw(if is_folded {
        "</details></fieldset>"
    } else {
        "</fieldset>"
    });
}

/// Label of a value. Kinds have labels of their own.
fn label(key: Key, label: &str) -> &str {
    let kind = Kind::from_name(label).filter(|_| key == Key::Type);
    match kind {
        Some(kind) => kind.plural(),
        None => label,
    }
}

fn title(key: Key) -> &'static str {
    match key {
        Key::Type => "Kind",
        Key::Service => "Service",
        Key::Severity => "Severity",
        Key::Tag => "Tag",
        Key::Owner => "Owner",
        Key::Alert => "Alert",
        Key::After | Key::Before => "Year",
        Key::Title => "Title",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkbox_adds_and_removes_its_filter() {
        use Key::{Owner, Service, Severity, Type};
        for (query, key, value, on, others, then) in [
            ("disk", Type, "guide", true, &[][..], "disk type:guide"),
            ("disk type:guide", Type, "guide", false, &[], "disk"),
            (
                "disk type:guide",
                Owner,
                "data platform",
                true,
                &[],
                "disk type:guide owner:\"data platform\"",
            ),
            (
                "disk type:guide sev:1",
                Type,
                "runbook",
                true,
                &["guide"],
                "disk type:guide sev:1 type:runbook",
            ),
            (
                "disk type:guide type:runbook",
                Type,
                "guide",
                false,
                &["runbook"],
                "disk type:runbook",
            ),
            // As somebody wrote it.
            ("disk service:Till", Service, "till", false, &[], "disk"),
            // An exclusion is replaced.
            (
                "disk -type:guide",
                Type,
                "guide",
                true,
                &[],
                "disk type:guide",
            ),
            // A range is replaced by the other values that it included.
            ("disk sev:<=2", Severity, "1", false, &["2"], "disk sev:2"),
            (
                "sev:1..3 disk",
                Severity,
                "2",
                false,
                &["1", "3"],
                "disk sev:1 sev:3",
            ),
            ("disk sev:<=2", Severity, "2", true, &["1"], "disk sev:<=2"),
            ("disk -sev:>1", Severity, "2", true, &[], "disk sev:2"),
        ] {
            let others: Vec<String> = others.iter().map(|&other| other.to_owned()).collect();
            let toggled = toggled(query, key, value, on, &others);
            assert_eq!(toggled, then, "{query}, {value}: {on}");
        }
        assert_eq!(count("disk type:guide -sev:1"), 2);
    }

    #[test]
    fn a_date_replaces_the_one_before() {
        let from = only("outage after:2020", Key::After, "2023-01-01");
        assert_eq!(from, "outage after:2023-01-01");
        assert_eq!(only(&from, Key::After, ""), "outage");
    }

    #[test]
    fn a_date_is_shown_as_a_day() {
        for (query, from) in [
            ("outage after:2023-05-07", "2023-05-07"),
            ("outage after:2023-05", "2023-05-01"),
            ("outage after:2023", "2023-01-01"),
            ("outage -after:2023", ""),
            ("outage", ""),
        ] {
            assert_eq!(date(query, Key::After), from, "{query}");
        }
    }

    #[test]
    fn a_year_is_two_dates() {
        let year = in_year("outage after:2020", 2023);
        assert_eq!(year, "outage after:2023 before:2024");
        assert_eq!(in_year(&year, 2021), "outage after:2021 before:2022");
    }

    #[test]
    fn a_year_is_removed_from_those_that_are_checked() {
        for (query, year, others, then) in [
            ("disk after:2023 before:2024", 2023, &[][..], "disk"),
            (
                "disk after:2023-05",
                2025,
                &[2024, 2023],
                "disk after:2023-05 before:2025",
            ),
            ("disk after:2023-05", 2023, &[2025, 2024], "disk after:2024"),
            (
                "disk after:2022 before:2026-03",
                2024,
                &[2026, 2025, 2023],
                "disk before:2026-03 after:2025",
            ),
        ] {
            assert_eq!(not_in_year(query, year, others), then, "{query}, {year}");
        }
    }
}
