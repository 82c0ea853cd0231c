//! Ticked steps, stored for the current incident, and their boxes in the page.
//!
//! A step is identified by its label: its number and first words. A tick survives
//! changes of the page, and a step whose words changed is not done.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{session, store};
use crate::session::{Entry, What, fields, split};

/// The checkbox of a step, which is part of the rendered Markdown.
#[derive(Debug, Clone)]
pub(crate) struct StepBox {
    input: HtmlInputElement,
    /// The label, unique on the page.
    pub(crate) label: String,
}

impl StepBox {
    /// The boxes of this page. Steps of the same words are numbered.
    pub(crate) fn all() -> Vec<Self> {
        let mut boxes: Vec<Self> = Vec::new();
        let Ok(list) = document().query_selector_all(".step__box") else {
            return boxes;
        };
        for index in 0..list.length() {
            let input = list.item(index).and_then(|one| one.dyn_into().ok());
            let Some(input): Option<HtmlInputElement> = input else {
                continue;
            };
            let words = input.get_attribute("aria-label").unwrap_or_default();
            let mut label = words.clone();
            let mut number = 1;
            while boxes.iter().any(|known| known.label == label) {
                number += 1;
                label = [&words, " #", &number.to_string()].concat();
            }
            boxes.push(Self { input, label });
        }
        boxes
    }

    /// Whether this is the box that an event happened to.
    pub(crate) fn is(&self, input: &HtmlInputElement) -> bool {
        self.input == *input
    }

    /// Whether the box is checked.
    pub(crate) fn is_checked(&self) -> bool {
        self.input.checked()
    }

    /// Shows the step as done or not.
    pub(crate) fn show(&self, done: bool) {
        self.input.set_checked(done);
        if let Ok(Some(step)) = self.input.closest(".step") {
            // The class name is constant and well-formed.
            let _ = step.class_list().toggle_with_force("is-done", done);
        }
    }
}

/// The ticks of this page in the current incident.
pub(crate) fn ticks() -> Vec<Entry> {
    let (url, title) = session::page();
    let mut ticks = load();
    ticks.retain(|tick| tick.url == url);
    for tick in &mut ticks {
        tick.title.clone_from(&title);
    }
    ticks
}

/// Stores that a step of this page is done or not, and records it.
pub(crate) fn tick(label: &str, done: bool) {
    let (url, _) = session::page();
    let mut ticks = load();
    ticks.retain(|tick| tick.url != url || tick.text != label);
    if done {
        ticks.push(Entry {
            at: session::now(),
            offset: session::utc_offset(),
            what: What::Ticked,
            url,
            title: String::new(),
            text: label.to_owned(),
        });
    }
    save(&ticks);
    if done {
        session::add(What::Ticked, label);
    } else {
        session::take_back(What::Ticked, label);
    }
    session::notify_changed();
}

/// Removes all ticks of this page, and records that.
pub(crate) fn start_over() {
    let (url, _) = session::page();
    let mut ticks = load();
    ticks.retain(|tick| tick.url != url);
    save(&ticks);
    session::add(What::Restarted, "");
    session::notify_changed();
}

/// The ticks of all pages in the current incident, without titles.
fn load() -> Vec<Entry> {
    let stored = store::get_for_incident(store::STEPS).unwrap_or_default();
    stored
        .lines()
        .filter_map(|line| {
            let [at, offset, url, text] = split(line).try_into().ok()?;
            Some(Entry {
                at: at.parse().ok()?,
                offset: offset.parse().ok()?,
                what: What::Ticked,
                url,
                title: String::new(),
                text,
            })
        })
        .collect()
}

fn save(ticks: &[Entry]) {
    let mut out = String::new();
    for tick in ticks {
        let (at, offset) = (tick.at.to_string(), tick.offset.to_string());
        fields(&mut out, &[&at, &offset, &tick.url, &tick.text]);
    }
    store::set_for_incident(store::STEPS, &out);
}
