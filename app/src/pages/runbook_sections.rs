//! Links to the sections of a runbook, at the top of its page.

use leptos::prelude::*;

use crate::model::Link;

use super::address::Place;
use super::links::anchor;

/// Links to the sections that every runbook has. `None` for fewer than two.
pub(super) fn runbook_sections(place: &Place, sections: &[Link]) -> Option<AnyView> {
    let items: Vec<_> = sections
        .iter()
        .map(|section| view! { <li>{anchor(place, &section.url, &section.text)}</li> })
        .collect();
    (items.len() > 1).then(|| {
        view! {
            <nav class="parts" aria-label="Sections of the runbook">
                <ul>{items}</ul>
            </nav>
        }
        .into_any()
    })
}
