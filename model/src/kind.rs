//! Kinds of documents.

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// How to act on an alert or a symptom.
    Runbook,
    /// What happened, why, and what changes.
    Postmortem,
    /// How to understand or debug something.
    Guide,
    /// What a service is and who looks after it.
    Service,
}

impl Kind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Runbook, Self::Postmortem, Self::Guide, Self::Service];

    /// The name in front matter, packs and JSON: `runbook`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Runbook => "runbook",
            Self::Postmortem => "postmortem",
            Self::Guide => "guide",
            Self::Service => "service",
        }
    }

    /// The folder in content and addresses: `runbooks`.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Runbook => "runbooks",
            Self::Postmortem => "postmortems",
            Self::Guide => "guides",
            Self::Service => "services",
        }
    }

    /// The plural for headings: `Runbooks`.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Runbook => "Runbooks",
            Self::Postmortem => "Postmortems",
            Self::Guide => "Guides",
            Self::Service => "Services",
        }
    }

    /// The kind named `name` in front matter or a pack.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
