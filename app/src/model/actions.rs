//! Action items, of one incident and of all.

use super::{ActionState, Link};

/// An action item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Action {
    /// The author's words, plain.
    pub text: String,
    /// Whether it is done.
    pub state: ActionState,
    /// What it is for: `prevent`, `detect`, `mitigate`, `document`.
    pub kind: Option<String>,
    /// Who does it, if stated.
    pub owner: Option<String>,
    /// ISO 8601 date, if stated.
    pub due: Option<String>,
    /// Its ticket, if linked.
    pub tracker: Option<Link>,
    /// Its place in the postmortem (address with fragment, title).
    pub source: Link,
    /// Services of the incident.
    pub services: Vec<Link>,
    /// ISO 8601 date or instant of the incident it came from.
    pub opened: Option<String>,
    /// ISO 8601 date on which it was closed, if stated.
    pub closed: Option<String>,
    /// Values of the register's facets, `name:value`.
    pub tokens: Vec<String>,
}

/// All action items.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// Open before done; what may be overdue, then what nobody owns, first.
    pub actions: Vec<Action>,
    /// What can be filtered by.
    pub facets: Vec<Facet>,
    /// Items by the quarter of their incident, oldest first.
    pub quarters: Vec<Quarter>,
    /// Address within the site of the table as CSV.
    pub csv_url: String,
    /// Address within the site of the table as JSON.
    pub json_url: String,
}

/// Something that rows can be filtered by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facet {
    /// Name in addresses and attributes: `owner`.
    pub name: String,
    /// In words: `Owner`.
    pub label: String,
    /// What can be chosen besides everything.
    pub options: Vec<FacetOption>,
}

/// A choice of a filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetOption {
    /// Value in addresses and attributes, without spaces.
    pub value: String,
    /// In words.
    pub label: String,
}

/// Action items of the incidents of three months.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quarter {
    /// `2023 Q3`; `no date` for incidents without one.
    pub name: String,
    /// Value of the filter.
    pub value: String,
    /// Items by state, in the order of [`ActionState::ALL`].
    pub counts: [usize; 3],
    /// Items of any incident whose author says that they were closed in these months.
    pub closed: usize,
}
