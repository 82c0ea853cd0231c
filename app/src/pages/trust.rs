//! Whether to trust a page, and whom to call: at its top, in one glance.

use leptos::prelude::*;

use crate::model::{Card, Contact, Contacts, Link, Trust, Used, Way};

use super::address::{Place, is_safe};
use super::dates::{age, day};
use super::links::{anchor, link};
use super::time::Moment;

/// In how many incidents the page was used, and in which last.
pub(super) fn used(place: &Place, used: &Used) -> AnyView {
    let times = match used.incidents {
        1 => "1 incident".to_owned(),
        many => format!("{many} incidents"),
    };
    let last = used
        .date
        .as_deref()
        .and_then(Moment::parse)
        .map_or_else(|| used.last.text.clone(), Moment::date);
    let href = place.link(&used.last.url);
    view! {
        <span title="Postmortems that link to this page or name it as related">
            "used in " {times} ", last "
            <a href=href title=used.last.text.clone()>
                {match used.date.as_deref() {
                    Some(date) => day(date),
                    None => last.into_any(),
                }}
            </a>
        </span>
    }
    .into_any()
}

/// When the text was last edited, which is no review.
pub(super) fn edited(card: &Card) -> Option<AnyView> {
    let changed = card.changed.as_deref()?;
    Some(view! { "edited "{age(changed)} }.into_any())
}

/// Told only once the day has passed, by the reader's clock: see `data-due`.
pub(super) fn overdue(card: &Card) -> Option<AnyView> {
    let due = card.review_due.as_deref()?;
    let date = Moment::parse(due)?.date();
    let owner = match &card.owner {
        Some(owner) => {
            view! { ", and tell "<strong>{owner.clone()}</strong>" what is out of date" }.into_any()
        }
        None => ().into_any(),
    };
    Some(
        view! {
            <p class="overdue" data-due=date role="note">
                <strong>"Overdue for review since "{day(due)}"."</strong>
                " Check each command before you run it"
                {owner}
                "."
            </p>
        }
        .into_any(),
    )
}

/// Whom to call and how.
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

/// A team's ways, each large enough for a thumb.
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
    // A channel's own sign says what it is.
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

/// The sections that a runbook always has, one press away.
pub(super) fn parts(place: &Place, parts: &[Link]) -> Option<AnyView> {
    let items: Vec<_> = parts
        .iter()
        .map(|part| view! { <li>{anchor(place, &part.url, &part.text)}</li> })
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
