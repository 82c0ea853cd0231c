//! Candidate causes, and the pages of symptoms that list them.

use super::{Card, Link, Suspect};

/// Candidate causes in the order in which to check them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suspects {
    /// The candidate causes.
    pub list: Vec<Candidate>,
    /// Number of past incidents that were counted; 0 if none is comparable.
    pub incidents: usize,
    /// Common property of those incidents: `with this symptom at payments`.
    pub scope: String,
    /// Number of further candidate causes on the pages that name them.
    pub more: usize,
}

/// The origin of a candidate cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Source {
    /// An author names it on a page.
    #[default]
    Page,
    /// Past incidents had the cause, and no page names it.
    Past,
    /// The cause was suspected in the past and was wrong.
    FalseLead,
}

/// A candidate cause among others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Key under which the browser stores its status: hex digits, the same on every page.
    pub id: String,
    /// The cause as plain text.
    pub name: String,
    /// The suspect with its checks.
    pub suspect: Suspect,
    /// Origin of the candidate.
    pub source: Source,
    /// The page that names it, if it is another page.
    pub from: Option<Link>,
    /// The past incidents that had it.
    pub cases: Vec<Case>,
    /// Past incidents in which it was wrongly suspected.
    pub misled: Vec<Case>,
}

/// A past incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// Link to the incident's page.
    pub incident: Link,
    /// ISO 8601 date or instant.
    pub date: Option<String>,
    /// The author's words about the cause, or about how a lead proved false.
    pub words: String,
    /// Minutes spent on it, if relevant.
    pub minutes: Option<i64>,
}

/// The page of a symptom.
#[derive(Debug, Clone, Default)]
pub struct SymptomPage {
    /// Name of the symptom.
    pub name: String,
    /// URL within the site.
    pub url: String,
    /// URL of the page of the symptom for all services, if this page shows only one service.
    pub whole: Option<String>,
    /// URL of the list of all symptoms.
    pub index: String,
    /// Services by which past incidents can be filtered, with the number of incidents.
    pub services: Vec<(Link, usize)>,
    /// Candidate causes.
    pub suspects: Suspects,
    /// Runbooks, guides and services that treat the symptom, under their headings.
    pub pages: Vec<(String, Vec<Card>)>,
    /// Past incidents with the symptom and their causes, newest first.
    pub past: Vec<Case>,
    /// More general and more specific symptoms.
    pub related: Vec<Link>,
}

/// The list of all symptoms.
#[derive(Debug, Clone, Default)]
pub struct SymptomIndex {
    /// URL within the site.
    pub url: String,
    /// Symptoms that several documents share.
    pub shared: Vec<IndexEntry>,
    /// Error messages and other symptoms of single documents, by document.
    pub single: Vec<(Card, Vec<Link>)>,
}

/// An entry of an index, with the pages that treat it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexEntry {
    /// Name of the entry, with its page.
    pub name: Link,
    /// A summary: `3 suspects · 2 incidents`.
    pub note: String,
    /// The pages that treat it.
    pub pages: Vec<Link>,
}
