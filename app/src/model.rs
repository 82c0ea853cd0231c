//! The data that pages show: plain data, filled in by the indexer.
//!
//! URLs in the models are absolute within the site (`/runbooks/x/`); [`crate::pages`]
//! makes them relative to the page that shows them. HTML in the models (`html` fields) is
//! sanitised and already relative.

mod actions;
mod incident;
mod insights;
mod lessons;
mod suspects;
mod trust;

pub use actions::{Action, Facet, FacetOption, Quarter, Register};
pub use incident::{Band, BandKind, Cause, Event, Figure, Incident, Provenance, Timeline, Wasted};
pub use insights::{Bar, Chart, Distribution, Insights, Observation};
pub use lessons::{Lesson, LessonGroup, Lessons, Recurring};
pub use model::{ActionState, Kind, LessonKind, Phase, Suspect};
pub use suspects::{Candidate, Case, IndexEntry, Source, Suspects, SymptomIndex, SymptomPage};
pub use trust::{Contact, Contacts, NewRunbook, Report, Trust, Used, Way};

/// The data that all pages share.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Name of the knowledge base.
    pub title: String,
    /// A description of it in one sentence.
    pub description: String,
    /// Absolute URL at which the site is published, ending in `/`, if configured.
    pub base_url: Option<String>,
    /// Language of the content, e.g. `en`.
    pub language: String,
    /// The kinds that have documents, with the number of documents.
    pub kinds: Vec<(Kind, usize)>,
    /// Total number of documents.
    pub documents: usize,
    /// URLs within the site of the frontend's files and of the pack.
    pub assets: Assets,
    /// URL where readers report a problem with a page, if configured.
    pub issue_url: Option<String>,
    /// URL within the site of the list of tags, if there are tags.
    pub tags_url: Option<String>,
    /// Names and URLs of the pages about learning from incidents (lessons, actions,
    /// insights), if there are postmortems.
    pub learning: Vec<Link>,
    /// How a reader starts a runbook for an unknown alert.
    pub new_runbook: NewRunbook,
    /// URL within the site of the list of symptoms, if there are symptoms.
    pub symptoms_url: Option<String>,
}

/// URLs within the site of the files that pages load; all contain a content hash.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The style sheet that only pages about incidents and services load; may be empty.
    pub learning_css: String,
    /// The script that sets the theme before the first paint (blocking, tiny).
    pub theme_js: String,
    /// The script that loads the islands when they are needed.
    pub loader_js: String,
    /// The script for readers of documents (focus, sections, single commands); may be empty.
    pub reading_js: String,
    /// The module of wasm-bindgen for the search.
    pub app_js: String,
    /// The search as WebAssembly.
    pub app_wasm: String,
    /// The module of wasm-bindgen for all other islands.
    pub tools_js: String,
    /// All other islands as WebAssembly.
    pub tools_wasm: String,
    /// URL of the pack's folder, ending in `/`; its manifest is `manifest.kbp`.
    pub pack: String,
    /// The site's icon (SVG).
    pub icon: String,
}

/// A link to a page, with the data that a list shows about it.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// URL within the site.
    pub url: String,
    /// Title of the document.
    pub title: String,
    /// Kind of the document.
    pub kind: Option<Kind>,
    /// A sentence about it.
    pub summary: Option<String>,
    /// The services concerned: the name of each and the URL of its page, if it has one.
    pub services: Vec<Link>,
    /// Tags of the document.
    pub tags: Vec<Link>,
    /// ISO 8601 date or instant of the incident (postmortems).
    pub incident_date: Option<String>,
    /// ISO 8601 date of the last review by a person.
    pub reviewed: Option<String>,
    /// ISO 8601 date on which the next review is due.
    pub review_due: Option<String>,
    /// ISO 8601 instant of the last change in version control.
    pub changed: Option<String>,
    /// Severity as written.
    pub severity: Option<String>,
    /// Status of a postmortem: `ongoing`, `draft`, `review` or `final`.
    pub status: Option<String>,
    /// The team that owns the document.
    pub owner: Option<String>,
    /// The reason for showing it ("same service: payments"), for related documents.
    pub reason: Option<String>,
}

/// A plain link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// URL within this site or of another site; empty if there is no page.
    pub url: String,
    /// Text of the link.
    pub text: String,
}

/// An entry of a table of contents.
#[derive(Debug, Clone, Default)]
pub struct TocEntry {
    /// Level of the heading, 2 to 6.
    pub level: u8,
    /// The heading's id.
    pub anchor: String,
    /// The heading's text.
    pub text: String,
}

/// The home page.
#[derive(Debug, Clone, Default)]
pub struct Home {
    /// Ongoing incidents.
    pub ongoing: Vec<Card>,
    /// Symptoms that an engineer sees, each a link to a search or a page.
    pub symptoms: Vec<Link>,
    /// The documents that changed last.
    pub changed: Vec<Card>,
    /// The latest postmortems, each with a lesson from it, if there is one.
    pub learned: Vec<(Card, Option<Lesson>)>,
    /// Documents for newcomers.
    pub start: Vec<Card>,
    /// Documents with a review date; the browser decides which are overdue.
    pub reviews: Vec<Card>,
}

/// A page that lists documents: an index of a kind, or a tag.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Heading of the page.
    pub title: String,
    /// Introduction, one sentence.
    pub intro: String,
    /// URL of this page within the site.
    pub url: String,
    /// The documents, grouped; a group's name may be empty. Within a group the
    /// page shows incidents newest first and other documents by title.
    pub groups: Vec<(String, Vec<Card>)>,
    /// Further links, such as the tags of these documents.
    pub tags: Vec<Link>,
    /// Other indexes, each under its heading: by symptom, by component.
    pub indexes: Vec<(String, Vec<IndexEntry>)>,
}

/// A document's page.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The data that lists also show.
    pub card: Card,
    /// One-line description for `<meta name="description">` and chat previews.
    pub description: String,
    /// The rendered Markdown, sanitised.
    pub html: String,
    /// Table of contents.
    pub toc: Vec<TocEntry>,
    /// Names of the alerts that a runbook answers.
    pub alerts: Vec<String>,
    /// Variables in the commands, which the reader fills in.
    pub variables: Vec<Variable>,
    /// Candidate causes that the page names, in the order in which to check them.
    pub suspects: Suspects,
    /// The symptoms that the document names, each with its page if it has one.
    pub symptoms: Vec<Link>,
    /// Number of steps that a reader can tick off.
    pub steps: usize,
    /// Further facts from the front matter (label, text), e.g. impact, tier, contacts.
    pub facts: Vec<(String, Vec<Link>)>,
    /// Related documents.
    pub related: Vec<Card>,
    /// Documents that link here.
    pub backlinks: Vec<Card>,
    /// The document before this one in its kind.
    pub previous: Option<Link>,
    /// The document after this one in its kind.
    pub next: Option<Link>,
    /// URL where the source can be edited.
    pub edit_url: Option<String>,
    /// The data by which a reader decides whether to trust the page, and the people to ask.
    pub trust: Trust,
    /// URL within the site of this copy of the page, if it differs from the document's
    /// own URL. The document's own URL is then the canonical one.
    pub at: Option<String>,
    /// For a service: its documents by kind, its dependencies and its dependents.
    pub service: Option<ServiceLinks>,
    /// For a postmortem: the data parsed from its text.
    pub incident: Option<Incident>,
    /// For a postmortem: its lessons.
    pub lessons: Vec<Lesson>,
    /// Similar earlier or later incidents, each with the reason.
    pub similar: Vec<Card>,
}

/// Two statements of a document that cannot both be true.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contradiction {
    /// The disagreement, with both figures (plain text).
    pub message: String,
    /// The places of both statements: `#fragment` and the heading.
    pub places: Vec<Link>,
}

/// A variable of a page's commands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variable {
    /// The key of all its placeholders: `pod_name`.
    pub key: String,
    /// The name to show.
    pub name: String,
    /// A description of the value.
    pub description: Option<String>,
    /// The initial value.
    pub default: Option<String>,
    /// Regular expression of valid values.
    pub pattern: Option<String>,
    /// A plausible value, as an example.
    pub example: Option<String>,
}

/// The documents, dependencies and action items of a service.
#[derive(Debug, Clone, Default)]
pub struct ServiceLinks {
    /// Its documents by kind.
    pub documents: Vec<(Kind, Vec<Card>)>,
    /// The services that it depends on.
    pub depends_on: Vec<Link>,
    /// The services that depend on it.
    pub dependents: Vec<Link>,
    /// Action items of its incidents that are not known to be done.
    pub open_actions: Vec<Action>,
    /// URL of the register, filtered by this service.
    pub actions_url: String,
}
