//! What the pages are made of: plain data, filled in by the indexer.
//!
//! Addresses in the models are absolute within the site (`/runbooks/x/`);
//! [`crate::pages`] makes them relative to the page that shows them. HTML in
//! the models (`html` fields) is sanitised and already relative.

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

/// What all pages share.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Name of the knowledge base.
    pub title: String,
    /// What it is, in a sentence.
    pub description: String,
    /// Absolute address at which the site is published, ending in `/`, if configured.
    pub base_url: Option<String>,
    /// Language of the content, e.g. `en`.
    pub language: String,
    /// The kinds that have documents, with their number.
    pub kinds: Vec<(Kind, usize)>,
    /// Number of documents in all.
    pub documents: usize,
    /// Files of the frontend and the pack, absolute within the site.
    pub assets: Assets,
    /// Address where a problem with a page can be reported, if configured.
    pub issue_url: Option<String>,
    /// Address of the list of tags within the site, if there are tags.
    pub tags_url: Option<String>,
    /// What was learned from incidents (lessons, actions, insights), if there
    /// are postmortems: name and address of each page.
    pub learning: Vec<Link>,
    /// How a runbook for an unknown alert is begun.
    pub new_runbook: NewRunbook,
    /// Address of the list of symptoms within the site, if there are symptoms.
    pub symptoms_url: Option<String>,
}

/// Addresses within the site of what pages load; all carry a content hash.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// What only pages about incidents and services need of style; may be empty.
    pub learning_css: String,
    /// Sets the theme before the first paint (blocking, tiny).
    pub theme_js: String,
    /// Wakes the islands when they are needed.
    pub loader_js: String,
    /// What readers of documents need besides: focus, sections, single commands; may be empty.
    pub reading_js: String,
    /// wasm-bindgen's module of the search.
    pub app_js: String,
    /// The search as WebAssembly.
    pub app_wasm: String,
    /// wasm-bindgen's module of all other islands.
    pub tools_js: String,
    /// All other islands as WebAssembly.
    pub tools_wasm: String,
    /// Folder of the pack, ending in `/`; its manifest is `manifest.kbp`.
    pub pack: String,
    /// The site's icon (SVG).
    pub icon: String,
}

/// A link to a page, with what a list shows of it.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// Address within the site.
    pub url: String,
    /// Title.
    pub title: String,
    /// Kind of the document.
    pub kind: Option<Kind>,
    /// A sentence about it.
    pub summary: Option<String>,
    /// The services concerned: name and address of the service's page, if it has one.
    pub services: Vec<Link>,
    /// Tags.
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
    /// Status of a postmortem: `ongoing`, `draft`, `review`, `final`.
    pub status: Option<String>,
    /// The owning team.
    pub owner: Option<String>,
    /// Why it is shown here ("same service: payments"), for related documents.
    pub reason: Option<String>,
}

/// A plain link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// Address within the site, or of another site; empty when there is no page.
    pub url: String,
    /// Words to show.
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
    /// Incidents that are still going on.
    pub ongoing: Vec<Card>,
    /// What an engineer sees, each a link to a search or a page.
    pub symptoms: Vec<Link>,
    /// Documents changed last.
    pub changed: Vec<Card>,
    /// The latest postmortems, each with what was learned from it.
    pub learned: Vec<(Card, Option<Lesson>)>,
    /// Where a newcomer starts.
    pub start: Vec<Card>,
    /// Documents with a review date; the browser decides which are overdue.
    pub reviews: Vec<Card>,
}

/// A page that lists documents: an index of a kind, or a tag.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Heading.
    pub title: String,
    /// A sentence under it.
    pub intro: String,
    /// Address of this page within the site.
    pub url: String,
    /// The documents, grouped; a group's name may be empty. Within a group the
    /// page shows incidents newest first and other documents by title.
    pub groups: Vec<(String, Vec<Card>)>,
    /// What else there is, e.g. the tags of these documents.
    pub tags: Vec<Link>,
    /// Other ways in, each under its heading: by symptom, by component.
    pub indexes: Vec<(String, Vec<IndexEntry>)>,
}

/// A document's page.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What lists show of it as well.
    pub card: Card,
    /// One-line description for `<meta name="description">` and chat previews.
    pub description: String,
    /// The rendered Markdown, sanitised.
    pub html: String,
    /// Table of contents.
    pub toc: Vec<TocEntry>,
    /// Alert names that a runbook answers.
    pub alerts: Vec<String>,
    /// Variables that the reader fills into the commands.
    pub variables: Vec<Variable>,
    /// Candidate causes that the page names, in the order in which to check them.
    pub suspects: Suspects,
    /// What the document says an engineer sees, each with its page if it has one.
    pub symptoms: Vec<Link>,
    /// How many steps the text has to tick off.
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
    /// Address where the source can be edited.
    pub edit_url: Option<String>,
    /// Whether to trust it, and whom to ask.
    pub trust: Trust,
    /// Address within the site at which this copy of the page stands, if it is not the
    /// document's own: then the document's own is the canonical one.
    pub at: Option<String>,
    /// For a service: its documents by kind, and who depends on it.
    pub service: Option<ServiceLinks>,
    /// For a postmortem: what was understood of it.
    pub incident: Option<Incident>,
    /// For a postmortem: what was learned.
    pub lessons: Vec<Lesson>,
    /// Earlier or later incidents like this one, each with the reason.
    pub similar: Vec<Card>,
}

/// Two statements of a document that cannot both be true.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contradiction {
    /// What disagrees, naming both figures (plain text).
    pub message: String,
    /// Where they stand: `#fragment` and the heading.
    pub places: Vec<Link>,
}

/// A variable of a page's commands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variable {
    /// The key that its places carry: `pod_name`.
    pub key: String,
    /// The name to show.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// Value to begin with.
    pub default: Option<String>,
    /// Regular expression of valid values.
    pub pattern: Option<String>,
    /// A plausible value.
    pub example: Option<String>,
}

/// What belongs to a service.
#[derive(Debug, Clone, Default)]
pub struct ServiceLinks {
    /// Its documents by kind.
    pub documents: Vec<(Kind, Vec<Card>)>,
    /// What it depends on.
    pub depends_on: Vec<Link>,
    /// What depends on it.
    pub dependents: Vec<Link>,
    /// Action items of its incidents that are not known to be done.
    pub open_actions: Vec<Action>,
    /// Address of the register that shows this service's items alone.
    pub actions_url: String,
}
