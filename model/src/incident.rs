//! What is understood of a postmortem.

use std::ops::Range;

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

/// What is understood of a postmortem. Lines count from 1 in the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Understood {
    /// The headings, each with the kinds of section that it names.
    pub sections: Vec<SectionRole>,
    /// Name of the zone of times without a zone: `UTC`, `PST`, `Europe/Berlin`.
    pub zone: Option<String>,
    /// Start and end of the incident.
    pub window: Window,
    /// The known instants of the incident's phases, in the order of [`Phase`].
    pub phases: Vec<PhaseMark>,
    /// The entries of the timeline, in the order of the document.
    pub timeline: Vec<Event>,
    /// Entries of a timeline section without a time that could be read.
    pub unparsed: Vec<UnparsedEntry>,
    /// The durations of the incident and its phases.
    pub durations: Durations,
    /// The action items, whether done or not.
    pub actions: Vec<Action>,
    /// Categories of causes, those with the strongest evidence first.
    pub causes: Vec<Cause>,
    /// Statements that cannot all be true.
    pub contradictions: Vec<Contradiction>,
    /// False leads, in order of time.
    pub false_leads: Vec<FalseLead>,
    /// Lessons, and what went well, went wrong, or was luck, in the order of the
    /// document.
    pub lessons: Vec<Lesson>,
    /// How the incident was detected.
    pub detection: Option<Detection>,
}

/// The source of a piece of information, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Front matter.
    FrontMatter,
    /// The text of the document: a summary line, a label.
    Stated,
    /// The times of the timeline.
    Timeline,
    /// Our interpretation of the text, which is shown as inferred.
    Inferred,
}

impl Origin {
    /// Returns the label for pages: `from the timeline`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FrontMatter => "as written",
            Self::Stated => "stated in the text",
            Self::Timeline => "from the timeline",
            Self::Inferred => "inferred",
        }
    }

    /// Returns the name in JSON: `front matter`, `stated`, `timeline`, `inferred`.
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

/// A kind of section that postmortems have, under any heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// What happened, in short.
    Summary,
    /// Who and what was affected.
    Impact,
    /// Why it happened.
    RootCause,
    /// What triggered it.
    Trigger,
    /// How it was noticed.
    Detection,
    /// The events with their times.
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
    /// Links to further reading.
    Links,
}

impl SectionKind {
    /// All kinds, in the order in which a page shows them.
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

    /// Returns the canonical heading: `Root cause`.
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

/// A heading and the kinds of section that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRole {
    /// The kinds of section; several for a combined heading, none for an unknown one.
    pub canonical: Vec<SectionKind>,
    /// The author's heading as plain text.
    pub heading: String,
    /// Level of the heading, 1 to 6.
    pub level: u8,
    /// Line of the heading.
    pub line: usize,
}

/// A point in time, as precise as its author gives it: a day, a time, or both.
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
    /// Returns day and time on the author's clock, if both are known.
    #[must_use]
    pub fn local(&self) -> Option<DateTime> {
        Some(self.date?.to_datetime(self.time?))
    }

    /// Returns the moment as precisely as known: `2023-08-02T13:45`,
    /// `2023-08-02`, or `13:45`; `None` if nothing is known.
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

/// Start and end of the incident.
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
    /// The moment.
    pub moment: Moment,
    /// The source of the moment.
    pub origin: Origin,
    /// Line of the statement; 0 if it has none.
    pub line: usize,
}

/// A phase of an incident; the phases are in the order in which they are expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// The incident began.
    Start,
    /// Somebody or something noticed it.
    Detection,
    /// Somebody took responsibility for it.
    Acknowledgement,
    /// Somebody looked for the cause.
    Investigation,
    /// A suspicion that proved wrong.
    FalseLead,
    /// Others were called in.
    Escalation,
    /// The cause was found.
    CauseFound,
    /// Users were affected less, or no longer.
    Mitigation,
    /// The incident was over.
    Resolution,
}

impl Phase {
    /// Returns the label for pages: `Cause found`.
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

    /// Returns the name in the site's data and in class names: `cause-found`.
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

    /// Returns the name in words, as in the output of `kb inspect`: `cause found`.
    #[must_use]
    pub fn words(self) -> String {
        self.name().replace('-', " ")
    }
}

/// The moment of a phase, from the first event that shows it or from front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseMark {
    /// The phase.
    pub phase: Phase,
    /// The moment.
    pub moment: Moment,
    /// The source of the moment.
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
    /// Whether the day was inferred (the entries cross midnight, or the document
    /// has the day), not written.
    pub date_inferred: bool,
    /// The author's words, as plain text; may be empty.
    pub text: String,
    /// The phase that the wording shows, if any; always [`Origin::Inferred`]
    /// unless front matter gives this instant.
    pub phase: Option<Phase>,
    /// The source of the phase.
    pub phase_origin: Option<Origin>,
    /// Line of the entry's time.
    pub line: usize,
}

/// Text of a timeline section without a time that could be read. It is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnparsedEntry {
    /// The author's words, as plain text.
    pub text: String,
    /// Whether it looks like an entry (an item, a row), rather than prose around
    /// the entries.
    pub entry: bool,
    /// Line of the text.
    pub line: usize,
    /// Bytes of the text in the file.
    pub span: Range<usize>,
}

/// A duration with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// Length in minutes.
    pub minutes: i64,
    /// The source of the duration.
    pub origin: Origin,
    /// Whether the author marked it as approximate.
    pub approximate: bool,
    /// Lines of the evidence, the best one first.
    pub lines: Vec<usize>,
}

/// The durations of an incident, each from the most trusted source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Durations {
    /// The incident's length in the author's words ("a 30-minute outage").
    pub stated: Option<Duration>,
    /// The length of a written window (`Duration: 13:45 - 15:30`).
    pub window: Option<Duration>,
    /// The time from the first to the last phase that the timeline shows.
    pub timeline: Option<Duration>,
    /// The incident's length that pages show: from front matter, else window,
    /// else timeline, else the author's words.
    pub total: Option<Duration>,
    /// The time from start to detection.
    pub detect: Option<Duration>,
    /// The time from detection to acknowledgement.
    pub acknowledge: Option<Duration>,
    /// The time from detection to mitigation.
    pub mitigate: Option<Duration>,
    /// The time from start to resolution.
    pub resolve: Option<Duration>,
}

/// The purpose of an action item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionType {
    /// It prevents the incident from happening again.
    Prevent,
    /// It makes detection faster.
    Detect,
    /// It makes the impact smaller or shorter.
    Mitigate,
    /// It writes something down or informs people.
    Document,
}

impl ActionType {
    /// Returns the name in JSON: `prevent`.
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

/// Whether an action item is done, as far as the text says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionState {
    /// Marked as open: an empty box, or words such as "in progress".
    Open,
    /// Marked neither as open nor as done.
    #[default]
    Unstated,
    /// Marked as done.
    Done,
}

impl ActionState {
    /// All states, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Open, Self::Unstated, Self::Done];

    /// Returns this state, or `other` if this one is [`Self::Unstated`].
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match self {
            Self::Unstated => other,
            stated => stated,
        }
    }

    /// Returns the label for pages: `Open`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Unstated => "Not stated",
            Self::Done => "Done",
        }
    }

    /// Returns the name in filters, data and class names: `not-stated`.
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

/// An action item, whether done or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The author's words, as plain text.
    pub text: String,
    /// The purpose.
    pub kind: Option<ActionType>,
    /// The source of the purpose: [`Origin::Stated`] if the author names it, else
    /// [`Origin::Inferred`].
    pub kind_origin: Origin,
    /// The owner, as written.
    pub owner: Option<String>,
    /// When it is due.
    pub due: Option<DueDate>,
    /// Whether it is done.
    pub state: ActionState,
    /// The day on which it was closed, where the author says so.
    pub closed: Option<Date>,
    /// Priority as written.
    pub priority: Option<String>,
    /// URL of the ticket.
    pub tracker: Option<String>,
    /// Line of the action item.
    pub line: usize,
}

/// A category of causes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Too little of a resource: memory, disk, connections, addresses, quota.
    Capacity,
    /// A setting was wrong.
    Configuration,
    /// The code had a defect.
    CodeDefect,
    /// Something that the service relies on failed: an upstream service, a
    /// library, a provider.
    Dependency,
    /// A change was rolled out.
    Deploy,
    /// Data was lost, wrong or locked.
    Data,
    /// Packets, names or routes failed: DNS, load balancers, proxies.
    Network,
    /// Secrets, permissions or vulnerabilities.
    Security,
    /// A machine or a disk broke.
    Hardware,
    /// A rule, a review, a test or a document was missing.
    Process,
    /// The problem was not visible to anybody.
    Observability,
    /// The load was higher than expected.
    Load,
}

impl Category {
    /// All categories, in the order in which they are documented.
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

    /// Returns the name in front matter and JSON: `code-defect`.
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
    /// The category; `None` for an author's own word that is not a category.
    pub category: Option<Category>,
    /// [`Origin::FrontMatter`] or [`Origin::Inferred`].
    pub origin: Origin,
    /// The author's words that are the evidence; empty for front matter.
    pub evidence: String,
    /// Line of the evidence; 0 for front matter.
    pub line: usize,
}

/// One of the statements of a contradiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The statement.
    pub text: String,
    /// Line of the statement; 0 if it has none.
    pub line: usize,
    /// Bytes of the statement in the file.
    pub span: Range<usize>,
}

/// Statements that cannot all be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// What contradicts what, with the statements, in plain text.
    pub message: String,
    /// The statements, in the order of the message.
    pub figures: Vec<Figure>,
}

/// A suspicion in a timeline that did not lead to the cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FalseLead {
    /// What was suspected: `the load balancer`.
    pub subject: String,
    /// Index of the first event of the suspicion in [`Understood::timeline`].
    pub first: usize,
    /// Index of the event that ended it. The time up to this event was lost.
    pub until: usize,
    /// Minutes lost.
    pub minutes: Option<i64>,
}

/// The kind of a lesson.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LessonKind {
    /// A lesson learned.
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

    /// Returns the label for pages: `Went well`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Lesson => "Lesson",
            Self::WentWrong => "Went wrong",
            Self::WentWell => "Went well",
            Self::Lucky => "Lucky",
        }
    }

    /// Returns the name in the site's data and in class names: `went-well`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::WentWrong => "went-wrong",
            Self::WentWell => "went-well",
            Self::Lucky => "lucky",
        }
    }

    /// Returns the name in words, as in the output of `kb inspect`: `went well`.
    #[must_use]
    pub fn words(self) -> String {
        self.name().replace('-', " ")
    }
}

/// A lesson of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The kind of the lesson.
    pub kind: LessonKind,
    /// The author's words, as plain text.
    pub text: String,
    /// Line of the lesson.
    pub line: usize,
}

/// Who or what detects an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DetectionSource {
    /// An alert or a dashboard.
    Monitoring,
    /// Users, customers or support.
    Users,
    /// Somebody in the team, by chance or while working.
    Staff,
    /// Somebody outside, such as a provider or a researcher.
    External,
}

impl DetectionSource {
    /// Returns the name in JSON: `monitoring`.
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

/// How the incident was detected, with its evidence. It is always inferred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    /// Who or what detected it.
    pub source: DetectionSource,
    /// The author's words that are the evidence.
    pub evidence: String,
    /// Line of the evidence.
    pub line: usize,
}
