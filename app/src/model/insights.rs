//! What all incidents together show.

use super::{Facet, Link};

/// Figures over all incidents.
#[derive(Debug, Clone, Default)]
pub struct Insights {
    /// One row an incident, newest first.
    pub observations: Vec<Observation>,
    /// What can be filtered by.
    pub facets: Vec<Facet>,
    /// Incidents by period, oldest first, without gaps.
    pub over_time: Chart,
    /// Incidents by cause, service, severity and detection.
    pub charts: Vec<Chart>,
    /// Durations.
    pub distributions: Vec<Distribution>,
    /// Time lost to false leads, most first: incident and minutes.
    pub false_leads: Distribution,
    /// Action items by quarter of their incident.
    pub quarters: Vec<super::Quarter>,
}

/// An incident as a row of figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Observation {
    /// The postmortem.
    pub incident: Link,
    /// ISO 8601 date or instant.
    pub date: Option<String>,
    /// Severity as written.
    pub severity: Option<String>,
    /// Values of the facets, `name:value`.
    pub tokens: Vec<String>,
    /// Minutes by the name of the distribution.
    pub minutes: Vec<(String, i64)>,
}

/// A number of incidents for each of several names.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    /// Name of its facet: `cause`.
    pub name: String,
    /// Heading.
    pub title: String,
    /// A remark below it.
    pub note: Option<String>,
    /// Its bars.
    pub bars: Vec<Bar>,
}

/// A bar of a chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bar {
    /// In words, with an address where there is a page.
    pub label: Link,
    /// Value of the facet.
    pub value: String,
    /// Number of incidents.
    pub count: usize,
}

/// Durations of one kind.
#[derive(Debug, Clone, Default)]
pub struct Distribution {
    /// Name in attributes: `resolve`.
    pub name: String,
    /// Heading: `Time to resolve`.
    pub title: String,
    /// From what to what.
    pub meaning: String,
    /// Incident, its tokens, and minutes; in ascending order.
    pub points: Vec<(Link, Vec<String>, i64)>,
    /// Number of incidents in all.
    pub of: usize,
}
