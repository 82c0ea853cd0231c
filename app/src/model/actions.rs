//! Action items of one incident and of all incidents.

use ::model::DateOrInstant;
use ::model::date::Date;
use ::model::incident::DueDate;

use super::{ActionState, Link};

/// An action item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Action {
    /// The author's words as plain text.
    pub text: String,
    /// Whether the item is done.
    pub state: ActionState,
    /// The purpose: `prevent`, `detect`, `mitigate` or `document`.
    pub kind: Option<String>,
    /// The owner, if stated.
    pub owner: Option<String>,
    /// ISO 8601 date on which it is due, if stated.
    pub due: Option<DueDate>,
    /// The ticket, if linked.
    pub tracker: Option<Link>,
    /// The place in the postmortem (URL with fragment, title).
    pub source: Link,
    /// Services of the incident.
    pub services: Vec<Link>,
    /// ISO 8601 date or instant of the incident it came from.
    pub opened: Option<DateOrInstant>,
    /// ISO 8601 date on which it was closed, if stated.
    pub closed: Option<Date>,
    /// Values of the register's facets, `name:value`.
    pub tokens: Vec<String>,
}

/// The register of all action items.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// Items that are not done come before done ones. Then come items with a due date,
    /// earliest first, then items without an owner.
    pub actions: Vec<Action>,
    /// The filters of the table.
    pub facets: Vec<Facet>,
    /// Items by the quarter of their incident, oldest first.
    pub quarters: Vec<Quarter>,
    /// URL within the site of the table as CSV.
    pub csv_url: String,
    /// URL within the site of the table as JSON.
    pub json_url: String,
}

/// A property by which rows can be filtered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facet {
    /// Name in URLs and attributes: `owner`.
    pub name: String,
    /// Label: `Owner`.
    pub label: String,
    /// The choices besides "all".
    pub options: Vec<FacetOption>,
}

/// A choice in a filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetOption {
    /// Value in URLs and attributes, without spaces.
    pub value: String,
    /// Label of the choice.
    pub label: String,
}

/// Action items of the incidents of one quarter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quarter {
    /// `2023 Q3`; `no date` for incidents without a date.
    pub name: String,
    /// Value of the choice in the filter.
    pub value: String,
    /// Number of items by state, in the order of [`ActionState::ALL`].
    pub counts: [usize; 3],
    /// Number of items of any incident that were closed in this quarter, as
    /// stated by their authors.
    pub closed: usize,
}
