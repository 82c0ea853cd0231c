//! The bar above a page's steps: how many are done, for how long, and what to do
//! with that. The boxes of the steps are part of the rendered Markdown.

// The island macro makes the function that the loader calls public, and a struct of
// the properties without a doc comment.
#![allow(unreachable_pub, missing_docs)]

use std::time::Duration;

use gloo::utils::document;
use leptos::prelude::*;
use web_sys::{HtmlElement, MouseEvent};

use super::confirm_button::ConfirmButton;
use crate::browser::checklist::{self, StepBox};
use crate::browser::{dom, session, store};
use crate::session::{Entry, clock, markdown};

/// The bar. Without scripts the steps are a list, and the bar is not shown.
#[island]
pub fn Checklist(
    /// How many steps the page has.
    steps: usize,
) -> impl IntoView {
    let ticks = RwSignal::new(Vec::new());
    let is_denied = RwSignal::new(false);
    let now = RwSignal::new(0);
    let boxes = StoredValue::new_local(Vec::new());
    Effect::new(move |started: Option<()>| {
        if started.is_none() {
            boxes.set_value(StepBox::all());
            start(boxes);
            set_interval(move || now.set(session::now()), Duration::from_secs(1));
        }
        session::changed().track();
        now.set(session::now());
        is_denied.set(store::is_denied());
        ticks.set(checklist::ticks());
    });
    let done = RwSignal::new(0);
    Effect::new(move |_| {
        let mut count = 0;
        ticks.with(|ticks: &Vec<Entry>| {
            boxes.with_value(|boxes: &Vec<StepBox>| {
                for one in boxes {
                    let is_done = ticks.iter().any(|tick| tick.text == one.label);
                    one.show(is_done);
                    count += usize::from(is_done);
                }
            });
        });
        done.set(count);
    });
    let count = move || [&done.get().to_string(), " of ", &steps.to_string()].concat();
    let elapsed = move || {
        let times = ticks.with(|ticks| {
            let times = || ticks.iter().map(|tick| tick.at);
            times().min().zip(times().max())
        });
        let (first, last) = times?;
        // When all steps are done, the clock stops.
        let end = if done.get() < steps { now.get() } else { last };
        Some(clock::elapsed(end - first))
    };
    let exported = move || {
        let mut out = String::new();
        ticks.with_untracked(|ticks| markdown::list(&mut out, ticks));
        out
    };
    let copy = move |event: MouseEvent| {
        // The loader copies the attribute when the event reaches the document.
        let button: HtmlElement = event_target(&event);
        dom::set(&button, "data-copy", Some(&exported()));
    };
    let start_over = move |()| checklist::start_over();
    view! {
        <div
            class="steps js-only"
            class:is-begun=move || ticks.with(|ticks| !ticks.is_empty())
            role="group"
            aria-label="Checklist"
        >
            <p class="steps__done">
                <span class="steps__count">{count}</span>
                " steps done"
                <span class="steps__time">{elapsed}</span>
            </p>
            <button type="button" data-act="copy" on:click=copy>
                "Copy as timeline"
            </button>
            <button type="button" data-act="save" on:click=move |_| dom::save("steps.md", &exported())>
                "Download"
            </button>
            <ConfirmButton
                act="over"
                label="Start over"
                question="Clear all ticks?"
                on_confirm=start_over
            />
            <p class="steps__denied" hidden=move || !is_denied.get()>
                "Can't save here (storage full or blocked). Ticks are lost when you close the page."
            </p>
        </div>
    }
}

/// Stores what was ticked before the island was hydrated, and then each tick.
fn start(boxes: StoredValue<Vec<StepBox>, LocalStorage>) {
    let early: Vec<String> = boxes.with_value(|boxes| {
        let checked = boxes.iter().filter(|one| one.is_checked());
        checked.map(|one| one.label.clone()).collect()
    });
    for label in early {
        checklist::tick(&label, true);
    }
    dom::on(
        &document(),
        "change",
        Box::new(move |event| {
            let Some(input) = dom::control(event) else {
                return;
            };
            let label = boxes.with_value(|boxes| {
                let one = boxes.iter().find(|one| one.is(&input));
                one.map(|one| one.label.clone())
            });
            if let Some(label) = label {
                checklist::tick(&label, input.checked());
            }
        }),
    );
}
