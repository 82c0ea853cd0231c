//! The form for the variables of a page's commands.
//!
//! A value comes from the URL (an alert's labels), from what this browser stored
//! for the incident, or from the page's default, in that order. It is written into
//! the placeholders of the commands.

// The island macro makes the function that the loader calls public, and a struct of
// the properties without a doc comment.
#![allow(unreachable_pub, missing_docs)]

use gloo::utils::document;
use leptos::html;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::page_only::PageOnly;
use crate::browser::placeholders::Placeholders;
use crate::browser::values::{self, Values};
use crate::browser::{session, store};

/// A field of the form.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct VariableField {
    /// The variable's name in placeholders and in storage: `pod_name`.
    pub key: String,
    /// The value to begin with; may be empty.
    pub default: String,
    /// Name and description as HTML.
    pub label: PageOnly<String>,
    /// A plausible value.
    pub example: PageOnly<Option<String>>,
    /// Regular expression of valid values.
    pub pattern: PageOnly<Option<String>>,
}

/// The form. Without scripts it is a list of what has to be replaced.
#[island]
pub fn Variables(
    /// One field for each variable of the page.
    fields: Vec<VariableField>,
) -> impl IntoView {
    let fields: Vec<Field> = fields.into_iter().map(Field::new).collect();
    let states: Vec<State> = fields.iter().map(|field| field.state.clone()).collect();
    let to_clear = states.clone();
    let clear = move |_| {
        let mut stored = Values::load();
        for field in &to_clear {
            field.value.set(String::new());
            stored.set(&field.key, "");
        }
        stored.save();
    };
    Effect::new(move |previous: Option<Option<String>>| {
        session::changed().track();
        let incident = store::current_session();
        let change = match previous {
            None => Change::FirstShown,
            Some(previous) if previous != incident => Change::OtherIncident,
            Some(_) => Change::OtherValues,
        };
        update(&states, change);
        incident
    });
    view! {
        <form class="vars" aria-labelledby="kb-vars" autocomplete="off">
            <div class="vars__head">
                <h2 id="kb-vars">"Your values"</h2>
                <p class="vars__note">
                    "Used in every command here. Saved only in this browser."
                </p>
                <button type="button" class="vars__clear" on:click=clear>
                    "Clear"
                </button>
            </div>
            <div class="vars__fields">{fields.into_iter().map(Field::view).collect_view()}</div>
        </form>
    }
}

/// The state of a field.
#[derive(Clone)]
struct State {
    key: String,
    default: String,
    value: RwSignal<String>,
    input: NodeRef<html::Input>,
}

/// Why the form shows other values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    /// The page was opened.
    FirstShown,
    /// Another incident is the current one.
    OtherIncident,
    /// Another tab stored other values.
    OtherValues,
}

/// Shows the values of the current incident.
fn update(fields: &[State], change: Change) {
    let mut stored = Values::load();
    let before = stored.clone();
    let active = document().active_element();
    for field in fields {
        let from_url = (change != Change::OtherValues)
            .then(|| values::from_url(&field.key))
            .flatten();
        if let Some(value) = from_url {
            stored.set(&field.key, &value);
            field.value.set(value);
        } else if let Some(value) = stored.get(&field.key) {
            field.value.set(value.to_owned());
        } else if change == Change::FirstShown {
            // Typed before the form was hydrated.
            let typed = field.value.get_untracked();
            if typed != field.default {
                stored.set(&field.key, &typed);
            }
        } else {
            let input = field.input.get_untracked();
            if input.map(|input| input.into()) != active {
                field.value.set(field.default.clone());
            }
        }
    }
    if stored != before {
        stored.save();
    }
}

/// A field with its state.
struct Field {
    state: State,
    properties: VariableField,
}

impl Field {
    fn new(properties: VariableField) -> Self {
        let key = properties.key.clone();
        let default = properties.default.clone();
        let value = typed_before(&key).unwrap_or_else(|| default.clone());
        let state = State {
            key,
            default,
            value: RwSignal::new(value),
            input: NodeRef::new(),
        };
        Self { state, properties }
    }

    fn view(self) -> impl IntoView {
        let State {
            key, value, input, ..
        } = self.state;
        let id = input_id(&key);
        let name = key.clone();
        fill(&key, value, input);
        let store = move |typed: String| {
            let mut stored = Values::load();
            stored.set(&key, &typed);
            stored.save();
            value.set(typed);
        };
        view! {
            <div class="vars__field">
                <label for=id.clone() data-prerendered="" inner_html=self.properties.label.0></label>
                <input
                    id=id
                    name=name
                    value=Some(self.properties.default).filter(|text| !text.is_empty())
                    placeholder=self.properties.example.0
                    pattern=self.properties.pattern.0
                    maxlength="1000"
                    autocapitalize="off"
                    spellcheck="false"
                    node_ref=input
                    prop:value=value
                    on:input:target=move |event| store(event.target().value())
                />
            </div>
        }
    }
}

/// Keeps the placeholders of a variable filled with its value.
fn fill(key: &str, value: RwSignal<String>, input: NodeRef<html::Input>) {
    let key = key.to_owned();
    let placeholders = StoredValue::new_local(None::<Placeholders>);
    Effect::new(move |_| {
        let value = value.get();
        let valid = input.get().is_some_and(|input| input.check_validity());
        placeholders.update_value(|found| {
            found
                .get_or_insert_with(|| Placeholders::of(&key))
                .fill(&value, valid);
        });
    });
}

fn input_id(key: &str) -> String {
    ["kb-var-", key].concat()
}

/// What was typed into the page's field before it was hydrated.
fn typed_before(key: &str) -> Option<String> {
    if cfg!(feature = "ssr") {
        return None;
    }
    let input = crate::browser::dom::by_id(&input_id(key))?;
    let input: web_sys::HtmlInputElement = wasm_bindgen::JsCast::dyn_into(input).ok()?;
    Some(input.value())
}
