//! Suspects that can be ruled out and confirmed, by button and by key.
//!
//! What was decided stands in this browser for the incident
//! ([`crate::browser::verdicts`]). A suspect that is ruled out is struck through
//! where it stands; it moves to the end once neither pointer nor focus is among
//! the suspects, so that nothing slips away under a finger.

// The island macro makes the function that the loader calls public.
#![allow(unreachable_pub)]

use gloo::utils::document;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlElement, KeyboardEvent, Node};

use crate::browser::dom;
use crate::browser::verdicts::{self, Verdict};

/// Takes over the page's list of suspects: it has nothing of its own to show.
#[island]
pub fn Suspects() -> impl IntoView {
    Effect::new(|_| wake());
}

/// What a key does to the suspect in focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    /// Goes so many suspects on.
    Move(i32),
    /// Rules out or confirms, or takes that back.
    Judge(Verdict),
}

impl Act {
    fn of(key: &str) -> Option<Self> {
        Some(match key {
            "j" | "ArrowDown" => Self::Move(1),
            "k" | "ArrowUp" => Self::Move(-1),
            "x" => Self::Judge(Verdict::Out),
            "c" => Self::Judge(Verdict::Confirmed),
            _ => return None,
        })
    }
}

fn wake() -> Option<()> {
    let section = dom::first(".suspects")?;
    let list: HtmlElement = section.query_selector("ol").ok()??.dyn_into().ok()?;
    for item in items(&list) {
        item.set_tab_index(-1);
        show(&item, verdicts::of(&id(&item)));
    }
    settle(&list);
    rove(&list, None);
    // Buttons that were pressed before they were alive.
    if let Ok(Some(button)) = list.query_selector("button[data-pressed]") {
        press(&list, &button);
    }
    let within = list.clone();
    dom::on(
        &list,
        "click",
        Box::new(move |event| {
            if let Some(button) = dom::closest(event, "button[data-act]") {
                press(&within, &button);
            }
        }),
    );
    let within = list.clone();
    dom::on(
        &list,
        "focusin",
        Box::new(move |event| rove(&within, dom::closest(event, ".suspect"))),
    );
    let within = list.clone();
    dom::on(
        &document(),
        "keydown",
        Box::new(move |event| key(&within, event)),
    );
    for name in ["focusout", "mouseleave"] {
        let within = list.clone();
        dom::on(
            &list,
            name,
            Box::new(move |event| {
                if is_left(&within, event) {
                    settle(&within);
                }
            }),
        );
    }
    Some(())
}

/// A key on a suspect; on the page of a symptom `j` and `k` lead to the first and last.
fn key(list: &HtmlElement, event: &Event) {
    let Some(pressed) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    let held = pressed.ctrl_key() || pressed.meta_key() || pressed.alt_key();
    let Some(act) = Act::of(&pressed.key()).filter(|_| !held && !event.default_prevented()) else {
        return;
    };
    let items = items(list);
    let at = dom::closest(event, ".suspect").and_then(|item| place(&items, &item));
    let next =
        match (act, at) {
            (Act::Move(by), Some(at)) => (at as i32 + by).clamp(0, items.len() as i32 - 1) as usize,
            // Arrows scroll the page, and whoever types means letters.
            (Act::Move(by), None)
                if pressed.key().len() == 1
                    && dom::is_page("symptom")
                    && dom::closest(event, "input, textarea, select, dialog").is_none() =>
            {
                if by > 0 { 0 } else { items.len() - 1 }
            }
            (Act::Judge(verdict), Some(at)) => {
                event.prevent_default();
                let stands = judge(list, &items[at], verdict);
                // On to the next that is still open; the last stays in focus.
                let open = |item: &&HtmlElement| verdicts::of(&id(item)).is_none();
                let next = items[at..].iter().chain(&items[..at]).find(open);
                if let Some(next) = next.filter(|_| stands && verdict == Verdict::Out) {
                    focus(next);
                }
                return;
            }
            _ => return,
        };
    event.prevent_default();
    if let Some(item) = items.get(next) {
        focus(item);
    }
}

/// A button was pressed.
fn press(list: &HtmlElement, button: &Element) {
    let item = button.closest(".suspect").ok().flatten();
    let verdict = match button.get_attribute("data-act").as_deref() {
        Some("out") => Verdict::Out,
        _ => Verdict::Confirmed,
    };
    if let Some(item) = item.and_then(|item| item.dyn_into().ok()) {
        judge(list, &item, verdict);
    }
}

/// Gives a verdict, or takes the same one back; says whether it stands.
fn judge(list: &HtmlElement, item: &HtmlElement, verdict: Verdict) -> bool {
    let id = id(item);
    let now = (verdicts::of(&id) != Some(verdict)).then_some(verdict);
    verdicts::set(&id, now);
    show(item, now);
    let name = item.get_attribute("data-name").unwrap_or_default();
    let said = match now {
        Some(verdict) => {
            verdicts::record(verdict, &name);
            verdict.says()
        }
        None => "Open again: ",
    };
    let left = items(list)
        .iter()
        .filter(|item| verdicts::of(&self::id(item)).is_none())
        .count();
    if let Some(status) = dom::first(".suspects__status") {
        let text = [said, &name, ". ", &left.to_string(), " left."].concat();
        status.set_text_content(Some(&text));
    }
    now.is_some()
}

/// Shows the verdict on a suspect.
fn show(item: &HtmlElement, verdict: Option<Verdict>) {
    for (act, class, of) in [
        ("out", "is-out", Verdict::Out),
        ("confirmed", "is-confirmed", Verdict::Confirmed),
    ] {
        let is = verdict == Some(of);
        // Names of classes are constant and well-formed.
        let _ = item.class_list().toggle_with_force(class, is);
        let selector = ["button[data-act=", act, "]"].concat();
        if let Ok(Some(button)) = item.query_selector(&selector) {
            dom::set(
                &button,
                "aria-pressed",
                Some(if is { "true" } else { "false" }),
            );
        }
    }
}

/// Moves what is ruled out to the end, in the order in which it stands.
fn settle(list: &HtmlElement) {
    for item in items(list) {
        if item.class_list().contains("is-out") {
            // A child of the list can be its last one.
            let _ = list.append_child(&item);
        }
    }
}

/// Whether pointer and focus are elsewhere now.
fn is_left(list: &HtmlElement, event: &Event) -> bool {
    let to = |node: Option<Node>| node.is_some_and(|node| list.contains(Some(&node)));
    match event.dyn_ref::<FocusEvent>() {
        Some(event) => {
            let target = event.related_target();
            // Without a target the window lost the focus, or a pointer is down.
            target.is_some() && !to(target.and_then(|target| target.dyn_into().ok()))
        }
        None => !to(document().active_element().map(Into::into)),
    }
}

/// Makes one suspect the stop of the Tab key.
fn rove(list: &HtmlElement, to: Option<HtmlElement>) {
    let items = items(list);
    let Some(chosen) = to.or_else(|| items.first().cloned()) else {
        return;
    };
    for item in &items {
        item.set_tab_index(if *item == chosen { 0 } else { -1 });
    }
}

fn focus(item: &HtmlElement) {
    // An element with a tab index takes the focus.
    let _ = item.focus();
    dom::reveal(item);
}

fn id(item: &HtmlElement) -> String {
    item.get_attribute("data-suspect").unwrap_or_default()
}

fn place(items: &[HtmlElement], item: &HtmlElement) -> Option<usize> {
    items.iter().position(|one| one == item)
}

fn items(list: &HtmlElement) -> Vec<HtmlElement> {
    let children = list.children();
    (0..children.length())
        .filter_map(|at| children.item(at)?.dyn_into().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_and_judge() {
        for (key, act) in [
            ("j", Some(Act::Move(1))),
            ("ArrowUp", Some(Act::Move(-1))),
            ("x", Some(Act::Judge(Verdict::Out))),
            ("c", Some(Act::Judge(Verdict::Confirmed))),
            ("Enter", None),
            ("X", None),
        ] {
            assert_eq!(Act::of(key), act, "{key}");
        }
    }
}
