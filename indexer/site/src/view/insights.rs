//! Figures over all incidents.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use app::model::{Bar, Chart, Distribution, Facet, FacetOption, Insights, Link, Observation};

use super::catalog::{Catalog, unlinked};
use super::lesson_index::Learned;
use super::{actions, postmortem};
use model::{DateOrInstant, Document, slug};

/// Up to so many quarters are shown as quarters, more as years.
const QUARTERS: i64 = 16;
/// Incidents this many quarters before the last are not drawn.
const FARTHEST: i64 = 4 * 40;

/// Durations: name, heading, and from what to what.
const DURATIONS: [(&str, &str, &str); 4] = [
    (
        "detect",
        "Time to detect",
        "From the start until it was detected",
    ),
    (
        "acknowledge",
        "Time to acknowledge",
        "From detection until somebody responded",
    ),
    (
        "mitigate",
        "Time to mitigate",
        "From detection until users were less affected",
    ),
    (
        "resolve",
        "How long it lasted",
        "From the start until it was resolved",
    ),
];

/// Figures over all incidents.
pub(super) fn insights(catalog: &Catalog, learned: &Learned) -> Insights {
    let numbers = catalog.postmortems();
    let periods = Periods::new(numbers.iter().map(|number| &*catalog.documents[*number]));
    let rows: Vec<Observation> = numbers
        .iter()
        .map(|number| observation(&catalog.documents[*number], &periods))
        .collect();
    let names = names(catalog, learned);
    let of = |name: &str| distribution(name, &rows);
    Insights {
        facets: facets_of(&rows, &names),
        over_time: periods.chart(&rows),
        charts: charts(&rows, &names),
        distributions: DURATIONS
            .into_iter()
            .map(|(name, title, meaning)| Distribution {
                title: title.to_owned(),
                meaning: meaning.to_owned(),
                ..of(name)
            })
            .collect(),
        false_leads: of("lost"),
        quarters: actions::quarters(&actions::all(catalog)),
        observations: rows,
    }
}

fn observation(document: &Document, periods: &Periods) -> Observation {
    let found = &document.understood;
    let date = postmortem::date(document);
    let durations = &found.durations;
    let measured = [
        ("detect", &durations.detect),
        ("acknowledge", &durations.acknowledge),
        ("mitigate", &durations.mitigate),
        ("resolve", &durations.total),
    ];
    let minutes: Vec<(String, i64)> = measured
        .into_iter()
        .filter_map(|(name, duration)| Some((name, duration.as_ref()?.minutes)))
        .chain(postmortem::lost(document).map(|minutes| ("lost", minutes)))
        .filter(|(_, minutes)| *minutes >= 0)
        .map(|(name, minutes)| (name.to_owned(), minutes))
        .collect();
    let mut tokens = vec![format!("period:{}", periods.value(date))];
    let year = date.map_or_else(|| "none".to_owned(), |date| date.date().year().to_string());
    tokens.push(format!("year:{year}"));
    let mut add = |name: &str, values: Vec<String>| {
        let mut values = values;
        values.dedup();
        if values.is_empty() {
            values.push("none".to_owned());
        }
        tokens.extend(values.into_iter().map(|value| format!("{name}:{value}")));
    };
    let slugs = |names: &[String]| names.iter().map(|name| slug::slug(name)).collect();
    let causes = found.causes.iter().map(|cause| slug::slug(&cause.name));
    add("cause", causes.collect());
    add("service", slugs(&document.front.services));
    let severity = document.front.severity.iter();
    add("severity", severity.map(|text| slug::slug(text)).collect());
    let detection = found.detection.iter();
    add(
        "detection",
        detection.map(|one| one.source.name().to_owned()).collect(),
    );
    tokens.extend(minutes.iter().map(|(name, _)| format!("n-{name}:yes")));
    Observation {
        incident: Link {
            url: document.url.clone(),
            text: document.title.clone(),
        },
        date: date.map(|date| date.to_string()),
        severity: document.front.severity.clone(),
        tokens,
        minutes,
    }
}

/// Names of the values of a facet that are not their own name.
fn names(catalog: &Catalog, learned: &Learned) -> BTreeMap<String, Link> {
    let mut names = BTreeMap::new();
    let postmortems = catalog.postmortems();
    for document in postmortems.iter().map(|number| &catalog.documents[*number]) {
        for cause in &document.understood.causes {
            let value = slug::slug(&cause.name);
            names
                .entry(format!("cause:{value}"))
                .or_insert_with(|| Link {
                    url: learned.cause_url(&value).unwrap_or_default(),
                    text: postmortem::cause_name(&cause.name),
                });
        }
        for service in &document.front.services {
            names
                .entry(format!("service:{}", slug::slug(service)))
                .or_insert_with(|| catalog.service_link(service));
        }
        if let Some(severity) = &document.front.severity {
            names
                .entry(format!("severity:{}", slug::slug(severity)))
                .or_insert_with(|| unlinked(severity));
        }
        if let Some(detection) = &document.understood.detection {
            let source = detection.source;
            names
                .entry(format!("detection:{}", source.name()))
                .or_insert_with(|| unlinked(postmortem::detection_name(source)));
        }
    }
    for facet in ["cause", "service", "severity", "detection", "year"] {
        names.insert(format!("{facet}:none"), unlinked("Not stated"));
    }
    names
}

fn facets_of(rows: &[Observation], names: &BTreeMap<String, Link>) -> Vec<Facet> {
    let facet = |(name, label): (&str, &str)| {
        let bars = bars(name, rows, names);
        let mut options: Vec<FacetOption> = bars
            .into_iter()
            .map(|bar| FacetOption {
                label: format!("{} ({})", bar.label.text, bar.count),
                value: bar.value,
            })
            .collect();
        if name == "year" {
            options.sort_by(|a, b| b.value.cmp(&a.value));
        }
        Facet {
            name: name.to_owned(),
            label: label.to_owned(),
            options,
        }
    };
    [
        ("year", "Year"),
        ("service", "Service"),
        ("cause", "Cause"),
        ("severity", "Severity"),
        ("detection", "Noticed by"),
    ]
    .into_iter()
    .map(facet)
    .filter(|facet| facet.options.len() > 1)
    .collect()
}

fn charts(rows: &[Observation], names: &BTreeMap<String, Link>) -> Vec<Chart> {
    let several = "An incident may count more than once.";
    [
        ("cause", "By cause", Some(several)),
        ("service", "By service", Some(several)),
        ("severity", "By severity", None),
        ("detection", "Noticed by", Some("Inferred from the text.")),
    ]
    .into_iter()
    .map(|(name, title, note)| Chart {
        name: name.to_owned(),
        title: title.to_owned(),
        note: note.map(str::to_owned),
        bars: bars(name, rows, names),
    })
    .collect()
}

/// Incidents by the values of a facet, most first, "not stated" last.
fn bars(facet: &str, rows: &[Observation], names: &BTreeMap<String, Link>) -> Vec<Bar> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for token in rows.iter().flat_map(|row| &row.tokens) {
        if let Some((name, value)) = token.split_once(':')
            && name == facet
        {
            *counts.entry(value).or_default() += 1;
        }
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by_key(|(value, count)| (*value == "none", Reverse(*count), *value));
    ranked
        .into_iter()
        .map(|(value, count)| Bar {
            label: names
                .get(&format!("{facet}:{value}"))
                .cloned()
                .unwrap_or_else(|| unlinked(value)),
            value: value.to_owned(),
            count,
        })
        .collect()
}

/// The measures of one name, in ascending order.
fn distribution(name: &str, rows: &[Observation]) -> Distribution {
    let mut points: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            let (_, minutes) = row.minutes.iter().find(|(known, _)| known == name)?;
            Some((row.incident.clone(), row.tokens.clone(), *minutes))
        })
        .collect();
    // Stable: of equal durations, the newest incident first.
    points.sort_by_key(|(.., minutes)| *minutes);
    Distribution {
        name: name.to_owned(),
        points,
        of: rows.len(),
        ..Distribution::default()
    }
}

/// Quarters or years from the first incident to the last, without gaps.
struct Periods {
    /// First and last quarter, counted from year 0.
    range: Option<(i64, i64)>,
    quarterly: bool,
}

impl Periods {
    fn new<'a>(documents: impl Iterator<Item = &'a Document>) -> Self {
        let quarters: Vec<i64> = documents
            .filter_map(|document| Some(quarter_number(postmortem::date(document)?)))
            .collect();
        let last = quarters.iter().max().copied();
        // A wrong year must not draw centuries.
        let first = last.and_then(|last| {
            let near = quarters
                .iter()
                .filter(|quarter| last - **quarter < FARTHEST);
            near.min().copied()
        });
        let range = first.zip(last);
        let quarterly = range.is_some_and(|(first, last)| last - first < QUARTERS);
        Self { range, quarterly }
    }

    /// The value of a date's period.
    fn value(&self, date: Option<DateOrInstant>) -> String {
        let quarter = date.map(quarter_number);
        quarter.map_or_else(
            || "none".to_owned(),
            |quarter| slug::slug(&self.name(quarter)),
        )
    }

    fn name(&self, quarter: i64) -> String {
        let year = quarter.div_euclid(4);
        if self.quarterly {
            format!("{year} Q{}", quarter.rem_euclid(4) + 1)
        } else {
            year.to_string()
        }
    }

    fn chart(&self, rows: &[Observation]) -> Chart {
        let mut bars: Vec<Bar> = Vec::new();
        let (first, last) = self.range.unwrap_or((0, -1));
        for quarter in first..=last {
            let name = self.name(quarter);
            let value = slug::slug(&name);
            if bars.last().is_some_and(|bar| bar.value == value) {
                continue;
            }
            let token = format!("period:{value}");
            bars.push(Bar {
                label: unlinked(&name),
                count: rows
                    .iter()
                    .filter(|row| row.tokens.contains(&token))
                    .count(),
                value,
            });
        }
        let undated = rows.iter().filter(|row| row.date.is_none()).count();
        let note = (undated > 0).then(|| match undated {
            1 => "1 incident has no date and is not drawn.".to_owned(),
            n => format!("{n} incidents have no date and are not drawn."),
        });
        Chart {
            name: "period".to_owned(),
            title: "Incidents over time".to_owned(),
            note,
            bars,
        }
    }
}

/// The quarter of a date, counted from year 0.
fn quarter_number(date: DateOrInstant) -> i64 {
    let date = date.date();
    i64::from(date.year()) * 4 + i64::from((date.month() - 1) / 3)
}
