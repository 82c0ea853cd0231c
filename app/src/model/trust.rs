//! The data that shows whether to trust a page, and whom to ask when it does not help.

use super::Link;

/// Past use of a page, people to ask, and ways to report problems. Owner and review
/// date are in the card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trust {
    /// The incidents whose postmortems name this page.
    pub used: Option<Used>,
    /// The people to call and when, in the author's words.
    pub escalation: Option<String>,
    /// Contacts of the people who know the page, by team or service.
    pub contacts: Vec<Contacts>,
    /// Where readers report a problem with the page.
    pub report: Option<Report>,
    /// Links to the standard sections of a runbook, in their order: `Meaning`, `Impact`, …
    pub parts: Vec<Link>,
}

/// Number of incidents in which a page was used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Used {
    /// Number of incidents.
    pub incidents: usize,
    /// The latest incident.
    pub last: Link,
    /// ISO 8601 date or instant of the latest incident, if known.
    pub date: Option<String>,
}

/// The contacts of one team or service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contacts {
    /// The team, or the service with its page.
    pub of: Link,
    /// The contacts, in the order of the page that lists them.
    pub ways: Vec<Contact>,
}

/// A way to contact people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Kind of the contact.
    pub way: Way,
    /// Text of the contact.
    pub text: String,
    /// URL of the contact; empty if it is only text.
    pub url: String,
    /// A telephone number, to dial on another device.
    pub number: Option<String>,
}

/// Kinds of contacts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// A telephone.
    Phone,
    /// A chat.
    Chat,
    /// Mail.
    Mail,
    /// A web page, such as a rota or a pager.
    #[default]
    Page,
}

/// URLs of prefilled reports of a problem with a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// URL for the page as a whole.
    pub url: String,
    /// The same URL with the placeholder `%7Bsection%7D`, which a script replaces with
    /// the current section.
    pub section_url: String,
}

/// URLs with which a reader starts a runbook on the page of an unknown alert. A script
/// replaces `%7Bname%7D`, `%7Bpath%7D` and `%7Btext%7D` with texts made from the alert's name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewRunbook {
    /// URL at which a new file is written.
    pub new_url: Option<String>,
    /// URL at which a reader requests a runbook.
    pub ask_url: Option<String>,
}
