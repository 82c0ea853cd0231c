//! Statistics of all incidents.

use super::{Facet, Link};

/// Statistics of all incidents.
#[derive(Debug, Clone, Default)]
pub struct Insights {
    /// One row per incident, newest first.
    pub observations: Vec<Observation>,
    /// The filters of the page.
    pub facets: Vec<Facet>,
    /// Number of incidents by period, oldest first, without gaps.
    pub over_time: Chart,
    /// Number of incidents by cause, service, severity and detection.
    pub charts: Vec<Chart>,
    /// Distributions of durations.
    pub distributions: Vec<Distribution>,
    /// Time lost to false leads by incident, in minutes, longest first.
    pub false_leads: Distribution,
    /// Number of action items by quarter of their incident.
    pub quarters: Vec<super::Quarter>,
}

/// The figures of one incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Observation {
    /// Link to the postmortem.
    pub incident: Link,
    /// ISO 8601 date or instant of the incident.
    pub date: Option<String>,
    /// Severity as written.
    pub severity: Option<String>,
    /// Values of the facets, `name:value`.
    pub tokens: Vec<String>,
    /// Minutes by name of the distribution.
    pub minutes: Vec<(String, i64)>,
}

/// The number of incidents for each of several values.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    /// Name of the facet: `cause`.
    pub name: String,
    /// Heading of the chart.
    pub title: String,
    /// A note below it.
    pub note: Option<String>,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// A bar of a chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bar {
    /// Label, with a URL if there is a page.
    pub label: Link,
    /// Value of the facet.
    pub value: String,
    /// Number of incidents.
    pub count: usize,
}

/// The distribution of one kind of duration.
#[derive(Debug, Clone, Default)]
pub struct Distribution {
    /// Name in attributes: `resolve`.
    pub name: String,
    /// Heading of the distribution: `Time to resolve`.
    pub title: String,
    /// Start and end of the duration, in words.
    pub meaning: String,
    /// Incident, its tokens, and minutes, in ascending order of minutes.
    pub points: Vec<(Link, Vec<String>, i64)>,
    /// Total number of incidents.
    pub of: usize,
}
