//! The filters of the search page: what they do to the query, and how they look.

use search::engine::{FacetGroup, Facets};
use search::language::{ClauseKind, Filter, Key, parse, with, without};

use crate::model::Kind;

use super::html::Html;

/// So many values of a group are in sight; the others are a press away.
const IN_SIGHT: usize = 6;

/// The query with the filter `key:value` added, or taken out where it stands.
pub(crate) fn toggled(query: &str, key: Key, value: &str) -> String {
    let Some(wanted) = Filter::read(key, value, false) else {
        return query.to_owned();
    };
    let parsed = parse(query);
    let known = parsed
        .clauses
        .iter()
        .find(|clause| matches!(&clause.kind, ClauseKind::Filter(filter) if *filter == wanted));
    match known {
        Some(clause) => without(query, clause),
        None => with(query, &wanted),
    }
}

/// The query with `key:value` in the place of all other filters of that key;
/// with an empty value, without any.
pub(crate) fn only(query: &str, key: Key, value: &str) -> String {
    let mut query = query.to_owned();
    while let Some(clause) = parse(&query)
        .clauses
        .iter()
        .find(|clause| matches!(&clause.kind, ClauseKind::Filter(filter) if filter.key == key))
    {
        query = without(&query, clause);
    }
    match Filter::read(key, value, false) {
        Some(filter) => with(&query, &filter),
        None => query,
    }
}

/// The query for documents of a year alone; without one, of any time.
pub(crate) fn in_year(query: &str, year: Option<&str>) -> String {
    let next = year.and_then(|year| year.parse::<u16>().ok());
    let next = next.map(|year| year.saturating_add(1).to_string());
    let from = only(query, Key::After, year.unwrap_or_default());
    only(&from, Key::Before, &next.unwrap_or_default())
}

/// How many filters a query has.
pub(crate) fn count(query: &str) -> usize {
    parse(query).filters().count()
}

/// The value that a query asks of a key, if there is just one.
pub(crate) fn value(query: &str, key: Key) -> String {
    let parsed = parse(query);
    let mut of = parsed
        .filters()
        .filter(|filter| filter.key == key && !filter.negated);
    of.next()
        .map(|filter| filter.value.clone())
        .unwrap_or_default()
}

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
    fn a_filter_goes_in_and_out() {
        let with = toggled("disk full", Key::Type, "runbook");
        assert_eq!(with, "disk full type:runbook");
        assert_eq!(toggled(&with, Key::Type, "runbook"), "disk full");
        let two = toggled(&with, Key::Owner, "data platform");
        assert_eq!(two, "disk full type:runbook owner:\"data platform\"");
        assert_eq!(count(&two), 2);
        assert_eq!(
            toggled(&two, Key::Type, "runbook"),
            "disk full owner:\"data platform\""
        );
    }

    #[test]
    fn a_date_takes_the_place_of_the_one_before() {
        let from = only("outage after:2020", Key::After, "2023-01-01");
        assert_eq!(from, "outage after:2023-01-01");
        assert_eq!(value(&from, Key::After), "2023-01-01");
        assert_eq!(only(&from, Key::After, ""), "outage");
    }

    #[test]
    fn a_year_is_two_dates() {
        let year = in_year("outage after:2020", Some("2023"));
        assert_eq!(year, "outage after:2023 before:2024");
        assert_eq!(
            in_year(&year, Some("2021")),
            "outage after:2021 before:2022"
        );
        assert_eq!(in_year(&year, None), "outage");
    }
}
