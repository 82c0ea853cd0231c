//! A postmortem on one printed page, for the review meeting.
//!
//! It is a page and not a print style sheet, because a postmortem is printed whole. A brief is
//! a selection of what was extracted, and has a URL that can be shared before the meeting.

use leptos::prelude::*;

use crate::model::{Action, ActionState, Document, Incident, Lesson, LessonKind, Site};

use super::address::Place;
use super::badges::stated;
use super::glance::{contradictions, figures};
use super::head::Head;
use super::links::link;
use super::search_field::SearchIn;
use super::shell::Shell;
use super::time_elements::{day, due};
use super::timeline::drawing;

/// The maximum number of lines of each list, so that the brief fits on one page.
const LINES: usize = 7;

/// Renders the brief of a postmortem.
pub(super) fn render(site: &Site, document: &Document) -> String {
    let card = &document.card;
    let incident = document.incident.clone().unwrap_or_default();
    let place = Place::at(&incident.brief_url);
    let title = format!("{}: brief", card.title);
    let shell = Shell {
        name: "brief",
        kind: card.kind,
        place: &place,
        head: Head {
            title: &title,
            description: card.summary.as_deref().unwrap_or_default(),
            canonical: Some(&incident.brief_url),
            // Search engines index the postmortem instead.
            noindex: true,
            learning: true,
            ..Head::default()
        },
        search: SearchIn::Header,
    };
    shell.render(site, || {
        let mut meta: Vec<AnyView> = card.incident_date.as_deref().map(day).into_iter().collect();
        meta.extend(stated(card));
        meta.extend(card.services.iter().map(|service| link(&place, service)));
        let meta: Vec<_> = meta
            .into_iter()
            .map(|item| view! { <li>{item}</li> })
            .collect();
        let ongoing = card.status.as_deref() == Some("ongoing");
        view! {
            <article class="brief">
                <header class="doc__head">
                    <nav class="crumbs" aria-label="Breadcrumbs">
                        <ol>
                            <li><a href=place.link(&card.url)>"Full postmortem"</a></li>
                        </ol>
                    </nav>
                    <h1>{card.title.clone()}</h1>
                    <ul class="meta">{meta}</ul>
                    {card.summary.clone().map(|text| view! { <p class="lead">{text}</p> })}
                </header>
                <div class="glance">
                    {figures(&place, &card.url, &incident, ongoing)}
                    {incident.timeline.as_ref().and_then(|timeline| drawing(timeline, &place.link(&card.url)))}
                    {contradictions(&place, &incident.contradictions)}
                </div>
                <div class="brief__columns">
                    {causes(&incident)}
                    {lessons(&document.lessons)}
                    {actions(&incident.actions)}
                </div>
            </article>
        }
    })
}

/// A list under a heading, shortened to what fits on a page. `None` for an empty list.
fn section(title: &'static str, items: Vec<AnyView>) -> Option<AnyView> {
    let rest = items.len().saturating_sub(LINES);
    let shown: Vec<_> = items
        .into_iter()
        .take(LINES)
        .map(|item| view! { <li>{item}</li> })
        .collect();
    let rest = (rest > 0).then(|| view! { <li class="muted">"and "{rest}" more"</li> });
    (!shown.is_empty()).then(|| {
        view! {
            <section>
                <h2>{title}</h2>
                <ul class="brief__list">{shown}{rest}</ul>
            </section>
        }
        .into_any()
    })
}

fn causes(incident: &Incident) -> Option<AnyView> {
    let items = incident.causes.iter().map(|cause| {
        let inferred = cause.provenance.is_inferred().then_some(" (inferred)");
        let evidence = cause
            .evidence
            .clone()
            .filter(|text| !text.is_empty())
            .map(|text| view! { ": "<q>{text}</q> });
        view! { <b>{cause.name.clone()}</b>{inferred}{evidence} }.into_any()
    });
    section("Contributing causes", items.collect())
}

fn lessons(lessons: &[Lesson]) -> Option<AnyView> {
    let mut ranked: Vec<&Lesson> = lessons.iter().collect();
    // Lessons of the kind `Lesson` come first; the sort is stable and keeps the order of the text.
    ranked.sort_by_key(|lesson| lesson.kind);
    let items = ranked.into_iter().map(|one| {
        let kind =
            (one.kind != LessonKind::Lesson).then(|| view! { <b>{one.kind.label()}</b>": " });
        view! { {kind}{one.text.clone()} }.into_any()
    });
    section("Lessons", items.collect())
}

fn actions(actions: &[Action]) -> Option<AnyView> {
    let undone = actions
        .iter()
        .filter(|action| action.state != ActionState::Done);
    let items = undone.map(|action| {
        let owner = action
            .owner
            .clone()
            .unwrap_or_else(|| "no owner".to_owned());
        let date = match &action.due {
            Some(date) => due(&date.to_string()),
            None => "no date".into_any(),
        };
        view! {
            {action.text.clone()}
            " "
            <span class="muted">
                "("{owner}", "{date}")"
            </span>
        }
        .into_any()
    });
    section("Open or unknown", items.collect())
}
