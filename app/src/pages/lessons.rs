//! Pages of lessons from all incidents, or from those of one cause, service or tag.

use leptos::prelude::*;

use crate::model::{Lesson, LessonGroup, LessonKind, Lessons, Link, Recurring, Site};

use super::address::Place;
use super::head::Head;
use super::learning::{learning_head, learning_shell};
use super::links::{anchor, link};
use super::time_elements::day;

/// Renders a page of lessons.
pub(super) fn render(site: &Site, page: &Lessons) -> String {
    let place = Place::at(&page.url);
    let head = Head {
        title: &page.title,
        description: &page.intro,
        canonical: Some(&page.url),
        feed: page.feed_url.as_deref(),
        ..Head::default()
    };
    learning_shell(site, &place, head, || {
        let total = page.groups.iter().map(|group| group.total).sum();
        let empty = (total == 0 && page.recurring.is_empty()).then(|| {
            view! { <p class="empty">"No lessons yet."</p> }
        });
        let feed = page.feed_url.as_deref().map(|url| {
            view! {
                <p class="exports">
                    <a href=place.link(url) type="application/atom+xml">"Feed of new lessons"</a>
                </p>
            }
        });
        let groups: Vec<_> = page
            .groups
            .iter()
            .enumerate()
            .map(|(number, one)| group(&place, number, one))
            .collect();
        view! {
            {learning_head(site, &place, &page.title, total, &page.intro)}
            {cuts(&place, &page.cuts)}
            {recurring(&place, &page.recurring)}
            {groups}
            {empty}
            {feed}
        }
    })
}

/// Links to the lessons of one cause, service or tag.
fn cuts(place: &Place, cuts: &[(String, Vec<(Link, usize)>)]) -> Option<AnyView> {
    let lists: Vec<_> = cuts
        .iter()
        .filter(|(_, links)| !links.is_empty())
        .map(|(title, links)| {
            let links: Vec<_> = links
                .iter()
                .map(|(to, number)| {
                    view! {
                        <li>
                            <a href=place.link(&to.url)>
                                {to.text.clone()} " "
                                <span class="count">{*number}</span>
                            </a>
                        </li>
                    }
                })
                .collect();
            view! {
                <details class="cut">
                    <summary>{title.clone()}</summary>
                    <ul class="chips">{links}</ul>
                </details>
            }
        })
        .collect();
    (!lists.is_empty()).then(|| view! { <div class="cuts">{lists}</div> }.into_any())
}

/// Causes and lessons that several incidents share.
fn recurring(place: &Place, recurring: &[Recurring]) -> Option<AnyView> {
    let items: Vec<_> = recurring
        .iter()
        .map(|one| {
            let last = one
                .last
                .as_deref()
                .map(|date| view! { ", last "{day(date)} });
            let url = one.url.as_deref().unwrap_or_default();
            let mut quotes = one.quotes.iter().map(|quote| lesson(place, quote));
            let first = quotes.next();
            let rest: Vec<_> = quotes.collect();
            let rest = (!rest.is_empty()).then(|| {
                let more = format!("{} more", rest.len());
                view! {
                    <details>
                        <summary>{more}</summary>
                        <ul class="lessons">{rest}</ul>
                    </details>
                }
            });
            view! {
                <li class="recurring__item">
                    <h3>
                        <span class="recurring__what">{one.what.clone()}</span>
                        " "
                        {anchor(place, url, &one.name)}
                    </h3>
                    <p class="recurring__times">
                        <b>{one.times}</b>
                        " incidents"
                        {last}
                    </p>
                    <ul class="lessons">{first}</ul>
                    {rest}
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="group recurring" aria-labelledby="kb-recurring">
                <h2 id="kb-recurring">"Recurring causes and lessons"</h2>
                <ol class="recurring__list">{items}</ol>
            </section>
        }
        .into_any()
    })
}

/// Lessons under a heading.
fn group(place: &Place, number: usize, group: &LessonGroup) -> AnyView {
    let id = format!("kb-lessons-{}", number + 1);
    let items: Vec<_> = group.lessons.iter().map(|one| lesson(place, one)).collect();
    let more = group
        .url
        .as_deref()
        .filter(|_| group.total > group.lessons.len())
        .map(|url| {
            let words = format!("All {} of {}", group.total, group.name);
            view! { <p class="more">{anchor(place, url, &words)}</p> }
        });
    let title = Link {
        url: group.url.clone().unwrap_or_default(),
        text: group.name.clone(),
    };
    view! {
        <section class="group" aria-labelledby=id>
            <h2 id=id.clone()>
                {link(place, &title)}
                " "
                <span class="count">{group.total}</span>
            </h2>
            <ul class="lessons">{items}</ul>
            {more}
        </section>
    }
    .into_any()
}

/// A lesson as its postmortem words it, with a link to it.
pub(super) fn lesson(place: &Place, lesson: &Lesson) -> AnyView {
    let class = format!("lesson lesson--{}", lesson.kind.name());
    let kind = (lesson.kind != LessonKind::Lesson).then(|| {
        view! { <span class="lesson__kind">{lesson.kind.label()}</span>" " }
    });
    let date = lesson.date.as_deref().map(day);
    view! {
        <li class=class>
            <blockquote class="lesson__text">{kind}{lesson.text.clone()}</blockquote>
            <p class="lesson__source">
                {date}" "
                {link(place, &lesson.source)}
            </p>
        </li>
    }
    .into_any()
}
