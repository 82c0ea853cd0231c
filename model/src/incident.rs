//! What was understood of a postmortem.

use std::ops::Range;

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

/// What was understood of a postmortem. Lines count from 1 in the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Understood {
    /// The headings, each with what it stands for.
    pub sections: Vec<SectionRole>,
    /// Name of the zone that times without one are in: `UTC`, `PST`, `Europe/Berlin`.
    pub zone: Option<String>,
    /// From start to end of the incident.
    pub window: Window,
    /// The known instants of the incident's phases, in the order of [`Phase`].
    pub phases: Vec<PhaseMark>,
    /// The entries of the timeline, in the order of the document.
    pub timeline: Vec<Event>,
    /// Entries of a timeline section without a time that could be read.
    pub unparsed: Vec<UnparsedEntry>,
    /// How long things took.
    pub durations: Durations,
    /// What is to be done, or was.
    pub actions: Vec<Action>,
    /// Categories of causes, most evident first.
    pub causes: Vec<Cause>,
    /// Statements that cannot all be true.
    pub contradictions: Vec<Contradiction>,
    /// Investigations that led nowhere, in order of time.
    pub false_leads: Vec<FalseLead>,
    /// What was learned, went well, went wrong, or was luck, in the order of the document.
    pub lessons: Vec<Lesson>,
    /// How the incident came to notice.
    pub detection: Option<Detection>,
}

/// Where a piece of knowledge comes from, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Front matter.
    FrontMatter,
    /// Words of the document: a summary line, a label.
    Stated,
    /// The timeline's times.
    Timeline,
    /// Our reading of wording; shown as such.
    Inferred,
}

impl Origin {
    /// For pages: `from the timeline`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FrontMatter => "as written",
            Self::Stated => "stated in the text",
            Self::Timeline => "from the timeline",
            Self::Inferred => "inferred",
        }
    }

    /// The name in JSON: `front matter`, `stated`, `timeline`, `inferred`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front matter",
            Self::Stated => "stated",
            Self::Timeline => "timeline",
            Self::Inferred => "inferred",
        }
    }
}

/// A section that postmortems of every house have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// What happened, in short.
    Summary,
    /// Who and what was affected.
    Impact,
    /// Why.
    RootCause,
    /// What set it off.
    Trigger,
    /// How it was noticed.
    Detection,
    /// When what happened.
    Timeline,
    /// What ended it.
    Resolution,
    /// What is to be done.
    ActionItems,
    /// What was learned.
    LessonsLearned,
    /// What went well.
    WentWell,
    /// What went wrong.
    WentWrong,
    /// Where luck helped.
    Lucky,
    /// Who took part.
    People,
    /// Where to read on.
    Links,
}

impl SectionKind {
    /// All, in the order in which a page shows them.
    pub const ALL: [Self; 14] = [
        Self::Summary,
        Self::Impact,
        Self::Detection,
        Self::Timeline,
        Self::Trigger,
        Self::RootCause,
        Self::Resolution,
        Self::ActionItems,
        Self::LessonsLearned,
        Self::WentWell,
        Self::WentWrong,
        Self::Lucky,
        Self::People,
        Self::Links,
    ];

    /// The canonical heading: `Root cause`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Impact => "Impact",
            Self::RootCause => "Root cause",
            Self::Trigger => "Trigger",
            Self::Detection => "Detection",
            Self::Timeline => "Timeline",
            Self::Resolution => "Resolution",
            Self::ActionItems => "Action items",
            Self::LessonsLearned => "Lessons learned",
            Self::WentWell => "What went well",
            Self::WentWrong => "What went wrong",
            Self::Lucky => "Where we got lucky",
            Self::People => "People",
            Self::Links => "Links",
        }
    }
}

/// A heading and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRole {
    /// What it stands for; several for a combined heading, none for an unknown one.
    pub canonical: Vec<SectionKind>,
    /// The author's heading as plain text.
    pub heading: String,
    /// Level of the heading, 1 to 6.
    pub level: u8,
    /// Line of the heading.
    pub line: usize,
}

/// A point in time, as exact as its author was: a day, a time, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moment {
    /// The day, if it is known.
    pub date: Option<Date>,
    /// The time of day, if it is given.
    pub time: Option<Time>,
    /// The instant, if day, time and zone are known.
    pub at: Option<Timestamp>,
}

impl Moment {
    /// Day and time on the author's clock, if both are known.
    #[must_use]
    pub fn local(&self) -> Option<DateTime> {
        Some(self.date?.to_datetime(self.time?))
    }

    /// As precise as known: `2023-08-02T13:45`, `2023-08-02`, or `13:45`; `None` if nothing is.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        let time = self.time.map(|time| {
            if time.second() == 0 {
                format!("{:02}:{:02}", time.hour(), time.minute())
            } else {
                format!(
                    "{:02}:{:02}:{:02}",
                    time.hour(),
                    time.minute(),
                    time.second()
                )
            }
        });
        match (self.date, time) {
            (Some(date), Some(time)) => Some(format!("{date}T{time}")),
            (Some(date), None) => Some(date.to_string()),
            (None, time) => time,
        }
    }
}

/// From start to end of the incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Window {
    /// When it began.
    pub start: Option<Mention>,
    /// When it was over.
    pub end: Option<Mention>,
}

/// A moment with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// When.
    pub moment: Moment,
    /// How we know.
    pub origin: Origin,
    /// Line that says so; 0 if none can be named.
    pub line: usize,
}

/// A phase of an incident, in the order in which they are expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// The trouble began.
    Start,
    /// Somebody or something noticed.
    Detection,
    /// Somebody took it on.
    Acknowledgement,
    /// Somebody looked for its cause.
    Investigation,
    /// A suspicion that proved wrong.
    FalseLead,
    /// Others were called in.
    Escalation,
    /// The cause was found.
    CauseFound,
    /// Users felt it less, or no longer.
    Mitigation,
    /// It was over.
    Resolution,
}

impl Phase {
    /// For pages: `Cause found`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Start => "Started",
            Self::Detection => "Detected",
            Self::Acknowledgement => "Acknowledged",
            Self::Investigation => "Investigation",
            Self::FalseLead => "False lead",
            Self::Escalation => "Escalated",
            Self::CauseFound => "Cause found",
            Self::Mitigation => "Mitigated",
            Self::Resolution => "Resolved",
        }
    }

    /// The name in the site's data and in class names: `cause-found`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Detection => "detection",
            Self::Acknowledgement => "acknowledgement",
            Self::Investigation => "investigation",
            Self::FalseLead => "false-lead",
            Self::Escalation => "escalation",
            Self::CauseFound => "cause-found",
            Self::Mitigation => "mitigation",
            Self::Resolution => "resolution",
        }
    }

    /// The name in words, as in the output of `kb inspect`: `cause found`.
    #[must_use]
    pub fn words(self) -> String {
        self.name().replace('-', " ")
    }
}

/// The moment of a phase: the first event that shows it, or what front matter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseMark {
    /// Which phase.
    pub phase: Phase,
    /// When.
    pub moment: Moment,
    /// How we know.
    pub origin: Origin,
    /// Line of the event or of the front matter key.
    pub line: usize,
}

/// An entry of the timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// When it began.
    pub start: Moment,
    /// When it ended, for a range.
    pub end: Option<Moment>,
    /// Whether the author marked it as approximate (`~12:30`).
    pub approximate: bool,
    /// Whether the day was worked out (midnight crossed, or the day of the document), not written.
    pub date_inferred: bool,
    /// The author's words, as plain text; may be empty.
    pub text: String,
    /// The phase its wording shows, if any; always [`Origin::Inferred`] unless front matter gives this instant.
    pub phase: Option<Phase>,
    /// How the phase is known.
    pub phase_origin: Option<Origin>,
    /// Line of its time.
    pub line: usize,
}

/// Words of a timeline section without a time that could be read; they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnparsedEntry {
    /// The author's words, as plain text.
    pub text: String,
    /// Whether it looks like an entry (an item, a row), rather than prose around them.
    pub entry: bool,
    /// Line.
    pub line: usize,
    /// Bytes of the file.
    pub span: Range<usize>,
}

/// A duration with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// Length in minutes.
    pub minutes: i64,
    /// How we know.
    pub origin: Origin,
    /// Whether it is marked as approximate.
    pub approximate: bool,
    /// Lines that say so, the first the better.
    pub lines: Vec<usize>,
}

/// How long things took, each from the most trusted source that tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Durations {
    /// The incident's length in the author's words ("a 30-minute outage").
    pub stated: Option<Duration>,
    /// From a written window (`Duration: 13:45 - 15:30`).
    pub window: Option<Duration>,
    /// From the first to the last phase that the timeline shows.
    pub timeline: Option<Duration>,
    /// The incident's length that we show: front matter, else window, else timeline, else words.
    pub total: Option<Duration>,
    /// From start to detection.
    pub detect: Option<Duration>,
    /// From detection to acknowledgement.
    pub acknowledge: Option<Duration>,
    /// From detection to mitigation.
    pub mitigate: Option<Duration>,
    /// From start to resolution.
    pub resolve: Option<Duration>,
}

/// What an action item is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionType {
    /// It shall not happen again.
    Prevent,
    /// It shall be noticed sooner.
    Detect,
    /// It shall hurt less or end sooner.
    Mitigate,
    /// It shall be written down or told.
    Document,
}

impl ActionType {
    /// The name in JSON: `prevent`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Prevent => "prevent",
            Self::Detect => "detect",
            Self::Mitigate => "mitigate",
            Self::Document => "document",
        }
    }
}

/// Whether an action item is done, as far as the text tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionState {
    /// Marked as open: an empty box, or words such as "in progress".
    Open,
    /// Neither marked as open nor as done.
    #[default]
    Unstated,
    /// Marked as done.
    Done,
}

impl ActionState {
    /// All states, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Open, Self::Unstated, Self::Done];

    /// This state, or `other` where this one is not stated.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match self {
            Self::Unstated => other,
            stated => stated,
        }
    }

    /// For pages: `Open`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Unstated => "Not stated",
            Self::Done => "Done",
        }
    }

    /// For filters, data and classes: `not-stated`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Unstated => "not-stated",
            Self::Done => "done",
        }
    }
}

/// When an action item is due.
///
/// It displays as an ISO 8601 date, or as the author's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueDate {
    /// On a day.
    Day(Date),
    /// At a time that is no day: `end of Q3`.
    Words(String),
}

impl DueDate {
    /// The day, if it is one.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Words(_) => None,
        }
    }
}

impl fmt::Display for DueDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Words(words) => words.fmt(f),
        }
    }
}

/// What is to be done, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The author's words, as plain text.
    pub text: String,
    /// What it is good for.
    pub kind: Option<ActionType>,
    /// [`Origin::Stated`] where the author named the type, else [`Origin::Inferred`].
    pub kind_origin: Origin,
    /// Who does it, as written.
    pub owner: Option<String>,
    /// When it is due.
    pub due: Option<DueDate>,
    /// Whether it is done.
    pub state: ActionState,
    /// The day on which it was closed, where the author says so.
    pub closed: Option<Date>,
    /// Priority as written.
    pub priority: Option<String>,
    /// Address of the ticket.
    pub tracker: Option<String>,
    /// Line.
    pub line: usize,
}

/// A category of causes. [`Category::name`] gives the name in front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Too little of a resource: memory, disk, connections, addresses, quota.
    Capacity,
    /// A setting was wrong.
    Configuration,
    /// The code was wrong.
    CodeDefect,
    /// Something we rely on failed: an upstream service, a library, a provider.
    Dependency,
    /// A change was rolled out.
    Deploy,
    /// Data was lost, wrong or locked.
    Data,
    /// Packets, names or routes: DNS, load balancers, proxies.
    Network,
    /// Secrets, permissions, vulnerabilities.
    Security,
    /// A machine or a disk broke.
    Hardware,
    /// People lacked a rule, a review, a test, a document.
    Process,
    /// Nobody could see it.
    Observability,
    /// More came than was expected.
    Load,
}

impl Category {
    /// All, in the order in which they are documented.
    pub const ALL: [Self; 12] = [
        Self::Capacity,
        Self::Configuration,
        Self::CodeDefect,
        Self::Dependency,
        Self::Deploy,
        Self::Data,
        Self::Network,
        Self::Security,
        Self::Hardware,
        Self::Process,
        Self::Observability,
        Self::Load,
    ];

    /// The name in front matter and JSON: `code-defect`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Capacity => "capacity",
            Self::Configuration => "configuration",
            Self::CodeDefect => "code-defect",
            Self::Dependency => "dependency",
            Self::Deploy => "deploy",
            Self::Data => "data",
            Self::Network => "network",
            Self::Security => "security",
            Self::Hardware => "hardware",
            Self::Process => "process",
            Self::Observability => "observability",
            Self::Load => "load",
        }
    }
}

/// A category of causes with its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The category's name, or the author's own word from front matter.
    pub name: String,
    /// The category of the taxonomy; `None` for an author's own word outside it.
    pub category: Option<Category>,
    /// [`Origin::FrontMatter`] or [`Origin::Inferred`].
    pub origin: Origin,
    /// The words that show it; empty for front matter.
    pub evidence: String,
    /// Line of the evidence; 0 for front matter.
    pub line: usize,
}

/// A figure of a contradiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What is said there.
    pub text: String,
    /// Line; 0 if none can be named.
    pub line: usize,
    /// Bytes of the file.
    pub span: Range<usize>,
}

/// Statements that cannot all be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// What disagrees, naming the figures, in plain text.
    pub message: String,
    /// The places, in the order of the message.
    pub figures: Vec<Figure>,
}

/// An investigation that led nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FalseLead {
    /// What was suspected: `the load balancer`.
    pub subject: String,
    /// Index of the first event of the suspicion in [`Understood::timeline`].
    pub first: usize,
    /// Index of the event that ended it (exclusive: the time up to it is lost).
    pub until: usize,
    /// Minutes lost.
    pub minutes: Option<i64>,
}

/// What a lesson is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LessonKind {
    /// A lesson as such.
    #[default]
    Lesson,
    /// What went wrong.
    WentWrong,
    /// What went well.
    WentWell,
    /// Where luck helped.
    Lucky,
}

impl LessonKind {
    /// All kinds, in the order in which pages show them.
    pub const ALL: [Self; 4] = [Self::Lesson, Self::WentWrong, Self::WentWell, Self::Lucky];

    /// For pages: `Went well`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Lesson => "Lesson",
            Self::WentWrong => "Went wrong",
            Self::WentWell => "Went well",
            Self::Lucky => "Lucky",
        }
    }

    /// The name in the site's data and in class names: `went-well`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::WentWrong => "went-wrong",
            Self::WentWell => "went-well",
            Self::Lucky => "lucky",
        }
    }

    /// The name in words, as in the output of `kb inspect`: `went well`.
    #[must_use]
    pub fn words(self) -> String {
        self.name().replace('-', " ")
    }
}

/// A sentence worth keeping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// What kind it is.
    pub kind: LessonKind,
    /// The author's words, as plain text.
    pub text: String,
    /// Line.
    pub line: usize,
}

/// How an incident came to notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DetectionSource {
    /// An alert or a dashboard.
    Monitoring,
    /// Users, customers, support.
    Users,
    /// Somebody of the team, by chance or while working.
    Staff,
    /// Someone outside, such as a provider or a researcher.
    External,
}

impl DetectionSource {
    /// The name in JSON: `monitoring`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Monitoring => "monitoring",
            Self::Users => "users",
            Self::Staff => "staff",
            Self::External => "external",
        }
    }
}

/// How the incident came to notice, with its evidence. Always inferred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    /// Who or what noticed.
    pub source: DetectionSource,
    /// The words that show it.
    pub evidence: String,
    /// Line of the evidence.
    pub line: usize,
}
