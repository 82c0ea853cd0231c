//! The filter of a register: one choice for each facet.
//!
//! The choices are part of the URL. The rows and figures that they filter are
//! prerendered text, into which [`RegisterPage`] writes.

// The island macro makes the function that the loader calls public, and a struct of
// the properties without a doc comment.
#![allow(unreachable_pub, missing_docs)]

use gloo::utils::window;
use leptos::html;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

use super::page_only::PageOnly;
use crate::browser::register::RegisterPage;

/// A facet with its options.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FacetControl {
    /// The name in the URL: `state`.
    pub name: String,
    /// The label.
    pub label: PageOnly<String>,
    /// Elements `option` as HTML. Their values are facet values: `state:open`.
    pub options: PageOnly<String>,
}

/// The filter. Without scripts it is not shown, and all rows are.
#[island]
pub fn RegisterFilter(
    /// What can be chosen.
    facets: Vec<FacetControl>,
) -> impl IntoView {
    let choices = RwSignal::new(Vec::<String>::new());
    let status = RwSignal::new(String::new());
    let facets: Vec<_> = facets
        .into_iter()
        .map(|facet| (facet, NodeRef::<html::Select>::new()))
        .collect();
    let selects: Selects = facets
        .iter()
        .map(|(facet, select)| (facet.name.clone(), *select))
        .collect();
    let selects = StoredValue::new(selects);
    let register = StoredValue::new_local(None::<RegisterPage>);
    Effect::new(move |started: Option<()>| {
        if started.is_none() {
            register.set_value(RegisterPage::read());
            // What was chosen before the island was hydrated stays.
            selects.with_value(choose_from_url);
            choices.set(selects.with_value(chosen));
        }
    });
    Effect::new(move |_| {
        let shown = register.with_value(|register| {
            let register = register.as_ref()?;
            Some(choices.with(|choices| register.show(choices)))
        });
        if let Some(shown) = shown {
            status.set([&shown.rows.to_string(), " of ", &shown.of.to_string()].concat());
        }
    });
    let change = move |_| {
        choices.set(selects.with_value(chosen));
        selects.with_value(write_url);
    };
    let reset = move |_| {
        for (_, select) in selects.get_value() {
            if let Some(select) = select.get_untracked() {
                select.set_value("");
            }
        }
        choices.set(Vec::new());
        selects.with_value(write_url);
    };
    let controls: Vec<_> = facets
        .into_iter()
        .map(|(facet, select)| {
            view! {
                <label>
                    <span>{facet.label.0}</span>
                    <select
                        name=facet.name
                        node_ref=select
                        on:change=change
                        inner_html=facet.options.0
                    ></select>
                </label>
            }
        })
        .collect();
    view! {
        <form class="filters js-only" aria-label="Filter" on:reset=reset>
            {controls}
            <button type="reset" class="filters__reset">
                "Show all"
            </button>
            <p class="filters__status" role="status" data-status="">
                {status}
            </p>
        </form>
    }
}

/// Each facet's name and control.
type Selects = Vec<(String, NodeRef<html::Select>)>;

/// The facet values that are chosen.
fn chosen(selects: &Selects) -> Vec<String> {
    let controls = selects
        .iter()
        .filter_map(|(_, select)| select.get_untracked());
    let values = controls.map(|control| control.value());
    values.filter(|value| !value.is_empty()).collect()
}

/// Sets the controls to what the URL names.
fn choose_from_url(selects: &Selects) {
    let query = window().location().search().unwrap_or_default();
    let Ok(parameters) = UrlSearchParams::new_with_str(&query) else {
        return;
    };
    for (name, select) in selects {
        if let Some(value) = parameters.get(name)
            && let Some(select) = select.get_untracked()
        {
            select.set_value(&[name, ":", &value].concat());
        }
    }
}

/// Writes the choices into the URL, so that it can be shared.
fn write_url(selects: &Selects) {
    let Ok(parameters) = UrlSearchParams::new() else {
        return;
    };
    for value in chosen(selects) {
        if let Some((name, value)) = value.split_once(':') {
            parameters.append(name, value);
        }
    }
    let query = String::from(parameters.to_string());
    // "./" is the page without a query.
    let url = match query.as_str() {
        "" => "./".to_owned(),
        query => ["?", query].concat(),
    };
    if let Ok(history) = window().history() {
        // Browsers limit how often the URL may change: a choice is missing then.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
}
