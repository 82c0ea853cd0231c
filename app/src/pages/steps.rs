//! The bar above the steps of a page: how many are done, how long it took, and buttons.
//! It needs scripts; without them the steps are a list.

use leptos::prelude::*;

/// The bar for a number of steps. `None` for no steps.
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
                    "Can't save here (storage full or blocked). Ticks are lost when you close the page."
                </p>
            </div>
        }
        .into_any()
    })
}
