//! Bar charts as tables that contain the bars and their figures.

use leptos::prelude::*;

use crate::model::Chart;

use super::super::address::Place;
use super::super::links::link;

/// The number of bars after which the rest is folded.
const SHOWN: usize = 10;

/// A bar chart as a table. `None` for no bars.
///
/// The width of a bar is its number, in a drawing as wide as the largest number.
pub(super) fn chart(place: &Place, chart: &Chart, incidents: usize) -> Option<AnyView> {
    let most = chart.bars.iter().map(|bar| bar.count).max()?;
    let id = format!("kb-by-{}", chart.name);
    let view_box = format!("0 0 {} 1", most.max(1));
    let rows: Vec<_> = chart
        .bars
        .iter()
        .map(|bar| {
            let token = format!("{}:{}", chart.name, bar.value);
            view! {
                <tr>
                    <th scope="row">{link(place, &bar.label)}</th>
                    <td class="bar__number" data-n=token.clone()>{bar.count}</td>
                    <td class="bar">
                        <svg
                            viewBox=view_box.clone()
                            preserveAspectRatio="none"
                            width="100%"
                            height="12"
                            aria-hidden="true"
                        >
                            <rect width=bar.count.to_string() height="1" data-w=token />
                        </svg>
                    </td>
                </tr>
            }
        })
        .collect();
    let known = chart.bars.iter().any(|bar| bar.value != "none");
    if !known {
        return None;
    }
    let total = chart.bars.len();
    let mut rows = rows.into_iter();
    let first: Vec<_> = rows.by_ref().take(SHOWN).collect();
    let rest: Vec<_> = rows.collect();
    let head = move || {
        view! {
            <thead class="visually-hidden">
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Incidents"</th>
                    <th scope="col">"Bar"</th>
                </tr>
            </thead>
        }
    };
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details>
                <summary>"All " {total}</summary>
                <table class="bars">{head()}<tbody>{rest}</tbody></table>
            </details>
        }
    });
    let note = chart
        .note
        .clone()
        .map(|note| view! { <p class="muted chart__note">{note}</p> });
    Some(
        view! {
            <section class="chart" aria-labelledby=id>
                <h2 id=id.clone()>{chart.title.clone()}</h2>
                <p class="muted chart__note">
                    "of "<span data-n="">{incidents}</span>" incidents"
                </p>
                <table class="bars">{head()}<tbody>{first}</tbody></table>
                {rest}
                {note}
            </section>
        }
        .into_any(),
    )
}
