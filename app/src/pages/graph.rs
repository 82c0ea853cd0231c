//! A drawing of a service between its dependents and its dependencies.

use leptos::prelude::*;

use crate::model::{Link, ServiceLinks};

use super::address::Place;

/// The height of a row, and of the box in it, in pixels.
const ROW: usize = 36;
const BOX: usize = 26;
/// The width of the drawing, of a box, and of an indentation, in pixels.
const WIDTH: usize = 380;
const BOX_WIDTH: usize = 239;
const STEP: usize = 70;
/// The number of characters that fit into a box.
const LETTERS: usize = 30;
/// The maximum number of neighbours on each side; the lists contain all of them.
const MOST: usize = 8;

/// The drawing of a service.
///
/// The lists beside it have the same content, so screen readers and the Tab key skip the
/// drawing.
pub(super) fn graph(place: &Place, name: &str, service: &ServiceLinks) -> impl IntoView + use<> {
    let above: Vec<&Link> = service.dependents.iter().take(MOST).collect();
    let below: Vec<&Link> = service.depends_on.iter().take(MOST).collect();
    let own = above.len();
    let rows = own + 1 + below.len();
    let height = rows * ROW - (ROW - BOX);
    let me = Link {
        url: String::new(),
        text: name.to_owned(),
    };
    let mut parts: Vec<AnyView> = Vec::new();
    for (row, link) in above.iter().enumerate() {
        // The line goes down from the dependent service and into the side of this one.
        let (x, from) = (20, row * ROW + BOX);
        parts.push(edge(x, from, STEP, own * ROW + BOX / 2));
        parts.push(node(place, link, row, 0, "node"));
    }
    for (at, link) in below.iter().enumerate() {
        let row = own + 1 + at;
        let x = STEP + 20;
        parts.push(edge(x, own * ROW + BOX, 2 * STEP, row * ROW + BOX / 2));
        parts.push(node(place, link, row, 2 * STEP, "node"));
    }
    parts.push(node(place, &me, own, STEP, "node node--own"));
    view! {
        <svg
            class="graph"
            viewBox=format!("0 0 {WIDTH} {height}")
            width=WIDTH.to_string()
            height=height.to_string()
            aria-hidden="true"
        >
            {parts}
        </svg>
    }
}

/// A line down from one box, then right into the side of another.
fn edge(x: usize, from: usize, to_x: usize, to: usize) -> AnyView {
    let end = to_x - 1;
    let path = format!("M{x} {from}V{to}H{end}m-5 -4l5 4l-5 4");
    view! { <path class="edge" d=path /> }.into_any()
}

/// A service as a box with its name.
fn node(place: &Place, link: &Link, row: usize, x: usize, class: &'static str) -> AnyView {
    let mut text: String = link.text.chars().take(LETTERS).collect();
    if text.len() < link.text.len() {
        text.push('…');
    }
    let y = row * ROW;
    let inner = view! {
        <rect
            x=x.to_string()
            y=y.to_string()
            width=BOX_WIDTH.to_string()
            height=BOX.to_string()
            rx="4"
        />
        <text x=(x + 10).to_string() y=(y + 18).to_string()>
            {text}
        </text>
    };
    if link.url.is_empty() {
        view! { <g class=class>{inner}</g> }.into_any()
    } else {
        view! {
            <a class=class href=place.link(&link.url) tabindex="-1">
                {inner}
            </a>
        }
        .into_any()
    }
}
