//! Kinds of documents.

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Instructions for an alert or a symptom.
    Runbook,
    /// A report of an incident: what happened, why, and what changes.
    Postmortem,
    /// An explanation of how to understand or debug something.
    Guide,
    /// A description of a service and who maintains it.
    Service,
}

impl Kind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Runbook, Self::Postmortem, Self::Guide, Self::Service];

    /// Returns the name in front matter, packs and JSON: `runbook`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Runbook => "runbook",
            Self::Postmortem => "postmortem",
            Self::Guide => "guide",
            Self::Service => "service",
        }
    }

    /// Returns the folder in content and URLs: `runbooks`.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Runbook => "runbooks",
            Self::Postmortem => "postmortems",
            Self::Guide => "guides",
            Self::Service => "services",
        }
    }

    /// Returns the plural for headings: `Runbooks`.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Runbook => "Runbooks",
            Self::Postmortem => "Postmortems",
            Self::Guide => "Guides",
            Self::Service => "Services",
        }
    }

    /// Returns the kind named `name` in front matter or a pack.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
