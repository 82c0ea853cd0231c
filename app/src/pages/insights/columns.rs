//! A column chart of incidents over time.

use leptos::prelude::*;

use crate::model::Chart;

/// The height of the drawing in pixels.
const HEIGHT: &str = "120";

/// The maximum number of labels below the columns.
const LABELS: usize = 8;

/// A column per period, as high as its number, and the same data as a table.
pub(super) fn columns(chart: &Chart) -> Option<AnyView> {
    let most = chart.bars.iter().map(|bar| bar.count).max()?.max(1);
    let number = chart.bars.len();
    let columns: Vec<_> = chart
        .bars
        .iter()
        .enumerate()
        .map(|(at, bar)| {
            // A tenth of a column is free on both sides.
            let x = format!("{at}.1");
            let token = format!("{}:{}", chart.name, bar.value);
            let name = format!("{}: {}", bar.label.text, bar.count);
            view! {
                <rect x=x width="0.8" height=bar.count.to_string() data-h=token>
                    <title>{name}</title>
                </rect>
            }
        })
        .collect();
    let every = number.div_ceil(LABELS);
    let labels: Vec<_> = chart
        .bars
        .iter()
        .enumerate()
        .filter(|(at, _)| at % every == 0)
        .map(|(at, bar)| {
            let share = (2 * at + 1) * 1000 / (2 * number);
            let x = format!("{}.{}%", share / 10, share % 10);
            view! {
                <text x=x y="12" text-anchor="middle">
                    {bar.label.text.clone()}
                </text>
            }
        })
        .collect();
    let rows: Vec<_> = chart
        .bars
        .iter()
        .map(|bar| {
            let token = format!("{}:{}", chart.name, bar.value);
            view! {
                <tr>
                    <th scope="row">{bar.label.text.clone()}</th>
                    <td class="ta-r" data-n=token>{bar.count}</td>
                </tr>
            }
        })
        .collect();
    // The drawing is flipped, so that columns grow upwards.
    let turned = format!("matrix(1 0 0 -1 0 {most})");
    let note = chart
        .note
        .clone()
        .map(|note| view! { <p class="muted chart__note">{note}</p> });
    Some(
        view! {
            <section class="group over-time" aria-labelledby="kb-over-time">
                <h2 id="kb-over-time">{chart.title.clone()}</h2>
                <div class="columns" aria-hidden="true">
                    <span class="columns__most">{most}</span>
                    <svg
                        class="columns__drawing"
                        viewBox=format!("0 0 {number} {most}")
                        preserveAspectRatio="none"
                        width="100%"
                        height=HEIGHT
                    >
                        <g transform=turned>{columns}</g>
                    </svg>
                    <svg class="columns__labels" width="100%" height="16">
                        {labels}
                    </svg>
                </div>
                {note}
                <details>
                    <summary>"As a table"</summary>
                    <table class="periods">
                        <thead>
                            <tr>
                                <th scope="col">"Period"</th>
                                <th scope="col" class="ta-r">"Incidents"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </details>
            </section>
        }
        .into_any(),
    )
}
