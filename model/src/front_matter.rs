//! Front matter, normalised.

use jiff::civil::Date;

use crate::date::DateOrInstant;
use crate::suspect::Suspect;
use crate::variable::Variable;

/// Front matter after synonymous keys were resolved and values normalised.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrontMatter {
    /// `summary`.
    pub summary: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `services`.
    pub services: Vec<String>,
    /// `owner`.
    pub owner: Option<String>,
    /// `owner_slack`.
    pub owner_slack: Option<String>,
    /// `audience`.
    pub audience: Vec<String>,
    /// `last_reviewed`, a date.
    pub last_reviewed: Option<Date>,
    /// `review_every` as an ISO 8601 duration: `P6M`.
    pub review_every: Option<String>,
    /// `last_reviewed` plus `review_every`, a date.
    pub review_due: Option<Date>,
    /// `related`, as URLs within the site.
    pub related: Vec<String>,
    /// `symptoms`.
    pub symptoms: Vec<String>,
    /// `severity` as written.
    pub severity: Option<String>,
    /// `status` of a postmortem.
    pub status: Option<String>,
    /// `started_at`, an instant, or a date if only a date is given.
    pub started_at: Option<DateOrInstant>,
    /// `detected_at`.
    pub detected_at: Option<DateOrInstant>,
    /// `acknowledged_at`.
    pub acknowledged_at: Option<DateOrInstant>,
    /// `mitigated_at`.
    pub mitigated_at: Option<DateOrInstant>,
    /// `resolved_at`.
    pub resolved_at: Option<DateOrInstant>,
    /// `impact`.
    pub impact: Option<String>,
    /// `root_cause`.
    pub root_cause: Option<String>,
    /// `causes`.
    pub causes: Vec<String>,
    /// `authors`.
    pub authors: Vec<String>,
    /// `source`, the URL of the public report.
    pub source: Option<String>,
    /// `variables`.
    pub variables: Vec<Variable>,
    /// `suspects`.
    pub suspects: Vec<Suspect>,
    /// `escalation`.
    pub escalation: Option<String>,
    /// `tier`.
    pub tier: Option<String>,
    /// `contacts`: pairs of a label, which may be empty, and a text or URL.
    pub contacts: Vec<(String, String)>,
    /// `dashboards`: pairs of a label, which may be empty, and a URL.
    pub dashboards: Vec<(String, String)>,
    /// `repositories`: pairs of a label, which may be empty, and a URL.
    pub repositories: Vec<(String, String)>,
    /// `depends_on`, slugs of services.
    pub depends_on: Vec<String>,
}
