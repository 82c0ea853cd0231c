//! The form for the variables of a page's commands.

use leptos::prelude::*;

use crate::islands::{PageOnly, VariableField, Variables};
use crate::model::Variable;

/// The form "Your values" with a field for each variable. `None` for no variables.
pub(super) fn variables(variables: &[Variable]) -> Option<AnyView> {
    let fields: Vec<_> = variables.iter().map(field).collect();
    (!fields.is_empty()).then(|| view! { <Variables fields=fields /> }.into_any())
}

fn field(variable: &Variable) -> VariableField {
    let about = variable
        .description
        .clone()
        .map(|text| view! { <span class="vars__about">{text}</span> });
    let label = view! {
        <code>{variable.name.clone()}</code>
        {about}
    };
    VariableField {
        key: variable.key.clone(),
        default: variable.default.clone().unwrap_or_default(),
        label: PageOnly(label.to_html()),
        example: PageOnly(variable.example.clone()),
        pattern: PageOnly(variable.pattern.clone()),
    }
}
