//! The search field: its keys, and what is pasted into it.

use gloo::utils::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, Event, HtmlAnchorElement, KeyboardEvent};

use crate::browser::{dom, landing, pastes};

use super::address;
use super::keys::{Combobox, Effect, Key};
use super::offers;
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
        self.edited();
    }

    /// The field has changed. A paste stays for as long as what is shown for it.
    pub(crate) fn edited(&self) {
        self.literal.set(false);
        let value = self.value();
        let mut paste = self.paste.borrow_mut();
        *paste = paste.take().filter(|paste| paste.around(&value).is_some());
    }

    /// Takes what is pasted, if the field cannot hold it as it is: a field of
    /// one line would run the lines of a log together, and Enter would put all
    /// of it into the address. `then` is told, and again once it is read.
    pub(crate) fn pasted(&'static self, event: &Event, then: impl Fn() + Copy + 'static) {
        let text = event
            .dyn_ref::<ClipboardEvent>()
            .and_then(ClipboardEvent::clipboard_data)
            .and_then(|data| data.get_data("text/plain").ok());
        let Some(paste) = text.as_deref().and_then(Paste::of) else {
            return;
        };
        event.prevent_default();
        let value = self.value();
        let caret = |units: Option<u32>| {
            units.map_or(value.len(), |units| offers::bytes(&value, units as usize))
        };
        let start = caret(self.input.selection_start().ok().flatten());
        let end = caret(self.input.selection_end().ok().flatten());
        // It takes the place of what is selected, else of the paste before it.
        let before = self.paste.borrow();
        let place = before.as_ref().filter(|_| start == end);
        let place = place.and_then(|paste| paste.around(&value));
        let (before_it, behind_it) = place.unwrap_or((&value[..start], &value[end..]));
        let (before_it, behind_it) = (before_it.to_owned(), behind_it.to_owned());
        drop(before);
        self.take(paste, &before_it, &behind_it);
        then();
        self.read_later(then);
    }

    /// Lets the field stand for a paste, with what stands around it. One that
    /// cannot be read yet is shown by its beginning.
    fn take(&self, mut paste: Paste, before: &str, behind: &str) {
        paste.waits = !pastes::is_ready(&paste.text);
        paste.shown = paste.short();
        if paste.shown.is_empty() {
            // All of it was left out, and may be taken in again.
            paste.shown = paste.beginning();
        }
        self.input
            .set_value(&paste::between(before, &paste.shown, behind));
        self.literal.set(false);
        paste::remember(&paste);
        *self.paste.borrow_mut() = Some(paste);
    }

    /// Shows a paste by what it says as soon as it can be read, and tells `then`.
    fn read_later(&'static self, then: impl Fn() + 'static) {
        let waiting = self.paste.borrow().clone().filter(|paste| paste.waits);
        let Some(Paste { text, .. }) = waiting else {
            return;
        };
        spawn_local(async move {
            pastes::ready(&text).await;
            // Something else may have come into the field meanwhile.
            let paste = self.paste.borrow().clone();
            let Some(paste) = paste.filter(|paste| paste.waits && paste.text == text) else {
                return;
            };
            self.retake(paste);
            // Without a reader it stays as it is.
            if let Some(paste) = &mut *self.paste.borrow_mut() {
                paste.waits = false;
            }
            then();
        });
    }

    /// Shows a paste anew where it stands.
    fn retake(&self, paste: Paste) {
        let value = self.value();
        let (before, behind) = paste.around(&value).unwrap_or_default();
        self.take(paste, before, behind);
    }

    /// Whether a paste in the field waits for its reader, so that what is shown
    /// is no query yet.
    pub(crate) fn is_waiting(&self) -> bool {
        self.paste
            .borrow()
            .as_ref()
            .is_some_and(|paste| paste.waits)
    }

    /// Leaves a part of what was pasted out, or takes it in again.
    pub(crate) fn ignore(&self, part: &str) {
        let paste = self.paste.take();
        let mut paste = paste.unwrap_or_else(|| Paste::within(&self.value()));
        match paste.ignored.iter().position(|known| known == part) {
            Some(known) => {
                paste.ignored.remove(known);
            }
            None => paste.ignored.push(part.to_owned()),
        }
        self.retake(paste);
    }

    /// Takes what stood in the field before anyone listened: typed or pasted
    /// while the island slept, or written there by the loader. `then` is told
    /// if it is a paste that is read later.
    pub(crate) fn wake(&'static self, then: impl Fn() + 'static) {
        let kept = self.input.dataset();
        let slept = kept.get("paste").and_then(|text| Paste::of(&text));
        let slept = slept.map(|paste| Paste {
            shown: kept.get("shown").unwrap_or_default(),
            ..paste
        });
        kept.delete("paste");
        let value = self.value();
        let slept = slept.filter(|paste| paste.around(&value).is_some());
        let unread = |paste: &Paste| paste.shown == paste.beginning();
        match slept.or_else(|| paste::recall(&value).filter(unread)) {
            Some(paste) => self.retake(paste),
            None => *self.paste.borrow_mut() = paste::recall(&value),
        }
        self.read_later(then);
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
