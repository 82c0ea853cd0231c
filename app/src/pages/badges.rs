//! Badges for severity and status.
//!
//! The text carries the meaning; shape and colour only support it.

use leptos::prelude::*;

use crate::model::{Card, Kind};

/// The severity as written.
pub(super) fn severity(card: &Card) -> Option<AnyView> {
    let text = card.severity.clone().filter(|text| !text.is_empty())?;
    Some(view! { <span class="badge badge--severity">{text}</span> }.into_any())
}

/// The status of a postmortem. Lists do not show "final", which is the most common status.
pub(super) fn status(card: &Card) -> Option<AnyView> {
    let (class, text) = match card.status.as_deref()? {
        "ongoing" => ("badge badge--ongoing", "Ongoing"),
        "draft" => ("badge badge--draft", "Draft"),
        "review" => ("badge badge--review", "In review"),
        _ => return None,
    };
    Some(view! { <span class=class>{text}</span> }.into_any())
}

/// Severity and status on the page of a document. A missing severity of a postmortem is
/// stated.
pub(super) fn stated(card: &Card) -> Vec<AnyView> {
    if card.kind != Some(Kind::Postmortem) {
        return severity(card).into_iter().collect();
    }
    let severity = severity(card)
        .unwrap_or_else(|| view! { <span class="muted">"Severity not stated"</span> }.into_any());
    let status = status(card).or_else(|| match card.status.as_deref() {
        Some("final") => Some(view! { <span class="badge badge--final">"Final"</span> }.into_any()),
        Some(other) if !other.is_empty() => {
            Some(view! { <span class="badge">{other.to_owned()}</span> }.into_any())
        }
        _ => None,
    });
    [Some(severity), status].into_iter().flatten().collect()
}
