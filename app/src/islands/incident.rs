//! The control that records an incident, on every page: start, name, note,
//! end, export; and the checklists that belong to it.

// The island macro makes the function that the loader calls public.
#![allow(unreachable_pub)]

mod panel;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use crate::browser::{dom, session, steps, store};
use crate::session::{What, clock, markdown};

/// The control. While nothing is recorded it folds out a field to start; while
/// something is, it stands in sight and says so.
#[island]
pub fn Incident() -> impl IntoView {
    #[cfg(feature = "ssr")]
    let markup = panel::resting();
    // What stands in the page stays as it is.
    #[cfg(not(feature = "ssr"))]
    let markup = {
        wake();
        ""
    };
    view! { <details class="session js-only" inner_html=markup></details> }
}

/// Wires the control up.
#[cfg_attr(feature = "ssr", allow(dead_code))]
fn wake() -> Option<()> {
    let control = dom::first(".session")?;
    session::start();
    steps::start();
    paint(&control);
    let shown = control.clone();
    session::watch(Box::new(move |_| paint(&shown)));
    let pressed = control.clone();
    dom::on(
        &control,
        "click",
        Box::new(move |event| press(&pressed, event)),
    );
    let keys = control.clone();
    dom::on(
        &control,
        "keydown",
        Box::new(move |event| {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
            match key.as_deref() {
                Some("Escape") => close(&keys),
                Some("Enter") => match dom::control(event).map(|field| field.id()).as_deref() {
                    Some(panel::NAME) if store::current().is_none() => {
                        // The focus moves: the key must not press what gets it.
                        event.prevent_default();
                        start(&keys);
                    }
                    Some(panel::NOTE) => note(),
                    _ => {}
                },
                _ => {}
            }
        }),
    );
    dom::on(
        &control,
        "change",
        Box::new(|event| {
            if let Some(field) = dom::control(event)
                && field.id() == panel::NAME
            {
                session::rename(&field.value());
            }
        }),
    );
    let ticking = control;
    spawn_local(async move {
        loop {
            dom::pause(1000).await;
            second(&ticking);
            steps::second();
        }
    });
    Some(())
}

/// Does what a button says.
fn press(control: &HtmlElement, event: &Event) {
    let Some(button) = dom::closest(event, "[data-act]") else {
        return;
    };
    let data = button.dataset();
    let id = data.get("id").or_else(store::current);
    let id = id.unwrap_or_default();
    match data.get("act").as_deref() {
        Some("start") => start(control),
        Some("note") => note(),
        Some("end") => {
            session::end();
            focus(control);
        }
        Some("reopen") => {
            session::reopen(&id);
            focus(control);
        }
        Some("delete") => {
            if dom::is_sure(&button, "Delete permanently?") {
                session::forget(&id);
                focus(control);
            }
        }
        act => {
            if let Some(session) = session::load(&id) {
                let text = markdown::session(&session);
                if act == Some("save") {
                    let name = ["session-", &clock::date(session.started), ".md"].concat();
                    dom::save(&name, &text);
                } else {
                    // The loader copies what stands in the attribute.
                    dom::set(&button, "data-copy", Some(&text));
                }
            }
        }
    }
}

fn start(control: &HtmlElement) {
    session::begin(&value(panel::NAME));
    close(control);
}

fn note() {
    let words = value(panel::NOTE);
    if let Some(field) = field(panel::NOTE) {
        field.set_value("");
    }
    session::record(What::Noted.name(), &words);
}

fn close(control: &HtmlElement) {
    dom::set(control, "open", None);
    focus(control);
}

/// The focus goes to what stays.
fn focus(control: &HtmlElement) {
    if let Ok(Some(summary)) = control.query_selector("summary")
        && let Some(summary) = summary.dyn_ref::<HtmlElement>()
    {
        // What cannot have the focus goes without.
        let _ = summary.focus();
    }
}

fn field(id: &str) -> Option<HtmlInputElement> {
    dom::by_id(id)?.dyn_into().ok()
}

fn value(id: &str) -> String {
    field(id).map(|field| field.value()).unwrap_or_default()
}

/// Shows what is recorded. What is being typed stays.
fn paint(control: &HtmlElement) {
    let current = session::here().map(|(_, session)| session);
    let others = session::others();
    let body = control.query_selector(".session__body").ok().flatten();
    let Some(body) = body else {
        return;
    };
    let active = gloo::utils::document().active_element();
    let typing = active.and_then(|active| active.dyn_into::<HtmlInputElement>().ok());
    let typing = typing.filter(|field| body.contains(Some(field)));
    body.set_inner_html(&panel::body(current.as_ref(), &others, store::is_denied()));
    if let Some(before) = typing
        && let Some(field) = field(&before.id())
    {
        field.set_value(&before.value());
        let _ = field.focus();
    }
    // A constant and well-formed name.
    let _ = control
        .class_list()
        .toggle_with_force("is-active", current.is_some());
    second(control);
}

/// Shows for how long; once a second.
fn second(control: &HtmlElement) {
    let Ok(Some(summary)) = control.query_selector("summary") else {
        return;
    };
    let current = session::here().map(|(_, session)| session);
    let html = panel::summary(current.as_ref(), session::now(), store::is_denied());
    if summary.inner_html() != html {
        summary.set_inner_html(&html);
    }
}
