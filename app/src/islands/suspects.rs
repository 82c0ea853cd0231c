//! Suspects that can be ruled out and confirmed, by button and by key.
//!
//! A suspect that is ruled out is struck through in its place; it moves to the end
//! once neither pointer nor focus is among the suspects, so that nothing moves
//! under a finger.

// The island macro makes the function that the loader calls public, and a struct of
// the properties without a doc comment.
#![allow(unreachable_pub, missing_docs)]

use gloo::utils::document;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, HtmlElement, Node};

use super::page_only::PageOnly;
use crate::browser::suspect_status::{self, SuspectStatus, status_of, with_status};
use crate::browser::{dom, session};

/// A suspect of the list.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SuspectItem {
    /// What the browser stores its status by: hex digits, the same on every page.
    pub id: String,
    /// The cause as plain text.
    pub name: String,
    /// Cause and check as HTML.
    pub cause: PageOnly<String>,
    /// The children of a `dl` of outcomes, as HTML.
    pub outcomes: Option<PageOnly<String>>,
    /// The children of a `details` of past incidents, as HTML.
    pub past: Option<PageOnly<String>>,
}

/// "Likely causes": complete without any script.
#[island]
pub fn Suspects(
    /// The suspects in the order in which to check them.
    items: Vec<SuspectItem>,
    /// What past incidents were counted.
    scope: Option<PageOnly<String>>,
    /// How many more there are elsewhere.
    more: Option<PageOnly<String>>,
) -> impl IntoView {
    let list = List {
        items: RwSignal::new(items),
        statuses: RwSignal::new(String::new()),
        tab_stop: RwSignal::new(None),
        announcement: RwSignal::new(String::new()),
        element: NodeRef::new(),
    };
    Effect::new(move |started: Option<()>| {
        session::changed().track();
        list.statuses.set(suspect_status::load());
        if started.is_none() {
            list.start();
        }
    });
    let note = |text: PageOnly<String>| view! { <p class="suspects__scope">{text.0}</p> };
    view! {
        <section class="suspects" aria-labelledby="kb-suspects">
            <div class="suspects__head">
                <h2 id="kb-suspects">"Likely causes"</h2>
                <p class="suspects__keys js-only" aria-hidden="true">
                    <kbd>"j"</kbd>
                    <kbd>"k"</kbd>
                    " move "
                    <kbd>"x"</kbd>
                    " rule out "
                    <kbd>"c"</kbd>
                    " confirm"
                </p>
            </div>
            {scope.map(note)}
            <ol
                node_ref=list.element
                on:focusin=move |event| list.set_tab_stop(&event)
                on:focusout=move |event| list.left(&event)
                on:mouseleave=move |event| list.left(&event)
            >
                <For each=move || list.items.get() key=|item| item.id.clone() let(item)>
                    {suspect(list, item)}
                </For>
            </ol>
            {more.map(note)}
            <p class="suspects__status visually-hidden" role="status">
                {list.announcement}
            </p>
        </section>
    }
}

/// A suspect with its buttons.
fn suspect(list: List, item: SuspectItem) -> impl IntoView {
    let SuspectItem {
        id,
        name,
        cause,
        outcomes,
        past,
    } = item;
    let status = {
        let id = id.clone();
        Signal::derive(move || list.status(&id))
    };
    let tab_index = {
        let id = id.clone();
        move || {
            let stop = list.tab_stop.get()?;
            Some(if stop == id { "0" } else { "-1" })
        }
    };
    let class = move || match status.get() {
        None => "suspect",
        Some(SuspectStatus::RuledOut) => "suspect is-out",
        Some(SuspectStatus::Confirmed) => "suspect is-confirmed",
    };
    let button = |changed: SuspectStatus, label: &'static str, key: &'static str| {
        let id = id.clone();
        let pressed = move || (status.get() == Some(changed)).to_string();
        let press = move |_| {
            list.toggle(&id, changed);
        };
        view! {
            <button type="button" aria-pressed=pressed on:click=press>
                {label}
                " "
                <kbd aria-hidden="true">{key}</kbd>
            </button>
        }
    };
    let buttons = [
        button(SuspectStatus::RuledOut, "Rule out", "x"),
        button(SuspectStatus::Confirmed, "Confirm", "c"),
    ];
    view! {
        <li class=class data-name=name tabindex=tab_index>
            <div class="suspect__cause" data-prerendered="" inner_html=cause.0></div>
            {outcomes.map(|html| view! { <dl data-prerendered="" inner_html=html.0></dl> })}
            {past
                .map(|html| {
                    view! {
                        <details class="suspect__past" data-prerendered="" inner_html=html.0></details>
                    }
                })}
            <div class="suspect__acts js-only">{buttons}</div>
        </li>
    }
}

/// The state of the list.
#[derive(Clone, Copy)]
struct List {
    /// The suspects in the order in which they are shown.
    items: RwSignal<Vec<SuspectItem>>,
    /// What is stored of the current incident, see [`suspect_status`].
    statuses: RwSignal<String>,
    /// Id of the suspect that the Tab key reaches; none before the list is hydrated.
    tab_stop: RwSignal<Option<String>>,
    /// What screen readers are told.
    announcement: RwSignal<String>,
    element: NodeRef<html::Ol>,
}

impl List {
    /// Called once the list is hydrated and its statuses are known.
    fn start(self) {
        self.settle();
        let first = self
            .items
            .with_untracked(|items| Some(items.first()?.id.clone()));
        self.tab_stop.set(first);
        // A button that was pressed before: the loader marked it.
        let pressed = self.element.get_untracked().and_then(|list| {
            let button = list.query_selector("button[data-pressed]").ok()??;
            button.dyn_into::<HtmlElement>().ok()
        });
        if let Some(button) = pressed {
            button.click();
        }
        // Forgotten on purpose: the list lives as long as the page.
        let _ = window_event_listener(leptos::ev::keydown, move |event| self.key(&event));
    }

    fn status(self, id: &str) -> Option<SuspectStatus> {
        self.statuses.with(|line| status_of(line, id))
    }

    /// Sets a status, or removes the same one; says whether it is set now.
    fn toggle(self, id: &str, status: SuspectStatus) -> bool {
        let line = suspect_status::load();
        let now = (status_of(&line, id) != Some(status)).then_some(status);
        let line = with_status(&line, id, now);
        suspect_status::save(&line);
        let name = self.items.with_untracked(|items| {
            let item = items.iter().find(|item| item.id == id);
            item.map(|item| item.name.clone()).unwrap_or_default()
        });
        if let Some(status) = now {
            status.record(&name);
        }
        let left = self.items.with_untracked(|items| {
            let open = |item: &&SuspectItem| status_of(&line, &item.id).is_none();
            items.iter().filter(open).count()
        });
        self.statuses.set(line);
        let start = now.map_or("Open again: ", SuspectStatus::announcement);
        self.announcement
            .set([start, &name, ". ", &left.to_string(), " left."].concat());
        now.is_some()
    }

    /// Moves what is ruled out to the end.
    fn settle(self) {
        let line = self.statuses.get_untracked();
        let is_out =
            |item: &SuspectItem| status_of(&line, &item.id) == Some(SuspectStatus::RuledOut);
        let items = self.items.get_untracked();
        let (out, mut settled): (Vec<_>, Vec<_>) = items.iter().cloned().partition(is_out);
        settled.extend(out);
        let order =
            |items: &[SuspectItem]| items.iter().map(|item| item.id.clone()).collect::<Vec<_>>();
        if order(&items) != order(&settled) {
            self.items.set(settled);
        }
    }

    /// Pointer or focus left something in the list.
    fn left(self, event: &Event) {
        let Some(list) = self.element.get_untracked() else {
            return;
        };
        let is_inside = |node: Option<Node>| node.is_some_and(|node| list.contains(Some(&node)));
        let is_left = match event.dyn_ref::<FocusEvent>() {
            Some(event) => {
                let target = event.related_target();
                // Without a target the window lost the focus, or a pointer is down.
                target.is_some() && !is_inside(target.and_then(|target| target.dyn_into().ok()))
            }
            None => !is_inside(document().active_element().map(Into::into)),
        };
        if is_left {
            self.settle();
        }
    }

    /// Makes the suspect that has the focus the one that the Tab key reaches.
    fn set_tab_stop(self, event: &Event) {
        if let Some(at) = self.position(event) {
            let id = self
                .items
                .with_untracked(|items| Some(items.get(at)?.id.clone()));
            self.tab_stop.set(id);
        }
    }

    /// A key press on a suspect; on the page of a symptom `j` and `k` lead to the first
    /// and the last.
    fn key(self, event: &KeyboardEvent) {
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        let command = Command::of(&event.key());
        let Some(command) = command.filter(|_| !held && !event.default_prevented()) else {
            return;
        };
        let count = self.items.with_untracked(Vec::len);
        let next = match (command, self.position(event)) {
            (Command::Move(by), Some(at)) => (at as i32 + by).clamp(0, count as i32 - 1) as usize,
            // Arrows scroll the page, and letters in a field are text.
            (Command::Move(by), None)
                if event.key().len() == 1
                    && dom::is_page("symptom")
                    && dom::closest(event, "input, textarea, select, dialog").is_none() =>
            {
                if by > 0 { 0 } else { count - 1 }
            }
            (Command::Set(status), Some(at)) => {
                event.prevent_default();
                let items = self.items.get_untracked();
                let is_set = self.toggle(&items[at].id, status);
                // On to the next that is still open; after the last, the focus stays.
                let line = self.statuses.get_untracked();
                let open = |at: &usize| status_of(&line, &items[*at].id).is_none();
                let next = (at..count).chain(0..at).find(open);
                if let Some(next) = next.filter(|_| is_set && status == SuspectStatus::RuledOut) {
                    self.focus(next);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        self.focus(next);
    }

    /// Position of the suspect that an event happened in.
    fn position(self, event: &Event) -> Option<usize> {
        let list = self.element.get_untracked()?;
        let inside: Node = event.target()?.dyn_into().ok()?;
        let items = list.children();
        (0..items.length()).position(|at| {
            items
                .item(at)
                .is_some_and(|item| item.contains(Some(&inside)))
        })
    }

    fn focus(self, at: usize) {
        let item = self
            .element
            .get_untracked()
            .and_then(|list| list.children().item(at as u32));
        if let Some(item) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
            // An element with a tab index takes the focus.
            let _ = item.focus();
            dom::reveal(&item);
        }
    }
}

/// What a key does to the suspect that has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    /// Moves the focus by so many suspects.
    Move(i32),
    /// Sets a status, or removes it.
    Set(SuspectStatus),
}

impl Command {
    fn of(key: &str) -> Option<Self> {
        Some(match key {
            "j" | "ArrowDown" => Self::Move(1),
            "k" | "ArrowUp" => Self::Move(-1),
            "x" => Self::Set(SuspectStatus::RuledOut),
            "c" => Self::Set(SuspectStatus::Confirmed),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_and_set_a_status() {
        for (key, command) in [
            ("j", Some(Command::Move(1))),
            ("ArrowUp", Some(Command::Move(-1))),
            ("x", Some(Command::Set(SuspectStatus::RuledOut))),
            ("c", Some(Command::Set(SuspectStatus::Confirmed))),
            ("Enter", None),
            ("X", None),
        ] {
            assert_eq!(Command::of(key), command, "{key}");
        }
    }
}
