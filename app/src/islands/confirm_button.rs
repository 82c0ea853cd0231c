//! A button for what cannot be undone.

// The component macro makes public items of a private module.
#![allow(unreachable_pub)]

use std::time::Duration;

use leptos::prelude::*;

/// How long the question is shown.
const ASKED_FOR: Duration = Duration::from_secs(5);

/// A button that must be pressed twice: the first press shows a question.
#[component]
pub(super) fn ConfirmButton(
    /// Value of `data-act`.
    act: &'static str,
    /// The text.
    label: &'static str,
    /// The text after the first press.
    question: &'static str,
    /// Called after the second press.
    #[prop(into)]
    on_confirm: Callback<()>,
) -> impl IntoView {
    let is_asked = RwSignal::new(false);
    let press = move |_| {
        if is_asked.get_untracked() {
            is_asked.set(false);
            on_confirm.run(());
        } else {
            is_asked.set(true);
            // The button may be gone by then.
            set_timeout(
                move || {
                    is_asked.try_set(false);
                },
                ASKED_FOR,
            );
        }
    };
    view! {
        <button
            type="button"
            data-act=act
            data-sure=move || is_asked.get().then_some("")
            on:click=press
        >
            {move || if is_asked.get() { question } else { label }}
        </button>
    }
}
