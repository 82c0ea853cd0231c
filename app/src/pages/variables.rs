//! The form for the variables of a page's commands.

use leptos::prelude::*;

use crate::islands::Variables;
use crate::model::Variable;

/// "Your values": without script it is a list of what is to be replaced.
pub(super) fn variables(variables: &[Variable]) -> Option<AnyView> {
    let fields: Vec<_> = variables.iter().map(field).collect();
    (!fields.is_empty()).then(|| {
        view! {
            <form class="vars" aria-labelledby="kb-vars" autocomplete="off">
                <div class="vars__head">
                    <h2 id="kb-vars">"Your values"</h2>
                    <p class="vars__note">
                        "Used in every command here. Saved only in this browser."
                    </p>
                    <button type="button" class="vars__clear">
                        "Clear"
                    </button>
                </div>
                <div class="vars__fields">{fields}</div>
                <Variables />
            </form>
        }
        .into_any()
    })
}

fn field(variable: &Variable) -> impl IntoView + use<> {
    let id = format!("kb-var-{}", variable.key);
    let about = variable
        .description
        .clone()
        .map(|text| view! { <span class="vars__about">{text}</span> });
    view! {
        <div class="vars__field">
            <label for=id.clone()>
                <code>{variable.name.clone()}</code>
                {about}
            </label>
            <input
                id=id
                name=variable.key.clone()
                value=variable.default.clone()
                placeholder=variable.example.clone()
                pattern=variable.pattern.clone()
                maxlength="1000"
                autocapitalize="off"
                spellcheck="false"
            />
        </div>
    }
}
