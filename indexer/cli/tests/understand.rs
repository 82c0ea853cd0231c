//! What is understood of postmortems: invented ones of every house style, and
//! real ones against what a careful reader found in them.

#[path = "understand/actions.rs"]
mod actions;
#[path = "understand/contradictions.rs"]
mod contradictions;
#[path = "understand/inspect.rs"]
mod inspect;
#[path = "understand/labelled.rs"]
mod labelled;
#[path = "understand/properties.rs"]
mod properties;
#[path = "understand/sessions.rs"]
mod sessions;
mod support;
#[path = "understand/timelines.rs"]
mod timelines;

use content::config::Config;
use model::incident::Understood;

/// What is understood of a document.
fn understood(text: &str) -> Understood {
    content::inspect("postmortems/a.md", text, &Config::default()).understood
}
