//! What is understood of postmortems: invented ones of every house style, and
//! real ones against what a careful reader found in them.

mod actions;
mod contradictions;
mod labelled;
mod properties;
mod timelines;

use content::config::Config;
use model::incident::Understood;

/// What is understood of a document.
fn understood(text: &str) -> Understood {
    content::inspect("postmortems/a.md", text, &Config::default()).understood
}
