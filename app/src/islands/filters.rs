//! The filters of the search page: what they do to the query, and how they look.

use search::analysis::fold;
use search::engine::{FacetGroup, Facets};
use search::language::{ClauseKind, Filter, Key, add_filter, parse, remove_clause};

use crate::model::Kind;

use super::html::Html;

/// So many values of a group are in sight; the others are a press away.
const IN_SIGHT: usize = 6;

/// The query after the box of `key:value` was ticked, or its tick taken away.
/// `others` are the values of the key that are ticked beside it.
pub(crate) fn toggled(query: &str, key: Key, value: &str, on: bool, others: &[String]) -> String {
    let asks = |filter: &Filter, value: &str| {
        filter.key == key
            && match key {
                Key::Severity => filter.matches_severity(value),
                _ => fold(&filter.value) == value,
            }
    };
    // What leaves the value out contradicts a tick, and what asks for it no tick.
    let query = leaving(query, |filter| filter.negated == on && asks(filter, value));
    let wanted: Vec<&str> = match on {
        true => vec![value],
        // A range asked for the others too.
        false => others.iter().map(String::as_str).collect(),
    };
    wanted.into_iter().fold(query, |query, value| {
        let parsed = parse(&query);
        let known = parsed
            .filters()
            .any(|filter| !filter.negated && asks(filter, value));
        match Filter::parse(key, value, false).filter(|_| !known) {
            Some(filter) => add_filter(&query, &filter),
            None => query,
        }
    })
}

/// The query without the filters that are to go.
fn leaving(query: &str, goes: impl Fn(&Filter) -> bool) -> String {
    let mut query = query.to_owned();
    while let Some(clause) = parse(&query)
        .clauses
        .iter()
        .find(|clause| matches!(&clause.kind, ClauseKind::Filter(filter) if goes(filter)))
    {
        query = remove_clause(&query, clause);
    }
    query
}

/// The query with `key:value` in the place of all other filters of that key;
/// with an empty value, without any.
pub(crate) fn only(query: &str, key: Key, value: &str) -> String {
    let query = leaving(query, |filter| filter.key == key);
    match Filter::parse(key, value, false) {
        Some(filter) => add_filter(&query, &filter),
        None => query,
    }
}

/// The query for documents of a year alone.
pub(crate) fn in_year(query: &str, year: u16) -> String {
    let from = only(query, Key::After, &year.to_string());
    only(&from, Key::Before, &year.saturating_add(1).to_string())
}

/// The query for documents of the `others` among the years that are ticked. No
/// query has a gap in its time: on both sides of a year, the newer stay.
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

/// The day from which on, or before which, a query asks for documents.
pub(crate) fn day(query: &str, key: Key) -> String {
    let parsed = parse(query);
    let mut of = parsed
        .filters()
        .filter(|filter| filter.key == key && !filter.negated);
    let Some(filter) = of.next() else {
        return String::new();
    };
    // A year and a month begin on their first day.
    let rest = "-01-01".get(filter.value.len() + 6 - DAY..);
    filter.value.clone() + rest.unwrap_or_default()
}

/// Length of `2023-01-31`.
const DAY: usize = 10;

/// The groups, as HTML.
pub(crate) fn html(facets: &Facets) -> String {
    let mut html = Html::default();
    for group in &facets.groups {
        if !group.values.is_empty() {
            fieldset(&mut html, group);
        }
    }
    html.into_string()
}

fn fieldset(html: &mut Html, group: &FacetGroup) {
    html.raw("<fieldset><legend>")
        .raw(title(group.key))
        .raw("</legend>");
    let more = group.values.len() > IN_SIGHT + 1;
    for (n, value) in group.values.iter().enumerate() {
        if more && n == IN_SIGHT {
            html.raw("<details id=\"kb-more-")
                .raw(group.key.name())
                .raw("\"><summary>")
                .text(&(group.values.len() - n).to_string())
                .raw(" more</summary>");
        }
        html.raw("<label class=\"kb-filter\"><input type=\"checkbox\" name=\"")
            .raw(group.key.name())
            .raw("\" value=\"")
            .text(&value.value)
            .raw("\" id=\"kb-f-")
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
    html.raw(if more {
        "</details></fieldset>"
    } else {
        "</fieldset>"
    });
}

/// What a value is called. Kinds have names of their own.
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
    fn a_tick_goes_in_and_out() {
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
            // What was left out is wanted.
            (
                "disk -type:guide",
                Type,
                "guide",
                true,
                &[],
                "disk type:guide",
            ),
            // A range goes, and all else that it asked for is named.
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
    fn a_date_takes_the_place_of_the_one_before() {
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
            assert_eq!(day(query, Key::After), from, "{query}");
        }
    }

    #[test]
    fn a_year_is_two_dates() {
        let year = in_year("outage after:2020", 2023);
        assert_eq!(year, "outage after:2023 before:2024");
        assert_eq!(in_year(&year, 2021), "outage after:2021 before:2022");
    }

    #[test]
    fn a_year_goes_from_those_that_are_ticked() {
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
