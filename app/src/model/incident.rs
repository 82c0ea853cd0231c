//! What was understood of a postmortem.

use model::incident::Origin;

use super::{Action, Contradiction, Phase};

/// Where a statement comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// How it is known; `None` where the page does not say.
    pub origin: Option<Origin>,
    /// Id of the heading above it.
    pub anchor: Option<String>,
}

impl Provenance {
    /// Whether the statement is inferred from the text.
    #[must_use]
    pub fn is_inferred(&self) -> bool {
        self.origin == Some(Origin::Inferred)
    }
}

/// What was understood of a postmortem, besides its text.
#[derive(Debug, Clone, Default)]
pub struct Incident {
    /// How long it lasted.
    pub total: Option<Figure>,
    /// Further durations.
    pub figures: Vec<Figure>,
    /// What happened when, if any of it could be read.
    pub timeline: Option<Timeline>,
    /// Statements that cannot both be true.
    pub contradictions: Vec<Contradiction>,
    /// Contributing causes.
    pub causes: Vec<Cause>,
    /// How it was noticed, and where that is said.
    pub detection: Option<(String, Provenance)>,
    /// Action items in the order of the text.
    pub actions: Vec<Action>,
    /// Address within the site of the printable brief.
    pub brief_url: String,
}

/// A duration of an incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// What lasted: `Lasted`, `To detect`.
    pub label: String,
    /// How long, in minutes.
    pub minutes: i64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What happened when.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// First instant drawn, ISO 8601.
    pub from: String,
    /// Last instant drawn, ISO 8601.
    pub to: String,
    /// Every entry, in the order of the text.
    pub events: Vec<Event>,
    /// Stretches of time that mean something.
    pub bands: Vec<Band>,
    /// Time spent on leads that led nowhere.
    pub wasted: Option<Wasted>,
    /// Lines of the timeline that could not be read; they stand in the text.
    pub unread: usize,
}

/// An entry of a timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// ISO 8601 instant, if day, time and zone are known.
    pub at: Option<String>,
    /// ISO 8601 instant of the end, for a range.
    pub until: Option<String>,
    /// Day or time on the author's clock, where the instant does not show it.
    pub local: Option<String>,
    /// Whether the author said "about".
    pub approximate: bool,
    /// The author's words, plain.
    pub text: String,
    /// The phase of the incident that it marks.
    pub phase: Option<Phase>,
    /// Whether the phase was worked out from the wording.
    pub inferred: bool,
    /// Whether its time went into a lead that led nowhere.
    pub wasted: bool,
}

/// A stretch of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// What it is.
    pub kind: BandKind,
    /// ISO 8601 instant of its start.
    pub from: String,
    /// ISO 8601 instant of its end.
    pub to: String,
}

/// What a stretch of an incident is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BandKind {
    /// Begun, and nobody knew.
    Unnoticed,
    /// Known, and users felt it.
    Response,
    /// Users no longer felt it, but it was not over.
    Recovery,
    /// Spent on a lead that led nowhere; lies over the others.
    FalseLead,
}

impl BandKind {
    /// In words, for the legend.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Unnoticed => "not noticed yet",
            Self::Response => "response",
            Self::Recovery => "mitigated",
            Self::FalseLead => "false leads",
        }
    }

    /// For classes: `false-lead`.
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

/// Time spent on leads that led nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wasted {
    /// In all, in minutes.
    pub minutes: i64,
    /// What was suspected, in the author's words, if said.
    pub leads: Vec<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A contributing cause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cause {
    /// Category: `Code defect`.
    pub name: String,
    /// Address within the site of what was learned about it.
    pub url: String,
    /// Words of the text that speak for it.
    pub evidence: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}
