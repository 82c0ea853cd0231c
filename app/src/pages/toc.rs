//! The table of contents of a document.

use leptos::prelude::*;

use crate::model::TocEntry;

/// The minimum number of headings for a table of contents.
const FEWEST: usize = 3;

/// The deepest level that is listed.
const DEEPEST: u8 = 3;

/// The table of contents, rendered twice.
///
/// It is folded above the text on phones, and beside the text on wide screens; the style sheet
/// shows one of them.
pub(super) fn toc(entries: &[TocEntry]) -> Option<AnyView> {
    let entries: Vec<_> = entries.iter().filter(|e| e.level <= DEEPEST).collect();
    (entries.len() >= FEWEST).then(|| {
        view! {
            <details class="toc toc--folded">
                <summary>"On this page"</summary>
                <nav aria-label="On this page">{list(&entries)}</nav>
            </details>
            <nav class="toc toc--side" aria-labelledby="kb-on-this-page">
                <h2 id="kb-on-this-page">"On this page"</h2>
                {list(&entries)}
            </nav>
        }
        .into_any()
    })
}

/// A flat list, indented by level, because headings of real documents skip levels.
fn list(entries: &[&TocEntry]) -> impl IntoView + use<> {
    let items: Vec<_> = entries
        .iter()
        .map(|entry| {
            view! {
                <li data-level=entry.level.to_string()>
                    <a href=format!("#{}", entry.anchor)>{entry.text.clone()}</a>
                </li>
            }
        })
        .collect();
    view! { <ol>{items}</ol> }
}
