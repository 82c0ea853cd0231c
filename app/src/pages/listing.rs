//! Pages that list documents.

use std::cmp::Reverse;
use std::collections::HashSet;

use leptos::prelude::*;

use crate::model::{Card, Listing, Site};

use super::address::Place;
use super::cards::{RowDetail, rows};
use super::head::Head;
use super::links::link_list;
use super::search_field::SearchIn;
use super::shell::Shell;
use super::symptoms::entries;

/// The number of groups from which on the page starts with links to them.
const MANY_GROUPS: usize = 4;

/// Renders a list of documents.
pub(super) fn render(site: &Site, listing: &Listing) -> String {
    let place = Place::at(&listing.url);
    let shell = Shell {
        name: "listing",
        kind: None,
        place: &place,
        head: Head {
            title: &listing.title,
            description: &listing.intro,
            canonical: Some(&listing.url),
            ..Head::default()
        },
        search: SearchIn::Header,
    };
    shell.render(site, || {
        let groups = groups(listing);
        let total: usize = groups.iter().map(|group| group.cards.len()).sum();
        let count = (total > 0).then(|| view! { " "<span class="count">{total}</span> });
        let intro = (!listing.intro.is_empty())
            .then(|| view! { <p class="lead">{listing.intro.clone()}</p> });
        let empty = (total == 0 && listing.tags.is_empty())
            .then(|| view! { <p class="empty">"No pages here yet."</p> });
        view! {
            <header class="page-head">
                <h1>{listing.title.clone()}{count}</h1>
                {intro}
            </header>
            {jump(&groups)}
            {groups.iter().map(|group| section(&place, group)).collect::<Vec<_>>()}
            {empty}
            {indexes(&place, listing)}
            {tags(&place, listing, total)}
        }
    })
}

/// A group of documents with its heading.
struct ListingGroup<'a> {
    id: String,
    name: &'a str,
    cards: Vec<&'a Card>,
}

/// The groups that have documents. Incidents are sorted newest first, other documents by
/// title.
fn groups(listing: &Listing) -> Vec<ListingGroup<'_>> {
    let mut taken = HashSet::new();
    let filled = listing.groups.iter().filter(|(_, cards)| !cards.is_empty());
    filled
        .map(|(name, cards)| {
            let mut cards: Vec<&Card> = cards.iter().collect();
            cards.sort_by_cached_key(|card| {
                (
                    Reverse(card.incident_date.clone()),
                    card.title.to_lowercase(),
                )
            });
            ListingGroup {
                id: group_id(name, &mut taken),
                name,
                cards,
            }
        })
        .collect()
}

/// An id for the heading of a group, unique on the page.
fn group_id(name: &str, taken: &mut HashSet<String>) -> String {
    let words: Vec<String> = name
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let base = format!("kb-group-{}", words.join("-"));
    let mut id = base.clone();
    let mut n = 2;
    while !taken.insert(id.clone()) {
        id = format!("{base}-{n}");
        n += 1;
    }
    id
}

/// Links to the groups, if there are many.
fn jump(groups: &[ListingGroup<'_>]) -> Option<AnyView> {
    let named: Vec<_> = groups.iter().filter(|g| !g.name.is_empty()).collect();
    (named.len() >= MANY_GROUPS).then(|| {
        let items: Vec<_> = named
            .iter()
            .map(|group| {
                view! {
                    <li>
                        <a href=format!("#{}", group.id)>
                            {group.name.to_owned()} " "
                            <span class="count">{group.cards.len()}</span>
                        </a>
                    </li>
                }
            })
            .collect();
        view! {
            <nav class="jump" aria-label="Groups">
                <ul class="chips">{items}</ul>
            </nav>
        }
        .into_any()
    })
}

/// A group with its heading.
fn section(place: &Place, group: &ListingGroup<'_>) -> AnyView {
    let list = rows(place, RowDetail::Full, group.cards.iter().copied());
    if group.name.is_empty() {
        return view! { <section class="group">{list}</section> }.into_any();
    }
    view! {
        <section class="group" aria-labelledby=group.id.clone()>
            <h2 id=group.id.clone()>{group.name.to_owned()}</h2>
            {list}
        </section>
    }
    .into_any()
}

/// The indexes of the documents, by symptom and by component.
fn indexes(place: &Place, listing: &Listing) -> Vec<AnyView> {
    let indexes = listing.indexes.iter();
    indexes
        .filter_map(|(title, all)| entries(place, Some(title), all))
        .collect()
}

/// The tags of these documents, or, on the list of tags, the tags themselves.
fn tags(place: &Place, listing: &Listing, documents: usize) -> Option<AnyView> {
    let list = link_list(place, "chips", &listing.tags)?;
    let heading = (documents > 0).then(|| view! { <h2 id="kb-tags">"Tags"</h2> });
    Some(view! { <section class="group">{heading}{list}</section> }.into_any())
}
