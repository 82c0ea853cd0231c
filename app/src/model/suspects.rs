//! Candidate causes, and the pages of symptoms that lead to them.

use super::{Card, Link, Suspect};

/// Candidate causes in the order in which to check them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suspects {
    /// The causes.
    pub list: Vec<Candidate>,
    /// How many past incidents were counted; 0 where none is comparable.
    pub incidents: usize,
    /// What those incidents have in common: `with this symptom at payments`.
    pub scope: String,
    /// How many more there are, on the pages that name them.
    pub more: usize,
}

/// Where a candidate cause comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Source {
    /// An author names it on a page.
    #[default]
    Page,
    /// Past incidents had it, and no page names it.
    Past,
    /// It was suspected in the past, and wrong.
    FalseLead,
}

/// A candidate cause among others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// What the browser remembers it by: hex digits, the same on every page.
    pub id: String,
    /// The cause as plain text.
    pub name: String,
    /// What is known of it.
    pub suspect: Suspect,
    /// Where it comes from.
    pub source: Source,
    /// The page that names it, where that is another one.
    pub from: Option<Link>,
    /// The past incidents that had it.
    pub cases: Vec<Case>,
    /// Past incidents in which it was suspected and wrong.
    pub misled: Vec<Case>,
}

/// A past incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// Its page.
    pub incident: Link,
    /// ISO 8601 date or instant.
    pub date: Option<String>,
    /// What its cause was, or how a lead proved false, in its author's words.
    pub words: String,
    /// Minutes that it took, where that matters.
    pub minutes: Option<i64>,
}

/// The page of a symptom.
#[derive(Debug, Clone, Default)]
pub struct SymptomPage {
    /// The symptom.
    pub name: String,
    /// Address within the site.
    pub url: String,
    /// Address of the symptom's own page, where this one shows one service only.
    pub whole: Option<String>,
    /// Address of the list of all symptoms.
    pub index: String,
    /// The services whose past incidents can be looked at alone, with their number.
    pub services: Vec<(Link, usize)>,
    /// Candidate causes.
    pub suspects: Suspects,
    /// Runbooks, guides and services that treat it, under their headings.
    pub pages: Vec<(String, Vec<Card>)>,
    /// Past incidents with it, newest first, and what the cause was.
    pub past: Vec<Case>,
    /// Symptoms that say more or less than this one.
    pub related: Vec<Link>,
}

/// The list of all symptoms.
#[derive(Debug, Clone, Default)]
pub struct SymptomIndex {
    /// Address within the site.
    pub url: String,
    /// What several documents share.
    pub shared: Vec<IndexEntry>,
    /// Error messages and other words of single documents, by document.
    pub single: Vec<(Card, Vec<Link>)>,
}

/// Something with the pages that treat it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexEntry {
    /// What it is, with its page.
    pub name: Link,
    /// What is known of it: `3 suspects · 2 incidents`.
    pub note: String,
    /// The pages.
    pub pages: Vec<Link>,
}
