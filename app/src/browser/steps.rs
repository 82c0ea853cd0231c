//! Checklists: the steps of a page, ticked off an incident at a time.
//!
//! A step is known by its label, its number and first words: what was ticked
//! stays true when the page changes, and a step that changed is not done.

use std::cell::RefCell;

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::{dom, session, store};
use crate::session::{Entry, What, clock, fields, markdown, split};

/// Key of what is ticked in an incident: a line a step, of any page.
pub(crate) const KEY: &str = "kb-steps";

/// The checklist of this page.
struct Checklist {
    /// Each box with its label, which no other has.
    boxes: Vec<(HtmlInputElement, String)>,
    bar: Element,
    url: String,
    title: String,
    done: Vec<Entry>,
}

thread_local! {
    static HERE: RefCell<Option<Checklist>> = const { RefCell::new(None) };
}

/// Brings the page's checklist to life, if it has one.
pub(crate) fn start() {
    let Some(bar) = dom::first(".steps") else {
        return;
    };
    let (url, title) = session::page();
    let list = Checklist {
        boxes: boxes(),
        bar: bar.clone().into(),
        url,
        title,
        done: Vec::new(),
    };
    // What was ticked before anybody listened.
    let early = list.boxes.iter().filter(|(one, _)| one.checked());
    let early: Vec<String> = early.map(|(_, label)| label.clone()).collect();
    HERE.set(Some(list));
    refresh();
    for text in early {
        tick(&text, true);
    }
    session::watch(Box::new(|_| refresh()));
    dom::on(
        &document(),
        "change",
        Box::new(|event| {
            let Some(one) = dom::control(event) else {
                return;
            };
            let label = HERE.with_borrow(|here| {
                let mut boxes = here.as_ref()?.boxes.iter();
                Some(boxes.find(|(known, _)| *known == one)?.1.clone())
            });
            if let Some(label) = label {
                tick(&label, one.checked());
            }
        }),
    );
    dom::on(
        &bar,
        "click",
        Box::new(|event| {
            let Some(button) = dom::closest(event, "[data-act]") else {
                return;
            };
            match button.dataset().get("act").as_deref() {
                Some("over") => {
                    if dom::is_sure(&button, "Clear all ticks?") {
                        start_over();
                    }
                }
                // The loader copies what stands in the attribute.
                Some("copy") => dom::set(&button, "data-copy", Some(&exported())),
                _ => dom::save("steps.md", &exported()),
            }
        }),
    );
}

/// The boxes of the page. Steps of the same words are told apart by a number.
fn boxes() -> Vec<(HtmlInputElement, String)> {
    let mut boxes: Vec<(HtmlInputElement, String)> = Vec::new();
    let Ok(list) = document().query_selector_all(".step__box") else {
        return boxes;
    };
    for index in 0..list.length() {
        let one = list.item(index).and_then(|one| one.dyn_into().ok());
        let Some(one): Option<HtmlInputElement> = one else {
            continue;
        };
        let words = one.get_attribute("aria-label").unwrap_or_default();
        let mut label = words.clone();
        let mut number = 1;
        while boxes.iter().any(|(_, known)| *known == label) {
            number += 1;
            label.clone_from(&words);
            label.push_str(" #");
            label.push_str(&number.to_string());
        }
        boxes.push((one, label));
    }
    boxes
}

/// All that is ticked in this incident: page and step.
fn load() -> Vec<Entry> {
    let kept = store::get_here(KEY).unwrap_or_default();
    kept.lines()
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

fn save(ticked: &[Entry]) {
    let mut out = String::new();
    for entry in ticked {
        let (at, offset) = (entry.at.to_string(), entry.offset.to_string());
        fields(&mut out, &[&at, &offset, &entry.url, &entry.text]);
    }
    store::set_here(KEY, &out);
}

/// Notes that a step was done, or was not after all.
fn tick(text: &str, done: bool) {
    let (url, _) = session::page();
    let mut ticked = load();
    ticked.retain(|entry| entry.url != url || entry.text != text);
    if done {
        ticked.push(Entry {
            at: session::now(),
            offset: session::offset(),
            what: What::Ticked,
            url,
            title: String::new(),
            text: text.to_owned(),
        });
    }
    save(&ticked);
    if done {
        session::add(What::Ticked, text);
    } else {
        session::take_back(What::Ticked, text);
    }
    refresh();
}

fn start_over() {
    let (url, _) = session::page();
    let mut ticked = load();
    ticked.retain(|entry| entry.url != url);
    save(&ticked);
    session::add(What::Restarted, "");
    refresh();
}

/// Shows what is done.
fn refresh() {
    HERE.with_borrow_mut(|here| {
        let Some(list) = here else {
            return;
        };
        list.done = load();
        list.done.retain(|entry| entry.url == list.url);
        for (one, label) in &list.boxes {
            let done = list.done.iter().any(|entry| entry.text == *label);
            one.set_checked(done);
            if let Ok(Some(step)) = one.closest(".step") {
                // A constant and well-formed name.
                let _ = step.class_list().toggle_with_force("is-done", done);
            }
        }
        let begun = !list.done.is_empty();
        let _ = list.bar.class_list().toggle_with_force("is-begun", begun);
        show(
            &list.bar,
            ".steps__denied",
            store::is_denied().then_some(""),
        );
    });
    second();
}

/// Shows how many steps are done and how long it takes; once a second.
pub(crate) fn second() {
    HERE.with_borrow(|here| {
        let Some(list) = here else {
            return;
        };
        let done = list.boxes.iter().filter(|(one, _)| one.checked()).count();
        let mut text = done.to_string();
        text.push_str(" of ");
        text.push_str(&list.boxes.len().to_string());
        show(&list.bar, ".steps__count", Some(&text));
        let times = || list.done.iter().map(|entry| entry.at);
        let Some((first, last)) = times().min().zip(times().max()) else {
            return;
        };
        // When all is done, the clock stands.
        let end = if done < list.boxes.len() {
            session::now()
        } else {
            last
        };
        show(
            &list.bar,
            ".steps__time",
            Some(&clock::elapsed(end - first)),
        );
    });
}

/// Writes a text into a part of the bar and shows the part; an empty text shows
/// what stands there, none hides it.
fn show(bar: &Element, selector: &str, text: Option<&str>) {
    let part = bar.query_selector(selector).ok().flatten();
    if let Some(part) = part.and_then(|part| part.dyn_into::<HtmlElement>().ok()) {
        part.set_hidden(text.is_none());
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            part.set_text_content(Some(text));
        }
    }
}

/// What was done on this page and when, for a timeline.
fn exported() -> String {
    let mut out = String::new();
    HERE.with_borrow(|here| {
        if let Some(list) = here {
            let mut done = list.done.clone();
            for entry in &mut done {
                entry.title.clone_from(&list.title);
            }
            markdown::list(&mut out, &done);
        }
    });
    out
}
