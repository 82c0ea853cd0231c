//! A reader's values for the variables of a page's commands.
//!
//! They come from the address (an alert's labels), from what this browser
//! remembers of the incident, or from the page's own defaults, in that order.
//! They are written into the commands as text, never as HTML, quoted as each
//! place needs ([`crate::fill`]), and never leave the browser.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, NodeList};

use super::{dom, store};
use model::fill;

/// Key of what is remembered of an incident: `name=value` lines.
pub(crate) const KEY: &str = "kb-values";

/// A place in a command.
struct Place {
    element: Element,
    variable: String,
    layers: String,
    /// What stands there while it is not filled.
    original: String,
}

/// Brings the page's form to life.
#[cfg_attr(feature = "ssr", expect(dead_code, reason = "only browsers wake"))]
pub(crate) fn start() {
    let Some(form) = document().query_selector(".vars").ok().flatten() else {
        return;
    };
    let places = Rc::new(places());
    show(&form, &places, true, false);
    let page = (form.clone(), Rc::clone(&places));
    PAGE.with_borrow_mut(|here| *here = Some(page));
    let typed_in = Rc::clone(&places);
    EventListener::new(&form, "input", move |event| {
        let input = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(input) = input {
            apply(&input, &typed_in);
            let mut remembered = load();
            set(&mut remembered, &name_of(&input), &input.value());
            save(&remembered);
        }
    })
    .forget();
    let cleared = form.clone();
    EventListener::new(&form, "click", move |event| {
        if dom::closest(event, ".vars__clear").is_none() {
            return;
        }
        let mut remembered = load();
        for input in inputs(&cleared) {
            input.set_value("");
            apply(&input, &places);
            set(&mut remembered, &name_of(&input), "");
        }
        save(&remembered);
    })
    .forget();
}

thread_local! {
    /// The form of this page, and what it fills.
    static PAGE: RefCell<Option<(Element, Rc<Vec<Place>>)>> = const { RefCell::new(None) };
}

/// Shows the values of this incident, which is another one than before, or has
/// got other values in another tab.
pub(crate) fn refresh(is_other: bool) {
    PAGE.with_borrow(|page| {
        if let Some((form, places)) = page {
            show(form, places, is_other, true);
        }
    });
}

/// Fills the form: from the address if the page or the incident `begins` here,
/// else from what is remembered, else, to `reset` it, with the page's defaults.
fn show(form: &Element, places: &[Place], begins: bool, reset: bool) {
    let labels = if begins { labels(form) } else { Vec::new() };
    let mut remembered = load();
    let mut early = false;
    let active = document().active_element();
    for input in inputs(form) {
        let name = name_of(&input);
        let is = |pair: &&(String, String)| pair.0 == name;
        if let Some((_, value)) = labels.iter().find(is) {
            input.set_value(value);
            set(&mut remembered, &name, value);
        } else if let Some((_, value)) = remembered.iter().find(is) {
            input.set_value(value);
        } else if !reset {
            // Typed before anybody listened.
            let typed = input.value();
            if typed != input.default_value() {
                set(&mut remembered, &name, &typed);
                early = true;
            }
        } else if active.as_ref() != Some(input.as_ref()) {
            input.set_value(&input.default_value());
        }
        apply(&input, places);
    }
    if early || !labels.is_empty() {
        save(&remembered);
    }
}

/// Writes an input's value into its places, or what stood there before.
fn apply(input: &HtmlInputElement, places: &[Place]) {
    let name = name_of(input);
    let value = input.value();
    let valid = input.check_validity();
    for place in places.iter().filter(|place| place.variable == name) {
        let text = (valid && !value.is_empty())
            .then(|| fill::quote(&place.layers, &value).ok())
            .flatten();
        let refused = text.is_none() && !value.is_empty();
        let classes = place.element.class_list();
        // Names of classes are constant and well-formed.
        let _ = classes.toggle_with_force("is-filled", text.is_some());
        let _ = classes.toggle_with_force("is-refused", refused);
        place
            .element
            .set_text_content(Some(text.as_deref().unwrap_or(&place.original)));
    }
}

fn name_of(input: &HtmlInputElement) -> String {
    input.name()
}

fn inputs(form: &Element) -> Vec<HtmlInputElement> {
    form.query_selector_all("input")
        .map(|list| elements(&list))
        .unwrap_or_default()
}

fn places() -> Vec<Place> {
    let found: Vec<Element> = document()
        .query_selector_all(".kb-var")
        .map(|list| elements(&list))
        .unwrap_or_default();
    let place = |element: Element| {
        Some(Place {
            variable: element.get_attribute("data-var")?,
            layers: element.get_attribute("data-quote")?,
            original: element.text_content()?,
            element,
        })
    };
    found.into_iter().filter_map(place).collect()
}

fn elements<T: JsCast>(list: &NodeList) -> Vec<T> {
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .collect()
}

/// The values that the address names: an alert's labels behind `?`, or behind
/// `#`, which no server sees. The label `pod` fills `pod_name` too.
fn labels(form: &Element) -> Vec<(String, String)> {
    let location = window().location();
    let mut labels = Vec::new();
    for part in [location.search(), location.hash()].into_iter().flatten() {
        let part = part.trim_start_matches(['?', '#']);
        let Ok(pairs) = web_sys::UrlSearchParams::new_with_str(part) else {
            continue;
        };
        for input in inputs(form) {
            let name = name_of(&input);
            let spellings = [
                name.clone(),
                name.trim_end_matches("_name").to_owned(),
                name.clone() + "_name",
                name.to_ascii_uppercase(),
                name.replace('_', "-"),
            ];
            let value = spellings.iter().find_map(|spelling| pairs.get(spelling));
            labels.extend(value.map(|value| (name, value)));
        }
    }
    labels
}

/// What this browser remembers of the incident.
fn load() -> Vec<(String, String)> {
    let text = store::get_here(KEY).unwrap_or_default();
    text.lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn set(remembered: &mut Vec<(String, String)>, name: &str, value: &str) {
    remembered.retain(|(known, _)| known != name);
    if !value.is_empty() {
        remembered.push((name.to_owned(), value.replace(['\n', '\r'], " ")));
    }
}

fn save(remembered: &[(String, String)]) {
    let mut text = String::new();
    for (name, value) in remembered {
        text.push_str(name);
        text.push('=');
        text.push_str(value);
        text.push('\n');
    }
    store::set_here(KEY, &text);
}
