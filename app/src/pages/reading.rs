//! The bar that stays in view while a document is read.
//!
//! It shows the current section, and has buttons to show only the steps, to enlarge the text,
//! and to report a problem.

use leptos::prelude::*;

use crate::model::Document;

use super::address::{Place, is_safe};

/// The bar, which needs scripts: see `app/loader/reading.js`.
pub(super) fn bar(place: &Place, document: &Document) -> impl IntoView + use<> {
    // Without steps and commands, the button that shows only the steps is useless.
    let has_steps = ["<ol", "class=\"code\""]
        .iter()
        .any(|sign| document.html.contains(sign));
    let focus = has_steps.then(|| {
        view! {
            <button
                type="button"
                data-steps-only=""
                aria-pressed="false"
                aria-label="Steps only"
                title="Steps only (f)"
            >
                "Steps"
            </button>
        }
    });
    let report = document
        .trust
        .report
        .clone()
        .filter(|report| is_safe(&report.url))
        .map(|report| {
            view! {
                <a
                    href=place.link(&report.url)
                    data-report=report.section_url
                    rel="noopener"
                    title="Report a problem with this page"
                >
                    "Report"
                </a>
            }
        });
    view! {
        <div class="reading js-only">
            <a class="reading__now" href="#kb-main" data-now="">
                {document.card.title.clone()}
            </a>
            {focus}
            <button type="button" data-text-size="" title="Text size" aria-label="Text size">
                <span aria-hidden="true">"A"<small>"A"</small></span>
            </button>
            {report}
        </div>
    }
}
