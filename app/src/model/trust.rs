//! What tells a reader whether to trust a page, and whom to ask when it fails.

use super::Link;

/// Use, people and ways to report, beside what a card holds of owner and review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trust {
    /// The incidents whose postmortems name this page.
    pub used: Option<Used>,
    /// Whom to call and when, in the author's words.
    pub escalation: Option<String>,
    /// Ways to reach the people who know, by team or service.
    pub contacts: Vec<Contacts>,
    /// Where a problem with the page is reported.
    pub report: Option<Report>,
    /// The sections that a runbook always has, in its order: `Meaning`, `Impact`, …
    pub parts: Vec<Link>,
}

/// How often a page served in incidents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Used {
    /// Number of incidents.
    pub incidents: usize,
    /// The latest of them.
    pub last: Link,
    /// Its date, if known: ISO 8601, a date or an instant.
    pub date: Option<String>,
}

/// Ways to reach one team.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contacts {
    /// The team, or the service with its page.
    pub of: Link,
    /// The ways, as their page lists them.
    pub ways: Vec<Contact>,
}

/// A way to reach people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// What kind of way it is.
    pub way: Way,
    /// What it is called.
    pub text: String,
    /// Where it leads; empty if it is only text.
    pub url: String,
    /// A telephone number, to dial elsewhere.
    pub number: Option<String>,
}

/// Kinds of ways to reach people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// A telephone.
    Phone,
    /// A chat.
    Chat,
    /// Mail.
    Mail,
    /// A page, such as a rota or a pager.
    #[default]
    Page,
}

/// Where a problem with a page is reported, filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// For the page as a whole.
    pub url: String,
    /// The same with `%7Bsection%7D` where a script writes the section that is read.
    pub section_url: String,
}

/// What the page of an unknown alert needs to begin a runbook. A script writes
/// the alert's name for `%7Bname%7D`, `%7Bpath%7D` and `%7Btext%7D`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewRunbook {
    /// Address at which a new file is written.
    pub new_url: Option<String>,
    /// Address at which a runbook is asked for.
    pub ask_url: Option<String>,
}
