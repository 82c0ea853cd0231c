//! Facts from a document's front matter.

use leptos::prelude::*;

use crate::model::Link;

use super::address::Place;
use super::links::link;

/// Facts as labels and values. `None` for no facts.
pub(super) fn facts(place: &Place, facts: &[(String, Vec<Link>)]) -> Option<AnyView> {
    let items: Vec<_> = facts
        .iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(label, values)| {
            let values: Vec<_> = values
                .iter()
                .map(|value| view! { <dd>{link(place, value)}</dd> })
                .collect();
            view! { <div><dt>{label.clone()}</dt>{values}</div> }
        })
        .collect();
    (!items.is_empty()).then(|| view! { <dl class="facts">{items}</dl> }.into_any())
}
