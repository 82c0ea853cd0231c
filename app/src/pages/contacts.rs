//! Renders the contacts of a document: whom to call, and how.

use leptos::prelude::*;

use crate::model::{Contact, Contacts, Trust, Way};

use super::address::{Place, is_safe};
use super::links::link;

/// The contacts of a document. `None` if it states none.
pub(super) fn contacts(place: &Place, trust: &Trust) -> Option<AnyView> {
    if trust.escalation.is_none() && trust.contacts.is_empty() {
        return None;
    }
    let when = trust
        .escalation
        .clone()
        .map(|text| view! { <p class="reach__when">{text}</p> });
    let groups: Vec<_> = trust.contacts.iter().map(|one| group(place, one)).collect();
    let groups = (!groups.is_empty()).then(|| view! { <ul class="reach__ways">{groups}</ul> });
    Some(
        view! {
            <section class="reach" aria-labelledby="kb-reach">
                <h2 id="kb-reach">"Escalate"</h2>
                {when}
                {groups}
            </section>
        }
        .into_any(),
    )
}

/// The ways to reach a team, each with a large touch target.
fn group(place: &Place, contacts: &Contacts) -> impl IntoView + use<> {
    let ways: Vec<_> = contacts.ways.iter().map(|one| way(place, one)).collect();
    view! {
        <li>
            <span class="reach__of">{link(place, &contacts.of)}</span>
            {ways}
        </li>
    }
}

fn way(place: &Place, contact: &Contact) -> AnyView {
    // The `#` or `@` of a channel serves as its icon.
    let (name, sign) = match contact.way {
        Way::Phone => ("phone", Some("☎")),
        Way::Chat => ("chat", None),
        Way::Mail => ("mail", Some("✉")),
        Way::Page => ("page", Some("↗")),
    };
    let class = format!("reach__way reach__way--{name}");
    let number = contact
        .number
        .clone()
        .map(|number| view! { " "<span class="reach__number">{number}</span> });
    let sign =
        sign.map(|sign| view! { <span class="reach__sign" aria-hidden="true">{sign}</span> });
    if contact.url.is_empty() || !is_safe(&contact.url) {
        return view! { <span class=class>{sign}{contact.text.clone()}{number}</span> }.into_any();
    }
    view! {
        <a class=class href=place.link(&contact.url) rel="noopener">
            {sign}
            {contact.text.clone()}
            {number}
        </a>
    }
    .into_any()
}
