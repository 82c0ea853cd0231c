//! Controls that filter the rows of a page; see [`crate::islands::Filter`].

use leptos::prelude::*;

use crate::islands::Filter;
use crate::model::Facet;

/// Facet values of a row as one attribute.
pub(super) fn tokens(tokens: &[String]) -> String {
    tokens.join(" ")
}

/// One choice a facet. Without scripts there is nothing to choose, and
/// everything is shown.
pub(super) fn controls(facets: &[Facet]) -> impl IntoView + use<> {
    let controls: Vec<_> = facets
        .iter()
        .filter(|facet| !facet.options.is_empty())
        .map(control)
        .collect();
    view! {
        <form class="filters js-only" aria-label="Filter">
            {controls}
            <button type="reset" class="filters__reset">
                "Show all"
            </button>
            <p class="filters__status" role="status" data-status=""></p>
        </form>
        <Filter />
    }
}

/// A facet as a list to choose from.
fn control(facet: &Facet) -> impl IntoView + use<> {
    let options: Vec<_> = facet
        .options
        .iter()
        .map(|option| {
            let value = format!("{}:{}", facet.name, option.value);
            view! { <option value=value>{option.label.clone()}</option> }
        })
        .collect();
    view! {
        <label>
            <span>{facet.label.clone()}</span>
            <select name=facet.name.clone()>
                <option value="">"Any"</option>
                {options}
            </select>
        </label>
    }
}
