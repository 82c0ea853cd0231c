//! The filter of a register; see [`crate::islands::RegisterFilter`].

use leptos::prelude::*;

use crate::islands::{FacetControl, PageOnly, RegisterFilter};
use crate::model::Facet;

/// Facet values of a row as one attribute.
pub(super) fn tokens(tokens: &[String]) -> String {
    tokens.join(" ")
}

/// A control for each facet that has options.
pub(super) fn controls(facets: &[Facet]) -> impl IntoView + use<> {
    let facets: Vec<_> = facets
        .iter()
        .filter(|facet| !facet.options.is_empty())
        .map(control)
        .collect();
    view! { <RegisterFilter facets=facets /> }
}

/// The control of a facet: a list of options.
fn control(facet: &Facet) -> FacetControl {
    let options: Vec<_> = facet
        .options
        .iter()
        .map(|option| {
            let value = format!("{}:{}", facet.name, option.value);
            view! { <option value=value>{option.label.clone()}</option> }
        })
        .collect();
    let options = view! {
        <option value="">"Any"</option>
        {options}
    };
    FacetControl {
        name: facet.name.clone(),
        label: PageOnly(facet.label.clone()),
        options: PageOnly(options.to_html()),
    }
}
