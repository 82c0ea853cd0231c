//! The search field: its keys, and what is pasted into it.

use gloo::utils::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, Event, HtmlAnchorElement, KeyboardEvent};

use crate::browser::{dom, landing, pastes};

use super::address;
use super::keys::{Combobox, Effect, Key};
use super::paste::{self, Paste};
use super::results::option_id;
use super::searcher::Searcher;

impl Searcher {
    /// Whether something happened to the field.
    pub(crate) fn is_field(&self, event: &Event) -> bool {
        event.target().as_ref() == Some(self.input.as_ref())
    }

    /// Puts another query into the field.
    pub(crate) fn set_value(&self, query: &str) {
        self.input.set_value(query);
        self.forget();
    }

    /// The field stands for itself from now on.
    pub(crate) fn forget(&self) {
        *self.paste.borrow_mut() = None;
        self.literal.set(false);
    }

    /// Takes what is pasted, if the field cannot hold it as it is: a field of
    /// one line would run the lines of a log together, and Enter would put all
    /// of it into the address. `then` is told, and `again` if the field shows it
    /// in other words later.
    pub(crate) fn pasted(
        &'static self,
        event: &Event,
        then: impl Fn(),
        again: impl Fn() + 'static,
    ) {
        let text = event
            .dyn_ref::<ClipboardEvent>()
            .and_then(ClipboardEvent::clipboard_data)
            .and_then(|data| data.get_data("text/plain").ok());
        if let Some(paste) = text.as_deref().and_then(Paste::of) {
            event.prevent_default();
            self.take_and_read(paste, again);
            then();
        }
    }

    /// Lets the field stand for a paste. If it cannot be read yet, its beginning
    /// stands in the field until it can, and then `again` is told.
    fn take_and_read(&'static self, paste: Paste, again: impl Fn() + 'static) {
        self.take(paste.clone());
        if pastes::is_ready(&paste.text) {
            return;
        }
        spawn_local(async move {
            pastes::ready(&paste.text).await;
            // Something else may have come into the field meanwhile.
            let still = self.paste.borrow().as_ref() == Some(&paste);
            if still && pastes::is_ready(&paste.text) {
                self.take(paste);
                again();
            }
        });
    }

    /// Lets the field stand for a paste.
    pub(crate) fn take(&self, paste: Paste) {
        let short = paste.short();
        paste::remember(&short, &paste);
        self.set_value(&short);
        *self.paste.borrow_mut() = Some(paste);
    }

    /// Leaves a part of what was pasted out, or takes it in again.
    pub(crate) fn ignore(&self, part: &str) {
        let value = self.value();
        let mut paste = self.paste.take().unwrap_or_else(|| Paste::all(&value));
        match paste.ignored.iter().position(|known| known == part) {
            Some(known) => {
                paste.ignored.remove(known);
            }
            None => paste.ignored.push(part.to_owned()),
        }
        self.take(paste);
    }

    /// Takes what stood in the field before anyone listened: typed or pasted
    /// while the island slept, or written there by the loader. `again` is told
    /// if the field shows it in other words later.
    pub(crate) fn wake(&'static self, again: impl Fn() + 'static) {
        let value = self.value();
        let kept = self.input.dataset();
        match kept.get("paste") {
            Some(text) => {
                kept.delete("paste");
                if let Some(paste) = Paste::of(&text) {
                    self.take_and_read(paste, again);
                }
            }
            None => *self.paste.borrow_mut() = paste::recall(&value),
        }
    }

    /// Does what a key means. `local` does what only the island can.
    pub(crate) fn press(&self, event: &Event, open: bool, closes: bool, local: impl Fn(Effect)) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let elsewhere = event.ctrl_key() || event.meta_key();
        let key = match Key::named(&event.key(), elsewhere) {
            // Keys that choose among an input method's words are not ours.
            Some(key) if !event.is_composing() && !event.alt_key() && !event.shift_key() => key,
            _ => return,
        };
        let combobox = Combobox {
            open,
            closes,
            active: self.active.get(),
            rows: self.reach(),
            typed: !self.value().is_empty(),
        };
        let effect = combobox.press(key);
        if effect != Effect::Native {
            event.prevent_default();
        }
        let option = |row| dom::by_id(&option_id(row));
        match effect {
            Effect::Native => {}
            Effect::Point(row) => self.point(Some(row)),
            Effect::Follow(row) => {
                if let Some(option) = option(row) {
                    option.click();
                }
            }
            Effect::FollowElsewhere(row) => {
                let link = option(row).and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok());
                if let Some(link) = link {
                    landing::remember(&link.href(), &self.words());
                    open_elsewhere(&link.href());
                }
            }
            Effect::SearchElsewhere => {
                let page = address::on_page(&dom::root(), "/search/");
                open_elsewhere(&(page + &address::query_part(self.value().trim())));
            }
            Effect::Leave => {
                // A field that cannot lose the focus keeps it.
                let _ = self.input.blur();
            }
            Effect::Open | Effect::Close | Effect::Clear => local(effect),
        }
    }

    /// Follows a link that asks for another query, in the field; says whether
    /// the event was that.
    pub(crate) fn asked_by(&self, event: &Event) -> bool {
        let link = dom::closest(event, "[data-ask]");
        let (Some(link), false) = (link, dom::opens_elsewhere(event)) else {
            return false;
        };
        event.prevent_default();
        let data = link.dataset();
        self.set_value(&data.get("ask").unwrap_or_default());
        self.literal.set(data.get("literal").is_some());
        // A field that cannot have the focus goes without.
        let _ = self.input.focus();
        if let Some(caret) = data.get("caret").and_then(|caret| caret.parse().ok()) {
            let _ = self.input.set_selection_range(caret, caret);
        }
        true
    }
}

fn open_elsewhere(url: &str) {
    // A blocked window is the reader's choice.
    let _ = window().open_with_url_and_target_and_features(url, "_blank", "noopener");
}
