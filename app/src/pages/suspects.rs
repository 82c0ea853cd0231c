//! Possible causes, each with the cheapest check that distinguishes it.

use leptos::prelude::*;

use crate::islands::{PageOnly, SuspectItem, Suspects as SuspectList};
use crate::model::{Candidate, Case, Source, Suspects};

use super::address::Place;
use super::links::link;
use super::time::Span;
use super::time_elements::{day, duration};

/// The section "Likely causes". `None` without suspects.
pub(super) fn suspects(place: &Place, suspects: &Suspects) -> Option<AnyView> {
    let items: Vec<_> = suspects
        .list
        .iter()
        .map(|one| item(place, one, suspects.incidents))
        .collect();
    let scope = (suspects.incidents > 0).then(|| {
        PageOnly(format!(
            "Based on {} {}.",
            incidents(suspects.incidents),
            suspects.scope
        ))
    });
    let more = (suspects.more > 0)
        .then(|| PageOnly(format!("{} more on the pages below.", suspects.more)));
    (!items.is_empty())
        .then(|| view! { <SuspectList items=items scope=scope more=more /> }.into_any())
}

/// Formats a number of incidents: `6 past incidents`.
fn incidents(number: usize) -> String {
    match number {
        1 => "1 past incident".to_owned(),
        number => format!("{number} past incidents"),
    }
}

/// A suspect with its check and the meaning of each outcome.
///
/// The texts are inline HTML that the indexer sanitised.
fn item(place: &Place, candidate: &Candidate, of: usize) -> SuspectItem {
    let suspect = &candidate.suspect;
    let label = match candidate.source {
        Source::Page => "",
        Source::Past => "Found by",
        Source::FalseLead => "Ruled out because",
    };
    let check = (!suspect.check.is_empty()).then(|| {
        let label =
            (!label.is_empty()).then(|| view! { <span class="suspect__label">{label}" "</span> });
        view! {
            <div class="suspect__check">
                {label} <span inner_html=suspect.check.clone()></span>
            </div>
        }
    });
    let mut outcomes: Vec<_> = [
        ("confirms", "It is this if", &suspect.confirms),
        ("rules-out", "It isn't if", &suspect.rules_out),
        ("then", "Next", &suspect.then),
    ]
    .into_iter()
    .filter(|(_, _, html)| !html.is_empty())
    .map(|(name, label, html)| {
        view! {
            <div class=format!("suspect__{name}")>
                <dt>{label}</dt>
                <dd inner_html=html.clone()></dd>
            </div>
        }
        .into_any()
    })
    .collect();
    outcomes.extend(candidate.from.as_ref().map(|from| {
        view! {
            <div class="suspect__from">
                <dt>"Steps"</dt>
                <dd>{link(place, from)}</dd>
            </div>
        }
        .into_any()
    }));
    let cause = view! {
        <h3 inner_html=suspect.cause.clone()></h3>
        {seen(candidate, of)}
        {check}
    };
    SuspectItem {
        id: candidate.id.clone(),
        name: candidate.name.clone(),
        cause: PageOnly(cause.to_html()),
        outcomes: (!outcomes.is_empty()).then(|| PageOnly(outcomes.to_html())),
        past: past(place, candidate),
    }
}

/// States how often the suspect was the cause, or that it was a false lead.
fn seen(candidate: &Candidate, of: usize) -> Option<AnyView> {
    let with = candidate.cases.len();
    let words = match candidate.source {
        Source::FalseLead => "Wrong lead last time".to_owned(),
        _ if with > 0 && of > 0 => format!(
            "Was the cause {} in {}",
            crate::text::times(with),
            crate::text::plural(of, "incident", "incidents")
        ),
        _ => return None,
    };
    let class = match candidate.source {
        Source::FalseLead => "suspect__seen suspect__seen--false",
        _ => "suspect__seen",
    };
    Some(view! { <p class=class>{words}</p> }.into_any())
}

/// The past incidents with this cause, and those in which it was a false lead.
fn past(place: &Place, candidate: &Candidate) -> Option<PageOnly<String>> {
    let had: Vec<_> = candidate.cases.iter().map(|one| case(place, one)).collect();
    let misled: Vec<_> = candidate
        .misled
        .iter()
        .map(|one| case(place, one))
        .collect();
    let had = (!had.is_empty()).then(|| {
        view! {
            <p>"Was the cause:"</p>
            <ul>{had}</ul>
        }
    });
    let misled = (!misled.is_empty()).then(|| {
        view! {
            <p>"Was a wrong lead:"</p>
            <ul>{misled}</ul>
        }
    });
    (had.is_some() || misled.is_some()).then(|| {
        let view = view! {
            <summary>"Past incidents"</summary>
            {had}
            {misled}
        };
        PageOnly(view.to_html())
    })
}

/// A past incident in one line.
pub(super) fn case(place: &Place, case: &Case) -> AnyView {
    let date = case
        .date
        .as_deref()
        .map(|date| view! { <span class="row__date">{day(date)}</span>" " });
    let lost = case
        .minutes
        .map(|minutes| view! { " · "{duration(Span::minutes(minutes))}" lost" });
    let words = (!case.words.is_empty())
        .then(|| view! { <span class="case__words">{case.words.clone()}</span> });
    view! { <li class="case">{date}{link(place, &case.incident)}{lost}" "{words}</li> }.into_any()
}
