//! Tests of what is understood of postmortems: invented ones in many styles, and
//! real ones with labels of a careful reader.

mod actions;
mod contradictions;
mod labelled;
mod properties;
mod timelines;

use content::config::Config;
use model::incident::Understood;

/// Returns what is understood of a document.
fn understood(text: &str) -> Understood {
    content::inspect("postmortems/a.md", text, &Config::default()).understood
}
