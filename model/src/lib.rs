//! The types for documents, incidents, findings and URLs, with their invariants.
//! Nothing here reads files or renders, and nothing makes the browser load a
//! time-zone database.

pub mod address;
pub mod date;
pub mod document;
pub mod escape;
pub mod fill;
pub mod finding;
pub mod front_matter;
pub mod incident;
pub mod kind;
pub mod percent;
mod plural;
pub mod slug;
pub mod suspect;
pub mod variable;

pub use address::alert_key;
pub use date::DateOrInstant;
pub use document::{Asset, Document, RUNBOOK_HEADINGS, Redirect, SearchText, Section, SectionText};
pub use front_matter::FrontMatter;
pub use incident::{ActionState, LessonKind, Phase, Understood};
pub use kind::Kind;
pub use plural::count;
pub use suspect::Suspect;
pub use variable::Variable;
