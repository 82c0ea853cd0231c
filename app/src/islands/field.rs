//! The search field and its keys.

use gloo::utils::window;
use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser::{dom, landing};

use super::address;
use super::keys::{Combobox, Effect, Key};
use super::results::{LIST, option_id};
use super::searcher::Searcher;

/// What a field and its island share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    /// The field's element.
    pub(crate) input: NodeRef<Input>,
    /// The search behind it.
    pub(crate) searcher: Searcher,
    /// Whether hits are on the screen.
    pub(crate) open: Signal<bool>,
    /// Whether Escape can take them off it.
    pub(crate) closes: bool,
}

impl Field {
    /// What is typed.
    pub(crate) fn value(self) -> String {
        self.input
            .get_untracked()
            .map(|input| input.value())
            .unwrap_or_default()
    }

    /// Replaces what is typed.
    pub(crate) fn set_value(self, value: &str) {
        if let Some(input) = self.input.get_untracked() {
            input.set_value(value);
        }
    }

    /// Does what a key means. `local` does what only the island can.
    pub(crate) fn press(self, event: &ev::KeyboardEvent, local: impl Fn(Effect)) {
        let elsewhere = event.ctrl_key() || event.meta_key();
        let key = match Key::named(&event.key(), elsewhere) {
            // Keys that choose among an input method's words are not ours.
            Some(key) if !event.is_composing() && !event.alt_key() && !event.shift_key() => key,
            _ => return,
        };
        let combobox = Combobox {
            open: self.open.get_untracked(),
            closes: self.closes,
            active: self.searcher.active.get_untracked(),
            rows: self.searcher.reach(),
            typed: !self.value().is_empty(),
        };
        let effect = combobox.press(key);
        if effect != Effect::Native {
            event.prevent_default();
        }
        match effect {
            Effect::Native => {}
            Effect::Point(row) => self.searcher.point(row),
            Effect::Follow(row) => {
                if let Some(option) = dom::by_id(&option_id(row)) {
                    option.click();
                }
            }
            Effect::FollowElsewhere(row) => {
                let link = dom::by_id(&option_id(row))
                    .and_then(|option| option.dyn_into::<web_sys::HtmlAnchorElement>().ok());
                if let Some(link) = link {
                    landing::remember(&link.href(), &self.searcher.words());
                    open_elsewhere(&link.href());
                }
            }
            Effect::SearchElsewhere => {
                let page = address::on_page(&dom::root(), "/search/");
                open_elsewhere(&(page + &address::query_part(self.value().trim())));
            }
            Effect::Leave => {
                if let Some(input) = self.input.get_untracked() {
                    // A field that cannot lose the focus keeps it.
                    let _ = input.blur();
                }
            }
            Effect::Open | Effect::Close | Effect::Clear => local(effect),
        }
    }

    /// The label and the field.
    pub(crate) fn view(
        self,
        on_input: impl Fn() + 'static,
        on_focus: impl Fn() + 'static,
        local: impl Fn(Effect) + 'static,
    ) -> impl IntoView {
        let expanded = Signal::derive(move || self.open.get().to_string());
        let active = Signal::derive(move || self.searcher.active.get().map(option_id));
        view! {
            <label class="visually-hidden" for="kb-q">
                "Search"
            </label>
            <div class="kb-search__field">
                <input
                    class="kb-search__input"
                    id="kb-q"
                    type="search"
                    name="q"
                    role="combobox"
                    aria-expanded=expanded
                    aria-controls=LIST
                    aria-autocomplete="list"
                    aria-activedescendant=active
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    enterkeyhint="search"
                    placeholder="Symptom, alert, error, or paste a log"
                    node_ref=self.input
                    on:input=move |_| on_input()
                    on:focus=move |_| on_focus()
                    on:keydown=move |event| self.press(&event, &local)
                />
                <kbd class="kb-search__key" aria-hidden="true">
                    "/"
                </kbd>
                // Phones have no Escape.
                <button
                    type="button"
                    class="kb-search__close"
                    data-do="close"
                    hidden=!self.closes
                >
                    "Close"
                </button>
            </div>
        }
    }
}

fn open_elsewhere(url: &str) {
    // A blocked window is the reader's choice.
    let _ = window().open_with_url_and_target_and_features(url, "_blank", "noopener");
}
