//! The line above a page's steps: how many are done, for how long, and what to
//! do with that. Scripts show it; without them the steps are a list.

use leptos::prelude::*;

/// The line for `steps` steps.
pub(super) fn steps(steps: usize) -> Option<AnyView> {
    (steps > 0).then(|| {
        view! {
            <div class="steps js-only" role="group" aria-label="Checklist">
                <p class="steps__done">
                    <span class="steps__count">{format!("0 of {steps}")}</span>
                    " steps done"
                    <span class="steps__time"></span>
                </p>
                <button type="button" data-act="copy">
                    "Copy as timeline"
                </button>
                <button type="button" data-act="save">
                    "Download"
                </button>
                <button type="button" data-act="over">
                    "Start over"
                </button>
                <p class="steps__denied" hidden="">
                    "This browser keeps nothing: its storage is full or denied. Ticks last until this page is closed."
                </p>
            </div>
        }
        .into_any()
    })
}
