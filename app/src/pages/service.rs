//! What belongs to a service.

use leptos::prelude::*;

use crate::model::{Link, ServiceLinks};

use super::address::Place;
use super::cards::{Row, rows};
use super::links::link_list;

/// What a service leans on and what leans on it, side by side.
pub(super) fn dependencies(place: &Place, service: &ServiceLinks) -> Option<AnyView> {
    let sides: Vec<_> = [
        side(place, "kb-depends-on", "Depends on", &service.depends_on),
        side(place, "kb-dependents", "Needed by", &service.dependents),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!sides.is_empty()).then(|| view! { <div class="dependencies">{sides}</div> }.into_any())
}

/// One direction of dependence.
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

/// A service's documents, by kind.
pub(super) fn documents(place: &Place, service: &ServiceLinks) -> Vec<AnyView> {
    service
        .documents
        .iter()
        .filter_map(|(kind, cards)| {
            let list = rows(place, Row::Full, cards)?;
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
