//! The sections of the page of a service.

use leptos::prelude::*;

use crate::model::{Link, ServiceLinks};

use super::actions::{Columns, table};
use super::address::Place;
use super::cards::{RowDetail, rows};
use super::graph::graph;
use super::links::{anchor, link_list};

/// The dependencies and dependents of a service, as a drawing and as lists.
pub(super) fn dependencies(place: &Place, name: &str, service: &ServiceLinks) -> Option<AnyView> {
    let sides: Vec<_> = [
        side(place, "kb-depends-on", "Depends on", &service.depends_on),
        side(place, "kb-dependents", "Used by", &service.dependents),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!sides.is_empty()).then(|| {
        view! {
            <div class="dependencies">
                {graph(place, name, service)}
                {sides}
            </div>
        }
        .into_any()
    })
}

/// The services in one direction.
fn side(place: &Place, id: &'static str, title: &'static str, links: &[Link]) -> Option<AnyView> {
    let list = link_list(place, "chips", links)?;
    Some(
        view! {
            <section aria-labelledby=id>
                <h2 id=id>{title}</h2>
                {list}
            </section>
        }
        .into_any(),
    )
}

/// The action items of the service's incidents that are not known to be done.
pub(super) fn open_actions(place: &Place, service: &ServiceLinks) -> Option<AnyView> {
    let list = table(place, Columns::Incident, &service.open_actions)?;
    Some(
        view! {
            <section class="group" aria-labelledby="kb-open-actions">
                <h2 id="kb-open-actions">
                    "Open actions "
                    <span class="count">{service.open_actions.len()}</span>
                </h2>
                {list}
                <p class="more">{anchor(place, &service.actions_url, "All action items of this service")}</p>
            </section>
        }
        .into_any(),
    )
}

/// The documents of a service, by kind.
pub(super) fn documents(place: &Place, service: &ServiceLinks) -> Vec<AnyView> {
    service
        .documents
        .iter()
        .filter_map(|(kind, cards)| {
            let list = rows(place, RowDetail::Full, cards)?;
            let id = format!("kb-{}", kind.folder());
            Some(
                view! {
                    <section class="group" aria-labelledby=id>
                        <h2 id=id.clone()>{kind.plural()}</h2>
                        {list}
                    </section>
                }
                .into_any(),
            )
        })
        .collect()
}
