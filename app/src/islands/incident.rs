//! The control that records an incident, on every page: start, name, note, end and
//! export a session.

// The island macro makes the function that the loader calls public.
#![allow(unreachable_pub)]

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlElement, MouseEvent};

use super::confirm_button::ConfirmButton;
use crate::browser::dom;
use crate::browser::session::{self, Recorded, Stored};
use crate::session::{Entry, Session, What, clock, markdown};
use crate::text::plural;

/// How many entries are shown, the latest first.
const SHOWN: usize = 8;

/// The control. Without a session it unfolds a form to start one; while one is
/// recorded, its summary stays in sight.
#[island]
pub fn Incident() -> impl IntoView {
    let control = Control {
        recorded: RwSignal::new(Recorded::default()),
        now: RwSignal::new(0),
        details: NodeRef::new(),
        summary: NodeRef::new(),
    };
    Effect::new(move |started: Option<()>| {
        if started.is_none() {
            session::start();
            set_interval(
                move || control.now.set(session::now()),
                Duration::from_secs(1),
            );
        }
        session::changed().track();
        control.now.set(session::now());
        control.recorded.set(session::recorded());
    });
    let is_recording = Memo::new(move |_| control.recorded.with(|all| all.current.is_some()));
    let is_denied = Memo::new(move |_| control.recorded.with(|all| all.denied));
    let ended = Memo::new(move |_| control.recorded.with(|all| all.ended.clone()));
    let summary = move || match is_recording.get() {
        true => running(control, is_denied).into_any(),
        false => "Record this incident".into_any(),
    };
    let body = move || match is_recording.get() {
        true => current(control).into_any(),
        false => begin(control).into_any(),
    };
    let denied = move || {
        is_denied.get().then(|| {
            view! {
                <p class="session__denied">
                    "Can't save here (storage full or blocked). \
                     The recording is lost when you close the page. Export it first."
                </p>
            }
        })
    };
    let others = move || {
        let ended = ended.get();
        (!ended.is_empty()).then(|| {
            let rows: Vec<_> = ended.into_iter().map(|one| other(control, one)).collect();
            view! {
                <h2>"Past recordings"</h2>
                <ul class="session__others">{rows}</ul>
            }
        })
    };
    let close_on_escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            control.close();
        }
    };
    view! {
        <details
            class="session js-only"
            class:is-active=is_recording
            node_ref=control.details
            on:keydown=close_on_escape
        >
            <summary node_ref=control.summary>{summary}</summary>
            <div class="session__body">{denied} {body} {others}</div>
        </details>
    }
}

/// The state of the control.
#[derive(Clone, Copy)]
struct Control {
    recorded: RwSignal<Recorded>,
    /// Seconds since 1970, once a second.
    now: RwSignal<i64>,
    details: NodeRef<html::Details>,
    summary: NodeRef<html::Summary>,
}

impl Control {
    /// Something of the session being recorded.
    fn of_current<T: Default>(self, get: impl FnOnce(&Session) -> T) -> T {
        self.recorded.with(|all| {
            let current = all.current.as_ref();
            current.map(|(_, session)| get(session)).unwrap_or_default()
        })
    }

    /// Folds the control and moves the focus to the summary.
    fn close(self) {
        if let Some(details) = self.details.get_untracked() {
            details.set_open(false);
        }
        self.focus();
    }

    /// Moves the focus to the summary, which never disappears.
    fn focus(self) {
        if let Some(summary) = self.summary.get_untracked() {
            // An element that cannot take the focus does not.
            let _ = summary.focus();
        }
    }
}

/// The summary of the session being recorded.
fn running(control: Control, is_denied: Memo<bool>) -> impl IntoView {
    let elapsed = move || {
        let started = control.of_current(|session| session.started);
        clock::elapsed(control.now.get() - started)
    };
    let denied = move || {
        is_denied
            .get()
            .then(|| view! { <span class="session__denied">"not saved"</span> })
    };
    view! {
        <span class="session__dot" aria-hidden="true">
            "●"
        </span>
        <span class="visually-hidden">"Recording "</span>
        <b>{move || control.of_current(|session| session.name.clone())}</b>
        " "
        <span class="session__time">{elapsed}</span>
        " "
        <span class="session__count">
            {move || control.of_current(|session| plural(session.entries.len(), "entry", "entries"))}
        </span>
        " "
        {denied}
    }
}

/// The form that starts a session.
fn begin(control: Control) -> impl IntoView {
    let name = NodeRef::<html::Input>::new();
    let start = move || {
        let name = name.get_untracked().map(|input| input.value());
        session::begin(&name.unwrap_or_default());
        control.close();
    };
    let enter = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            // The focus moves: the key must not press what gets it.
            event.prevent_default();
            start();
        }
    };
    view! {
        <p>
            "Saves searches, pages, copied commands and ticks as a draft timeline. Only in this browser."
        </p>
        <p class="session__row">
            <label for="kb-session-name">"Name"</label>
            <input
                id="kb-session-name"
                maxlength="120"
                autocomplete="off"
                placeholder="payments slow"
                node_ref=name
                on:keydown=enter
            />
            <button type="button" data-act="start" on:click=move |_| start()>
                "Start"
            </button>
        </p>
    }
}

/// The session being recorded.
fn current(control: Control) -> impl IntoView {
    let note = NodeRef::<html::Input>::new();
    let add = move || {
        if let Some(input) = note.get_untracked() {
            session::record(What::Noted.name(), &input.value());
            input.set_value("");
        }
    };
    let end = move |_| {
        session::end();
        control.focus();
    };
    let entries = move || {
        control.of_current(|session| {
            let entries: Vec<_> = session
                .entries
                .iter()
                .rev()
                .take(SHOWN)
                .map(entry)
                .collect();
            (!entries.is_empty()).then(|| view! { <ol class="session__log">{entries}</ol> })
        })
    };
    let id = control
        .recorded
        .with_untracked(|all| all.current.as_ref().map(|(id, _)| id.clone()));
    view! {
        <p class="session__row">
            <label for="kb-session-name">"Name"</label>
            <input
                id="kb-session-name"
                maxlength="120"
                autocomplete="off"
                prop:value=move || control.of_current(|session| session.name.clone())
                on:change:target=move |event| session::rename(&event.target().value())
            />
            <button type="button" data-act="end" on:click=end>
                "End"
            </button>
        </p>
        <p class="session__row">
            <label for="kb-session-note">"Note"</label>
            <input
                id="kb-session-note"
                maxlength="1000"
                autocomplete="off"
                placeholder="called the database team"
                node_ref=note
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        add();
                    }
                }
            />
            <button type="button" data-act="note" on:click=move |_| add()>
                "Add"
            </button>
        </p>
        {entries}
        <p class="session__row">{exports(control, &id.unwrap_or_default())}</p>
    }
}

/// An entry of a session.
fn entry(entry: &Entry) -> impl IntoView + use<> {
    let mut time = clock::time(entry.at) + " UTC";
    if entry.offset != 0 {
        time += " · ";
        time += &clock::time(entry.at + entry.offset * 60);
        time += " here";
    }
    let text = match entry.what {
        What::Opened | What::Restarted => entry.title.clone().into_any(),
        _ => view! { <code>{entry.text.clone()}</code> }.into_any(),
    };
    let missed = (entry.what == What::Missed).then_some(", no results");
    view! {
        <li>
            <span class="session__when">{time}</span>
            " "
            {entry.what.verb()}
            " "
            {text}
            {missed}
        </li>
    }
}

/// A session that was ended.
fn other(control: Control, (id, session): Stored) -> impl IntoView {
    let reopen = {
        let id = id.clone();
        move |_| {
            session::reopen(&id);
            control.focus();
        }
    };
    let exports = exports(control, &id);
    let remove = move |()| {
        session::remove(&id);
        control.focus();
    };
    let what = [
        &clock::moment(session.started)[..16],
        " UTC, ",
        &plural(session.entries.len(), "entry", "entries"),
    ];
    view! {
        <li>
            <span>
                <b>{session.name}</b>
                " "
                <span class="count">{what.concat()}</span>
            </span>
            <span class="session__row">
                <button type="button" data-act="reopen" on:click=reopen>
                    "Resume"
                </button>
                {exports}
                <ConfirmButton
                    act="delete"
                    label="Delete"
                    question="Delete permanently?"
                    on_confirm=remove
                />
            </span>
        </li>
    }
}

/// The buttons that export a session.
fn exports(control: Control, id: &str) -> impl IntoView + use<> {
    let find = move |id: &str| {
        control.recorded.with_untracked(|all| {
            let known = all
                .current
                .iter()
                .chain(&all.ended)
                .find(|(known, _)| known == id);
            known.map(|(_, session)| session.clone())
        })
    };
    let copied = id.to_owned();
    let copy = move |event: MouseEvent| {
        if let Some(session) = find(&copied) {
            // The loader copies the attribute when the event reaches the document.
            let button: HtmlElement = event_target(&event);
            dom::set(&button, "data-copy", Some(&markdown::session(&session)));
        }
    };
    let saved = id.to_owned();
    let save = move |_| {
        if let Some(session) = find(&saved) {
            let name = ["session-", &clock::date(session.started), ".md"].concat();
            dom::save(&name, &markdown::session(&session));
        }
    };
    view! {
        <button type="button" data-act="copy" on:click=copy>
            "Copy as Markdown"
        </button>
        <button type="button" data-act="save" on:click=save>
            "Download"
        </button>
    }
}
