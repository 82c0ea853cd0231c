//! A postmortem at a glance: durations, timeline, causes and contradictions.

use leptos::prelude::*;

use crate::model::{Cause, Contradiction, Document, Figure, Incident, Provenance};

use super::address::Place;
use super::links::{anchor, link};
use super::time::{Moment, Span};
use super::time_elements::duration;
use super::timeline::timeline;

/// The panel above a postmortem. `None` if nothing could be extracted from it.
pub(super) fn glance(place: &Place, document: &Document) -> Option<AnyView> {
    let incident = document.incident.as_ref()?;
    let ongoing = document.card.status.as_deref() == Some("ongoing");
    let url = &document.card.url;
    let figures = figures(place, url, incident, ongoing);
    let drawn = incident.timeline.as_ref().and_then(timeline);
    let contradictions = contradictions(place, &incident.contradictions);
    let causes = causes(place, url, &incident.causes);
    if figures.is_none() && drawn.is_none() && contradictions.is_empty() && causes.is_none() {
        return None;
    }
    let brief = (!incident.brief_url.is_empty()).then(|| {
        view! {
            <p class="glance__brief">
                {anchor(place, &incident.brief_url, "Brief on one page, to print")}
            </p>
        }
    });
    Some(
        view! {
            <section class="glance" aria-labelledby="kb-glance">
                <h2 id="kb-glance" class="visually-hidden">"At a glance"</h2>
                {figures}
                {drawn}
                {contradictions}
                {causes}
                {brief}
            </section>
        }
        .into_any(),
    )
}

/// Dates, durations, and how the incident was detected.
pub(super) fn figures(
    place: &Place,
    url: &str,
    incident: &Incident,
    ongoing: bool,
) -> Option<AnyView> {
    let mut items = Vec::new();
    // An ongoing incident has no duration.
    let total = incident.total.as_ref().filter(|_| !ongoing);
    items.extend(total.map(|one| figure(place, url, one, true)));
    let further = incident.figures.iter();
    items.extend(further.map(|one| figure(place, url, one, false)));
    let wasted = incident
        .timeline
        .as_ref()
        .and_then(|timeline| timeline.wasted.as_ref());
    items.extend(wasted.map(|wasted| {
        view! {
            <div class="glance__wasted">
                <dt>"Lost to false leads"</dt>
                <dd>{duration(Span::minutes(wasted.minutes))}{source(place, url, &wasted.provenance)}</dd>
            </div>
        }
        .into_any()
    }));
    items.extend(incident.detection.as_ref().map(|(by, provenance)| {
        view! {
            <div>
                <dt>"Noticed by"</dt>
                <dd>{by.clone()}{source(place, url, provenance)}</dd>
            </div>
        }
        .into_any()
    }));
    items.extend(incident.timeline.as_ref().and_then(|drawn| {
        let (from, to) = (Moment::parse(&drawn.from)?, Moment::parse(&drawn.to)?);
        let end = if from.date() == to.date() {
            to.time()
        } else {
            to.human()
        };
        Some(
            view! {
                <div>
                    <dt>"When"</dt>
                    <dd>
                        <time datetime=from.machine()>{from.human()}</time>
                        " to "
                        <time datetime=to.machine()>{end}</time>
                    </dd>
                </div>
            }
            .into_any(),
        )
    }));
    (!items.is_empty()).then(|| view! { <dl class="glance__figures">{items}</dl> }.into_any())
}

/// A duration with its source.
fn figure(place: &Place, url: &str, figure: &Figure, first: bool) -> AnyView {
    let class = first.then_some("glance__total");
    view! {
        <div class=class>
            <dt>{figure.label.clone()}</dt>
            <dd>{duration(Span::minutes(figure.minutes))}{source(place, url, &figure.provenance)}</dd>
        </div>
    }
    .into_any()
}

/// The source of a statement, with a link to it.
fn source(place: &Place, url: &str, provenance: &Provenance) -> Option<AnyView> {
    provenance.origin.map(|origin| {
        let words = origin.label();
        let class = if provenance.is_inferred() {
            "source inferred"
        } else {
            "source"
        };
        match &provenance.anchor {
            Some(anchor) => {
                let href = place.link(&format!("{url}#{anchor}"));
                view! { " "<a class=class href=href>{words}</a> }.into_any()
            }
            None => view! { " "<span class=class>{words}</span> }.into_any(),
        }
    })
}

/// Contradictions, each with both statements.
pub(super) fn contradictions(place: &Place, contradictions: &[Contradiction]) -> Vec<AnyView> {
    contradictions
        .iter()
        .map(|found| {
            let places: Vec<_> = found
                .places
                .iter()
                .map(|at| view! { " "{link(place, at)} })
                .collect();
            view! {
                <p class="contradiction" data-diagnostic="contradiction">
                    <strong>"Contradiction: "</strong>
                    {found.message.clone()}
                    {places}
                </p>
            }
            .into_any()
        })
        .collect()
}

/// Contributing causes, each with its evidence.
fn causes(place: &Place, url: &str, causes: &[Cause]) -> Option<AnyView> {
    let items: Vec<_> = causes
        .iter()
        .map(|cause| {
            let evidence = cause
                .evidence
                .clone()
                .filter(|text| !text.is_empty())
                .map(|text| view! { " "<q>{text}</q> });
            view! {
                <li>
                    {anchor(place, &cause.url, &cause.name)}
                    {source(place, url, &cause.provenance)}
                    {evidence}
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <div class="causes">
                <h3 id="kb-causes">"Contributing causes"</h3>
                <ul aria-labelledby="kb-causes">{items}</ul>
            </div>
        }
        .into_any()
    })
}
