//! The data parsed from a postmortem.

use model::incident::Origin;

use super::{Action, Contradiction, Phase};

/// The origin of a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// How the statement is known; `None` if the page does not show it.
    pub origin: Option<Origin>,
    /// Id of the heading above the statement.
    pub anchor: Option<String>,
}

impl Provenance {
    /// Whether the statement is inferred from the text.
    #[must_use]
    pub fn is_inferred(&self) -> bool {
        self.origin == Some(Origin::Inferred)
    }
}

/// The data parsed from a postmortem.
#[derive(Debug, Clone, Default)]
pub struct Incident {
    /// Duration of the incident.
    pub total: Option<Figure>,
    /// Further durations.
    pub figures: Vec<Figure>,
    /// The timeline, if any of it was parsed.
    pub timeline: Option<Timeline>,
    /// Statements that cannot both be true.
    pub contradictions: Vec<Contradiction>,
    /// Contributing causes.
    pub causes: Vec<Cause>,
    /// How the incident was detected, and where the postmortem says so.
    pub detection: Option<(String, Provenance)>,
    /// Action items in the order of the text.
    pub actions: Vec<Action>,
    /// URL within the site of the printable brief.
    pub brief_url: String,
}

/// A duration of an incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// Name of the duration: `Lasted`, `To detect`.
    pub label: String,
    /// Length in minutes.
    pub minutes: i64,
    /// Where the duration is stated.
    pub provenance: Provenance,
}

/// The events of an incident over time.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// First instant drawn, ISO 8601.
    pub from: String,
    /// Last instant drawn, ISO 8601.
    pub to: String,
    /// All entries, in the order of the text.
    pub events: Vec<Event>,
    /// Time spans with a meaning, such as the time before detection.
    pub bands: Vec<Band>,
    /// Time spent on false leads.
    pub wasted: Option<Wasted>,
    /// Number of lines of the timeline that could not be parsed; they are only in the text.
    pub unread: usize,
}

/// An entry of a timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// ISO 8601 instant, if day, time and zone are known.
    pub at: Option<String>,
    /// ISO 8601 instant of the end, for a time range.
    pub until: Option<String>,
    /// Day or time on the author's clock, if the instant does not show it.
    pub local: Option<String>,
    /// Whether the author gave the time as approximate ("about").
    pub approximate: bool,
    /// The author's words as plain text.
    pub text: String,
    /// The phase of the incident that the entry marks.
    pub phase: Option<Phase>,
    /// Whether the phase is inferred from the wording.
    pub inferred: bool,
    /// Whether the time was spent on a false lead.
    pub wasted: bool,
}

/// A time span of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Kind of the time span.
    pub kind: BandKind,
    /// ISO 8601 instant of its start.
    pub from: String,
    /// ISO 8601 instant of its end.
    pub to: String,
}

/// Kind of a time span of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BandKind {
    /// The incident has begun but is not detected.
    Unnoticed,
    /// The incident is known and affects users.
    Response,
    /// Users are no longer affected, but the incident is not over.
    Recovery,
    /// Time spent on a false lead; overlaps other time spans.
    FalseLead,
}

impl BandKind {
    /// Returns the label for the legend.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Unnoticed => "not noticed yet",
            Self::Response => "response",
            Self::Recovery => "mitigated",
            Self::FalseLead => "false leads",
        }
    }

    /// Returns the name in CSS classes: `false-lead`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unnoticed => "unnoticed",
            Self::Response => "response",
            Self::Recovery => "recovery",
            Self::FalseLead => "false-lead",
        }
    }
}

/// Time spent on false leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wasted {
    /// Total in minutes.
    pub minutes: i64,
    /// What was suspected, in the author's words, if stated.
    pub leads: Vec<String>,
    /// Where the time is stated.
    pub provenance: Provenance,
}

/// A contributing cause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cause {
    /// Category of the cause: `Code defect`.
    pub name: String,
    /// URL within the site of the lessons about this category.
    pub url: String,
    /// Words of the text that indicate the category.
    pub evidence: Option<String>,
    /// Where the cause is stated.
    pub provenance: Provenance,
}
