//! Rows that can be filtered, with the figures that are made of them.
//!
//! The page is complete without it. What it works on are attributes:
//!
//! - `data-row` is a row that counts; `data-f` are its facet values
//!   (`state:open owner:data-platform`), `data-v` its measures (`resolve=105`).
//!   Whatever has `data-f` is hidden with the rows of the same values.
//! - A `select` chooses one value of one facet; its choice stands in the address.
//! - `data-n="state:open"` shows how many rows in sight have that value, and
//!   `data-n=""` how many there are; `data-w` and `data-h` take the number as width
//!   or height of a bar.
//! - `data-q="resolve:50"` shows a percentile, `data-s` a sum, and the point
//!   (`data-dot`) at the median is marked.
//! - `data-until` and `data-opened` give what only the reader's clock knows: the
//!   values `state:overdue` and `age:30`, `age:90`, `age:365`.

// The island macro makes the function that the loader calls public.
#![allow(unreachable_pub)]

use gloo::events::EventListener;
use gloo::utils::window;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlSelectElement};

use crate::figures::{duration, fair_percentile};

/// Ages that can be chosen, in days.
const AGES: [(i64, &str); 3] = [(30, " age:30"), (90, " age:90"), (365, " age:365")];

/// Makes the `select`s of the page's `.filters` filter its rows. It shows nothing
/// itself: what stands in the page stays as it is.
#[island]
pub fn Filter() -> impl IntoView {
    #[cfg(not(feature = "ssr"))]
    if let Ok(Some(main)) = gloo::utils::document().query_selector("main") {
        wake(&main);
    }
}

/// Takes the address's choice, and listens.
#[cfg_attr(feature = "ssr", expect(dead_code, reason = "only browsers wake"))]
fn wake(root: &Element) {
    let now = js_sys::Date::now();
    for row in all(root, "[data-row]") {
        age(&row, now);
    }
    let search = window().location().search().unwrap_or_default();
    for select in selects(root) {
        for part in search.trim_start_matches('?').split('&') {
            if let Some((name, value)) = part.split_once('=')
                && name == select.name()
            {
                let value = js_sys::decode_uri_component(value)
                    .map(String::from)
                    .unwrap_or_default();
                select.set_value(&(select.name() + ":" + &value));
            }
        }
    }
    apply(root);
    for event in ["change", "reset"] {
        let inside = root.clone();
        EventListener::new(root, event, move |_| {
            if event == "reset" {
                for select in selects(&inside) {
                    select.set_value("");
                }
            }
            apply(&inside);
            remember(&inside);
        })
        .forget();
    }
}

/// Adds what the reader's clock knows to a row, and moves it up if it is overdue.
fn age(row: &Element, now: f64) {
    let days = |name| {
        let date = js_sys::Date::parse(&attribute(row, name));
        // A missing or odd date is no number, and so is what follows from it.
        ((now - date) / 86_400_000.0).floor()
    };
    let mut tokens = attribute(row, "data-f");
    let opened = days("data-opened");
    for (least, token) in AGES {
        if opened >= least as f64 {
            tokens.push_str(token);
        }
    }
    // Due on a day means until its end.
    if days("data-until") >= 1.0 {
        tokens.push_str(" state:overdue");
        let rows = row.parent_element();
        if let Some(rows) = rows {
            let first = all(&rows, "[data-row]:not([data-late])").into_iter().next();
            let before = first.as_ref().map(AsRef::as_ref);
            set(row, "data-late", "");
            // A row that cannot move stays where it is.
            let _ = rows.insert_before(row, before);
        }
    }
    set(row, "data-f", &tokens);
}

/// Shows what fits the choice, and counts again.
fn apply(root: &Element) {
    let chosen: Vec<String> = selects(root)
        .iter()
        .map(HtmlSelectElement::value)
        .filter(|value| !value.is_empty())
        .collect();
    let mut shown: Vec<(String, String)> = Vec::new();
    let mut of = 0;
    for element in all(root, "[data-f]") {
        let tokens = attribute(&element, "data-f");
        let fits = chosen.iter().all(|value| has(&tokens, value));
        hide(&element, !fits);
        if element.has_attribute("data-row") {
            of += 1;
            if fits {
                shown.push((tokens, attribute(&element, "data-v")));
            }
        }
    }
    for name in ["data-n", "data-w", "data-h"] {
        for element in all(root, &["[", name, "]"].concat()) {
            let token = attribute(&element, name);
            let count = if token.is_empty() {
                shown.len()
            } else {
                shown.iter().filter(|(row, _)| has(row, &token)).count()
            };
            let count = count.to_string();
            match name {
                "data-w" => set(&element, "width", &count),
                "data-h" => set(&element, "height", &count),
                _ => element.set_text_content(Some(&count)),
            }
        }
    }
    measures(root, &shown);
    let mut status = shown.len().to_string();
    status.push_str(" of ");
    status.push_str(&of.to_string());
    for element in all(root, "[data-status]") {
        element.set_text_content(Some(&status));
    }
    for element in all(root, "[data-nothing]") {
        hide(&element, !shown.is_empty());
    }
}

/// Percentiles and sums of the measures in sight.
fn measures(root: &Element, shown: &[(String, String)]) {
    for element in all(root, "[data-q],[data-s]") {
        let key = attribute(&element, "data-q") + &attribute(&element, "data-s");
        let (name, percent) = key.split_once(':').unwrap_or((&key, ""));
        let values = ascending(name, shown);
        let value = if percent.is_empty() {
            Some(values.iter().sum())
        } else {
            let value = fair_percentile(&values, number(percent) as usize);
            if percent == "50" {
                mark(root, name, value);
            }
            value
        };
        let text = value.map_or_else(|| "–".to_owned(), duration);
        element.set_text_content(Some(&text));
    }
}

/// The measures of one name, in ascending order.
fn ascending(name: &str, shown: &[(String, String)]) -> Vec<i64> {
    let mut values = Vec::new();
    for (_, measures) in shown {
        for measure in measures.split(' ') {
            if let Some((known, value)) = measure.split_once('=')
                && known == name
            {
                let value = number(value);
                // A sort of its own would be most of this island.
                let at = values.partition_point(|other| *other < value);
                values.insert(at, value);
            }
        }
    }
    values
}

/// Marks the points at the median.
fn mark(root: &Element, name: &str, median: Option<i64>) {
    for point in all(root, &["[data-dot=", name, "]"].concat()) {
        let is_median =
            median.is_some_and(|value| attribute(&point, "data-v") == value.to_string());
        set(
            &point,
            "class",
            if is_median { "dot dot--median" } else { "dot" },
        );
    }
}

/// Writes the choice into the address, so that it can be shared.
fn remember(root: &Element) {
    let mut query = String::from("?");
    for select in selects(root) {
        if let Some((name, value)) = select.value().split_once(':') {
            if query.len() > 1 {
                query.push('&');
            }
            query.push_str(name);
            query.push('=');
            query.push_str(&String::from(js_sys::encode_uri_component(value)));
        }
    }
    // "./" is the page without a query.
    let url = if query.len() > 1 {
        query.as_str()
    } else {
        "./"
    };
    if let Ok(history) = window().history() {
        // Browsers limit how often the address may change: it only misses one.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(url));
    }
}

/// The number of decimal digits, which are all that pages have in these places.
fn number(digits: &str) -> i64 {
    let digits = digits.bytes().filter(u8::is_ascii_digit);
    digits.fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
}

/// Whether a list of values has this one.
fn has(tokens: &str, value: &str) -> bool {
    tokens.split(' ').any(|token| token == value)
}

fn hide(element: &Element, hidden: bool) {
    // Works on elements of HTML and of SVG alike; the name is a valid one.
    let _ = element.toggle_attribute_with_force("hidden", hidden);
}

fn set(element: &Element, name: &str, value: &str) {
    // Fails for names that are none; ours are.
    let _ = element.set_attribute(name, value);
}

fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

fn selects(root: &Element) -> Vec<HtmlSelectElement> {
    all(root, "select")
        .into_iter()
        .map(JsCast::unchecked_into)
        .collect()
}

/// The elements inside that fit a selector.
fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|at| list.get(at))
        .map(JsCast::unchecked_into)
        .collect()
}
